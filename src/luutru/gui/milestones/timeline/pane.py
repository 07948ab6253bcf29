"""The timeline on its card, with its legend and the choice of what lanes are."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from luutru import clock
from luutru.gui.jobs import Jobs
from luutru.gui.milestones.legend import Legend
from luutru.gui.milestones.reckoning import Reckoning
from luutru.gui.milestones.shown import Shown
from luutru.gui.milestones.timeline.grouping import Grouping, groups
from luutru.gui.milestones.timeline.lanes import Group
from luutru.gui.milestones.timeline.view import TimelineView
from luutru.gui.widgets.layouts import box, column
from luutru.i18n import mark, translate

HEADINGS: Final = {
    Grouping.FIELD: mark("Agreement"),
    Grouping.PARTNER: mark("Agreement"),
    Grouping.ONE_LINE: mark("Partner"),
}


class TimelinePane(QWidget):
    """The timeline as it stands on the screen."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._reckoning = Reckoning(jobs)
        self.view = TimelineView()
        self.legend = Legend()
        self._shown = Shown(clock.today())
        self._grouping = Grouping.FIELD
        frame = box("card", column(self.view, spacing=0, margins=(1, 1, 1, 1)))
        self.setLayout(column((frame, 1), self.legend, spacing=8))
        self.legend.zoom_wanted.connect(self.view.zoom)
        self.legend.today_wanted.connect(self.view.go_to_today)

    def show_milestones(self, shown: Shown) -> None:
        """Show other milestones."""
        self._shown = shown
        self._fill()

    def group_by(self, grouping: Grouping) -> None:
        """Put the lanes together in another way."""
        self._grouping = grouping
        self._fill()

    def _fill(self) -> None:
        shown, grouping = self._shown, self._grouping
        self._reckoning.reckon(len(shown.rows), lambda: groups(shown, grouping), self._show)

    def _show(self, made: Sequence[Group]) -> None:
        self.view.show_groups(made, self._shown.today, translate(HEADINGS[self._grouping]))
