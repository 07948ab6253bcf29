"""What is withheld from a session: looked at once, and again when it could have changed.

A transaction that writes asks some twenty questions, each narrowed to what may be seen
(`withholding`); to look before each of them whether anything is hidden was a quarter of what it
asked a server.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from sqlalchemy import Select, event, select
from sqlalchemy.orm import Session, UOWTransaction, sessionmaker

from luutru.holdings.secrecy import STANDING, UNMARKED, hides_anything
from luutru.holdings.standing import ALONE, First, Standing
from luutru.records.agreement import Agreement
from luutru.records.base import table_of
from luutru.records.document import Document
from luutru.records.people import Clearance
from luutru.records.roles import Permission

CLEARED: Final = "cleared"
"""In the `info` of a session that asks as if cleared for every agreement: what it makes of the
answers is the same for all, as the index is, and narrowed when it is asked."""
_SIGHT: Final = "sight"
"""In the `info` of a session: what is withheld from it, as far as it has looked."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What is withheld from a session: what waits at the door, and what its account may not see."""

    standing: Standing
    """Whose clearances count; `ALONE` where everything that was let in is seen."""


def keep_sight(sessions: sessionmaker[Session]) -> None:
    """Let the sessions made by `sessions` look again when they wrote what may be withheld."""
    event.listen(sessions, "after_flush", _look_again)
    event.listen(sessions, "after_soft_rollback", _undone)


def sight_of(session: Session) -> Sight | None:
    """Return what is withheld; None for nothing."""
    if _SIGHT not in session.info:
        session.info[_SIGHT] = _look(session)
    known: Sight | None = session.info[_SIGHT]
    return known


def set_sight(session: Session, first: First) -> None:
    """Take what is withheld from what the transaction asked first; its standing is known."""
    standing: Standing = session.info[STANDING]
    if Permission.READ not in standing.permissions:
        forget_sight(session)
    elif standing.user_id is not None and first.hides and not session.info.get(CLEARED):
        session.info[_SIGHT] = Sight(standing)
    else:
        session.info[_SIGHT] = Sight(ALONE) if first.waits else None


def forget_sight(session: Session) -> None:
    """Look again the next time: another viewer may ask now, or a statement have changed it."""
    session.info.pop(_SIGHT, None)


def anything_waits(session: Session) -> bool:
    """Tell whether any document waits at the door."""
    return session.connection().scalar(_anything_held()) is not None


def _look(session: Session) -> Sight | None:
    standing: Standing = session.info.get(STANDING, ALONE)
    connection = session.connection()
    if not session.info.get(CLEARED) and hides_anything(connection, standing):
        return Sight(standing)
    return Sight(ALONE) if anything_waits(session) else None


def _look_again(session: Session, _flush: UOWTransaction) -> None:
    if any(map(_may_be_withheld, (*session.new, *session.dirty, *session.deleted))):
        forget_sight(session)


def _undone(session: Session, _transaction: object) -> None:
    forget_sight(session)


def _may_be_withheld(one: object) -> bool:
    """Tell whether something may be withheld because of this record that was not before."""
    if isinstance(one, Document) and one.held_for:
        return True
    if isinstance(one, Agreement | Document):
        return one.secrecy != UNMARKED
    return isinstance(one, Clearance)


@cache
def _anything_held() -> Select[Any]:
    documents = table_of(Document)
    return select(documents.c.id).where(documents.c.held_for > "").limit(1)
