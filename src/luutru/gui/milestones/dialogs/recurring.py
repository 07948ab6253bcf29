"""How often a milestone comes back, chosen in words; the rule behind them is never typed."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from luutru.gui.milestones.dialogs.day_field import DayField
from luutru.gui.widgets.layouts import STRETCH, column, row
from luutru.i18n import mark, translate

CHOICES: Final = (
    ("", mark("Once")),
    ("FREQ=MONTHLY", mark("Every month")),
    ("FREQ=MONTHLY;INTERVAL=3", mark("Every quarter")),
    ("FREQ=MONTHLY;INTERVAL=6", mark("Every six months")),
    ("FREQ=YEARLY", mark("Every year")),
    ("FREQ=YEARLY;INTERVAL=2", mark("Every two years")),
    ("FREQ=YEARLY;INTERVAL=5", mark("Every five years")),
)
_SHAPE: Final = ("FREQ", "INTERVAL")


class RecurringField(QWidget):
    """A list of words, and until when."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.often = QComboBox()
        self.often.setAccessibleName(translate("Recurrence"))
        for rule, words in CHOICES:
            self.often.addItem(translate(words), rule)
        self.until = DayField(translate("Until (empty: without end)"))
        self.until.line.setPlaceholderText(translate("without end"))
        self._kept = ""
        self.setLayout(row(column(self.often, STRETCH), (self.until, 1), spacing=10))
        self.often.activated.connect(lambda _place: self._on_edited())
        self.until.edited.connect(self.edited)
        self._follow()

    @property
    def rule(self) -> str:
        """The rule (RFC 5545), empty for a milestone that happens once."""
        rule = str(self.often.currentData())
        until = self.until.day
        if not rule or self.often.currentIndex() >= len(CHOICES) or until is None:
            return rule
        return f"{rule};UNTIL={until:%Y%m%d}"

    def put(self, rule: str, words: str) -> None:
        """Show a rule; one that is not among the choices is offered by its `words`."""
        told = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
        shape = ";".join(f"{name}={told[name]}" for name in _SHAPE if name in told)
        place = self.often.findData(shape)
        if rule and (place < 0 or set(told) - {*_SHAPE, "BYMONTH", "BYMONTHDAY"}):
            self.often.addItem(words or rule, rule)
            place = self.often.count() - 1
        self.often.setCurrentIndex(max(0, place))
        self._follow()

    def _on_edited(self) -> None:
        self._follow()
        self.edited.emit()

    def _follow(self) -> None:
        chosen = self.often.currentIndex()
        self.until.setVisible(0 < chosen < len(CHOICES))
