"""Everything that is known of one agreement, as plain data that outlives the transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from luutru import clock
from luutru.holdings.freezing import frozen_agreements
from luutru.i18n import translate
from luutru.records.agreement import Agreement, Relation
from luutru.records.document import Document
from luutru.records.fields import BY_NAME, FIELDS, LIST_FIELDS
from luutru.records.files import FileObject
from luutru.records.milestone import Milestone
from luutru.records.party import PartyRole
from luutru.records.statement import Statement
from luutru.services import derivatives, lookup, terms, values
from luutru.services.archive import Archive
from luutru.services.description import current_as_stated
from luutru.services.life.standing import StatusTold, status_in
from luutru.services.milestones.titles import called
from luutru.services.rows import AgreementRow, rows_on

_AT_ONCE: Final = (
    joinedload(Agreement.fields),
    joinedload(Agreement.lapses),
    joinedload(Agreement.witnesses),
    selectinload(Agreement.parties).joinedload(PartyRole.signatories),
    selectinload(Agreement.documents).joinedload(Document.files),
)
"""What belongs to an agreement alone comes with it, as a server may be far away."""


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One field: its value as typed and as read, and where it comes from."""

    typed: str
    shown: str
    printed: str = ""
    state: str = ""
    """Code of `records.statement.State`, empty where nobody said anything."""
    source: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class PartyCard:
    """One party as signed, with who signed for it."""

    side: str
    name: str
    short_name: str
    country: str
    authority_id: int
    signatories: tuple[tuple[str, str], ...]
    """Person and title as signed."""


@dataclass(frozen=True, slots=True)
class RelationCard:
    """One relation, told from this agreement's side."""

    kind: str
    outgoing: bool
    reference: str
    title: str
    effective_on: date | None


@dataclass(frozen=True, slots=True)
class MilestoneCard:
    """One milestone."""

    title: str
    called: str
    """The title in the reader's language."""
    kind: str
    due_on: date | None
    state: str
    owner: str


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """One document, its original and what is shown of it.

    A document that was split off another has no original of its own: its checksum and size are
    those of the derivative that it began with.
    """

    id: int
    reference: str
    part: str
    filename: str
    sha256: str
    size: int
    media_type: str
    pages: int | None
    """None where they have not been counted, or cannot be."""
    problem: str
    active_content: tuple[str, ...]
    is_signed: bool
    taken_in_at: datetime
    has_original: bool = True
    is_arranged: bool = False
    """Its pages are shown otherwise than in the file that it began with."""
    taken_from: str = ""
    """Reference of the document whose original its pages come from, if not its own."""
    joined_to: str = ""
    """Reference of the document whose pages its own became."""


@dataclass(frozen=True)
class AgreementCard:
    """One agreement, whole."""

    row: AgreementRow
    uid: str
    version: int
    values: Mapping[str, FieldValue]
    """By name of field, those of several entries included (a line an entry)."""
    parties: tuple[PartyCard, ...]
    witnesses: tuple[tuple[str, str, str], ...]
    """Person, title, event."""
    relations: tuple[RelationCard, ...]
    milestones: tuple[MilestoneCard, ...]
    documents: tuple[DocumentCard, ...]
    references: tuple[str, ...]
    standing: StatusTold
    """Its status on the day asked for, with the rule that fits and the dates it used."""
    is_frozen: bool
    """Whether nobody may edit, move or remove anything of it."""


def card(archive: Archive, reference: str, day: date | None = None) -> AgreementCard:
    """Return all that is known of the agreement that answers to `reference`.

    With a `day`, the row and the standing are those of that day; all else is as it is today.

    Raises:
        UnknownReference: Nothing is called so.
    """
    with archive.catalogue.read() as session:
        agreement = lookup.agreement(session, reference, *_AT_ONCE)
        facts = terms.facts_of(session, [agreement.id])
        row = rows_on(session, [agreement.id], day, facts)[agreement.id]
        documents = tuple(_document(session, told) for told in agreement.documents)
        return AgreementCard(
            row=row,
            uid=agreement.uid,
            version=agreement.version,
            values=_values(session, agreement),
            parties=_parties(agreement),
            witnesses=tuple((w.person, w.title, w.event) for w in agreement.witnesses),
            relations=_relations(session, agreement),
            milestones=_milestones(session, agreement),
            documents=documents,
            references=tuple(
                dict.fromkeys([agreement.reference, *(d.reference for d in documents)])
            ),
            standing=status_in(
                session, agreement, day or clock.today(), facts[agreement.id], row.succeeded_by
            ),
            is_frozen=agreement.id in frozen_agreements(session),
        )


