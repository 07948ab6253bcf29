"""Keeps frozen agreements from being edited, moved or deleted, whoever tries.

What is written through the sessions of the catalogue is looked at before it reaches the database,
so that no service can forget it. Reading, copying out and certifying go on; so does what the
program notes for itself, such as the words of a page or a comparison of checksums.

Source: Decree 30/2020/NĐ-CP appendix VI, IV.1.g (lock or freeze sets against move, delete, edit).
"""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Session, UOWTransaction, sessionmaker

from luutru.errors import AgreementFrozen
from luutru.records.act import GuidedAct
from luutru.records.agreement import Agreement, AgreementEvent, CooperationField, Relation
from luutru.records.base import Record
from luutru.records.document import Document
from luutru.records.milestone import Milestone
from luutru.records.party import PartyRole, Witness
from luutru.records.retention import Freeze
from luutru.records.statement import Statement

_ITS_OWN: Final = (
    AgreementEvent, CooperationField, GuidedAct, Milestone, PartyRole, Statement, Witness,
)  # fmt: skip
"""Records that belong to one agreement and tell something of it."""
_FROZEN: Final = "frozen"
"""In the `info` of a session: what is frozen, once it was looked up."""
_NOTED_BY_ITSELF: Final = frozenset({"reading_rank", "held_for", "let_in_with", "version"})
"""What the program sets of a document without anybody editing it."""


def keep_frozen(sessions: sessionmaker[Session]) -> None:
    """Let the sessions made by `sessions` refuse changes to what is frozen."""
    event.listen(sessions, "before_flush", _look)
    event.listen(sessions, "after_flush", _flushed)
    event.listen(sessions, "after_soft_rollback", _undone)


def frozen_agreements(session: Session) -> dict[int, str]:
    """Return the agreements that are frozen now, with their references.

    It is looked up once, and again when the transaction has frozen something or lifted that.
    """
    known: dict[int, str] | None = session.info.get(_FROZEN)
    if known is None:
        freezes, agreements = Freeze.__table__, Agreement.__table__
        query = select(agreements.c.id, agreements.c.reference).where(
            agreements.c.id.in_(select(freezes.c.agreement_id).where(freezes.c.lifted_on.is_(None)))
        )
        known = session.info[_FROZEN] = dict(iter(session.connection().execute(query)))
    return known


def _flushed(session: Session, _flush: UOWTransaction) -> None:
    if any(isinstance(one, Freeze) for one in (*session.new, *session.dirty, *session.deleted)):
        session.info.pop(_FROZEN, None)


def _undone(session: Session, _transaction: object) -> None:
    session.info.pop(_FROZEN, None)


def _look(session: Session, _context: object, _instances: object) -> None:
    touched = list(_touched(session))
    if not touched:
        return
    frozen = frozen_agreements(session)
    if not frozen:
        return
    for record in touched:
        for number in _agreements_of(record):
            if number in frozen:
                raise AgreementFrozen(frozen[number])


def _touched(session: Session) -> Iterator[Record]:
    """Yield what is edited, added or removed and could belong to something that is frozen."""
    for record in (*session.new, *session.deleted):
        if isinstance(record, (*_ITS_OWN, Agreement, Document, Relation)):
            yield record
    for record in session.dirty:
        if isinstance(record, (*_ITS_OWN, Agreement, Relation)):
            if session.is_modified(record):
                yield record
        elif isinstance(record, Document) and edited(record) - _NOTED_BY_ITSELF:
            yield record


def edited(record: Record) -> set[str]:
    """Return which columns of a record have another value than in the catalogue."""
    state = inspect(record)
    return {
        attribute.key for attribute in state.mapper.column_attrs
        if state.attrs[attribute.key].history.has_changes()
    }  # fmt: skip


def _agreements_of(record: Any) -> Iterator[int | None]:  # noqa: ANN401  any of the above
    if isinstance(record, Agreement):
        yield record.id
        return
    if isinstance(record, Relation):
        yield from (record.from_id, record.to_id)
        return
    whole = getattr(record, "agreement", None)
    yield whole.id if whole is not None else record.agreement_id
    if isinstance(record, Document):  # one that is moved is missed where it was
        yield from inspect(record).attrs.agreement_id.history.deleted or ()
