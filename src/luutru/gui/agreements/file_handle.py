"""The handle of a document's file: a click saves a copy, dragging takes one out of the window.

What is dragged is a copy under a plain name in a folder that goes when the window does. The log
tells of it once somebody took it.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, QTemporaryDir, QUrl
from PySide6.QtGui import QAction, QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolButton
from typing_extensions import override

from luutru.gui.lanes import Lane
from luutru.gui.plain_copies import DOCUMENT, before_leaving, knows
from luutru.gui.screen import Desk
from luutru.gui.theme.icons import icon
from luutru.i18n import translate
from luutru.services.working_folders import template_for

if TYPE_CHECKING:
    from collections.abc import Callable

_SIDE: Final = 18


class FileHandle(QToolButton):
    """Stands for the file of the document that is shown."""

    def __init__(self, desk: Desk, action: QAction) -> None:
        super().__init__()
        self._desk = desk
        self._reference = ""
        self._pressed: QPoint | None = None
        self._folder = QTemporaryDir(template_for(desk.archive, "dragged"))
        self._folder.setAutoRemove(True)
        self.start_drag: Callable[[QDrag], Qt.DropAction] = _start
        """Hands the copy to the desktop; returns what became of it."""
        self.setDefaultAction(action)
        self.setAutoRaise(True)
        self.setIconSize(QSize(_SIDE, _SIDE))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(action.text())
        self.setAccessibleDescription(action.statusTip())

    def show_document(self, reference: str) -> None:
        """Stand for the file of another document; "" for none."""
        self._reference = reference

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        way = event.position().toPoint() - self._pressed
        if way.manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            self.setDown(False)
            self.lend()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged = self._pressed is None
        self._pressed = None
        if not dragged:
            super().mouseReleaseEvent(event)

    def lend(self) -> None:
        """Make a copy that can be dragged, and let it be dragged as soon as it is there."""
        if not self._reference:
            return
        if not knows(self._desk, DOCUMENT):
            self._release()
            return
        archive, reference, folder = self._desk.archive, self._reference, self._folder.path()

        def work(_job: object) -> Path:
            from luutru.services.handing_out import lend, name_outside  # noqa: PLC0415

            target = Path(folder) / name_outside(archive, reference)
            lend(archive, reference, target)
            return target

        self._desk.jobs.start(work, self._drag, lane=Lane.READING)

    def _release(self) -> None:
        """Warn before anything is dragged out of an encrypted archive, and let it be dragged then.

        The button of the mouse was let go of by the time that the warning is answered.
        """

        def tell() -> None:
            said = translate("The file can be dragged out now: take hold of it once more.")
            self._desk.told.emit("info", said, "")

        before_leaving(self._desk, self.window(), DOCUMENT, tell, stays_known=True)

    def _drag(self, file: Path) -> None:
        reference = self._reference
        drag = QDrag(self)
        drag.setMimeData(mime_data(file))
        drag.setPixmap(icon("file-text").pixmap(32, 32))
        if self.start_drag(drag) is Qt.DropAction.IgnoreAction:
            return
        archive, name = self._desk.archive, file.name

        def record(_job: object) -> None:
            from luutru.services.handing_out import record_export  # noqa: PLC0415

            record_export(archive, reference, name)

        def tell(_nothing: object) -> None:
            said = translate("A copy of {reference} was taken out as a file.", reference=reference)
            self._desk.told.emit("good", said, name)

        self._desk.jobs.start(record, tell, lane=Lane.WRITING)


def mime_data(file: Path) -> QMimeData:
    """Return a file the way other programs take it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    return data


def _start(drag: QDrag) -> Qt.DropAction:
    if not QApplication.mouseButtons() & Qt.MouseButton.LeftButton:
        return Qt.DropAction.IgnoreAction  # let go of before the copy was there
    return drag.exec(Qt.DropAction.CopyAction)