def _values(session: Session, agreement: Agreement) -> dict[str, FieldValue]:
    told = {
        statement.field: statement
        for statement in session.scalars(
            select(Statement).where(Statement.agreement_id == agreement.id)
        )
    }
    names = [field.name for field in FIELDS] + list(LIST_FIELDS)
    return {name: _value(agreement, name, told.get(name)) for name in names}


def _value(agreement: Agreement, name: str, statement: Statement | None) -> FieldValue:
    typed = current_as_stated(agreement, name, statement)
    field = BY_NAME.get(name)
    silent = values.silence(typed) is not None
    return FieldValue(
        typed=typed,
        shown=translate(typed) if silent else values.shown(field, typed) if field else typed,
        printed=getattr(agreement, f"{name}_printed", ""),
        state=statement.state if statement else "",
        source=statement.source if statement else "",
        person=statement.person if statement else "",
    )


def _parties(agreement: Agreement) -> tuple[PartyCard, ...]:
    return tuple(
        PartyCard(
            party.side,
            party.name_as_signed,
            party.short_name,
            party.country,
            party.authority_id,
            tuple((s.person, s.title_as_signed) for s in party.signatories),
        )
        for party in agreement.parties
    )


def _relations(session: Session, agreement: Agreement) -> tuple[RelationCard, ...]:
    query = select(Relation).where(
        or_(Relation.from_id == agreement.id, Relation.to_id == agreement.id)
    )
    found = []
    for relation in session.scalars(query):
        outgoing = relation.from_id == agreement.id
        other = session.get_one(Agreement, relation.to_id if outgoing else relation.from_id)
        found.append(
            RelationCard(
                relation.kind, outgoing, other.reference, other.title, relation.effective_on
            )
        )
    return tuple(found)


def _milestones(session: Session, agreement: Agreement) -> tuple[MilestoneCard, ...]:
    query = select(Milestone).where(Milestone.agreement_id == agreement.id)
    return tuple(
        MilestoneCard(
            m.title,
            called(m.title, m.statutory_rule, m.derived_from),
            m.kind,
            m.due_on,
            m.state,
            m.owner,
        )
        for m in session.scalars(query.order_by(Milestone.due_on))
    )


def _document(session: Session, document: Document) -> DocumentCard:
    base, carrier = derivatives.base_of(document), derivatives.carrier_of(document)
    master = next((file for file in document.files if file.is_master), None)
    kept = master or base or document.files[0]
    return DocumentCard(
        id=document.id,
        reference=document.reference,
        part=document.part,
        filename=document.filename,
        sha256=kept.sha256,
        size=kept.size,
        media_type=kept.media_type,
        pages=(carrier or kept).page_count,
        problem=(carrier or kept).problem,
        active_content=tuple(filter(None, kept.active_content.split(","))),
        is_signed=kept.is_signed,
        taken_in_at=document.recorded_at,
        has_original=master is not None,
        is_arranged=carrier is not None and base is not None and carrier is not base,
        taken_from=_giver(session, kept),
        joined_to=_joined_to(session, document),
    )


def _giver(session: Session, file: FileObject) -> str:
    """Return whose original a derivative was made from; empty where that waits at the door."""
    if file.is_master or file.derived_from_id is None:
        return ""
    source = session.get(FileObject, file.derived_from_id)
    return source.document.reference if source else ""


def _joined_to(session: Session, document: Document) -> str:
    other = document.joined_to_id and session.get(Document, document.joined_to_id)
    return other.reference if other else ""
