"""Finds a record by what people call it."""

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.sql.base import ExecutableOption

from luutru.errors import HeldAtDoor, InQuarantine, UnknownReference
from luutru.holdings.withholding import held_mark, hidden_references
from luutru.records.agreement import Agreement
from luutru.records.code_lists import code_list
from luutru.records.document import IN_QUARANTINE, Document


def agreement(session: Session, reference: str, *options: ExecutableOption) -> Agreement:
    """Return the agreement that answers to `reference`: its own, or one of its documents'.

    `options`: what of it is loaded along.

    Raises:
        UnknownReference: Nothing is called so.
        HeldAtDoor: It waits there for its mark of secrecy.
    """
    wanted = select(Agreement).options(*options)
    found = session.scalars(wanted.where(Agreement.reference == reference)).unique().first()
    if found is None:
        found = (
            session.scalars(wanted.join(Document).where(Document.reference == reference))
            .unique()
            .first()
        )
    _refuse_withheld(session, reference)
    if found is None:
        raise UnknownReference(reference)
    return found


def document(session: Session, reference: str) -> Document:
    """Return the document called `reference`.

    Raises:
        UnknownReference: No document is called so.
        HeldAtDoor: It waits there for its mark of secrecy.
    """
    _refuse_withheld(session, reference)
    found = session.scalar(select(Document).where(Document.reference == reference))
    if found is None:
        raise UnknownReference(reference)
    return found


def _refuse_withheld(session: Session, reference: str) -> None:
    """Refuse it in a session that sees the whole catalogue as well."""
    if reference in hidden_references(session):
        raise UnknownReference(reference)
    held_for = held_mark(session, reference)
    if held_for == IN_QUARANTINE:
        raise InQuarantine(reference)
    if held_for:
        raise HeldAtDoor(reference, code_list("secrecy").label(held_for))
