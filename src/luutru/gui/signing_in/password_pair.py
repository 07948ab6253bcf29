"""A new password, typed twice so that a slip of the fingers locks nobody out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from luutru.gui.widgets.layouts import captioned, column, label, row
from luutru.i18n import translate


class PasswordPair(QWidget):
    """Two fields side by side, and below them whether they agree."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first = secret_line(translate("New password"))
        self.again = secret_line(translate("The same password again"))
        self._said = label("", "caption", wrap=True)
        fields = []
        for field in (self.first, self.again):
            fields.append((captioned(field), 1))
            field.textEdited.connect(self._follow)
        self.setLayout(column(row(*fields, spacing=12), self._said, spacing=4))
        self._follow()

    def typed(self) -> str:
        """Return the password; empty until it was typed twice alike."""
        return self.first.text() if self.first.text() == self.again.text() else ""

    def _follow(self) -> None:
        differs = bool(self.again.text()) and not self.typed()
        self._said.setText(
            translate("The two passwords are not the same yet.")
            if differs
            else translate("At least eight characters, and not the name of the account.")
        )
        self.edited.emit()


def secret_line(name: str) -> QLineEdit:
    """Make a field that does not show what is typed."""
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setAccessibleName(name)
    return line
