"""The register of certified copies: one series of numbers a year, each line chained to the last.

Lines are never changed and never removed (triggers of the catalogue say so); what becomes of a
number is another line. Source: Decree 30/2020/NĐ-CP, appendix I part II.II.1.c.
"""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.errors import RegisterClosed
from luutru.records.custody import GENESIS, canonical
from luutru.records.register import CopyEvent, Register
from luutru.stamping.facts import VIETNAM

SERIES: Final = "copy"
TRIAL_SERIES: Final = "trial"
RESERVED, ISSUED, VOID, REVOKED, DELIVERED = "reserved", "issued", "void", "revoked", "delivered"
LOST: Final = "lost"
"""Given where this register does not know of: an outcome, as it is never given again."""
CLOSED: Final = "closed"
"""Of a whole year; its line has the number 0."""
FOLDER: Final = "copies"
"""In the archive: what was issued is kept as it was handed out."""
MAKING: Final = "unfinished"
"""Below it: what copies begin with, while they are made; “recover” sweeps what a crash left."""
OUTCOMES: Final = frozenset({ISSUED, VOID, LOST})
"""One of them is entered of every number."""


def kept_name(series: str, year: int, number: int, form: str) -> str:
    """Return the name of an issued copy below the folder of copies."""
    return f"{series}-{year}/{number:04d}-{form}.pdf"


def this_year() -> int:
    """Return the year in which copies are numbered now, by the time of Vietnam."""
    return clock.now().astimezone(VIETNAM).year


def book_of(session: Session, series: str, year: int) -> Register:
    """Return the register of a year, opened with the number 0 where there was none.

    Raises:
        RegisterClosed: The year was closed.
    """
    book = session.get(Register, (series, year))
    if book is None:
        book = Register(book=series, year=year)
        session.add(book)
    if book.closed_at is not None:
        raise RegisterClosed(year)
    return book


def next_number(session: Session, series: str, year: int) -> int:
    """Give the next number of a series in the caller's transaction; it is never given again.

    Raises:
        RegisterClosed: The year was closed.
    """
    return book_of(session, series, year).next_number()


def head(session: Session, series: str) -> str:
    """Return the hash of the last line of a series; to be kept outside the archive."""
    query = select(CopyEvent.hash).where(CopyEvent.series == series)
    return session.scalar(query.order_by(CopyEvent.seq.desc()).limit(1)) or GENESIS


def enter(
    session: Session, person: str, told: Mapping[str, Any], detail: Mapping[str, Any] | None = None
) -> CopyEvent:
    """Enter a line in the caller's transaction, chained to the last line of its series.

    `told` has the columns of `CopyEvent` that the line fills.
    """
    series = str(told.get("series", SERIES))
    last = session.scalar(select(CopyEvent.seq).order_by(CopyEvent.seq.desc()).limit(1))
    line = CopyEvent(
        **told,
        seq=(last or 0) + 1,
        person=person,
        previous_hash=head(session, series),
        hash="",
        detail=canonical(detail or {}),
    )
    line.recorded_at = clock.now()
    line.hash = line.computed_hash()
    session.add(line)
    session.flush()
    return line


def lines_of(session: Session, series: str, year: int, number: int) -> list[CopyEvent]:
    """Return everything that was entered of one number, in order."""
    query = select(CopyEvent).where(
        CopyEvent.series == series, CopyEvent.year == year, CopyEvent.number == number
    )
    return list(session.scalars(query.order_by(CopyEvent.seq)))


def broken_lines(session: Session, series: str) -> list[int]:
    """Return the running numbers of lines that are not as they were entered."""
    before, broken = GENESIS, []
    query = select(CopyEvent).where(CopyEvent.series == series).order_by(CopyEvent.seq)
    for line in session.scalars(query):
        if line.previous_hash != before or line.hash != line.computed_hash():
            broken.append(line.seq)
        before = line.hash
    return broken
