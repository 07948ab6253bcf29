"""What the log tells of backups: which media there are, when they were written and tried out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.records.custody import CustodyEntry
from luutru.services import custody
from luutru.services.archive import Archive

LATE_AFTER: Final = timedelta(days=7)
"""How old the last backup may be."""
SETS_ADVISED: Final = 2
"""Media on which an archive ought to lie besides its own disk, each kept elsewhere."""


@dataclass(frozen=True, slots=True)
class BackupTold:
    """One backup, as the log tells of it."""

    at: datetime
    person: str
    place: str
    """Where the medium was then."""
    set_id: str
    snapshot: str
    files: int
    copied: int
    missing: int


@dataclass(frozen=True, slots=True)
class DrillTold:
    """One restore drill, as the log tells of it."""

    at: datetime
    person: str
    place: str
    set_id: str
    snapshot: str
    files: int
    opened: int
    copies: int
    findings: int
    told: tuple[str, ...]
    """The first findings, in the language of whoever made the drill."""


@dataclass(frozen=True, slots=True)
class SetTold:
    """One medium: its last backup, how many there were, and its last drill."""

    last: BackupTold
    count: int
    drill: DrillTold | None


@dataclass(frozen=True, slots=True)
class Safekeeping:
    """All media that the log knows, the one written last first."""

    sets: tuple[SetTold, ...]
    now: datetime

    @property
    def last(self) -> BackupTold | None:
        """The last backup, on whichever medium."""
        return self.sets[0].last if self.sets else None

    @property
    def drill(self) -> DrillTold | None:
        """The last drill, of whichever medium."""
        drills = [one.drill for one in self.sets if one.drill is not None]
        return max(drills, key=lambda one: one.at, default=None)

    @property
    def is_late(self) -> bool:
        """Tell whether the last backup is older than a week, or there is none."""
        return self.last is None or self.now - self.last.at > LATE_AFTER

    @property
    def days(self) -> int:
        """How many days ago the last backup was made; 0 where there is none."""
        return (self.now - self.last.at).days if self.last else 0

    @property
    def sets_wanting(self) -> int:
        """How many more media are advised."""
        return max(0, SETS_ADVISED - len(self.sets))


def safekeeping(archive: Archive) -> Safekeeping:
    """Return what the log tells of backups and drills."""
    with archive.catalogue.read() as session:
        return safekeeping_in(session)


def safekeeping_in(session: Session) -> Safekeeping:
    """Return the same within the caller's transaction."""
    backups: dict[str, list[BackupTold]] = {}
    for entry in _entries(session, "backed_up"):
        told = _backup(entry)
        backups.setdefault(told.set_id, []).append(told)
    drills: dict[str, DrillTold] = {}
    for entry in _entries(session, "drilled"):
        drilled = _drill(entry)
        drills.setdefault(drilled.set_id, drilled)
    sets = [SetTold(told[0], len(told), drills.get(one)) for one, told in backups.items()]
    sets.sort(key=lambda one: one.last.at, reverse=True)
    return Safekeeping(tuple(sets), clock.now())


def _entries(session: Session, act: str) -> Iterable[custody.Entry]:
    """Yield the entries of an act, newest first."""
    query = select(CustodyEntry).where(CustodyEntry.act == act).order_by(CustodyEntry.seq.desc())
    return map(custody.told, session.scalars(query))


def _backup(entry: custody.Entry) -> BackupTold:
    told = entry.detail
    return BackupTold(
        entry.at,
        entry.person,
        **_medium(told),
        files=int(told.get("files", 0)),
        copied=int(told.get("copied", 0)),
        missing=int(told.get("missing", 0)),
    )


def _drill(entry: custody.Entry) -> DrillTold:
    told = entry.detail
    return DrillTold(
        entry.at,
        entry.person,
        **_medium(told),
        files=int(told.get("hashed", 0)),
        opened=int(told.get("opened_documents", 0)),
        copies=int(told.get("copies", 0)),
        findings=int(told.get("findings", 0)),
        told=tuple(str(one) for one in told.get("told", ())),
    )


def _medium(told: Any) -> dict[str, str]:  # noqa: ANN401  JSON of an entry
    names = {"place": "place", "set_id": "set", "snapshot": "snapshot"}
    return {name: str(told.get(key, "")) for name, key in names.items()}
