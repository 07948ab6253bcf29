"""Requests for copies: somebody asks, a named person decides, and a copy may be issued upon it.

A request has a number of its own book; the register of copies gives its number when the copy is
issued, and not before. Source: Decree 30/2020/NĐ-CP article 27.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.errors import RequestSettled, UnacceptableValue, UnknownRequest
from luutru.i18n import translate
from luutru.records.agreement import Agreement
from luutru.records.code_lists import code_list
from luutru.records.document import Document
from luutru.records.register import CopyEvent, CopyRequest, Register
from luutru.records.roles import Permission
from luutru.services import custody
from luutru.services.archive import Archive
from luutru.services.copies.register import ISSUED, SERIES, this_year
from luutru.services.propose import document_meant

BOOK: Final = "copy_request"
WAITING, APPROVED, REFUSED, WITHDRAWN = "waiting", "approved", "refused", "withdrawn"
OPEN: Final = (WAITING, APPROVED)
_FROM: Final = {APPROVED: (WAITING,), REFUSED: (WAITING,), WITHDRAWN: OPEN}
"""In which states a request may be decided upon, by what is decided."""
_LABEL: Final = re.compile(r"0*([1-9]\d{0,8})(?:/(\d{4}))?")


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for."""

    reference: str
    requested_by: str
    letter: str = ""
    """Number and day of the letter that asks."""
    purpose: str = ""
    quantity: int = 1
    approver: str = ""
    """Who is to decide."""
    form: str = ""
    """A code of the list `copy_form`; empty where it is left to the clerk."""
    pages: str = ""


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request, with what became of it."""

    label: str
    """Number and year: `3/2026`."""
    reference: str
    title: str
    requested_by: str
    letter: str
    purpose: str
    quantity: int
    approver: str
    form: str
    pages: str
    state: str
    asked_at: datetime
    decided_by: str
    decided_at: datetime | None
    reason: str
    symbols: tuple[str, ...]
    """Of the copies issued upon it."""

    @property
    def is_open(self) -> bool:
        """Tell whether somebody still has to do something about it."""
        return self.state in OPEN


def request_copy(archive: Archive, asked: Asked) -> str:
    """Enter a request and return its number, such as `3/2026`.

    Raises:
        UnknownReference, HeldAtDoor: There is no such document.
        UnacceptableValue: Nobody asks for it, or for no copy at all.
    """
    if not asked.requested_by.strip():
        expected = translate("a person, a unit or an agency")
        raise UnacceptableValue(translate("requested by"), "", expected)
    if asked.quantity < 1:
        expected = translate("a number from 1")
        raise UnacceptableValue(translate("quantity"), str(asked.quantity), expected)
    with archive.catalogue.write() as session:
        document = document_meant(session, asked.reference)
        year = this_year()
        request = CopyRequest(
            agreement_id=document.agreement_id,
            document_id=document.id,
            year=year,
            number=_next(session, year),
            requested_by=asked.requested_by.strip(),
            letter=asked.letter.strip(),
            purpose=asked.purpose.strip(),
            quantity=asked.quantity,
            approver=asked.approver.strip(),
            form=asked.form,
            pages=asked.pages.strip(),
        )
        session.add(request)
        detail = {
            "request": request.label,
            "requested_by": request.requested_by,
            "letter": request.letter,
            "purpose": request.purpose,
            "quantity": request.quantity,
            "approver": request.approver,
        }
        _record(session, archive, "copy_requested", request, detail)
        return request.label


def decide(archive: Archive, label: str, decision: str, reason: str = "") -> None:
    """Approve, refuse or withdraw a request in the name of the person at the computer.

    Raises:
        NotPermitted: The roles of the account do not include it.
        UnknownRequest: There is none of this number.
        RequestSettled: It was decided before.
        UnacceptableValue: A refusal without a reason.
    """
    if decision == REFUSED and not reason.strip():
        raise UnacceptableValue(translate("reason"), "", translate("why it is refused"))
    archive.require(Permission.REQUEST if decision == WITHDRAWN else Permission.APPROVE)
    with archive.catalogue.write() as session:
        request = _request(session, label)
        if request.state not in _FROM[decision]:
            raise _settled(request)
        request.state = decision
        request.decided_by = archive.person
        request.decided_at = clock.now()
        request.reason = reason.strip()
        detail = {"request": request.label, "reason": request.reason}
        _record(session, archive, f"copy_request_{decision}", request, detail)


def copy_requests(
    archive: Archive, *, states: Collection[str] = (), reference: str = ""
) -> list[RequestRow]:
    """Return the requests, newest first; `states` keeps some, `reference` those of an agreement."""
    with archive.catalogue.read() as session:
        query = (
            select(CopyRequest, Agreement.reference, Agreement.title, Document.reference)
            .join(Agreement, Agreement.id == CopyRequest.agreement_id)
            .outerjoin(Document, Document.id == CopyRequest.document_id)
            .order_by(CopyRequest.year.desc(), CopyRequest.number.desc())
        )
        if states:
            query = query.where(CopyRequest.state.in_(states))
        if reference:
            query = query.where(Agreement.reference == reference)
        issued: defaultdict[int | None, list[str]] = defaultdict(list)
        lines = select(CopyEvent.request_id, CopyEvent.symbol).where(
            CopyEvent.state == ISSUED,
            CopyEvent.series == SERIES,
            CopyEvent.request_id.is_not(None),
        )
        for request_id, symbol in session.execute(lines.order_by(CopyEvent.seq)):
            issued[request_id].append(symbol)
        return [
            _row(request, copied or whole, title, tuple(issued[request.id]))
            for request, whole, title, copied in session.execute(query)
        ]


def copy_request(archive: Archive, label: str) -> RequestRow:
    """Return one request.

    Raises:
        UnknownRequest: There is none of this number.
    """
    with archive.catalogue.read() as session:
        meant = _request(session, label).label
    return next(row for row in copy_requests(archive) if row.label == meant)


def approved_request(session: Session, label: str) -> CopyRequest:
    """Return a request upon which a copy may be issued.

    Raises:
        UnknownRequest: There is none of this number.
        RequestSettled: It was not approved, or something was issued upon it already.
    """
    request = _request(session, label)
    if request.state != APPROVED:
        raise _settled(request)
    return request


def _request(session: Session, label: str) -> CopyRequest:
    told = _LABEL.fullmatch(label.strip())
    if told is None:
        raise UnknownRequest(label)
    year = int(told[2] or this_year())
    query = select(CopyRequest).where(CopyRequest.year == year, CopyRequest.number == int(told[1]))
    found = session.scalar(query)
    if found is None or session.get(Agreement, found.agreement_id) is None:
        raise UnknownRequest(f"{told[1]}/{year}")
    return found


def _next(session: Session, year: int) -> int:
    book = session.get(Register, (BOOK, year))
    if book is None:
        book = Register(book=BOOK, year=year)
        session.add(book)
    return book.next_number()


def _settled(request: CopyRequest) -> RequestSettled:
    state = code_list("copy_request_state").label(request.state)
    return RequestSettled(request.label, state)


def _record(
    session: Session, archive: Archive, act: str, request: CopyRequest, detail: Mapping[str, object]
) -> None:
    agreement = session.get_one(Agreement, request.agreement_id)
    custody.record(
        session,
        archive.person,
        act,
        subject=agreement.uid,
        reference=agreement.reference,
        detail=detail,
    )


def _row(request: CopyRequest, reference: str, title: str, symbols: tuple[str, ...]) -> RequestRow:
    return RequestRow(
        label=request.label,
        reference=reference,
        title=title,
        requested_by=request.requested_by,
        letter=request.letter,
        purpose=request.purpose,
        quantity=request.quantity,
        approver=request.approver,
        form=request.form,
        pages=request.pages,
        state=request.state,
        asked_at=request.recorded_at,
        decided_by=request.decided_by,
        decided_at=request.decided_at,
        reason=request.reason,
        symbols=symbols,
    )
