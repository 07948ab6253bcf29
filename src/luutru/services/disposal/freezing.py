"""Freezes agreements, so that nobody edits, moves or removes anything of them; and lifts that.

Source: Decree 30/2020/NĐ-CP appendix VI, IV.1.g.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.errors import NotFrozen
from luutru.records.agreement import Agreement
from luutru.records.retention import Freeze
from luutru.services import custody, lookup
from luutru.services.archive import Archive
from luutru.services.door import given


@dataclass(frozen=True, slots=True)
class Frozen:
    """One order to freeze an agreement."""

    reference: str
    title: str
    reason: str
    ordered_by: str
    since: datetime
    lifted_on: date | None
    lifted_by: str
    lift_reason: str


def freeze(archive: Archive, references: Sequence[str], reason: str) -> list[str]:
    """Freeze agreements by one order; return the references of those that were not frozen yet.

    Raises:
        UnknownReference: One of them is not there; nothing was frozen.
        UnacceptableValue: The reason is missing.
    """
    why = given(reason)
    with archive.catalogue.write() as session:
        agreements = [lookup.agreement(session, reference) for reference in references]
        new = [one for one in dict.fromkeys(agreements) if _order(session, one) is None]
        for agreement in new:
            session.add(Freeze(agreement_id=agreement.id, reason=why, ordered_by=archive.person))
            _log(session, archive.person, "frozen", agreement, why)
        return [agreement.reference for agreement in new]


def lift(archive: Archive, reference: str, reason: str) -> None:
    """Lift the freeze of an agreement; the order stays on record.

    Raises:
        UnknownReference: It is not there.
        NotFrozen: It is not frozen.
        UnacceptableValue: The reason is missing.
    """
    why = given(reason)
    with archive.catalogue.write() as session:
        agreement = lookup.agreement(session, reference)
        order = _order(session, agreement)
        if order is None:
            raise NotFrozen(agreement.reference)
        order.lifted_on, order.lifted_by = clock.today(), archive.person
        order.lift_reason = why
        _log(session, archive.person, "unfrozen", agreement, why)


def freezes(archive: Archive, *, lifted: bool = False) -> list[Frozen]:
    """Return the orders that hold, the newest first; with `lifted` those that held once as well."""
    query = select(Freeze, Agreement).join(Agreement, Freeze.agreement_id == Agreement.id)
    if not lifted:
        query = query.where(Freeze.lifted_on.is_(None))
    with archive.catalogue.read() as session:
        rows = session.execute(query.order_by(Freeze.id.desc()))
        return [_told(order, agreement) for order, agreement in rows]


def freeze_of(archive: Archive, reference: str) -> Frozen | None:
    """Return the order under which an agreement is frozen; None where it is not.

    Raises:
        UnknownReference: It is not there.
    """
    with archive.catalogue.read() as session:
        agreement = lookup.agreement(session, reference)
        order = _order(session, agreement)
        return None if order is None else _told(order, agreement)


def _order(session: Session, agreement: Agreement) -> Freeze | None:
    query = select(Freeze).where(Freeze.agreement_id == agreement.id, Freeze.lifted_on.is_(None))
    return session.scalars(query).first()


def _told(order: Freeze, agreement: Agreement) -> Frozen:
    return Frozen(
        reference=agreement.reference,
        title=agreement.title,
        reason=order.reason,
        ordered_by=order.ordered_by,
        since=order.recorded_at,
        lifted_on=order.lifted_on,
        lifted_by=order.lifted_by,
        lift_reason=order.lift_reason,
    )


def _log(session: Session, person: str, act: str, agreement: Agreement, reason: str) -> None:
    custody.record(
        session, person, act, subject=agreement.uid, reference=agreement.reference,
        detail={"reason": reason},
    )  # fmt: skip
