"""The bar above a list that tells of another day: which day, what that means, and the way back."""

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLayout, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from luutru import clock
from luutru.gui.formats import Grouped
from luutru.gui.milestones.dialogs.day_field import DayField
from luutru.gui.widgets.buttons import icon_button, push_button
from luutru.gui.widgets.flow_layout import FlowLayout
from luutru.gui.widgets.icon_label import IconLabel
from luutru.gui.widgets.layouts import STRETCH, column, label, row, widget
from luutru.i18n import translate, translate_count
from luutru.vietnamese.dates import short

_SETTLED_MS: Final = 350
_FIELD_WIDTH: Final = 176
_MONTHS_OF_QUARTER: Final = 3


class DayBar(QFrame):
    """Says as of which day the list is told; below lies the field in which a day is entered."""

    wanted = Signal(object)
    """The day of which the list shall tell; None: of today."""
    left = Signal()
    """Nothing is entered any more: the reader goes on with the list."""

    def __init__(self) -> None:
        super().__init__()
        self._day: date | None = None
        self._title = label("", "strong", wrap=True)
        self._meaning = label("", "muted", wrap=True)
        self.change = push_button(translate("Another day"), self.enter, kind="ghost")
        self.back = push_button(
            translate("Back to today"), self.leave, icon_name="undo-2",
            tip=translate("Back to the list of today (Esc)"),
        )  # fmt: skip
        self.close_button = icon_button("x", translate("Close"), self.leave)
        self.field = DayField(translate("As of day"))
        self.field.setFixedWidth(_FIELD_WIDTH)
        self.field.line.returnPressed.connect(self._close_field)
        self._soon = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._soon.timeout.connect(self._ask)
        self.field.edited.connect(self._soon.start)
        self.usual = [self._usual_button(day) for day in usual_days(clock.today())]
        self._entry = self._entering()
        self.setLayout(self._laid_out())
        self.setProperty("ground", "band")
        self.hide()

    def _usual_button(self, day: date) -> QPushButton:
        words = short(day.isoformat())
        button = push_button(words, lambda: self._take(day), kind="ghost")
        button.setAccessibleName(translate("On {day}", day=words))
        return button

    def _entering(self) -> QWidget:
        """Lay out what is hidden while no day is entered."""
        usual = FlowLayout(0)
        for button in self.usual:
            usual.addWidget(button)
        beside = QWidget()
        beside.setLayout(usual)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        beside.setSizePolicy(policy)
        made = widget(row(self.field, (beside, 1), spacing=6, margins=(28, 0, 0, 0)))
        made.hide()
        return made

    def _laid_out(self) -> QLayout:
        told = column(self._title, self._meaning, spacing=2)
        ways = column(row(self.change, self.back, self.close_button, spacing=2), STRETCH, spacing=0)
        sign = column(IconLabel("history", "accent"), STRETCH, spacing=0, margins=(0, 2, 0, 0))
        head = row(sign, (told, 1), ways, spacing=10)
        return column(head, self._entry, spacing=4, margins=(16, 8, 10, 8))

    # --- what is shown ---------------------------------------------------------------------

    def show_day(self, day: date | None, later: int) -> None:
        """Tell as of which day the list is, and how many agreements were signed only later."""
        changed, self._day = day != self._day, day
        if changed and day != self.field.day and not self._is_typing:
            self.field.put(day)
        self._title.setText(_title(day))
        self._meaning.setText(_meaning(later) if day else translate("Enter a day, or pick one."))
        self.change.setVisible(day is not None and self._entry.isHidden())
        self.back.setVisible(day is not None)
        self.close_button.setVisible(day is None)
        self.setAccessibleName(f"{self._title.text()} {self._meaning.text()}")
        self.setVisible(day is not None or not self._entry.isHidden())

    @property
    def _is_typing(self) -> bool:
        return self.field.line.hasFocus() or self._soon.isActive()

    def enter(self) -> None:
        """Let a day be entered."""
        self._entry.show()
        if self._day is None:
            self.show_day(None, 0)
        self.change.hide()
        self.show()
        self.field.setFocus()
        self.field.line.selectAll()

    def leave(self) -> None:
        """Go back to the list of today."""
        self._soon.stop()
        self._entry.hide()
        self.field.put(None)
        if self._day is None:
            self.hide()
        else:
            self.wanted.emit(None)
        self.left.emit()

    # --- what is entered -------------------------------------------------------------------

    def _take(self, day: date) -> None:
        self.field.put(day)
        self._close_field()

    def _ask(self) -> None:
        day = self.field.day
        if day is not None and day != self._day:
            self.wanted.emit(None if day == clock.today() else day)

    def _close_field(self) -> None:
        """Ask at once for the day that stands in the field; one that cannot be read stays."""
        if self.field.is_wrong:
            return
        self._soon.stop()
        self._ask()
        self._entry.hide()
        self.change.setVisible(self._day is not None)
        self.setVisible(self.field.day is not None)
        self.left.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._entry.isVisible() and self._day is not None:
            self.field.put(self._day)
            self._close_field()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)


def usual_days(today: date) -> tuple[date, ...]:
    """Return the days that reports ask for: the ends of the last quarter and the last two years."""
    past_months = (today.month - 1) % _MONTHS_OF_QUARTER
    first = date(today.year, today.month - past_months, 1)
    years = (date(today.year - back, 12, 31) for back in (1, 2))
    return tuple(dict.fromkeys((first - timedelta(days=1), *years)))


def _title(day: date | None) -> str:
    if day is None:
        return translate("The list as of another day")
    return translate(
        "List as of {day}: with the statuses, terms and names of partners of that day, "
        "as known today.",
        day=short(day.isoformat()),
    )


def _meaning(later: int) -> str:
    said = translate("Titles, descriptions, milestones and the text searched are those of today.")
    if not later:
        return said
    left_out = translate_count(
        "{count} agreement signed later is left out.",
        "{count} agreements signed later are left out.",
        Grouped(later),
    )
    return f"{said} {left_out}"
