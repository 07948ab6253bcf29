"""Which agreements an account may not see: those marked as a state secret, without its clearance.

Source: need to know, Law 29/2018/QH14 on the protection of state secrets, articles 11 and 12
(unverified; 117/2025/QH15 replaces it from 2026-03-01).
"""

from typing import Any, Final

from sqlalchemy import (
    Column,
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    case,
    event,
    exists,
    insert,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.orm import Session, UOWTransaction, sessionmaker
from sqlalchemy.orm.attributes import get_history

from luutru.holdings.standing import Standing
from luutru.records.agreement import Agreement
from luutru.records.base import table_of
from luutru.records.code_lists import code_list
from luutru.records.document import Document
from luutru.records.people import Clearance, User
from luutru.records.roles import Permission

UNMARKED: Final = "none"
STANDING: Final = "standing"
"""In the `info` of a session: what whoever asks may see and do."""
_ABOVE_ALL: Final = 99
"""The rank of a mark that is no code of the list: nobody is cleared for it."""


def clear_whoever_marks(sessions: sessionmaker[Session]) -> None:
    """Let whoever gives an agreement its mark go on seeing it: they have just read it.

    The entry in the log that tells of the mark tells of this as well.
    """
    event.listen(sessions, "after_flush", _clear)


def uncleared(standing: Standing) -> CompoundSelect[Any]:
    """Return, for use in a query, the agreements that an account may not see."""
    return union_all(*uncleared_parts(standing))


def uncleared_parts(standing: Standing) -> list[Select[Any]]:
    """Return the same as questions that are put together."""
    if Permission.READ not in standing.permissions:
        return [select(table_of(Agreement).alias().c.id).correlate(None)]
    return parts_without_clearance(standing.user_id)


def parts_without_clearance(user: Any) -> list[Select[Any]]:  # noqa: ANN401  a number, or what tells it
    """Return, to be put together, the marked agreements for which an account has no clearance."""
    agreements, documents = table_of(Agreement).alias(), table_of(Document).alias()
    return [
        _without_clearance(agreements.c.id, agreements.c.secrecy, user),
        _without_clearance(documents.c.agreement_id, documents.c.secrecy, user),
    ]


def hides_anything(connection: Connection, standing: Standing) -> bool:
    """Tell whether there is any agreement that an account may not see; one look into an index."""
    if standing.user_id is None:
        return False
    return connection.execute(uncleared(standing).limit(1)).first() is not None


def _without_clearance(
    agreement: Column[Any],
    secrecy: Column[Any],
    user: Any,  # noqa: ANN401  as above
) -> Select[Any]:
    clearances = table_of(Clearance).alias()
    cleared = exists().where(
        clearances.c.user_id == user,
        clearances.c.agreement_id == agreement,
        _rank(clearances.c.secrecy, unknown=0) >= _rank(secrecy, unknown=_ABOVE_ALL),
    )
    # Two ranges, which an index answers; “not equal” would look at every row.
    marked = or_(secrecy < UNMARKED, secrecy > UNMARKED)
    return select(agreement).where(marked, ~cleared).correlate(None)


def _rank(column: Any, *, unknown: int) -> ColumnElement[int]:  # noqa: ANN401  any column
    levels = {code: rank for rank, code in enumerate(code_list("secrecy").codes)}
    return case(levels, value=column, else_=unknown)


def _clear(session: Session, _flush: UOWTransaction) -> None:
    standing: Standing | None = session.info.get(STANDING)
    if standing is None or standing.user_id is None:
        return
    for one in [*session.new, *session.dirty]:
        if isinstance(one, Agreement | Document) and _was_marked(one):
            agreement = one.id if isinstance(one, Agreement) else one.agreement_id
            _clear_for(session.connection(), standing.user_id, agreement, one.secrecy)


def _was_marked(one: Agreement | Document) -> bool:
    return one.secrecy != UNMARKED and bool(get_history(one, "secrecy").added)


def _clear_for(connection: Connection, user: int, agreement: int, level: str) -> None:
    clearances, users = table_of(Clearance), table_of(User)
    own = (clearances.c.user_id == user) & (clearances.c.agreement_id == agreement)
    known = connection.scalar(select(clearances.c.secrecy).where(own))
    codes = code_list("secrecy").codes
    if known in codes and codes.index(known) >= codes.index(level):
        return
    if known is not None:
        connection.execute(update(clearances).where(own).values(secrecy=level))
        return
    name = connection.scalar(select(users.c.name).where(users.c.id == user)) or ""
    told = {"user_id": user, "agreement_id": agreement, "secrecy": level, "granted_by": name}
    connection.execute(insert(clearances).values(told))
