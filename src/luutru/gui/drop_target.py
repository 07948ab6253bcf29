"""A window over which files are dragged: says so, and brings what is dropped on it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow

from luutru.gui.theme.dressing import Undressed
from luutru.overriding import override

if TYPE_CHECKING:
    from luutru.gui.drop_overlay import DropOverlay
    from luutru.gui.workspace import Workspace


def dropped_paths(data: QMimeData) -> list[Path]:
    """Return the files and folders that are dragged; none for anything else."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class DropTarget(Undressed, QMainWindow):
    """Hears of files dragged over it while an archive is at work in it."""

    def __init__(self) -> None:
        super().__init__()
        self.workspace: Workspace | None = None
        self._overlay: DropOverlay | None = None
        self.setAcceptDrops(True)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        ours = event.source() is not None  # a file that is taken out is not brought in
        if self.workspace is None or not self._is_at_work or ours:
            return
        if dropped_paths(event.mimeData()) and self._may_bring(self.workspace):
            event.acceptProposedAction()
            self._cover()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._uncover()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._uncover()
        if self.workspace is not None and self._is_at_work:
            event.acceptProposedAction()
            self.workspace.bring(dropped_paths(event.mimeData()))

    def _cover(self) -> None:
        from luutru.gui.drop_overlay import DropOverlay  # noqa: PLC0415  seldom needed

        self._overlay = self._overlay or DropOverlay(self)
        self._overlay.cover()

    def _uncover(self) -> None:
        if self._overlay is not None:
            self._overlay.hide()

    @staticmethod
    def _may_bring(workspace: "Workspace") -> bool:
        """Tell whether files may be taken in, and say why not: a drop has no button to be off."""
        reason = workspace.desk.permits.refusal("taken_in")
        if reason:
            workspace.notice.say("warn", reason)
        return not reason

    @property
    def _is_at_work(self) -> bool:
        """Tell whether an archive is shown; behind a locked window nothing is brought in."""
        return self.workspace is not None and self.centralWidget() is self.workspace
