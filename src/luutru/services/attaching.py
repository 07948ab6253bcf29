"""Attach a document to another agreement: review finds out what a scan really is."""

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from luutru.errors import CannotAttach
from luutru.records.agreement import Agreement, AgreementEvent, Relation
from luutru.records.document import Document, Part
from luutru.records.milestone import Milestone
from luutru.records.outbox import Outbox
from luutru.records.statement import Statement
from luutru.services import custody, lookup, terms, titles
from luutru.services.archive import Archive


def attach(archive: Archive, reference: str, *, to: str, part: Part = Part.ANNEX) -> None:
    """Make the document `reference` a part of the agreement `to`.

    An agreement that is left without a document is given up; its reference stays with the
    document, and so with the agreement that it joined.

    Raises:
        UnknownReference: Either is not there.
        CannotAttach: The agreement that would be left has relations or milestones of its own.
    """
    with archive.catalogue.write() as session:
        document = lookup.document(session, reference)
        former, wanted = document.agreement, lookup.agreement(session, to)
        document.part = part
        if former is not wanted:
            _move(session, document, former, wanted)
        detail = {"from": former.reference, "to": wanted.reference, "part": part}
        custody.record(
            session,
            archive.person,
            "attached",
            subject=document.uid,
            reference=reference,
            detail=detail,
        )


def _move(session: Session, document: Document, former: Agreement, wanted: Agreement) -> None:
    own = {kept.reference for kept in wanted.documents}
    former.documents.remove(document)
    wanted.documents.append(document)
    session.flush()
    if not former.documents:
        _give_up(session, former)
    elif former.reference == document.reference:
        former.reference = min(kept.reference for kept in former.documents)
    session.flush()  # a reference is free only once its former holder is gone
    if wanted.reference in own:
        wanted.reference = min(wanted.reference, document.reference)
    for agreement in (wanted, former):
        if agreement.documents:
            terms.derive(agreement)
            titles.refresh(agreement)
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
    session.execute(delete(Statement).where(Statement.agreement_id == agreement.id))
    session.delete(agreement)
