"""Finds a record by what people call it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.errors import UnknownReference
from luutru.records.agreement import Agreement
from luutru.records.document import Document


def agreement(session: Session, reference: str) -> Agreement:
    """Return the agreement that answers to `reference`: its own, or one of its documents'.

    Raises:
        UnknownReference: Nothing is called so.
    """
    found = session.scalar(select(Agreement).where(Agreement.reference == reference))
    if found is None:
        found = session.scalar(
            select(Agreement).join(Document).where(Document.reference == reference)
        )
    if found is None:
        raise UnknownReference(reference)
    return found


def document(session: Session, reference: str) -> Document:
    """Return the document called `reference`.

    Raises:
        UnknownReference: No document is called so.
    """
    found = session.scalar(select(Document).where(Document.reference == reference))
    if found is None:
        raise UnknownReference(reference)
    return found
