"""Cases of disposal: proposed by one person, decided by another, in quarantine before it is done.

Only here anything is ever removed. The case and the custody log stay: what it was, who proposed,
who decided and why, and the checksums of what was removed.

Source: Law on Archives 33/2024/QH15 (unverified); Decree 30/2020/NĐ-CP appendix VI.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.errors import (
    AgreementFrozen,
    NotDisposable,
    QuarantineNotOver,
    TwoPeopleNeeded,
    UnknownCase,
)
from luutru.holdings.freezing import frozen_agreements
from luutru.i18n import mark, translate
from luutru.records.custody import canonical
from luutru.records.document import IN_QUARANTINE, Document
from luutru.records.files import DerivedPage, FileObject
from luutru.records.outbox import Outbox
from luutru.records.retention import DisposalCase
from luutru.records.roles import Permission
from luutru.services import custody, lookup
from luutru.services.archive import Archive
from luutru.services.disposal.removing import Removed, remove_files
from luutru.services.disposal.retention import may_go_from, retention_of
from luutru.services.door import given
from luutru.services.people.sight import hidden_from
from luutru.vietnamese.dates import short

QUARANTINE_DAYS: Final = 30
_UNSTATED: Final = mark("its retention period is not stated")
_FOR_EVER: Final = mark("it is kept for ever, or its end is not certain")
_NOT_YET: Final = mark("its retention period lasts until {day}")
_IN_REVIEW: Final = mark("it is in case {number} already")
_SHOWN_ELSEWHERE: Final = mark("pages of {other} are made of it")


@dataclass(frozen=True, slots=True)
class Case:
    """One case of disposal, as everybody may read it who decides."""

    id: int
    reference: str
    title: str
    state: str
    """`proposed`, `refused`, `quarantined`, `taken_back` or `disposed`."""
    reason: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str
    decided_at: datetime | None
    decision: str
    quarantine_until: date | None
    disposed_by: str
    disposed_at: datetime | None
    removed: tuple[Removed, ...]

    def may_be_removed(self, today: date) -> bool:
        """Tell whether its quarantine is over."""
        until = self.quarantine_until
        return self.state == "quarantined" and until is not None and today > until


def propose(archive: Archive, reference: str, reason: str) -> int:
    """Propose a document for disposal and return the number of the case.

    Raises:
        UnknownReference, HeldAtDoor: There is no such document.
        NotDisposable: It has to be kept.
        AgreementFrozen: Nothing of its agreement may be removed.
        UnacceptableValue: The reason is missing.
    """
    why = given(reason)
    with archive.catalogue.write() as session:
        document = lookup.document(session, reference)
        _refuse_kept(session, document)
        case = DisposalCase(document_id=document.id, reason=why, proposed_by=archive.person)
        session.add(case)
        session.flush()
        _log(session, archive.person, "disposal_proposed", document, {"reason": why})
        return case.id


def refuse(archive: Archive, number: int, reason: str) -> None:
    """Decide that a document stays.

    Raises:
        UnknownCase: No such case waits for a decision.
        UnacceptableValue: The reason is missing.
    """
    with archive.catalogue.write() as session:
        case, document = _case(session, number, "proposed")
        _decide(case, archive.person, "refused", given(reason))
        detail = {"case": number, "reason": case.decision}
        _log(session, archive.person, "disposal_refused", document, detail)


def approve(archive: Archive, number: int, reason: str) -> date:
    """Put a document into quarantine, where nobody sees it; return the last day of that.

    Raises:
        UnknownCase: No such case waits for a decision.
        TwoPeopleNeeded: The same person proposed it.
        NotDisposable, AgreementFrozen: It has to be kept after all.
        UnacceptableValue: The reason is missing.
    """
    with archive.catalogue.write() as session:
        case, document = _case(session, number, "proposed")
        if case.proposed_by == archive.person:
            raise TwoPeopleNeeded(number, case.proposed_by)
        _refuse_kept(session, document, case)
        _decide(case, archive.person, "quarantined", given(reason))
        case.quarantine_until = clock.today() + timedelta(days=QUARANTINE_DAYS)
        document.held_for = IN_QUARANTINE
        session.add(Outbox(task="describe", agreement_id=document.agreement_id))
        session.add(Outbox(task="withdraw", document_id=document.id))
        detail = {"case": number, "reason": case.decision, "until": str(case.quarantine_until)}
        _log(session, archive.person, "quarantined", document, detail)
        return case.quarantine_until


def take_back(archive: Archive, number: int, reason: str) -> None:
    """Take a document back from quarantine: it is kept, seen and found as before.

    Raises:
        UnknownCase: No document of such a case is in quarantine.
        UnacceptableValue: The reason is missing.
    """
    with archive.catalogue.write(whole=True) as session:
        case, document = _case(session, number, "quarantined")
        case.state, case.quarantine_until = "taken_back", None
        document.held_for = ""
        session.add(Outbox(task="read", document_id=document.id))
        session.add(Outbox(task="describe", agreement_id=document.agreement_id))
        detail = {"case": number, "reason": given(reason)}
        _log(session, archive.person, "taken_back", document, detail)


def carry_out(archive: Archive, number: int, reason: str = "") -> tuple[Removed, ...]:
    """Remove the files and the text of a document whose quarantine is over.

    The catalogue first: a failure afterwards leaves files that no record names, which `recover`
    sets aside, and never a record without its file.

    Raises:
        UnknownCase: No document of such a case is in quarantine.
        QuarantineNotOver: It can still be taken back.
        AgreementFrozen: Nothing of its agreement may be removed.
        DiskTrouble: A file could not be removed; `recover` sets it aside.
    """
    with archive.catalogue.write(whole=True) as session:
        case, document = _case(session, number, "quarantined")
        until = case.quarantine_until
        if until is None or clock.today() <= until:
            raise QuarantineNotOver(number, short(str(until)) if until else "")
        _refuse_frozen(session, document)
        removed = remove_files(session, document)
        case.state, case.disposed_by, case.disposed_at = "disposed", archive.person, clock.now()
        case.removed = canonical_list(removed)
        sums = [one.sha256 for one in removed]
        detail = {"case": number, "sha256": sums, "reason": reason.strip()}
        _log(session, archive.person, "disposed", document, detail)
    for one in removed:
        room = archive.strongroom if one.is_master else archive.derivatives
        room.dispose(one.sha256)
    return removed


def cases(archive: Archive, *, closed: bool = False) -> list[Case]:
    """Return the cases that wait for something, the oldest first; with `closed` all of them.

    What is in quarantine is told here to those who decide, and nowhere else.

    Raises:
        NotPermitted: The roles of the account do not include it.
    """
    archive.require(Permission.DISPOSE)
    hidden = hidden_from(archive)
    query = select(DisposalCase, Document).join(Document, DisposalCase.document_id == Document.id)
    if not closed:
        query = query.where(DisposalCase.state.in_(("proposed", "quarantined")))
    with archive.catalogue.read(whole=archive.member is None) as session:
        rows = session.execute(query.order_by(DisposalCase.id))
        seen = (row for row in rows if row[1].agreement_id not in hidden)
        return [_told(case, document) for case, document in seen]


def canonical_list(removed: tuple[Removed, ...]) -> str:
    """Return what was removed as the case keeps it."""
    return json.dumps([json.loads(canonical(one.told())) for one in removed])


def _refuse_kept(session: Session, document: Document, case: DisposalCase | None = None) -> None:
    """Make sure that a document may go."""
    _refuse_frozen(session, document)
    reference = document.reference
    query = select(DisposalCase.id).where(
        DisposalCase.document_id == document.id,
        DisposalCase.state.in_(("proposed", "quarantined")),
    )
    other = next((one for one in session.scalars(query) if case is None or one != case.id), None)
    if other is not None:
        raise NotDisposable(reference, translate(_IN_REVIEW, number=other))
    shown = _shown_elsewhere(session, document)
    if shown:
        raise NotDisposable(reference, translate(_SHOWN_ELSEWHERE, other=shown))
    if document.same_paper_id is not None:
        return
    day = may_go_from(session, document)
    if not retention_of(document):
        raise NotDisposable(reference, translate(_UNSTATED))
    if day is None:
        raise NotDisposable(reference, translate(_FOR_EVER))
    if day > clock.today():
        last = short(str(day - timedelta(days=1)))
        raise NotDisposable(reference, translate(_NOT_YET, day=last))


def _refuse_frozen(session: Session, document: Document) -> None:
    frozen = frozen_agreements(session).get(document.agreement_id)
    if frozen is not None:
        raise AgreementFrozen(frozen)


def _shown_elsewhere(session: Session, document: Document) -> str:
    """Return the reference of another document whose pages are those of this one's files."""
    own = select(FileObject.id).where(FileObject.document_id == document.id)
    query = (
        select(Document.reference)
        .join(FileObject, FileObject.document_id == Document.id)
        .join(DerivedPage, DerivedPage.file_id == FileObject.id)
        .where(DerivedPage.source_file_id.in_(own), Document.id != document.id)
        .limit(1)
    )
    return session.scalar(query) or ""


def _case(session: Session, number: int, state: str) -> tuple[DisposalCase, Document]:
    case = session.get(DisposalCase, number)
    document = session.get(Document, case.document_id) if case is not None else None
    if case is None or document is None or case.state != state:
        raise UnknownCase(number)
    return case, document


def _decide(case: DisposalCase, person: str, state: str, reason: str) -> None:
    case.state, case.decided_by, case.decision = state, person, reason
    case.decided_at = clock.now()


def _told(case: DisposalCase, document: Document) -> Case:
    return Case(
        id=case.id,
        reference=document.reference,
        title=document.subject or document.agreement.title,
        state=case.state,
        reason=case.reason,
        proposed_by=case.proposed_by,
        proposed_at=case.recorded_at,
        decided_by=case.decided_by,
        decided_at=case.decided_at,
        decision=case.decision,
        quarantine_until=case.quarantine_until,
        disposed_by=case.disposed_by,
        disposed_at=case.disposed_at,
        removed=tuple(Removed(**one) for one in json.loads(case.removed)),
    )


def _log(
    session: Session, person: str, act: str, document: Document, detail: Mapping[str, object]
) -> None:
    custody.record(
        session, person, act, subject=document.uid, reference=document.reference, detail=detail
    )
