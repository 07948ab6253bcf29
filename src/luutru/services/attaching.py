"""Attach a document to another agreement: review finds out what a scan really is."""

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from luutru.errors import CannotAttach
from luutru.records.agreement import Agreement, AgreementEvent, Relation
from luutru.records.document import Document, Part
from luutru.records.intake import Gap
from luutru.records.milestone import Milestone
from luutru.records.outbox import Outbox
from luutru.records.statement import Statement
from luutru.services import custody, indexing, lookup, terms, titles
from luutru.services.archive import Archive
from luutru.services.description import highest_secrecy


def attach(archive: Archive, reference: str, *, to: str, part: Part = Part.ANNEX) -> None:
    """Make the document `reference` a part of the agreement `to`.

    An agreement that is left without a document is given up; its reference stays with the
    document, and so with the agreement that it joined.

    Raises:
        UnknownReference: Either is not there.
        CannotAttach: The agreement that would be left has relations or milestones of its own.
    """
    with archive.catalogue.write(whole=True) as session:  # no agreement with more is given up
        document = lookup.document(session, reference)
        former, wanted = document.agreement, lookup.agreement(session, to)
        join(session, document, wanted, part)
        detail = {"from": former.reference, "to": wanted.reference, "part": part}
        custody.record(
            session,
            archive.person,
            "attached",
            subject=document.uid,
            reference=reference,
            detail=detail,
        )
    indexing.follow_pages(archive)


def join(session: Session, document: Document, wanted: Agreement, part: Part) -> None:
    """Make a document a part of an agreement, in the caller's transaction on the whole catalogue.

    Raises:
        CannotAttach: The agreement that would be left has relations or milestones of its own.
    """
    former = document.agreement
    document.part = part
    if former is not wanted:
        _move(session, document, former, wanted)
    else:
        titles.refresh(wanted)
        session.add(Outbox(task="describe", agreement_id=wanted.id))


def part_from(session: Session, document: Document) -> Agreement:
    """Make a document the main text of an agreement of its own; return that agreement.

    In the caller's transaction on the whole catalogue. Nothing moves where it stands alone.
    """
    former = document.agreement
    document.part = Part.MAIN
    others = [kept.reference for kept in former.documents if kept is not document]
    if others:
        if former.reference == document.reference:
            former.reference = min(others)
        session.flush()  # a reference is free only once its former holder has another
        with session.no_autoflush:  # a document is never without an agreement
            former.documents.remove(document)
            own = agreement_of(document, former.fonds_id)
            session.add(own)
        session.flush()
        _take_gaps_along(session, document, own)
        _refresh(session, document, document.agreement, former)
    else:
        titles.refresh(former)
        session.add(Outbox(task="describe", agreement_id=former.id))
    return document.agreement


def paper_meant(agreement: Agreement, reference: str) -> Document | None:
    """Return the document called so, else the main one; of several scans the one that is shown."""
    called = [kept for kept in agreement.documents if kept.reference == reference]
    found = next(iter(called), None) or titles.main_document(agreement)
    if found is not None and found.same_paper_id is not None:
        shown = [kept for kept in agreement.documents if kept.id == found.same_paper_id]
        return next(iter(shown), found)
    return found


def agreement_of(document: Document, fonds_id: int) -> Agreement:
    """Return a new agreement with one document, whose reference it takes."""
    agreement = Agreement(reference=document.reference, fonds_id=fonds_id, documents=[document])
    titles.refresh(agreement)
    return agreement


def _move(session: Session, document: Document, former: Agreement, wanted: Agreement) -> None:
    own = {kept.reference for kept in wanted.documents}
    former.documents.remove(document)
    wanted.documents.append(document)
    session.flush()
    _take_gaps_along(session, document, wanted)
    if not former.documents:
        _give_up(session, former)
    elif former.reference == document.reference:
        former.reference = min(kept.reference for kept in former.documents)
    session.flush()  # a reference is free only once its former holder is gone
    if wanted.reference in own:
        wanted.reference = min(wanted.reference, document.reference)
    _refresh(session, document, wanted, former)


def _take_gaps_along(session: Session, document: Document, joined: Agreement) -> None:
    session.execute(
        update(Gap).where(Gap.document_id == document.id).values(agreement_id=joined.id)
    )


def _refresh(session: Session, document: Document, joined: Agreement, left: Agreement) -> None:
    """Bring what is derived in step with a document that was moved, and tell the index."""
    for agreement in (joined, left):
        if agreement.documents:
            terms.derive_in(session, agreement)
            titles.refresh(agreement)
            agreement.secrecy = highest_secrecy(agreement)
        session.add(Outbox(task="describe", agreement_id=agreement.id))
    session.add(Outbox(task="read", document_id=document.id))


def _give_up(session: Session, agreement: Agreement) -> None:
    bound = (
        select(func.count())
        .select_from(Relation)
        .where(or_(Relation.from_id == agreement.id, Relation.to_id == agreement.id)),
        select(func.count()).select_from(Milestone).where(Milestone.agreement_id == agreement.id),
        select(func.count())
        .select_from(AgreementEvent)
        .where(AgreementEvent.agreement_id == agreement.id),
    )
    if any(session.scalar(query) for query in bound):
        raise CannotAttach(agreement.reference)
    session.execute(delete(Gap).where(Gap.agreement_id == agreement.id))
    session.execute(delete(Statement).where(Statement.agreement_id == agreement.id))
    session.delete(agreement)
