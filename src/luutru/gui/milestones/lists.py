"""Milestones that leave the window: the list on paper."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from luutru import clock
from luutru.gui.formats import day
from luutru.gui.milestones.looks import source_words, standing_word
from luutru.gui.screen import Desk
from luutru.i18n import translate, translate_count
from luutru.services.milestones.rows import MilestoneRow

if TYPE_CHECKING:
    from luutru.services.tables.table import Table

_WEEK: Final = "{week}/{year}"


class MilestoneLists(QObject):
    """Prints what is shown, by owner and week."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._parent = parent

    def print(self, rows: Sequence[MilestoneRow]) -> None:
        """Ask for the printer and print these milestones."""
        from luutru.gui.printing import print_made  # noqa: PLC0415  starts quicker
        from luutru.services.tables.writing import write_table  # noqa: PLC0415

        table = table_of(rows)
        print_made(self._parent, self._desk, table.title, partial(write_table, table))


def table_of(rows: Sequence[MilestoneRow]) -> "Table":
    """Return milestones as a list for paper: by owner, then by week."""
    from luutru.services.tables.table import Column, Table  # noqa: PLC0415  starts quicker

    columns = (
        Column(translate("Owner"), 18),
        Column(translate("Week"), 9),
        Column(translate("Due day"), 12, "day"),
        Column(translate("Milestone"), 34),
        Column(translate("Agreement"), 34),
        Column(translate("Source"), 22),
        Column(translate("State"), 16),
    )
    placed = sorted(rows, key=_place)
    return Table(
        title=translate("Milestones by owner and week"),
        about=(
            translate("As of {day}", day=day(clock.today().isoformat())),
            translate_count("{count} milestone", "{count} milestones", len(rows)),
        ),
        columns=columns,
        rows=[
            (
                row.owner or translate("nobody yet"),
                _week(row),
                row.due_on,
                row.title,
                f"{row.agreement_title} ({row.reference})",
                source_words(row),
                standing_word(row.standing),
            )
            for row in placed
        ],
    )


def _place(row: MilestoneRow) -> tuple[bool, str, bool, str]:
    due = row.due_on
    return not row.owner, row.owner, due is None, due.isoformat() if due else ""


def _week(row: MilestoneRow) -> str:
    if row.due_on is None:
        return ""
    told = row.due_on.isocalendar()
    return _WEEK.format(week=f"{told.week:02d}", year=told.year)
