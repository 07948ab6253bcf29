"""Walks along the custody chain: each entry has the hash of the one before it and of itself."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from luutru.i18n import mark
from luutru.progress import SILENT, Progress
from luutru.records.custody import GENESIS, CustodyEntry, hash_told
from luutru.services.archive import Archive

CHECKING: Final = mark("Checking the chain of the log")
_AT_ONCE: Final = 2000


@dataclass(frozen=True, slots=True)
class ChainVerdict:
    """Whether the log is as it was written."""

    entries: int
    seq: int
    head: str
    """Number and hash of the last entry."""
    broken: tuple[int, ...]
    """Entries that do not fit to those before them, the first hundred."""
    anchor_at: int | None
    """The entry with the hash that was asked for; None where there is none, or none was asked."""
    anchor: str
    seconds: float

    @property
    def is_sound(self) -> bool:
        """Tell whether no entry was changed, and none that was known is gone."""
        return not self.broken and (not self.anchor or self.anchor_at is not None)


_MOST: Final = 100


def check_chain(archive: Archive, anchor: str = "", progress: Progress = SILENT) -> ChainVerdict:
    """Walk along the whole chain; `anchor` is a head that was printed or kept earlier.

    A chain alone does not show that its last entries were cut off; a head kept elsewhere does.

    Raises:
        Cancelled: The archivist asked to stop.
    """
    started = time.monotonic()
    wanted = anchor.strip().lower()
    broken: list[int] = []
    count, head, anchor_at, last = 0, GENESIS, None, 0
    with archive.catalogue.read(whole=True) as session:
        total = len(session.scalars(select(CustodyEntry.seq)).all())
        for entry, fits in links(session):
            if count % _AT_ONCE == 0:
                progress.report(count, total, CHECKING)
            if not fits and len(broken) < _MOST:
                broken.append(entry.seq)
            if wanted and entry.hash.startswith(wanted):
                anchor_at = entry.seq
            count, head, last = count + 1, entry.hash, entry.seq
    progress.report(count, total, CHECKING)
    return ChainVerdict(
        count, last, head, tuple(broken), anchor_at, wanted, time.monotonic() - started
    )


def links(session: Session) -> Iterator[tuple[Row[Any], bool]]:
    """Yield each entry, as its columns, with whether it fits to the one before and its own hash.

    As columns, because a log of a hundred thousand entries is walked along in a third of the time.
    """
    previous, expected = GENESIS, 1
    query = select(*CustodyEntry.__table__.columns).order_by(CustodyEntry.seq)
    for entry in session.execute(query.execution_options(yield_per=_AT_ONCE)):
        fits = entry.seq == expected and entry.previous_hash == previous
        yield entry, fits and entry.hash == hash_told(entry)
        previous, expected = entry.hash, entry.seq + 1
