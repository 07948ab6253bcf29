"""What dialogs that read and write have in common: a heading, a notice, work in the back."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QDialog, QPushButton, QWidget
from typing_extensions import override

from luutru.errors import LuutruError
from luutru.gui.jobs import Job, Jobs
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import Item, column, label, row
from luutru.gui.widgets.notice import Notice
from luutru.i18n import translate

Result = TypeVar("Result")


class WorkDialog(QDialog):
    """Asks and writes in the background; what goes wrong is told in it, and nothing is lost."""

    told = Signal(str, str)
    """Something was done: a title and a text for the notice of the window."""

    def __init__(self, jobs: Jobs, parent: QWidget, title: str, guide: str = "") -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.title = label(title, "h1", wrap=True)
        self.guide = label(guide, "muted", wrap=True)
        self.guide.setVisible(bool(guide))
        self.notice = Notice()
        self.close_button = push_button(translate("Close"), self.reject)

    def lay_out(self, *items: Item, foot: tuple[Item, ...], size: tuple[int, int]) -> None:
        """Put `items` below the heading and `foot` in the last line, before it "Close"."""
        buttons = row(*foot, spacing=10)
        at = buttons.count() - sum(isinstance(one, QPushButton) for one in foot)
        buttons.insertWidget(at, self.close_button)
        self.setLayout(
            column(
                self.title,
                self.guide,
                self.notice,
                *items,
                buttons,
                spacing=12,
                margins=(24, 20, 24, 20),
            )
        )
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self.resize(*size)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button with the focus and no other: nothing is decided by chance."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        if isinstance(focused, QAbstractButton):
            focused.click()
        event.accept()

    def run(
        self,
        work: Callable[[Job], Result],
        then: Callable[[Result], object],
        lane: Lane = Lane.READING,
    ) -> Job:
        """Do `work` in the background and hand its result to `then`."""
        return self._jobs.start(work, then, lane=lane, failed=self.explain)

    def finish(self, title: str, text: str = "") -> None:
        """Close after something was done, and tell what."""
        self.told.emit(title, text)
        self.accept()

    def explain(self, error: Exception) -> None:
        """Say why it was not done; what was typed stays to be put right."""
        if isinstance(error, LuutruError):
            self.notice.say("bad", error.what_happened(), error.what_next())
        else:
            self._jobs.tell(error)
        self.follow()

    def follow(self) -> None:
        """Let the buttons follow what was entered; called after something failed."""


class DeskDialog(WorkDialog):
    """One that works with the archive at the desk."""

    def __init__(self, desk: Desk, parent: QWidget, title: str, guide: str = "") -> None:
        super().__init__(desk.jobs, parent, title, guide)
        self.desk = desk
