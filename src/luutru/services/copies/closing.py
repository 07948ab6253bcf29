"""Closes the register of a year for good, and states its head each month, to be printed and signed.

A head on paper that people signed shows that the end of the register was cut off, or that all of
it was written anew. Nothing inside the archive can show that. Source: Decree 30/2020/NĐ-CP,
appendix I part II.II.1.c: one series of numbers from 01 on 1 January to 31 December.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.errors import YearNotClosable, YearNotClosed
from luutru.i18n import mark, translate
from luutru.records.register import CopyEvent, Register
from luutru.records.roles import Permission
from luutru.services import custody, known_heads
from luutru.services.archive import Archive
from luutru.services.copies.authority import Issuer, issuer_on
from luutru.services.copies.register import (
    CLOSED,
    DELIVERED,
    ISSUED,
    LOST,
    OUTCOMES,
    REVOKED,
    SERIES,
    VOID,
    book_of,
    enter,
    head,
)
from luutru.stamping.facts import VIETNAM

_DECEMBER: Final = 12
_STILL_RUNS: Final = mark("the year still runs; it is closed from December on")
_FUTURE: Final = mark("the year has not begun")
_NO_OUTCOME: Final = mark("number {symbol} has no outcome yet")


@dataclass(frozen=True, slots=True)
class Statement:
    """What stands on the statement of a register, as it was at one moment."""

    year: int
    series: str
    at: datetime
    person: str
    issuer: Issuer
    last_number: int
    forms: tuple[tuple[str, int], ...]
    """How many copies were issued in each form."""
    delivered: int
    void: tuple[str, ...]
    revoked: tuple[str, ...]
    lost: tuple[str, ...]
    head: str
    is_closed: bool

    @property
    def issued(self) -> int:
        """How many copies were issued in all."""
        return sum(count for _form, count in self.forms)


def close_year(archive: Archive, year: int, series: str = SERIES) -> Statement:
    """Close the register of a year for good, and open that of the next one with 01.

    What was issued in it can still be delivered and revoked; no number of it is given any more.

    Raises:
        NotPermitted: The roles of the account do not include it.
        RegisterClosed: It is closed already.
        YearNotClosable: It still runs, or a number has no outcome.
    """
    archive.require(Permission.REVOKE)
    now = clock.now().astimezone(VIETNAM)
    if year > now.year:
        raise YearNotClosable(year, translate(_FUTURE))
    if year == now.year and now.month < _DECEMBER:
        raise YearNotClosable(year, translate(_STILL_RUNS))
    with archive.catalogue.write() as session:
        book = book_of(session, series, year)
        _refuse_open_numbers(session, series, year)
        book.closed_at = clock.now()
        told = {"series": series, "year": year, "number": 0, "state": CLOSED, "quantity": 0}
        closing = enter(
            session,
            archive.person,
            told | {"issued_on": now.date()},
            {"last_number": book.last_number},
        )
        if session.get(Register, (series, year + 1)) is None:
            session.add(Register(book=series, year=year + 1))
        statement = _statement(session, book, closing.seq, closing.recorded_at, closing.person)
        detail = {
            "year": year,
            "series": series,
            "last_number": book.last_number,
            "head": closing.hash,
        }
        custody.record(session, archive.person, "copies_closed", detail=detail)
    known_heads.remember(archive)
    return statement


def closing_statement(archive: Archive, year: int, series: str = SERIES) -> Statement:
    """Return the statement of a year that was closed, as it was when it was closed.

    Raises:
        YearNotClosed: It was not.
    """
    with archive.catalogue.read() as session:
        book = session.get(Register, (series, year))
        query = select(CopyEvent).where(
            CopyEvent.series == series, CopyEvent.year == year, CopyEvent.state == CLOSED
        )
        closing = session.scalar(query)
        if book is None or closing is None:
            raise YearNotClosed(year)
        return _statement(session, book, closing.seq, closing.recorded_at, closing.person)


def state_head(archive: Archive, year: int, series: str = SERIES) -> Statement:
    """State the head of an open register, once a month for instance; the log keeps it as well.

    Raises:
        RegisterClosed: The year was closed; its closing statement says the same for good.
    """
    with archive.catalogue.write() as session:
        book = book_of(session, series, year)
        session.flush()
        statement = _statement(session, book, None, clock.now(), archive.person)
        detail = {
            "year": year,
            "series": series,
            "last_number": book.last_number,
            "head": statement.head,
        }
        custody.record(session, archive.person, "copies_anchored", detail=detail)
    known_heads.remember(archive)
    return statement


def _refuse_open_numbers(session: Session, series: str, year: int) -> None:
    lines = session.execute(
        select(CopyEvent.number, CopyEvent.symbol, CopyEvent.state)
        .where(CopyEvent.series == series, CopyEvent.year == year)
        .order_by(CopyEvent.seq)
    ).all()
    settled = {number for number, _symbol, state in lines if state in OUTCOMES}
    for number, symbol, _state in lines:
        if number not in settled:
            raise YearNotClosable(year, translate(_NO_OUTCOME, symbol=symbol))


def _statement(
    session: Session, book: Register, until: int | None, at: datetime, person: str
) -> Statement:
    query = select(CopyEvent).where(CopyEvent.series == book.book, CopyEvent.year == book.year)
    if until is not None:
        query = query.where(CopyEvent.seq <= until)
    lines = session.scalars(query.order_by(CopyEvent.number, CopyEvent.seq)).all()
    closing = [line for line in lines if line.state == CLOSED]
    forms = dict.fromkeys(("SY", "SL", "TrS"), 0)
    for line in lines:
        if line.state == ISSUED:
            forms[line.form] += 1
    return Statement(
        year=book.year,
        series=book.book,
        at=at,
        person=person,
        issuer=issuer_on(session, at.astimezone(VIETNAM).date()),
        last_number=max((line.number for line in lines), default=0),
        forms=tuple(forms.items()),
        delivered=sum(line.state == DELIVERED for line in lines),
        void=_symbols(lines, VOID),
        revoked=_symbols(lines, REVOKED),
        lost=_symbols(lines, LOST),
        head=closing[-1].hash if closing else head(session, book.book),
        is_closed=bool(closing),
    )


def _symbols(lines: Sequence[CopyEvent], state: str) -> tuple[str, ...]:
    return tuple(line.symbol for line in lines if line.state == state)
