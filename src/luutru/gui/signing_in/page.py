"""The page that asks for name and password; it shows nothing of the archive."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from luutru.errors import LuutruError
from luutru.gui.widgets.brand import Mark
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, captioned, card, column, label, row, set_ground
from luutru.gui.widgets.notice import Notice
from luutru.i18n import translate

_WIDTH: Final = 400


class SignInPage(QWidget):
    """Stands in place of an archive that asks who somebody is, or that was locked."""

    wanted = Signal(str, str)
    """A name and a password were typed."""
    left = Signal()
    """Somebody would rather sign out, or open another archive."""

    def __init__(self, name: str = "") -> None:
        """With `name` the window was locked by this account, which alone may unlock it."""
        super().__init__()
        set_ground(self, "page")
        self._locked = bool(name)
        self.name = _line(translate("Account"), name)
        self.name.setReadOnly(self._locked)
        self.password = _line(translate("Password"), "")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.notice = Notice(stays=True)
        enter = translate("Unlock") if self._locked else translate("Sign in")
        self.enter = push_button(enter, self._tell, kind="primary")
        leave = push_button(
            translate("Sign out") if self._locked else translate("Another archive"), self.left.emit
        )
        title = translate("Locked") if self._locked else translate("Sign in")
        self.name.returnPressed.connect(self.password.setFocus)
        self.password.returnPressed.connect(self._tell)
        form = card(
            row(Mark(36), label(title, "h2"), STRETCH, spacing=12),
            self.notice,
            captioned(self.name),
            captioned(self.password),
            row(leave, STRETCH, self.enter),
        )
        form.setFixedWidth(_WIDTH)
        self.setLayout(column(STRETCH, row(STRETCH, form, STRETCH), STRETCH))

    def begin(self) -> None:
        """Put the cursor where the typing starts."""
        (self.password if self.name.text() else self.name).setFocus()

    def refuse(self, error: LuutruError) -> None:
        """Say why nobody was let in, and let them try again."""
        self.enter.setEnabled(True)
        self.password.clear()
        self.password.setFocus()
        self.notice.say("bad", error.what_happened(), error.what_next())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape take back what was typed, then leave."""
        if event.key() == Qt.Key.Key_Escape and self.password.text():
            self.password.clear()
        elif event.key() == Qt.Key.Key_Escape and not self._locked:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        if self.enter.isEnabled() and self.name.text().strip():
            self.enter.setEnabled(False)
            self.wanted.emit(self.name.text(), self.password.text())


def _line(name: str, text: str) -> QLineEdit:
    line = QLineEdit(text)
    line.setAccessibleName(name)
    return line
