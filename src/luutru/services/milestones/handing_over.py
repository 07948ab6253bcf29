"""Hand on all that a person has to do, in one step, with minutes to sign."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from luutru import clock
from luutru.errors import UnacceptableValue
from luutru.i18n import translate
from luutru.records.milestone import Milestone
from luutru.services import custody
from luutru.services.archive import Archive
from luutru.services.milestones import planning
from luutru.services.milestones.rows import MilestoneRow, Wanted, rows_in
from luutru.services.milestones.standing import Standing

_CLOSED = frozenset({Standing.DONE, Standing.CANCELLED})


@dataclass(frozen=True, slots=True)
class HandOver:
    """What was handed on, to be printed as minutes."""

    giver: str
    taker: str
    on: date
    milestones: tuple[MilestoneRow, ...]
    """As they stand after it, the first due first."""


def open_of(archive: Archive, owner: str) -> list[MilestoneRow]:
    """Return all that `owner` still has to do: what `reassign` would hand on."""
    with archive.catalogue.read() as session:
        return rows_in(session, _open_of(owner), clock.today())


def reassign(archive: Archive, giver: str, taker: str) -> HandOver:
    """Make `taker` the owner of every milestone of `giver` that is not done or cancelled.

    Raises:
        UnacceptableValue: `taker` is nobody, or the same person.
    """
    name = planning.owner_written(taker)
    if not name or name == giver:
        expected = translate("the name of another person")
        raise UnacceptableValue(translate("Owner"), taker, expected)
    today = clock.today()
    with archive.catalogue.write() as session:
        rows = rows_in(session, _open_of(giver), today)
        numbers = [row.id for row in rows]
        for start in range(0, len(numbers), 500):
            some = Milestone.id.in_(numbers[start : start + 500])
            for milestone in session.scalars(select(Milestone).where(some)):
                milestone.owner = name
        detail = {
            "changes": [["milestone.owner", giver, name]],
            "milestones": [[row.uid, row.reference, row.title] for row in rows],
        }
        if rows:
            custody.record(session, archive.person, "milestones_reassigned", detail=detail)
    after = tuple(row._replace(owner=name, version=row.version + 1) for row in rows)
    return HandOver(giver, name, today, after)


def _open_of(owner: str) -> Wanted:
    return Wanted(owners=frozenset({owner}), standings=frozenset(Standing) - _CLOSED)
