"""Withholds from everything that is asked of the catalogue what whoever asks may not see.

A document marked as a state secret waits at the door until somebody who may has dealt with it; an
agreement that bears such a mark is seen by those alone who were cleared for it. Whoever else asks,
in a list, a count, a facet, an export or a search, is answered as if it were not there: each
question is narrowed here, so that no one who writes a new one can forget it
(docs/adr/0018-withheld-by-the-session.md, docs/adr/0035-roles-at-the-log.md).
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, Table, and_, event, or_, select
from sqlalchemy.orm import ORMExecuteState, Session, sessionmaker, with_loader_criteria
from sqlalchemy.sql.visitors import iterate

from luutru.holdings.belonging import (
    AGREEMENTS,
    AUTHORITIES,
    DOCUMENTS,
    LOOSE,
    NAMES,
    Ids,
    owners,
    withheld_agreements,
    withheld_authorities,
    withheld_documents,
    withheld_rows,
)
from luutru.holdings.secrecy import STANDING, hides_anything, uncleared, uncleared_parts
from luutru.holdings.sight import Sight, forget_sight, keep_sight, sight_of
from luutru.holdings.standing import ALONE, Standing
from luutru.records.base import Record

WHOLE: Final = "whole"
"""In the `info` of a session that sees everything: it keeps things, and shows nothing."""
SHOWS: Final = "shows"
"""In the `info` of a session that only reads: it does not see even the names that are known from
nothing but what is withheld. Whoever writes has to see them, so that no name is entered twice."""


def withhold(sessions: sessionmaker[Session]) -> None:
    """Let the sessions made by `sessions` see nothing of what waits at the door."""
    event.listen(sessions, "do_orm_execute", _narrow)
    keep_sight(sessions)


def held_mark(session: Session, reference: str) -> str:
    """Return the mark for which the document called so waits; empty for any other."""
    if sight_of(session) is None:
        return ""
    query = select(DOCUMENTS.c.held_for).where(DOCUMENTS.c.reference == reference)
    return session.connection().scalar(query) or ""


def withheld_uids(session: Session) -> set[str]:
    """Return the public identifiers of the documents, agreements and authorities not to be seen."""
    sight = sight_of(session)
    if sight is None:
        return set()
    connection, agreements = session.connection(), withheld_agreements(_hidden(sight))
    ways: tuple[tuple[Table, Ids], ...] = (
        (DOCUMENTS, withheld_documents(_hidden(sight))),
        (AGREEMENTS, agreements),
        (AUTHORITIES, withheld_authorities(agreements)),
    )
    return {
        uid
        for table, withheld in ways
        for uid in connection.scalars(select(table.c.uid).where(table.c.id.in_(withheld)))
    }


def hidden_agreements(session: Session) -> frozenset[int]:
    """Return the agreements that whoever asks is not cleared for; what waits is not told here."""
    standing: Standing = session.info.get(STANDING, ALONE)
    connection = session.connection()
    if not hides_anything(connection, standing):
        return frozenset()
    return frozenset(connection.scalars(uncleared(standing)))


def hidden_references(session: Session) -> frozenset[str]:
    """Return by what the agreements and documents are called that are hidden from whoever asks."""
    hidden = hidden_agreements(session)
    if not hidden:
        return frozenset()
    standing: Standing = session.info[STANDING]
    connection = session.connection()
    ones = uncleared(standing)
    return frozenset(
        [
            *connection.scalars(select(AGREEMENTS.c.reference).where(AGREEMENTS.c.id.in_(ones))),
            *connection.scalars(
                select(DOCUMENTS.c.reference).where(DOCUMENTS.c.agreement_id.in_(ones))
            ),
        ]
    )


def rows_seen(session: Session, statement: Any) -> Sequence[Any]:  # noqa: ANN401  any columns
    """Return the rows of columns that may be seen, as the session does, and more quickly.

    A session looks at every value for what it might belong to; many thousands of rows of columns,
    which belong to nothing, come from its connection in two thirds of the time.
    """
    session.flush()
    return session.connection().execute(_narrowed(session, statement)).all()


def _narrow(asked: ORMExecuteState) -> None:
    if asked.is_select:
        asked.statement = _narrowed(asked.session, asked.statement)
    else:
        forget_sight(asked.session)


def _narrowed(session: Session, statement: Any) -> Any:  # noqa: ANN401  any statement
    if session.info.get(WHOLE):
        return statement
    sight = sight_of(session)
    if sight is None:
        return statement
    criteria = _criteria(sight, names=bool(session.info.get(SHOWS)))
    return statement.options(
        *(criteria[name] for name in sorted(_tables_of(statement) & criteria.keys()))
    )


@lru_cache(maxsize=8)
def _criteria(sight: Sight, *, names: bool) -> dict[str, Any]:
    """Return by table which rows of it may be seen; with `names` also of authorities."""
    agreements = _worked_out(withheld_agreements(_hidden(sight)))
    seen = _seen(sight, agreements)
    if names:
        unknown = _worked_out(withheld_authorities(agreements))
        seen[AUTHORITIES] = AUTHORITIES.c.id.not_in(unknown)
        seen[NAMES] = NAMES.c.authority_id.not_in(unknown)
    return {
        str(mapper.class_.__tablename__): with_loader_criteria(
            mapper.class_, seen[mapper.local_table], include_aliases=True
        )
        for mapper in Record.registry.mappers
        if mapper.local_table in seen
    }


def _tables_of(statement: Any) -> set[str]:  # noqa: ANN401  any statement
    """Return the names of the tables that a statement speaks of, however deep.

    Only their criteria are added, as each of them takes its time in every statement. What is
    loaded later by a relationship is a statement of its own.
    """
    tables = (
        element if isinstance(element, Table) else getattr(element, "table", None)
        for element in iterate(statement)
    )
    return {table.name for table in tables if isinstance(table, Table)}


def _worked_out(ids: Ids) -> Select[Any]:
    """Return a question for numbers that a statement works out once, however often it asks it."""
    return select(next(iter(ids.cte().c)))


def _seen(sight: Sight, agreements: Select[Any]) -> dict[Any, ColumnElement[bool]]:
    """Return by table which rows may be seen: those that belong to nothing that is withheld.

    `agreements` are those that are.
    """
    withheld: dict[Table, Ids] = {
        DOCUMENTS: _worked_out(withheld_documents(_hidden(sight))),
        AGREEMENTS: agreements,
    }
    seen: dict[Any, ColumnElement[bool]] = {
        DOCUMENTS: and_(DOCUMENTS.c.held_for == "", DOCUMENTS.c.agreement_id.not_in(agreements)),
        AGREEMENTS: AGREEMENTS.c.id.not_in(agreements),
    }
    for table, belongs in owners().items():
        if table in LOOSE:
            seen[table] = and_(*(_unless(one.column, withheld[one.table]) for one in belongs))
            continue
        seen[table] = and_(*(one.column.not_in(withheld[one.table]) for one in belongs))
        withheld[table] = _worked_out(withheld_rows(table, withheld))
    return seen


def _unless(column: Any, withheld: Any) -> ColumnElement[bool]:  # noqa: ANN401
    return or_(column.is_(None), column.not_in(withheld))


def _hidden(sight: Sight) -> list[Select[Any]]:
    return [] if sight.standing is ALONE else uncleared_parts(sight.standing)
