"""The pane of results: what was found, the list, or what to try when nothing was."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from luutru.gui.agreements.finding import Finding
from luutru.gui.agreements.nothing_found import NothingFound
from luutru.gui.agreements.result_bar import ResultBar
from luutru.gui.agreements.result_model import ResultModel
from luutru.gui.agreements.result_table import ResultTable
from luutru.gui.agreements.results import Found
from luutru.gui.agreements.row_delegate import RowDelegate
from luutru.gui.screen import Desk
from luutru.gui.theme.current import colour
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import box, column, label, row
from luutru.i18n import translate
from luutru.services.rows import AgreementRow, agreement_rows

if TYPE_CHECKING:
    from luutru.gui.agreements.text_lines import Span

PATIENCE_MS: Final = 150
"""How long an answer may take before the pane says that it is being looked for."""
SCROLLING_MS: Final = 60
"""Pause in the scrolling after which snippets of the rows shown are asked for."""


class ResultList(QWidget):
    """Shows what `Finding` was answered."""

    text_wanted = Signal(str)
    """Search this text instead."""

    def __init__(self, desk: Desk, finding: Finding) -> None:
        super().__init__()
        self._desk = desk
        self._finding = finding
        self.bar = ResultBar(desk.actions)
        self._delegate = RowDelegate(
            finding.hit, self._marks_of, lambda: finding.question.text, self
        )
        self.model = ResultModel(self._fetch, self)
        self.table = ResultTable(self.model, self._delegate)
        self.nothing = NothingFound(desk.actions)
        self._suggested = ""
        self._suggestion = push_button(
            "", lambda: self.text_wanted.emit(self._suggested), kind="ghost"
        )
        self._hint = label("", "caption", wrap=True)
        self._hint.setMinimumWidth(60)
        self._hints = box("panel", row(self._suggestion, (self._hint, 1), margins=(12, 2, 14, 4)))
        self._busy = _BusyLine()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        self.setLayout(column(self.bar, self._hints, self._busy, (self._stack, 1), spacing=0))
        self.setMinimumWidth(400)
        self._hints.hide()
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
        self.bar.density_wanted.connect(self.table.set_density)
        self.nothing.text_wanted.connect(self.text_wanted)

    # --- what is shown ---------------------------------------------------------------------

    def _show(self, found: Found) -> None:
        self._patience.stop()
        self._busy.show_busy(on=False)
        chosen = self.table.chosen_id()
        self._delegate.searching = found.question.searches
        self.bar.show_found(found)
        self.table.show_sorting(found.question.sorting)
        self.table.show_ids(found.ids, chosen, found.first_rows)
        self._stack.setCurrentWidget(self.table if found.ids else self.nothing)
        if not found.ids:
            self.nothing.explain(found)
        self._show_hints(found)
        self._scrolling.start()

    def _show_hints(self, found: Found) -> None:
        answer = found.answer
        self._suggested = (answer.did_you_mean if answer else None) or ""
        hint = (answer.hint if answer else None) or ""
        said = translate("Did you mean “{text}”?", text=self._suggested)
        self._suggestion.setText(said)
        self._suggestion.setAccessibleName(said)
        self._suggestion.setVisible(bool(self._suggested))
        self._hint.setText(hint)
        self._hints.setVisible(bool(self._suggested or hint))

    def _set_anew(self) -> None:
        self._delegate.forget()
        self.table.viewport().update()

    def _want_hits(self) -> None:
        shown = self.table.rows_shown()
        self._finding.want_hits(self.model.ids[shown.start : shown.stop])

    # --- what the rows need ----------------------------------------------------------------

    def _fetch(self, ids: Sequence[int]) -> Sequence[AgreementRow]:
        return agreement_rows(self._desk.archive, ids)

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
