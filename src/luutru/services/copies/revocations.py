"""Hands out the signed list of copies: which numbers hold, and which were revoked, as of today."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.holdings.disk import put
from luutru.holdings.stamper import Key, Stamper, StampingFailed
from luutru.records.register import CopyEvent
from luutru.services import custody
from luutru.services.archive import Archive
from luutru.services.copies.authority import issuer_on, trial_key
from luutru.services.copies.copy_lists import KIND, VERSION, ListedCopy, as_signed
from luutru.services.copies.explaining import unusable
from luutru.services.copies.lines import RANK
from luutru.services.copies.register import ISSUED, REVOKED, SERIES, TRIAL_SERIES, head
from luutru.stamping.facts import VIETNAM


@dataclass(frozen=True, slots=True)
class Listed:
    """A list that was written."""

    path: Path
    head: str
    count: int
    """Numbers in it."""
    revoked: int


def write_revocations(
    archive: Archive, path: Path, key: Key | None = None, stamper: Stamper | None = None
) -> Listed:
    """Write the list of copies to `path`, signed with `key`; without one of trials by their key.

    Recipients, purposes and titles stay in the archive: a list goes to whoever asks.

    Raises:
        KeyUnusable: The key cannot sign.
        DiskFull, DiskTrouble: It could not be written.
    """
    own = stamper or Stamper()
    try:
        series = SERIES if key is not None else TRIAL_SERIES
        signer = key or trial_key(archive, own)
        with archive.catalogue.read() as session:
            told = _told(session, series)
        try:
            signature = own.sign_text(as_signed(told), signer)
        except StampingFailed as error:
            raise unusable(signer, error) from error
    finally:
        if stamper is None:
            own.close()
    written = {"signed": told, "signature": signature}
    revoked = sum(one["state"] == REVOKED for one in told["copies"])
    listed = Listed(path, str(told["head"]), len(told["copies"]), revoked)
    detail = {"series": series, "head": listed.head, "count": listed.count, "revoked": revoked}

    def enter() -> None:
        with archive.catalogue.write() as session:
            custody.record(session, archive.person, "copies_listed", detail=detail)

    put(path, json.dumps(written, ensure_ascii=False, indent=1, sort_keys=True).encode(), enter)
    return listed


def _told(session: Session, series: str) -> dict[str, Any]:
    lines: dict[tuple[int, int], dict[str, CopyEvent]] = {}
    query = select(CopyEvent).where(CopyEvent.series == series, CopyEvent.number > 0)
    for line in session.scalars(query.order_by(CopyEvent.seq)):
        lines.setdefault((line.year, line.number), {})[line.state] = line
    now = clock.now().astimezone(VIETNAM).replace(microsecond=0)
    return {
        "kind": KIND,
        "version": VERSION,
        "agency": issuer_on(session, now.date()).name,
        "series": series,
        "at": now.isoformat(),
        "head": head(session, series),
        "copies": [asdict(_listed(states)) for _number, states in sorted(lines.items())],
    }


def _listed(states: dict[str, CopyEvent]) -> ListedCopy:
    state = max(states, key=lambda one: RANK[one])
    line, issued = states[state], states.get(ISSUED)
    return ListedCopy(
        number=line.number,
        year=line.year,
        symbol=line.symbol,
        state=state,
        sha256=issued.output_sha256 if issued else "",
        source_sha256=issued.source_sha256 if issued else "",
        reason=line.reason if state == REVOKED else "",
    )
