"""The roles of an account as check boxes, each with what it lets somebody do."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from luutru.gui.widgets.layouts import column, label, row
from luutru.records.code_lists import code_list
from luutru.records.roles import Permission, permissions_of

_INDENT = 26


class RoleChoice(QWidget):
    """Any number of roles; an account may do what any of them may."""

    edited = Signal()

    def __init__(self, roles: Iterable[str] = ()) -> None:
        super().__init__()
        known, held = code_list("role"), set(roles)
        self.boxes: dict[str, QCheckBox] = {}
        rows = column(spacing=8)
        for code in known.codes:
            box, may = QCheckBox(known.label(code)), what_it_may(code)
            box.setAccessibleName(box.text())
            box.setAccessibleDescription(may)
            box.setChecked(code in held)
            box.toggled.connect(lambda _on: self.edited.emit())
            rows.addLayout(
                column(box, row(_INDENT, (label(may, "caption", wrap=True), 1)), spacing=0)
            )
            self.boxes[code] = box
        rows.addStretch(1)
        self.setLayout(rows)

    def picked(self) -> tuple[str, ...]:
        """Return the codes of the roles that are ticked."""
        return tuple(code for code, box in self.boxes.items() if box.isChecked())


def what_it_may(role: str) -> str:
    """Return in words what a role lets somebody do; what every role may is not told."""
    held, words = permissions_of([role]), code_list("permission")
    return " · ".join(words.label(one) for one in Permission if one in held - {Permission.KEEP})
