"""The pages of a scan side by side: chosen by mouse or key, dragged to other places."""

from collections.abc import Collection

from PySide6.QtCore import QItemSelectionModel, QTimer, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView
from typing_extensions import override

from luutru.gui.arranging.page_model import PageModel
from luutru.gui.arranging.page_plan import PlannedPage
from luutru.gui.arranging.page_tile import SHEET, TILE, PageTile
from luutru.gui.pages.page_images import ImageKey, PageImages
from luutru.i18n import translate
from luutru.services.pages import PageShape


class PageGrid(QListView):
    """Shows the plan; what is done with the chosen pages, others say."""

    moved = Signal(list, int)
    """Pages at these places were dropped before the one at that place."""

    def __init__(self, images: PageImages) -> None:
        super().__init__()
        self._images = images
        self._document = 0
        self._turns: dict[int, int] = {}
        self._model = PageModel(self)
        self._model.dropped.connect(self.moved)
        self.setModel(self._model)
        self.setItemDelegate(PageTile(self._picture, self))
        self.setAccessibleName(translate("Pages"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFlow(QListView.Flow.LeftToRight)  # the icon mode would take drops for itself
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setGridSize(TILE)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        images.arrived.connect(self._arrived)  # a method is let go of with the grid
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._want_pictures)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._soon.start())

    @property
    def places(self) -> list[int]:
        """The places of the chosen pages, counted from 0, in order."""
        return sorted(index.row() for index in self.selectedIndexes())

    def show_document(self, document_id: int, shapes: Collection[PageShape]) -> None:
        """Take pictures from this document; pages recognised as turned are shown upright."""
        self._document = document_id
        self._turns = {shape.number: shape.rotation for shape in shapes}

    def show_pages(self, pages: tuple[PlannedPage, ...]) -> None:
        """Show the pages of the plan as they are wanted now."""
        self._model.show_pages(pages)
        self._soon.start()

    def choose(self, places: Collection[int]) -> None:
        """Choose the pages at `places`, and have the first of them in sight."""
        chosen = self.selectionModel()
        chosen.clearSelection()
        for place in sorted(places):
            chosen.select(self._model.index(place), QItemSelectionModel.SelectionFlag.Select)
        if places:
            first = self._model.index(min(places))
            chosen.setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(first)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start()

    def _arrived(self, _key: ImageKey) -> None:
        self.viewport().update()

    def _picture(self, number: int) -> QImage | None:
        return self._images.image(self._key(number))

    def _key(self, number: int) -> ImageKey:
        width = round(SHEET.width() * self.devicePixelRatioF())
        return ImageKey(self._document, number, width, self._turns.get(number, 0))

    def _want_pictures(self) -> None:
        """Ask for the pictures of the pages in sight first, then for the rest."""
        sight = self.viewport().rect()
        numbered = [
            (not sight.intersects(self.visualRect(self._model.index(at))), page.number)
            for at, page in enumerate(self._model.pages)
        ]
        self._images.want([self._key(number) for _, number in sorted(numbered)])
