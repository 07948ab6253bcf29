"""Gives references: one number a document, without a gap, never twice."""

from typing import Final

from sqlalchemy.orm import Session

from luutru.records.register import Register

_BOOK: Final = "reference"


def next_reference(session: Session, year: int) -> str:
    """Give the next reference of `year`, such as `2026-0001`, in the caller's transaction."""
    register = session.get(Register, (_BOOK, year))
    if register is None:
        register = Register(book=_BOOK, year=year)
        session.add(register)
    return f"{year}-{register.next_number():04d}"
