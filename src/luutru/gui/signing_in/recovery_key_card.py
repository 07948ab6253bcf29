"""A recovery key: shown, put away, and typed from the paper on which it was written."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, box, captioned, column, label, row
from luutru.i18n import translate

_MARGINS = (18, 14, 18, 14)


class RecoveryKeyCard(QWidget):
    """The key is out of sight while it is typed: whoever can type it has written it down."""

    edited = Signal(str)
    """What was typed."""

    def __init__(self, name: str, typed_name: str) -> None:
        """`name` is what the key is called, `typed_name` what the field for the paper is."""
        super().__init__()
        self._key = ""
        self.key = label("", "h1")
        self.key.setAccessibleName(name)
        self.put_away = push_button(translate("I have written it down"), self._put_away)
        self.show_it = push_button(translate("Show it again"), self._show_it)
        self.typed = QLineEdit()
        self.typed.setAccessibleName(typed_name)
        self.typed.textChanged.connect(self.edited)
        shown = row(self.key, STRETCH, self.put_away, self.show_it, margins=_MARGINS)
        self.setLayout(column(box("card", shown), captioned(self.typed), spacing=12))
        self._show_it()

    def show_key(self, key: str) -> None:
        """Show a key, to be written down."""
        self._key = key
        self._show_it()

    def _show_it(self) -> None:
        self.key.setText(self._key)
        self.typed.setEnabled(False)
        self.put_away.show()
        self.show_it.hide()

    def _put_away(self) -> None:
        self.key.setText(translate("(put away while it is typed)"))
        self.typed.setEnabled(True)
        self.typed.setFocus()
        self.show_it.show()
        self.put_away.hide()
