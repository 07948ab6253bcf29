"""The screen itself: figures, things to do, what comes next, charts, and whether all is safe."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget
from typing_extensions import override

from luutru import clock
from luutru.gui import formats
from luutru.gui.home.chart_cards import FieldsCard, YearsCard
from luutru.gui.home.checking import Checking
from luutru.gui.home.coming_card import ComingCard
from luutru.gui.home.counters import Counters
from luutru.gui.home.first_steps import FirstSteps
from luutru.gui.home.safety_card import SafetyCard
from luutru.gui.home.skeleton import Skeleton
from luutru.gui.home.todo import todos
from luutru.gui.home.todo_card import TodoCard
from luutru.gui.jobs import Newest
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk, Screen
from luutru.gui.screens import MILESTONES
from luutru.gui.widgets.buttons import action_button, push_button
from luutru.gui.widgets.layouts import (
    PAGE_MARGINS,
    STRETCH,
    column,
    label,
    row,
    scrolled,
    widget,
)
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.gui.jobs import Job
    from luutru.services.home.today import Home

_LOWER: Final = 360
"""Height up to which the lower cards grow with the window."""
_LOADING: Final = 0
_EMPTY: Final = 1
_FULL: Final = 2


class HomeScreen(Screen):
    """Answers what needs the reader today; every figure opens the list it counts."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._ask = Newest(desk.jobs, Lane.READING)
        self.told: Home | None = None
        """What is shown; None until it was read once."""
        self.counters = Counters(desk)
        self.todo = TodoCard()
        self.coming = ComingCard(desk)
        self.years = YearsCard(desk)
        self.fields = FieldsCard(desk)
        self.safety = SafetyCard(desk, Checking(desk, self))
        self._first = FirstSteps(desk)
        self._stack = QStackedWidget()
        for part in (Skeleton(), self._first, self._cards()):
            self._stack.addWidget(part)
        self._date = label("", "muted")
        self.week = push_button(
            translate("Print the week…"),
            self._print_week,
            icon_name="printer",
            tip=translate("Print what is late and what is due within 7 days, by owner"),
        )
        self.week.setEnabled(False)
        body = widget(
            column(self._head(), self.counters, (self._stack, 1), spacing=14, margins=PAGE_MARGINS)
        )
        self._area = scrolled(body, "page")
        self.setLayout(column(self._area))
        self._show_day()
        self.refresh()

    @override
    def refresh(self) -> None:
        self._ask.ask(self._read, self._show)

    @override
    def panes(self) -> tuple[QWidget, ...]:
        if self._stack.currentIndex() != _FULL:
            return tuple(self.counters.shown.values())[:1]
        first = next(iter(self.counters.shown.values()))
        return (first, self.years.chart, self.fields.chart, self.safety.check)

    def _read(self, _job: "Job") -> "Home":
        from luutru.services.home.today import home  # noqa: PLC0415  after the first frame

        return home(self.desk.archive)

    def _show(self, told: "Home") -> None:
        self.told = told
        empty = told.figures.agreements == 0
        self.week.setEnabled(bool(told.late or told.this_week))
        self.counters.show_home(told)
        self.counters.setVisible(not empty)
        self._stack.setCurrentIndex(_EMPTY if empty else _FULL)
        self.todo.show_lines(todos(told, self.desk))
        self.coming.show_rows(told.coming)
        self.years.show_figures(told.figures)
        self.fields.show_figures(told.figures)
        self.safety.show_safety(told.safety)
        self._show_day()

    def _show_day(self) -> None:
        today = clock.today()
        weekday = formats.locale().dayName(today.isoweekday(), QLocale.FormatType.LongFormat)
        self._date.setText(f"{weekday}, {formats.day(today.isoformat())}")

    def _head(self) -> QWidget:
        actions = self.desk.actions
        words = column(label(translate("Today"), "h1"), self._date, spacing=2)
        new = action_button(actions["take_in"], icon_name="plus", kind="primary")
        self.week.setVisible(self.desk.has_screen(MILESTONES))
        return widget(
            row(
                (words, 1),
                column(STRETCH, self.week, STRETCH),
                column(STRETCH, new, STRETCH),
                spacing=10,
            )
        )

    def _print_week(self) -> None:
        from luutru.gui.milestones.lists import MilestoneLists  # noqa: PLC0415  asked for
        from luutru.services.home.today import WEEK  # noqa: PLC0415  known by then

        MilestoneLists(self.desk, self).print(WEEK)

    def _cards(self) -> QWidget:
        grid = QGridLayout()
        grid.setSpacing(16)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self.todo, 0, 0, 1, 2)
        grid.addWidget(self.coming, 0, 2)
        grid.addWidget(self.years, 1, 0)
        grid.addWidget(self.fields, 1, 1)
        grid.addWidget(self.safety, 1, 2)
        for place, stretch in enumerate((5, 3, 4)):
            grid.setColumnStretch(place, stretch)
        for chart in (self.years, self.fields, self.safety):
            chart.setMaximumHeight(_LOWER)
        grid.setRowStretch(2, 1)
        return widget(grid)
