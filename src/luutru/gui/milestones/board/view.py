"""The board: what is late, near, later, and one column for all that stands beside that."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from luutru import clock
from luutru.gui import formats
from luutru.gui.jobs import Jobs
from luutru.gui.milestones.board.column import BoardColumn
from luutru.gui.milestones.looks import standing_word
from luutru.gui.milestones.reckoning import Reckoning
from luutru.gui.milestones.shown import Shown
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import row
from luutru.i18n import translate
from luutru.services.milestones.rows import MilestoneRow
from luutru.services.milestones.standing import WITHIN_A_MONTH, WITHIN_A_WEEK, Standing

_Columns = Mapping[Standing, Sequence[MilestoneRow]]

NEAR: Final = (Standing.OVERDUE, Standing.THIS_WEEK, Standing.THIS_MONTH, Standing.PLANNED)
BESIDE: Final = (Standing.DONE, Standing.SUGGESTED, Standing.UNDATED, Standing.CANCELLED)
_LATER: Final = timedelta(60)
_AHEAD: Final = {
    Standing.THIS_WEEK: WITHIN_A_WEEK,
    Standing.THIS_MONTH: WITHIN_A_MONTH,
    Standing.PLANNED: _LATER,
}
"""How far from today a card is put that is dropped on a column; the day is then confirmed."""


class BoardView(QWidget):
    """Columns of cards; dropping one on another column asks for another day, or for its end."""

    opened = Signal(object)
    menu_wanted = Signal(object, QPoint)
    move_wanted = Signal(object, object)
    done_wanted = Signal(object)
    confirm_wanted = Signal(list)
    """All suggestions that are shown, by their numbers, shall be confirmed."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._reckoning = Reckoning(jobs)
        self._today = clock.today()
        self._rows: _Columns = {}
        self._beside = QComboBox()
        self._beside.setAccessibleName(translate("What the last column shows"))
        self._beside.addItems([standing_word(one) for one in BESIDE])
        self.confirm = push_button(translate("Confirm all"), self._confirm, icon_name="list-checks")
        self.columns = [
            *(BoardColumn(one, takes=one is not Standing.OVERDUE) for one in NEAR),
            BoardColumn(Standing.DONE, head=self._beside, foot=self.confirm),
        ]
        self.setLayout(row(*((one, 1) for one in self.columns), spacing=12))
        self._beside.activated.connect(self._show_beside)
        for number, one in enumerate(self.columns):
            one.cards.opened.connect(self.opened)
            one.cards.menu_wanted.connect(self.menu_wanted)
            one.cards.dropped.connect(lambda found, at=number: self._on_dropped(found, at))
            one.cards.sideways.connect(lambda step, at=number: self._go(at, step))

    @property
    def beside(self) -> Standing:
        """What the last column shows."""
        return BESIDE[self._beside.currentIndex()]

    def show_milestones(self, shown: Shown) -> None:
        """Show other milestones."""
        self._today = shown.today
        self._reckoning.reckon(len(shown.rows), lambda: _divided(shown.rows), self._show)

    def _show(self, rows: _Columns) -> None:
        self._rows = rows
        for standing, part in zip(NEAR, self.columns, strict=False):
            part.show_rows(rows.get(standing, ()), self._today)
        for place, standing in enumerate(BESIDE):
            many = formats.number(len(rows.get(standing, ())))
            self._beside.setItemText(place, f"{standing_word(standing)} ({many})")
        self._show_beside()

    def look_at(self, standing: Standing) -> None:
        """Let the last column show a standing that has no column of its own."""
        if standing in BESIDE:
            self._beside.setCurrentIndex(BESIDE.index(standing))
            self._show_beside()

    def _show_beside(self) -> None:
        self.columns[-1].stand_for(self.beside)
        rows = self._rows.get(self.beside, [])
        self.columns[-1].show_rows(rows, self._today)
        self.confirm.setVisible(self.beside is Standing.SUGGESTED and bool(rows))

    def _confirm(self) -> None:
        self.confirm_wanted.emit([row.id for row in self._rows.get(Standing.SUGGESTED, [])])

    def _on_dropped(self, milestone_id: int, at: int) -> None:
        found = (row for rows in self._rows.values() for row in rows if row.id == milestone_id)
        dropped, standing = next(found, None), self.columns[at].standing
        if dropped is None:
            return
        if standing in _AHEAD:
            self.move_wanted.emit(dropped, self._today + _AHEAD[standing])
        elif standing is Standing.DONE:
            self.done_wanted.emit(dropped)

    def _go(self, at: int, step: int) -> None:
        """Go to the column beside, past those that are empty."""
        while 0 <= (at := at + step) < len(self.columns):
            if self.columns[at].rows:
                self.columns[at].cards.setFocus()
                return


def _divided(rows: Sequence[MilestoneRow]) -> _Columns:
    """Return the milestones of each standing, what was done last first."""
    divided: defaultdict[Standing, list[MilestoneRow]] = defaultdict(list)
    for one in rows:
        divided[one.standing].append(one)
    divided[Standing.DONE].sort(key=lambda one: one.done_on or one.due_on or date.min)
    divided[Standing.DONE].reverse()
    return divided
