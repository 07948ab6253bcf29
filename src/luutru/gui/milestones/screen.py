"""The screen “Mốc theo dõi”: one set of milestones, seen in three ways."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QStackedWidget, QWidget
from typing_extensions import override

from luutru.gui.jobs import Newest
from luutru.gui.milestones.acts import MilestoneActs
from luutru.gui.milestones.board.view import BESIDE, BoardView
from luutru.gui.milestones.calendar.view import CalendarView
from luutru.gui.milestones.counter import Counter
from luutru.gui.milestones.filter_bar import Choice, FilterBar
from luutru.gui.milestones.lists import MilestoneLists
from luutru.gui.milestones.looks import LOOKS
from luutru.gui.milestones.shown import Shown, read
from luutru.gui.milestones.timeline.grouping import Grouping
from luutru.gui.milestones.timeline.pane import TimelinePane
from luutru.gui.screen import Desk, Screen
from luutru.gui.widgets.buttons import action_button, push_button
from luutru.gui.widgets.empty_state import EmptyState
from luutru.gui.widgets.layouts import PAGE_MARGINS, column, label, row
from luutru.gui.widgets.segmented import Segmented
from luutru.i18n import mark, translate, translate_count
from luutru.services.milestones.rows import EVERYTHING, Wanted
from luutru.services.milestones.standing import Standing

TIMELINE, BOARD, CALENDAR, EMPTY, NOTHING = range(5)
COUNTED: Final = {
    Standing.OVERDUE: mark("overdue"),
    Standing.THIS_WEEK: mark("within 7 days"),
    Standing.THIS_MONTH: mark("within 30 days"),
}


class MilestonesScreen(Screen):
    """Counters and filters above, below them a timeline, a board or a month of the same set."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._wanted = EVERYTHING
        self._read: Shown | None = None
        self._stale = False
        """Whether the archive changed while another screen was open."""
        self._standings: frozenset[Standing] = frozenset()
        self._newest, self._days = Newest(desk.jobs), Newest(desk.jobs)
        self.acts = MilestoneActs(desk, self)
        self.lists = MilestoneLists(desk, self)
        jobs = desk.jobs
        self.timeline, self.board = TimelinePane(jobs), BoardView(jobs)
        self.calendar = CalendarView(jobs)
        self.filters = FilterBar()
        self.counters = {
            standing: Counter(LOOKS[standing], translate(words))
            for standing, words in COUNTED.items()
        }
        self.views = Segmented(
            translate("View"),
            (translate("Timeline"), "chart-gantt"),
            (translate("Board"), "kanban"),
            (translate("Calendar"), "calendar-days"),
        )
        self.views.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.grouping = _grouping_box()
        self._count = label("", "muted", wrap=True)
        self._all = push_button(
            translate("Show all"), self.show_all, kind="ghost", icon_name="filter-x"
        )
        self._stack = QStackedWidget()
        nothing = self._nothing()
        for part in (self.timeline, self.board, self.calendar, self._empty(), nothing):
            self._stack.addWidget(part)
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        actions = self.desk.actions
        title = column(label(translate("Milestones"), "h1"), self._count, spacing=2)
        buttons = (
            action_button(actions["export_calendar"], icon_name="calendar"),
            self._more_button(),
            action_button(actions["new_milestone"], icon_name="plus", kind="primary"),
        )
        head = row((title, 1), 12, self.views, 6, *buttons, spacing=8)
        narrow = row(
            *self.counters.values(), (column(), 1), self._all, 4, (self.grouping, 8),
            (self.filters, 32), spacing=8,
        )  # fmt: skip
        self._stack.setMinimumHeight(200)
        self.setLayout(column(head, narrow, (self._stack, 1), spacing=12, margins=PAGE_MARGINS))

    def _more_button(self) -> QPushButton:
        button = push_button(translate("Other acts"), icon_name="ellipsis")
        menu = QMenu(button)
        menu.setToolTipsVisible(True)
        for name in ("print_milestones", "yearly_report", "hand_over"):
            menu.addAction(self.desk.actions[name])
        button.setMenu(menu)
        return button

    def _connect(self) -> None:
        actions = self.desk.actions
        self.addAction(actions.on("print_milestones", self._print))
        self.addAction(actions.on("hand_over", self._hand_over))
        self.addAction(actions.on("export_calendar", self._export))
        self.addAction(actions.on("yearly_report", self.lists.report))
        self.views.picked.connect(self.show_view)
        self.filters.changed.connect(self.refresh)
        self.grouping.activated.connect(self._regroup)
        for standing, counter in self.counters.items():
            counter.clicked.connect(lambda on, one=standing: self._narrow(one, on=on))
        self.calendar.holidays_wanted.connect(self._look_up_holidays)
        self.calendar.add_wanted.connect(self.acts.add_on)
        timeline = self.timeline.view
        timeline.agreement_opened.connect(self.desk.agreement_wanted)
        for view in (timeline, self.board, self.calendar):
            view.opened.connect(self.acts.open)
            view.menu_wanted.connect(self.acts.show_menu)
            view.move_wanted.connect(self.acts.move)
        self.desk.permits.guard(self.board.confirm, "milestone_confirmed")
        self.board.done_wanted.connect(self.acts.complete)
        self.board.confirm_wanted.connect(self.acts.confirm_all)

    # --- what is shown ---------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        self._stale = self._read is not None and not self.isVisible()
        if self._stale:
            return
        archive, wanted = self.desk.archive, self._asked()
        self._newest.ask(lambda _job: read(archive, wanted), self._show)

    @override
    def show_part(self, part: str) -> None:
        if part == "calendar":
            self.show_view(CALENDAR)

    @override
    def show_milestones(self, wanted: Wanted) -> None:
        self.filters.clear()
        self._wanted = self.filters.take(wanted)
        self._set_standings(wanted.standings)
        beside = [one for one in BESIDE if one in wanted.standings]
        if beside:
            self.board.look_at(beside[0])
            self.views.pick(BOARD)
        self.refresh()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def show_all(self) -> None:
        """Drop everything that narrows."""
        self.show_milestones(EVERYTHING)

    def show_view(self, view: int) -> None:
        """Show the timeline, the board or the calendar."""
        self.views.pick(view)
        self._fill()

    @property
    def shown(self) -> Shown | None:
        """What all three views show, None before it was read."""
        return self._read.narrowed(self._standings) if self._read else None

    @override
    def panes(self) -> tuple[QWidget, ...]:
        view = {BOARD: self.board.columns[0].cards, CALENDAR: self.calendar.grid}
        return (self.filters.field, view.get(self.views.current, self.timeline.view))

    def _asked(self) -> Wanted:
        return replace(self.filters.narrow(self._wanted), standings=frozenset())

    def _show(self, read_now: Shown) -> None:
        self._read = read_now
        self.filters.offer(read_now.owners, read_now.partners)
        for standing, counter in self.counters.items():
            counter.show_count(read_now.count(standing))
        self._fill()

    def _fill(self) -> None:
        shown = self.shown
        if shown is None:
            return
        self._all.setVisible(self._is_narrowed)
        self._count.setText(self._told(shown))
        self.grouping.setVisible(self.views.current == TIMELINE)
        place = self.views.current
        if not shown.rows:
            place = NOTHING if shown.any_at_all else EMPTY
        self._stack.setCurrentIndex(place)
        if place <= CALENDAR:
            (self.timeline, self.board, self.calendar)[place].show_milestones(shown)

    def _told(self, shown: Shown) -> str:
        if self._is_narrowed:
            many = len(shown.rows)
            return translate_count("{count} milestone shown", "{count} milestones shown", many)
        return translate_count(
            "{count} agreement with milestones in the next 12 months",
            "{count} agreements with milestones in the next 12 months",
            shown.agreements_ahead(),
        )

    @property
    def _is_narrowed(self) -> bool:
        return self._wanted != EVERYTHING or bool(self._standings) or not self.filters.is_empty

    def _narrow(self, standing: Standing, *, on: bool) -> None:
        self._wanted = replace(self._wanted, standings=frozenset())
        self._set_standings(frozenset({standing}) if on else frozenset())
        self._fill()

    def _set_standings(self, standings: frozenset[Standing]) -> None:
        self._standings = standings
        for standing, counter in self.counters.items():
            counter.setChecked(standing in standings)

    def _regroup(self) -> None:
        self.timeline.group_by(Grouping(self.grouping.currentData()))

    # --- what can be done ------------------------------------------------------------------

    @override
    def add_milestone(self) -> bool:
        self.acts.add(self._chosen_reference(), self._chosen_day())
        return True

    def _chosen_reference(self) -> str:
        if self.views.current == TIMELINE and self.timeline.view.hasFocus():
            lane = self.timeline.view.current_lane
            return lane.reference if lane else ""
        return ""

    def _chosen_day(self) -> date | None:
        return self.calendar.grid.day if self.views.current == CALENDAR else None

    def _hand_over(self) -> None:
        self.acts.hand_over(self.filters.owner.currentData() or "")

    def _print(self) -> None:
        self.lists.print(replace(self._asked(), standings=self._standings))

    def _export(self) -> None:
        self.lists.export(self.filters.owner.currentData() or "")

    def _look_up_holidays(self, first: date, last: date) -> None:
        archive = self.desk.archive

        def work(_job: object) -> Mapping[date, str]:
            from luutru.services.rules.days_off import days_off  # noqa: PLC0415

            return days_off(archive, first, last)

        self._days.ask(work, self.calendar.show_holidays)

    def _empty(self) -> QWidget:
        return EmptyState(
            "milestone",
            translate("No milestones yet"),
            translate(
                "A milestone is what has to happen by a day: a report, a meeting, a decision on "
                "renewal. It is planned here, in an agreement, or found in its text at review."
            ),
            action_button(self.desk.actions["new_milestone"], icon_name="plus", kind="primary"),
        )

    def _nothing(self) -> QWidget:
        return EmptyState(
            "filter-x",
            translate("No milestone fits"),
            translate("There are milestones, but none that fits all that is asked for."),
            push_button(translate("Show all"), self.show_all, kind="primary"),
        )


def _grouping_box() -> Choice:
    box = Choice(translate("Lanes"), translate("By field"))
    box.setItemData(0, Grouping.FIELD)
    box.addItem(translate("By partner"), Grouping.PARTNER)
    box.addItem(translate("A line for each partner"), Grouping.ONE_LINE)
    return box
