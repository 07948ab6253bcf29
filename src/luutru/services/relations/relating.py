"""Relate two agreements, and take a relation away; both are told in the log of either."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.errors import CannotRelate, UnacceptableValue
from luutru.i18n import mark, translate
from luutru.records.agreement import Agreement, Relation
from luutru.records.code_lists import code_list
from luutru.records.fields import BY_NAME
from luutru.records.outbox import Outbox
from luutru.services import custody, lookup, terms, values
from luutru.services.archive import Archive
from luutru.services.life.derived import follow_in

_ITSELF: Final = mark("it is the same agreement")
_TWICE: Final = mark("they are related so already")
_CIRCLE: Final = mark("{other} depends on it in the same way already")
_NOT_RELATED: Final = mark("they are not related so")
_BY_ACT: Final = mark("a recorded act made this relation; take the act back instead")
_LONGEST_CLAUSE: Final = 200
_WHOLE_DAY: Final = "2026-01-31"


@dataclass(frozen=True, slots=True)
class NewRelation:
    """What one agreement is to another, where that is said, and from when."""

    kind: str
    """A code of the list `relation`, or a word for it."""
    other: str
    """The reference of the agreement that is amended, replaced, carried out …"""
    effective_on: date | None = None
    clause: str = ""
    reason: str = ""


def relate(archive: Archive, reference: str, wanted: NewRelation) -> None:
    """Record that the agreement `reference` does something to another.

    Raises:
        UnknownReference: Either is not there.
        UnacceptableValue: There is no such kind of relation, or the clause is too long.
        CannotRelate: It is the same agreement, it is recorded already, or it would go in a circle.
    """
    kind = kind_of(wanted.kind)
    clause = _clause(wanted.clause)
    with archive.catalogue.write() as session:
        own, other = lookup.agreement(session, reference), lookup.agreement(session, wanted.other)
        _refuse(session, own, other, kind)
        made = Relation(
            from_id=own.id,
            to_id=other.id,
            kind=kind,
            clause=clause,
            effective_on=wanted.effective_on,
        )
        session.add(made)
        _tell(session, archive.person, "related", (own, other), made, wanted.reason)


def unrelate(archive: Archive, reference: str, kind: str, other: str, *, reason: str = "") -> None:
    """Take away that the agreement `reference` does something to another; the log keeps it.

    Raises:
        UnknownReference: Either is not there.
        UnacceptableValue: There is no such kind of relation.
        CannotRelate: They are not related so, or a recorded act made the relation.
    """
    code = kind_of(kind)
    with archive.catalogue.write() as session:
        own, wanted = lookup.agreement(session, reference), lookup.agreement(session, other)
        found = session.scalar(
            select(Relation).where(
                Relation.from_id == own.id, Relation.to_id == wanted.id, Relation.kind == code
            )
        )
        if found is None:
            raise _refused(own, wanted, _NOT_RELATED)
        if found.act_id is not None:
            raise _refused(own, wanted, _BY_ACT)
        session.delete(found)
        _tell(session, archive.person, "unrelated", (own, wanted), found, reason)


def kind_of(typed: str) -> str:
    """Return the code of a kind of relation, for the code itself or a word of the list.

    Raises:
        UnacceptableValue: There is no such kind.
    """
    kinds = code_list("relation")
    found = kinds.find(typed)
    if found is None:
        expected = ", ".join(kinds.codes)
        raise UnacceptableValue(translate("kind of relation"), typed, expected)
    return found


def day_of(typed: str) -> date | None:
    """Return the day that was typed, None for none.

    Raises:
        UnacceptableValue: It is no day, or too coarse to count from.
    """
    field = BY_NAME["effective_on"]
    edtf = values.read(field, typed)
    if edtf and len(edtf) != len(_WHOLE_DAY):
        expected = translate("a whole day, such as 7/12/2023")
        raise UnacceptableValue(translate(field.label), typed, expected)
    return date.fromisoformat(edtf) if edtf else None


def _clause(typed: str) -> str:
    clause = " ".join(typed.split())
    if len(clause) > _LONGEST_CLAUSE:
        expected = translate("at most {count} letters", count=_LONGEST_CLAUSE)
        raise UnacceptableValue(translate("clause"), clause, expected)
    return clause


def _refuse(session: Session, own: Agreement, other: Agreement, kind: str) -> None:
    if own is other:
        raise _refused(own, other, _ITSELF)
    if other.id in _reached(session, own.id, kind, steps=1):
        raise _refused(own, other, _TWICE)
    if own.id in _reached(session, other.id, kind):
        raise _refused(own, other, _CIRCLE)


def _reached(session: Session, start: int, kind: str, steps: int | None = None) -> set[int]:
    """Return what relations of one kind lead to from an agreement, directly or through others."""
    reached: set[int] = set()
    border = {start}
    while border and steps != 0:
        query = select(Relation.to_id).where(Relation.from_id.in_(border), Relation.kind == kind)
        border = set(session.scalars(query)) - reached
        reached |= border
        steps = None if steps is None else steps - 1
    return reached


def _refused(own: Agreement, other: Agreement, reason: str) -> CannotRelate:
    told = translate(reason, other=other.reference)
    return CannotRelate(own.reference, other.reference, told)


def _tell(
    session: Session,
    person: str,
    act: str,
    both: tuple[Agreement, Agreement],
    relation: Relation,
    reason: str,
) -> None:
    own, other = both
    day = relation.effective_on
    detail: dict[str, Any] = {
        "kind": relation.kind,
        "from": own.reference,
        "to": other.reference,
        "effective_on": day.isoformat() if day else "",
        "clause": relation.clause,
        "reason": " ".join(reason.split()),
    }
    # What is replaced has no milestones any more; what is extended, others.
    acts = [custody.Act(act, one.uid, one.reference, detail) for one in both]
    session.flush()
    custody.record_all(session, person, acts)
    for one in (own, *terms.derive_in(session, other)):
        follow_in(session, person, one)
        session.add(Outbox(task="describe", agreement_id=one.id))
