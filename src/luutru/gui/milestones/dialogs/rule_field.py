"""A rule for the day, put together from words: 15 days after the signing."""

import re
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from luutru.gui.widgets.layouts import STRETCH, row
from luutru.i18n import mark, translate

ANCHORS: Final = (
    ("signing", mark("signing")),
    ("effect", mark("entry into force")),
    ("expiry", mark("expiry")),
)
UNITS: Final = (
    ("D", mark("days")),
    ("WD", mark("working days")),
    ("M", mark("months")),
    ("Y", mark("years")),
)
SIDES: Final = (("+", mark("after")), ("-", mark("before")))
_RULE: Final = re.compile(r"(signing|effect|expiry)(?:([+-])(?:P(\d+)([DMY])|(\d+)(WD)))?")
_MOST: Final = 999
_INSET: Final = 8
"""Pixels before the number, which the style sheet gives to other inputs alone."""


class RuleField(QWidget):
    """Number, unit, side and event; the rule itself is never typed."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.number = QSpinBox()
        self.number.setRange(0, _MOST)
        self.number.setValue(15)
        self.number.setAccessibleName(translate("How many"))
        self.number.lineEdit().setTextMargins(_INSET, 0, 0, 0)
        self.unit = _choice(translate("Unit"), UNITS)
        self.side = _choice(translate("Before or after"), SIDES)
        self.anchor = _choice(translate("Counted from"), ANCHORS)
        self.setLayout(row(self.number, self.unit, self.side, self.anchor, STRETCH, spacing=6))
        self.number.valueChanged.connect(lambda _value: self.edited.emit())
        for box in (self.unit, self.side, self.anchor):
            box.activated.connect(lambda _place: self.edited.emit())

    @property
    def rule(self) -> str:
        """The rule as it is recorded: `signing+P15D`, `effect+7WD`, `expiry`."""
        number, unit = self.number.value(), self.unit.currentData()
        anchor = str(self.anchor.currentData())
        if not number:
            return anchor
        period = f"{number}WD" if unit == "WD" else f"P{number}{unit}"
        return f"{anchor}{self.side.currentData()}{period}"

    def put(self, rule: str) -> bool:
        """Show a rule; tell whether it can be put together from these words."""
        found = _RULE.fullmatch(rule)
        if found is None:
            return False
        anchor, side, number, unit, working, working_unit = found.groups()
        self.anchor.setCurrentIndex(self.anchor.findData(anchor))
        self.side.setCurrentIndex(max(0, self.side.findData(side)))
        self.unit.setCurrentIndex(max(0, self.unit.findData(unit or working_unit)))
        self.number.setValue(int(number or working or 0))
        return True


def _choice(name: str, choices: tuple[tuple[str, str], ...]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for value, words in choices:
        box.addItem(translate(words), value)
    return box
