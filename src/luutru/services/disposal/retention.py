"""How long a document is kept, and which documents could be reviewed for disposal on a day.

Nothing goes by itself: what is listed here only waits for somebody to propose it.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from luutru import clock, resources
from luutru.records.agreement import Agreement, AgreementEvent
from luutru.records.document import Document
from luutru.records.retention import DisposalCase, Freeze
from luutru.services.archive import Archive

_ENDINGS = ("termination", "withdrawal")
_OPEN = ("proposed", "quarantined", "disposed")


class Why(StrEnum):
    """Why a document could go."""

    PERIOD = "period"
    """Its retention period is over."""
    DUPLICATE = "duplicate"
    """It is another scan of a paper that is kept."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One document that could be reviewed for disposal."""

    reference: str
    title: str
    why: Why
    retention: str
    """Code of its retention period; empty where none is stated."""
    since: date | None
    """From when on it could go; None for a duplicate."""


def candidates(archive: Archive, today: date | None = None) -> list[Candidate]:
    """Return what could be reviewed for disposal, in order of references.

    What is frozen, or in review already, is not among it.
    """
    with archive.catalogue.read() as session:
        frozen = select(Freeze.agreement_id).where(Freeze.lifted_on.is_(None))
        reviewed = select(DisposalCase.document_id).where(DisposalCase.state.in_(_OPEN))
        query = (
            select(Document)
            .options(selectinload(Document.agreement))
            .where(Document.agreement_id.not_in(frozen), Document.id.not_in(reviewed))
            .order_by(Document.reference)
        )
        ends = _ends_by_act(session)
        found = (_candidate(one, ends, today or clock.today()) for one in session.scalars(query))
        return [candidate for candidate in found if candidate is not None]


def may_go_from(session: Session, document: Document) -> date | None:
    """Return from when on a document may go by its retention period; None: not foreseeable.

    A period is counted from the end of the year in which the agreement ended. One that is kept for
    ever, whose period is not stated, or whose end is not certain, may not go by its period.
    """
    return _from(document.agreement, _ends_by_act(session, document.agreement_id))


def retention_of(document: Document) -> str:
    """Return the code of the retention period of a document; empty where none is stated."""
    return document.maintenance or document.agreement.retention


def _candidate(document: Document, ends: dict[int, date], today: date) -> Candidate | None:
    code = retention_of(document)
    if document.same_paper_id is not None:
        why, since = Why.DUPLICATE, None
    else:
        why, since = Why.PERIOD, _from(document.agreement, ends, code)
        if since is None or since > today:
            return None
    title = document.subject or document.agreement.title
    return Candidate(document.reference, title, why, code, since)


def _from(agreement: Agreement, ends: dict[int, date], code: str = "") -> date | None:
    years = _years().get(code or agreement.retention)
    days = [day for day in (ends.get(agreement.id), agreement.ends_last) if day is not None]
    if years is None or not days:
        return None
    return date(min(days).year + years + 1, 1, 1)


def _ends_by_act(session: Session, agreement_id: int | None = None) -> dict[int, date]:
    query = select(AgreementEvent.agreement_id, AgreementEvent.effective_from)
    query = query.where(AgreementEvent.kind.in_(_ENDINGS))
    if agreement_id is not None:
        query = query.where(AgreementEvent.agreement_id == agreement_id)
    return dict(iter(session.execute(query.order_by(AgreementEvent.effective_from.desc()))))


@cache
def _years() -> dict[str, int]:
    """Return how many years are kept by code of the retention period."""
    told = tomllib.loads((resources.folder("rules") / "retention.toml").read_text(encoding="utf-8"))
    return {str(code): int(years) for code, years in told["years"].items()}
