"""The scan of the document under review, with frames around what was read."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from luutru.errors import Damage
from luutru.gui.intake.review.spots import Spot, frames_of
from luutru.gui.jobs import Newest
from luutru.gui.pages.correcting import let_correct
from luutru.gui.pages.framed_view import FramedView
from luutru.gui.pages.page_geometry import Sheet
from luutru.gui.pages.page_images import ImageKey
from luutru.gui.pages.page_tools import PageTools, steer
from luutru.gui.pages.scan_source import images_of, sheets_of, words_of
from luutru.gui.screen import Desk
from luutru.gui.widgets.elided_label import ElidedLabel
from luutru.gui.widgets.layouts import box, column, label, line, row
from luutru.gui.widgets.notice import Notice
from luutru.i18n import translate_count
from luutru.services.propose import ReviewSheet

_FIGURES_FROM = 620
"""Width in pixels from which the zoom is told in figures too."""


class ReviewScan(QWidget):
    """Shows the pages; what is framed on them is told from outside."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._document = 0
        self._reference = ""
        self._sheets: list[Sheet] = []
        self._spots: Sequence[Spot] = ()
        self._key = ""
        self._shapes = Newest(desk.jobs)
        self._images = images_of(desk.archive, desk.jobs)
        self.view = FramedView(self._images)
        self.tools = PageTools(desk.actions)
        self.notice = Notice()
        self.notice.setProperty("spaced", "true")
        self._name = ElidedLabel("strong", is_path=True)
        self._facts = label("", "caption")
        head = row((self._name, 1), self._facts, self.tools, spacing=10, margins=(16, 8, 10, 8))
        card = column(head, line(), self.notice, (self.view, 1), spacing=0, margins=(1, 1, 1, 1))
        self.setLayout(column(box("card", card), spacing=0))
        self.tools.follow(self.view)
        self.addActions(steer(desk.actions, self.view))
        self.addAction(let_correct(desk, self.view, lambda: (self._reference, self._document)))
        self._images.arrived.connect(self._look_for_damage)

    def show_sheet(self, sheet: ReviewSheet) -> None:
        """Show the scan of a document."""
        self._name.say(sheet.filename or sheet.reference)
        pages = translate_count("{count} page", "{count} pages", sheet.pages)
        self._facts.setText(f"{sheet.reference} · {pages}")
        if sheet.document_id == self._document:
            self.view.forget_words()
            return
        self._document, self._key = sheet.document_id, ""
        self._reference = sheet.reference
        self.notice.clear()
        archive, document = self._desk.archive, sheet.document_id
        self._shapes.ask(
            lambda _job: sheets_of(archive, document),
            lambda sheets: self._show(document, sheets),
        )

    def show_spots(self, spots: Sequence[Spot]) -> None:
        """Frame other things."""
        self._spots = spots
        self.view.set_frames(frames_of(spots, self._sheets))

    def look_at(self, key: str) -> None:
        """Bring out the frame of a thing, as soon as the pages are there."""
        self._key = key
        self.view.look_at(key)

    def step(self, by: int) -> None:
        """Go to the scan, and look at what was read after (1) or before (-1) what is looked at."""
        if key := self.view.frames.beside(by):
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.look_at(key)

    def _show(self, document: int, sheets: list[Sheet]) -> None:
        self._sheets = sheets
        words = words_of(self._desk.archive, self._desk.jobs, document)
        self.view.show_document(document, sheets, words)
        self.show_spots(self._spots)
        self.view.look_at(self._key)

    def _look_for_damage(self, key: ImageKey) -> None:
        trouble = self._images.trouble(key)
        if isinstance(trouble, Damage) and key.document == self._document:
            self.notice.say("bad", trouble.what_happened(), trouble.what_next())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.tools.set_figures(shown=self.width() >= _FIGURES_FROM)
        self.tools.set_room(self.width())
