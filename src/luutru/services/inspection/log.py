"""Checks the log, and what it tells against what is there (I5, I7, I9, I11)."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Final

from sqlalchemy import func, select

from luutru import clock
from luutru.holdings.log_book import CLOCK_SLACK
from luutru.records.agreement import Agreement
from luutru.records.custody import CLOCK_BACK, CustodyEntry
from luutru.records.document import Document
from luutru.records.files import FileObject
from luutru.records.register import CopyEvent, Register
from luutru.services import known_heads
from luutru.services.chain import links
from luutru.services.findings import Finding, finding
from luutru.services.inspection.look import Look

_LEAST: Final = 8
"""Digits of a head that are enough to find it by."""


def check_chain(look: Look) -> Iterator[Finding]:
    """I5: the custody chain is unbroken, and its clock never went backwards unnoticed."""
    latest = None
    with look.archive.catalogue.read(whole=True) as session:
        for entry, fits in links(session):
            look.count += 1
            if not fits:
                yield finding("log_changed", entry.reference, seq=str(entry.seq))
            if latest is not None and entry.at < latest - CLOCK_SLACK and entry.act != CLOCK_BACK:
                yield finding("clock_jumped", seq=str(entry.seq))
            latest = entry.at
    if latest is not None and latest > clock.now():
        yield finding("clock_back")


def check_heads(look: Look) -> Iterator[Finding]:
    """I5: no head that is known outside is missing: nothing was cut off or put back."""
    with look.archive.catalogue.read(whole=True) as session:
        known = known_heads.last_seen(look.archive)
        look.count = (known is not None) + len(look.anchors)
        for gone in known_heads.lost(session, known):
            seen = gone.seen_at.astimezone() if gone.seen_at else None
            yield finding(
                "head_lost",
                seq=str(gone.seen.seq),
                head=gone.seen.hash[:16],
                seen=f"{seen:%d/%m/%Y %H:%M}" if seen else "–",
            )
        for anchor in look.anchors:
            wanted = anchor.strip().lower()
            chains = (CustodyEntry.hash, CopyEvent.hash)
            begins = [
                select(hashes).where(hashes.startswith(wanted, autoescape=True)).limit(1)
                for hashes in chains
            ]
            found = any(session.scalar(query) for query in begins)
            if len(wanted) < _LEAST or not found:
                yield finding("anchor_lost", head=anchor)


def check_taken_in(look: Look) -> Iterator[Finding]:
    """I5, I11: each original has one entry of its taking in; what was taken in is still there."""
    with look.archive.catalogue.read(whole=True) as session:
        told = Counter[str]()
        sums: dict[str, str] = {}
        entries = select(CustodyEntry.reference, CustodyEntry.detail)
        for reference, detail in session.execute(entries.where(CustodyEntry.act == "taken_in")):
            told[reference] += 1
            sums[reference] = str(json.loads(detail).get("sha256", ""))
        masters = select(Document.reference).join(FileObject).where(FileObject.is_master)
        references = session.scalars(masters).all()
        gone = select(CustodyEntry.reference).where(CustodyEntry.act.startswith("dispos"))
        disposed = set(session.scalars(gone))
    look.count = len(references)
    for reference in references:
        if told[reference] != 1:
            sha256 = sums.get(reference, "")[:16]
            yield finding("taken_in_count", reference, count=str(told[reference]), sha256=sha256)
    for reference in sorted(told.keys() - set(references) - disposed):
        yield finding("record_gone", reference, sha256=sums[reference][:16])


def check_numbers(look: Look) -> Iterator[Finding]:
    """I9: references were given once and without a gap."""
    with look.archive.catalogue.read(whole=True) as session:
        used = set(session.scalars(select(Document.reference)))
        used |= set(session.scalars(select(Agreement.reference)))
        books = session.scalars(select(Register).where(Register.book == "reference")).all()
        given = [(book.year, book.last_number) for book in books]
        gone = select(CustodyEntry.reference).where(CustodyEntry.act.startswith("dispos"))
        used |= set(session.scalars(gone))
    for year, last in given:
        look.count += last
        for number in range(1, last + 1):
            if (reference := f"{year}-{number:04d}") not in used:
                yield finding("number_unused", number=reference)
    highest = dict(given)
    for reference in sorted(used):
        of_year, _, number_in_it = reference.partition("-")
        if not (of_year.isdigit() and number_in_it.isdigit()):
            continue
        if int(number_in_it) > highest.get(int(of_year), 0):
            yield finding("number_beyond", reference, number=reference)


def check_once(look: Look) -> Iterator[Finding]:
    """I7: the same bytes are kept once."""
    masters = select(FileObject.sha256, func.count()).where(FileObject.is_master)
    query = masters.group_by(FileObject.sha256)
    with look.archive.catalogue.read(whole=True) as session:
        counted = session.execute(query).all()
    look.count = len(counted)
    for sha256, count in counted:
        if count > 1:
            yield finding("kept_twice", sha256=sha256[:16], count=str(count))
