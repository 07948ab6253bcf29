"""Heads of the chains that were seen last, kept outside the archive (ADR 0036).

A chain alone does not show that its end was cut off, or that a database of last week was put back:
both are chains without a break. Only a head kept elsewhere shows it. Here it is kept beside the
index, in the data folder of whoever works at this workstation.
"""

import json
import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from luutru import clock
from luutru.errors import LuutruError
from luutru.holdings.disk import put
from luutru.holdings.log_book import head_of_log
from luutru.records.custody import BEFORE_ALL, CustodyEntry, Head
from luutru.records.register import CopyEvent
from luutru.services.archive import Archive

log = logging.getLogger(__name__)

CUSTODY: Final = "custody"
"""What the chain of the log is called beside the series of the register of copies."""


@dataclass(frozen=True, slots=True)
class Heads:
    """The last lines of all chains of an archive, at one moment."""

    custody: Head = BEFORE_ALL
    registers: Mapping[str, Head] = field(default_factory=dict)
    """By series of the register of copies; a series without a line is not in it."""
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LostHead:
    """A head that was seen and that the catalogue does not have any more."""

    chain: str
    """`CUSTODY`, or a series of the register of copies."""
    seen: Head
    seen_at: datetime | None


def heads_in(session: Session) -> Heads:
    """Return the heads that the catalogue has now."""
    newest = select(func.max(CopyEvent.seq)).group_by(CopyEvent.series)
    lines = session.execute(
        select(CopyEvent.series, CopyEvent.seq, CopyEvent.hash).where(CopyEvent.seq.in_(newest))
    )
    return Heads(
        head_of_log(session),
        {series: Head(seq, told) for series, seq, told in lines},
        clock.now(),
    )


def last_seen(archive: Archive) -> Heads | None:
    """Return the heads that were seen last at this workstation; None where none were."""
    try:
        return heads_told(json.loads(_place(archive).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return None


def lost(session: Session, known: Heads | None) -> list[LostHead]:
    """Return which of the `known` heads the catalogue lacks: it is older, was cut, or rewritten."""
    if known is None:
        return []
    found = []
    if not _has(session, CustodyEntry, known.custody):
        found.append(LostHead(CUSTODY, known.custody, known.seen_at))
    for series, head in sorted(known.registers.items()):
        if not _has(session, CopyEvent, head):
            found.append(LostHead(series, head, known.seen_at))
    return found


def remember(archive: Archive) -> list[LostHead]:
    """Keep the heads of now, unless one that was seen before is lost: then return which.

    What cannot be written is left: it keeps nobody from working.
    """
    known = last_seen(archive)
    with archive.catalogue.read(whole=True) as session:
        missing = lost(session, known)
        heads = heads_in(session)
    if missing:
        log.info("the catalogue lacks heads that were seen before: %d", len(missing))
    elif known is None or (known.custody, known.registers) != (heads.custody, heads.registers):
        _keep(archive, heads)
    return missing


def remember_where_possible(archive: Archive) -> None:
    """Do the same at the end of work; an archive that is damaged is closed as well.

    What a copy tells while the server is away is older than what was seen, and what a member is
    shown has gaps.
    """
    if archive.is_mirrored or archive.member is not None:
        return
    with suppress(LuutruError, SQLAlchemyError):
        remember(archive)


def accept(archive: Archive) -> None:
    """Keep the heads of now, whatever was seen before.

    Only for whoever has recorded in the log that the state of the archive was accepted, and why.
    """
    with archive.catalogue.read(whole=True) as session:
        heads = heads_in(session)
    _keep(archive, heads)


def heads_told(told: Any) -> Heads:  # noqa: ANN401  JSON from a file
    """Read heads as `as_told` wrote them.

    Raises:
        ValueError: They are not written like that.
    """
    try:
        seen = told.get("seen_at")
        return Heads(
            _head(told["custody"]),
            {str(series): _head(head) for series, head in told["registers"].items()},
            datetime.fromisoformat(seen) if seen else None,
        )
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError from error


def as_told(heads: Heads) -> dict[str, Any]:
    """Return heads as they are written to a file."""
    return {
        "custody": {"seq": heads.custody.seq, "hash": heads.custody.hash},
        "registers": {
            series: {"seq": head.seq, "hash": head.hash}
            for series, head in sorted(heads.registers.items())
        },
        "seen_at": heads.seen_at.isoformat() if heads.seen_at else None,
    }


def _head(told: Mapping[str, Any]) -> Head:
    return Head(int(told["seq"]), str(told["hash"]))


def _has(session: Session, chain: type[CustodyEntry | CopyEvent], head: Head) -> bool:
    if head.seq == 0:
        return True
    found = session.scalar(select(chain.hash).where(chain.seq == head.seq))
    return found == head.hash


def _keep(archive: Archive, heads: Heads) -> None:
    place = _place(archive)
    with suppress(LuutruError, OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        put(place, json.dumps(as_told(heads), indent=1).encode())


def _place(archive: Archive) -> Path:
    return archive.index_folder.with_suffix(".heads")
