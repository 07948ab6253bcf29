"""Where a backup comes back into an office: to an empty database, and an empty store."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from luutru.gui.widgets.layouts import captioned, column, widget
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.services.migration.from_backup import Target


class OfficeTarget(QWidget):
    """A choice, and two lines once it is made."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.wanted = QCheckBox(translate("Into a shared archive: on a server, for all desks"))
        self.address = _line(
            translate("Address of an empty database"),
            translate("postgresql://OWNER@SERVER/DATABASE"),
        )
        self.store = _line(translate("Empty place for the files, which every desk sees"),
                           "/srv/archive")  # fmt: skip
        self._lines = widget(column(captioned(self.address), captioned(self.store), spacing=10))
        self._lines.hide()
        self.setLayout(column(self.wanted, self._lines, spacing=6))
        self.wanted.toggled.connect(self._show)
        for line in (self.address, self.store):
            line.textChanged.connect(lambda _text: self.changed.emit())

    @property
    def is_complete(self) -> bool:
        """Tell whether both lines are filled in."""
        return all(line.text().strip() for line in (self.address, self.store))

    def target(self) -> "Target | None":
        """Return what is asked for; None: an archive of one desk."""
        if not self.wanted.isChecked():
            return None
        from luutru.services.migration.from_backup import Target  # noqa: PLC0415  seldom

        return Target(self.address.text().strip(), self.store.text().strip())

    def _show(self, wanted: bool) -> None:  # noqa: FBT001  the signal of a check box
        self._lines.setVisible(wanted)
        self.changed.emit()


def _line(name: str, example: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setPlaceholderText(example)
    return line
