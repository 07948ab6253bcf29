"""The page that asks for the passphrase of an encrypted archive, before anything of it is read."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from luutru.errors import LuutruError
from luutru.gui.signing_in.password_pair import secret_line
from luutru.gui.widgets.brand import Mark
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, captioned, card, column, label, row, set_ground
from luutru.gui.widgets.notice import Notice
from luutru.i18n import translate

_WIDTH: Final = 520
_WAIT_MS: Final = 1000
"""For each wrong passphrase so far, before the next may be tried; at most ten times that."""
_MOST_WAITS: Final = 10


class UnlockPage(QWidget):
    """Stands in place of an archive that is encrypted."""

    wanted = Signal(str)
    """A passphrase was typed."""
    recovery_wanted = Signal()
    """Somebody has lost the passphrase, and has the recovery key."""
    left = Signal()
    """Somebody would rather open another archive."""

    def __init__(self, name: str) -> None:
        """`name` is that of the archive."""
        super().__init__()
        set_ground(self, "page")
        self._wrong = 0
        self._waiting = False
        self.passphrase = secret_line(translate("Archive passphrase"))
        self.notice = Notice(stays=True)
        self.enter = push_button(translate("Unlock"), self._tell, kind="primary")
        leave = push_button(translate("Another archive"), self.left.emit)
        self.forgotten = push_button(
            translate("Passphrase forgotten…"), self.recovery_wanted.emit, icon_name="key-round",
            tip=translate("Set a new one by the recovery key, from the paper in the safe"),
        )  # fmt: skip
        told = translate(
            "This archive is encrypted. Whoever has lost the passphrase sets a new one by the "
            "recovery key."
        )
        self.passphrase.textChanged.connect(self._follow)
        self.passphrase.returnPressed.connect(self._tell)
        form = card(
            row(Mark(36), label(name, "h2", wrap=True), spacing=12),
            self.notice,
            captioned(self.passphrase),
            label(told, "caption", wrap=True),
            row(leave, self.forgotten, STRETCH, self.enter),
        )
        form.setFixedWidth(_WIDTH)
        self.setLayout(column(STRETCH, row(STRETCH, form, STRETCH), STRETCH))
        self._follow()

    def begin(self) -> None:
        """Put the cursor where the typing starts."""
        self.passphrase.setFocus()

    def refuse(self, error: LuutruError) -> None:
        """Say why it stays shut, and let it be tried again after a moment."""
        self._wrong += 1
        self.passphrase.clear()
        self.passphrase.setFocus()
        self.notice.say("bad", error.what_happened(), error.what_next())
        QTimer.singleShot(_WAIT_MS * min(self._wrong, _MOST_WAITS), self, self._let_try)

    def _let_try(self) -> None:
        self._waiting = False
        self._follow()

    def _follow(self) -> None:
        self.enter.setEnabled(bool(self.passphrase.text()) and not self._waiting)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape take back what was typed, then leave."""
        if event.key() == Qt.Key.Key_Escape and self.passphrase.text():
            self.passphrase.clear()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        if self.enter.isEnabled():
            self._waiting = True
            self._follow()
            self.wanted.emit(self.passphrase.text())
