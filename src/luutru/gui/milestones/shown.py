"""What the screen shows: one reading of the archive for all three views and their counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from luutru import clock
from luutru.services.milestones.rows import (
    MilestoneRow,
    Wanted,
    milestone_rows,
    owners,
    standing_counts,
)
from luutru.services.milestones.standing import Standing
from luutru.services.partners import partners
from luutru.services.rows import AgreementRow, agreement_rows

if TYPE_CHECKING:
    from luutru.services.archive import Archive

YEAR: Final = timedelta(365)


@dataclass(frozen=True, slots=True)
class Shown:
    """Milestones, the agreements they belong to, and what one can filter by."""

    today: date
    rows: tuple[MilestoneRow, ...] = ()
    agreements: Mapping[int, AgreementRow] | None = None
    owners: tuple[str, ...] = ()
    partners: tuple[tuple[int, str], ...] = ()
    """Authorities that are party to an agreement: number and name."""
    any_at_all: bool = False
    """Whether the archive has a milestone, filtered away or not."""

    def narrowed(self, standings: frozenset[Standing]) -> "Shown":
        """Return the same with milestones of some standings only; none named: all."""
        if not standings:
            return self
        rows = tuple(row for row in self.rows if row.standing in standings)
        return Shown(self.today, rows, self.agreements, self.owners, self.partners, self.any_at_all)

    def count(self, standing: Standing) -> int:
        """Return how many milestones stand so."""
        return sum(row.standing is standing for row in self.rows)

    def agreements_ahead(self) -> int:
        """Return how many agreements have an open milestone within a year from today."""
        ahead = self.today + YEAR
        return len(
            {
                row.agreement_id
                for row in self.rows
                if row.standing in OPEN and row.due_on and row.due_on <= ahead
            }
        )


OPEN: Final = frozenset(
    {Standing.OVERDUE, Standing.THIS_WEEK, Standing.THIS_MONTH, Standing.PLANNED}
)
"""Standings of milestones that have a day and wait for it."""


def read(archive: "Archive", wanted: Wanted) -> Shown:
    """Read all that the screen shows; for a lane, since it takes its time."""
    today = clock.today()
    rows = milestone_rows(archive, wanted, today=today)
    ids = list(dict.fromkeys(row.agreement_id for row in rows))
    found = {row.id: row for row in agreement_rows(archive, ids)}
    named = ((one.id, one.called) for one in partners(archive) if one.agreements)
    return Shown(
        today=today,
        rows=tuple(rows),
        agreements=found,
        owners=tuple(owners(archive)),
        partners=tuple(named),
        any_at_all=bool(rows) or any(standing_counts(archive).values()),
    )
