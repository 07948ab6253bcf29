"""Which of its names an authority goes by on a day: one rule for every list, card and print."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import clock, i18n
from luutru.records.party import AuthorityName
from luutru.services.authorities.identity import one_with


@dataclass(frozen=True, slots=True)
class NameRow:
    """One name of an authority, with its span of time; both days of it are included."""

    id: int
    authority_id: int
    """The record it was entered for, which may have been merged into another one."""
    name: str
    abbreviation: str
    language: str
    """A code of the list `language`, empty where nobody said."""
    valid_from: date | None
    valid_to: date | None
    legal_act: str

    def is_valid_on(self, day: date) -> bool:
        """Tell whether it was borne on `day`; an unknown end is open."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


def name_row(kept: AuthorityName) -> NameRow:
    """Return a recorded name as plain data."""
    return NameRow(
        id=kept.id,
        authority_id=kept.authority_id,
        name=kept.name,
        abbreviation=kept.abbreviation,
        language=kept.language,
        valid_from=kept.valid_from,
        valid_to=kept.valid_to,
        legal_act=kept.legal_act,
    )


def names_by(
    session: Session, tops: Mapping[int, int], among: Collection[int] | None = None
) -> defaultdict[int, list[NameRow]]:
    """Return all names by the authority that stands for those that bear them.

    Args:
        session: The caller's transaction.
        tops: What `identity.roots` told.
        among: Only the names of what is one with these.
    """
    query = select(AuthorityName).order_by(AuthorityName.id)
    if among is not None:
        query = query.where(AuthorityName.authority_id.in_(one_with(among)))
    names: defaultdict[int, list[NameRow]] = defaultdict(list)
    for name in session.scalars(query):
        names[tops.get(name.authority_id, name.authority_id)].append(name_row(name))
    return names


def name_on(names: Sequence[NameRow], day: date | None = None) -> NameRow | None:
    """Return the name borne on `day` (default: today); the nearest in time where none was.

    Of several the one in the reader's language goes first, then the one that began last.
    """
    when = day or clock.today()
    return min(names, key=lambda name: _distance(name, when), default=None)


def called(names: Sequence[NameRow], day: date | None = None) -> str:
    """Return what an authority is called in full on `day`; empty where it has no name."""
    name = name_on(names, day)
    return name.name if name else ""


def short(names: Sequence[NameRow], day: date | None = None) -> str:
    """Return the abbreviation of `day`: of the name borne, or of another one borne beside it."""
    when = day or clock.today()
    borne = sorted(names, key=lambda name: _distance(name, when))
    first = borne[0] if borne else None
    if first is None or first.abbreviation:
        return first.abbreviation if first else ""
    beside = (one for one in borne if one.is_valid_on(when) and first.is_valid_on(when))
    return next((one.abbreviation for one in beside if one.abbreviation), "")


def _distance(name: NameRow, day: date) -> tuple[int, int, int, int]:
    """Return what orders names by how well they fit a day, the best first."""
    first, last = name.valid_from or date.min, name.valid_to or date.max
    away = max((first - day).days, (day - last).days, 0)
    foreign = name.language not in ("", i18n.language())
    return away, foreign, -first.toordinal(), name.id
