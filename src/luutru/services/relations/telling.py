"""Tells the relations of an agreement from its side, with what the other agreement is today."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from luutru import clock
from luutru.records.agreement import Relation
from luutru.records.code_lists import code_list
from luutru.services import lookup
from luutru.services.archive import Archive
from luutru.services.rows import AgreementRow, rows_of


@dataclass(frozen=True, slots=True)
class Related:
    """One relation, told from the side of the agreement that was asked about."""

    kind: str
    """A code of the list `relation`."""
    outgoing: bool
    """Whether the agreement asked about does it; else the other one does."""
    other: AgreementRow
    effective_on: date | None
    clause: str
    is_by_act: bool
    """A recorded act made it, so that it is not taken away by itself."""

    @property
    def words(self) -> str:
        """What the agreement asked about does, or what is done to it, in the reader's language."""
        return relation_words(self.kind, outgoing=self.outgoing)


def relation_words(kind: str, *, outgoing: bool) -> str:
    """Return the word for a relation from either side."""
    return code_list("relation" if outgoing else "relation_back").label(kind)


def relations(archive: Archive, reference: str) -> tuple[Related, ...]:
    """Return all relations of the agreement that answers to `reference`, its own first.

    Raises:
        UnknownReference: Nothing is called so.
    """
    with archive.catalogue.read() as session:
        own = lookup.agreement(session, reference)
        query = (
            select(Relation)
            .where(or_(Relation.from_id == own.id, Relation.to_id == own.id))
            .order_by(Relation.effective_on, Relation.id)
        )
        found = list(session.scalars(query))
        others = [one.to_id if one.from_id == own.id else one.from_id for one in found]
        rows = rows_of(session, others, clock.today())
        told = [
            Related(
                kind=one.kind,
                outgoing=one.from_id == own.id,
                other=rows[other],
                effective_on=one.effective_on,
                clause=one.clause,
                is_by_act=one.act_id is not None,
            )
            for one, other in zip(found, others, strict=True)
            if other in rows
        ]
    return tuple(sorted(told, key=lambda one: not one.outgoing))
