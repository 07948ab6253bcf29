"""The pane of results: what was found, the list, or what to try when nothing was."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from luutru.gui.agreements.finding import Finding
from luutru.gui.agreements.nothing_found import NothingFound
from luutru.gui.agreements.result_bar import ResultBar
from luutru.gui.agreements.result_hints import ResultHints
from luutru.gui.agreements.result_model import ResultModel
from luutru.gui.agreements.result_table import ResultTable
from luutru.gui.agreements.results import Found, Original
from luutru.gui.agreements.row_delegate import RowDelegate
from luutru.gui.agreements.row_text import RowText
from luutru.gui.agreements.selection_bar import SelectionBar
from luutru.gui.screen import Desk
from luutru.gui.theme.current import colour
from luutru.gui.widgets.layouts import column
from luutru.gui.widgets.notice import Notice
from luutru.i18n import translate
from luutru.services.filters import EVERYTHING
from luutru.services.rows import agreement_rows

if TYPE_CHECKING:
    from luutru.gui.agreements.building.panel import BuilderPanel
    from luutru.gui.agreements.day_bar import DayBar
    from luutru.gui.widgets.text_lines import Span

PATIENCE_MS: Final = 150
"""How long an answer may take before the pane says that it is being looked for."""
SCROLLING_MS: Final = 60
"""Pause in the scrolling after which snippets of the rows shown are asked for."""


class ResultList(QWidget):
    """Shows what `Finding` was answered."""

    text_wanted = Signal(str)
    """Search this text instead."""
    day_wanted = Signal(object)
    """Tell the list as of this day; None: as of today."""

    def __init__(self, desk: Desk, finding: Finding) -> None:
        super().__init__()
        self._desk = desk
        self._finding = finding
        self._kept: int | None = None
        self._asked: tuple[str, Original | None] = ("", None)
        self._wanted = EVERYTHING
        self.bar = ResultBar(desk.actions)
        text = RowText(finding.hit, self._marks_of, lambda: finding.question.text)
        self._delegate = RowDelegate(text, self)
        self.model = ResultModel(partial(agreement_rows, desk.archive), desk.jobs, self, self._why)
        self.table = ResultTable(self.model, self._delegate)
        self.nothing = NothingFound(desk.actions)
        self.nothing.today_wanted.connect(lambda: self.day_wanted.emit(None))
        self.hints = ResultHints()
        self.selection = SelectionBar(desk.actions)
        self.notice = Notice()
        self.builder: BuilderPanel | None = None
        self.day_bar: DayBar | None = None
        self._busy = _BusyLine()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        self._parts = column(
            self.bar,
            self.hints,
            self.selection,
            self._busy,
            column(self.notice, margins=(10, 0, 10, 0)),
            (self._stack, 1),
            spacing=0,
        )
        self.setLayout(self._parts)
        self.setMinimumWidth(400)
        self._connect()

    def _connect(self) -> None:
        self._patience, self._scrolling = QTimer(self), QTimer(self)
        for timer, pause in ((self._patience, PATIENCE_MS), (self._scrolling, SCROLLING_MS)):
            timer.setSingleShot(True)
            timer.setInterval(pause)
        self._patience.timeout.connect(lambda: self._busy.show_busy(on=self._finding.waiting))
        self._scrolling.timeout.connect(self._want_hits)
        self.table.verticalScrollBar().valueChanged.connect(lambda _: self._scrolling.start())
        self._finding.asked.connect(self._patience.start)
        self._finding.found.connect(self._show)
        self._finding.more_hits.connect(self._set_anew)
        self._desk.theme.changed.connect(self._set_anew)
        self.nothing.text_wanted.connect(self.text_wanted)
        self.hints.text_wanted.connect(self.text_wanted)
        self._finding.asked.connect(self._tell_builder)
        self.table.selected.connect(self._tell_selection)
        self.selection.all_wanted.connect(self.table.selectAll)
        self.selection.dropped.connect(self.table.drop_selection)

    # --- the builder -----------------------------------------------------------------------

    def show_builder(self, *, shown: bool) -> None:
        """Open or close the builder and take the focus along."""
        if shown and self.builder is None:
            # It knows the grammar of queries and with it the index, which takes its time to load.
            from luutru.gui.agreements.building.panel import BuilderPanel  # noqa: PLC0415

            self.builder = BuilderPanel(self._desk.actions)
            self.builder.text_wanted.connect(self.text_wanted)
            self._parts.insertWidget(1, self.builder)
        if self.builder is not None:
            self.builder.setVisible(shown)
            self._tell_builder()
            (self.builder.first() if shown else self.table).setFocus()

    def _tell_builder(self) -> None:
        if self.builder is not None and not self.builder.isHidden():
            self.builder.show_text(self._finding.question.text)

    # --- as of another day -----------------------------------------------------------------

    def enter_day(self) -> None:
        """Let the reader say as of which day the list shall be."""
        self._bar_of_day().enter()

    def _bar_of_day(self) -> "DayBar":
        if self.day_bar is None:
            from luutru.gui.agreements.day_bar import DayBar  # noqa: PLC0415  seldom wanted

            self.day_bar = DayBar()
            self.day_bar.wanted.connect(self.day_wanted)
            self.day_bar.left.connect(self.table.setFocus)
            self._parts.insertWidget(self._parts.indexOf(self.hints), self.day_bar)
        return self.day_bar

    def _show_day(self, found: Found) -> None:
        day = found.question.wanted.day
        if day != self._wanted.day:
            self.model.read_by(partial(agreement_rows, self._desk.archive, day=day))
        if day is not None or self.day_bar is not None:
            self._bar_of_day().show_day(day, found.later)

    # --- what is shown ---------------------------------------------------------------------

    def keep(self, agreement: int) -> None:
        """Let this agreement be the chosen one when the next answer is shown."""
        self._kept = agreement

    def _show(self, found: Found) -> None:
        self._patience.stop()
        self._busy.show_busy(on=False)
        # Of other words the best hit is read first; the same words keep what is being read.
        same = (found.question.text, found.question.like) == self._asked
        again = same and found.question.wanted == self._wanted
        self._asked = (found.question.text, found.question.like)
        self._show_day(found)
        self._wanted = found.question.wanted
        chosen = self._kept or (self.table.chosen_id() if same else None)
        self._kept = None
        self._delegate.searching = found.question.explains
        self.bar.show_found(found)
        self.table.show_sorting(found.question.sorting)
        selected = self.table.selected_ids() if again else found.ids[:0]
        self.table.show_ids(found.ids, chosen, found.first_rows)
        if len(selected) > 1:
            self.table.select_ids(frozenset(selected))
        self._stack.setCurrentWidget(self.table if found.ids else self.nothing)
        if not found.ids:
            self.nothing.explain(found)
        self.hints.show_hints(found)
        self._scrolling.start()

    def _set_anew(self) -> None:
        self._delegate.forget()
        self.table.viewport().update()

    def _tell_selection(self, count: int) -> None:
        self.selection.show_selection(count, len(self.model.ids))

    def _want_hits(self) -> None:
        shown = self.table.rows_shown()
        self._finding.want_hits(self.model.ids[shown.start : shown.stop])

    # --- what the rows need ----------------------------------------------------------------

    def _why(self, agreement: int) -> str:
        hit = self._finding.hit(agreement)
        return hit.why if hit is not None else ""

    def _marks_of(self, title: str) -> tuple["Span", ...]:
        # The index is opened by the first search, not by the first window.
        from luutru.services.search import marked  # noqa: PLC0415

        spans: tuple[Span, ...] = marked(title, self._finding.question.text)
        return spans


class _BusyLine(QWidget):
    """A thin line that turns to the accent while an answer is overdue."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(2)
        self._on = False

    def show_busy(self, *, on: bool) -> None:
        """Show whether an answer is overdue."""
        self._on = on
        self.setAccessibleName(translate("Searching…") if on else "")
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colour("accent" if self._on else "surface"))
