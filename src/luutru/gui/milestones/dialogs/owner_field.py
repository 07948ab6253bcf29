"""Who looks after a milestone: a name, with those offered that look after others."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter

from luutru.gui.theme.dressing import dress
from luutru.i18n import translate


class OwnerField(QComboBox):
    """Any name may be typed; known ones are completed."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName(name)
        line = self.lineEdit()
        if line is not None:
            line.setMaxLength(120)
            line.setAccessibleName(name)
            line.setPlaceholderText(translate("Unit or person"))

    def offer(self, owners: Sequence[str]) -> None:
        """Offer known names and keep what is typed."""
        typed = self.currentText()
        self.clear()
        self.addItems(list(owners))
        self.setEditText(typed)
        completer = QCompleter(list(owners), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        if (popup := completer.popup()) is not None:
            dress(popup)
        self.setCompleter(completer)

    def typed(self) -> str:
        """Return the name without blanks around it."""
        return self.currentText().strip()
