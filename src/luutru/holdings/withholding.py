"""Withholds what waits at the door from everything that is asked of the catalogue.

A document marked as a state secret waits until somebody who may has dealt with it. Whoever asks
meanwhile, in a list, a count, a facet, an export or a search, is answered as if it were not there:
each question is narrowed here, so that no one who writes a new one can forget it
(docs/adr/0018-withheld-by-the-session.md).
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, Table, and_, event, exists, or_, select
from sqlalchemy.orm import ORMExecuteState, Session, sessionmaker, with_loader_criteria
from sqlalchemy.sql.visitors import iterate

from luutru.records.act import GuidedAct
from luutru.records.agreement import Agreement
from luutru.records.base import Record
from luutru.records.document import Document
from luutru.records.outbox import Retry
from luutru.records.party import Authority, AuthorityName, PartyRole
from luutru.records.schema import METADATA

WHOLE: Final = "whole"
"""In the `info` of a session that sees everything: it keeps things, and shows nothing."""
SHOWS: Final = "shows"
"""In the `info` of a session that only reads: it does not see even the names that are known from
nothing but what is withheld. Whoever writes has to see them, so that no name is entered twice."""


def withhold(sessions: sessionmaker[Session]) -> None:
    """Let the sessions made by `sessions` see nothing of what waits at the door."""
    event.listen(sessions, "do_orm_execute", _narrow)


def held_mark(session: Session, reference: str) -> str:
    """Return the mark for which the document called so waits; empty for any other."""
    documents = _table(Document)
    query = select(documents.c.held_for).where(documents.c.reference == reference)
    return session.connection().scalar(query) or ""


def withheld_uids(session: Session) -> set[str]:
    """Return the public identifiers of the documents, agreements and authorities nobody may see."""
    documents, agreements, authorities = _table(Document), _table(Agreement), _table(Authority)
    connection = session.connection()
    held = connection.scalars(select(documents.c.uid).where(documents.c.held_for > ""))
    alone = connection.scalars(select(agreements.c.uid).where(agreements.c.id.in_(_agreements())))
    unknown = connection.scalars(
        select(authorities.c.uid).where(authorities.c.id.in_(_authorities()))
    )
    return {*held, *alone, *unknown}


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


def _narrowed(session: Session, statement: Any) -> Any:  # noqa: ANN401  any statement
    if session.info.get(WHOLE):
        return statement
    if session.connection().scalar(_anything_held()) is None:
        return statement
    criteria = _criteria(names=bool(session.info.get(SHOWS)))
    return statement.options(
        *(criteria[name] for name in sorted(_tables_of(statement) & criteria.keys()))
    )


@cache
def _anything_held() -> Select[Any]:
    documents = _table(Document)
    return select(documents.c.id).where(documents.c.held_for > "").limit(1)


@cache
def _criteria(*, names: bool) -> dict[str, Any]:
    """Return by table which rows of it may be seen; with `names` also of authorities."""
    seen = _seen()
    if names:
        unknown = _authorities()
        seen[_table(Authority)] = _table(Authority).c.id.not_in(unknown)
        seen[_table(AuthorityName)] = _table(AuthorityName).c.authority_id.not_in(unknown)
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


def _seen() -> dict[Any, ColumnElement[bool]]:
    """Return by table which rows may be seen: those that belong to nothing that is withheld.

    What a row belongs to is named by its foreign keys that are never empty; what it merely
    mentions does not hide it.
    """
    withheld: dict[Any, Select[Any]] = {
        _table(Document): _documents(),
        _table(Agreement): _agreements(),
    }
    retries, acts = _table(Retry), _table(GuidedAct)
    seen: dict[Any, ColumnElement[bool]] = {
        _table(Document): _table(Document).c.held_for == "",
        _table(Agreement): _table(Agreement).c.id.not_in(_agreements()),
        retries: or_(retries.c.document_id.is_(None), retries.c.document_id.not_in(_documents())),
        acts: or_(acts.c.agreement_id.is_(None), acts.c.agreement_id.not_in(_agreements())),
    }
    for table in METADATA.sorted_tables:
        belongs = [
            (key.parent, withheld[key.column.table])
            for key in table.foreign_keys
            if not key.parent.nullable and key.column.table in withheld
        ]
        if table not in seen and belongs:
            seen[table] = and_(*(column.not_in(owners) for column, owners in belongs))
            inner = table.alias()
            theirs = [inner.c[column.name].in_(owners) for column, owners in belongs]
            key = next(iter(inner.primary_key))
            withheld[table] = select(key).where(or_(*theirs)).correlate(None)
    return seen


def _documents() -> Select[Any]:
    held = _table(Document).alias()
    return select(held.c.id).where(held.c.held_for > "").correlate(None)


def _agreements() -> Select[Any]:
    """Return the agreements of which every document waits."""
    held, other = _table(Document).alias(), _table(Document).alias()
    seen = exists().where(other.c.agreement_id == held.c.agreement_id, other.c.held_for == "")
    return select(held.c.agreement_id).where(held.c.held_for > "", ~seen).correlate(None)


def _authorities() -> Select[Any]:
    """Return the authorities that are party to withheld agreements and to no others."""
    roles, others = _table(PartyRole).alias(), _table(PartyRole).alias()
    known = exists().where(
        others.c.authority_id == roles.c.authority_id, others.c.agreement_id.not_in(_agreements())
    )
    return (
        select(roles.c.authority_id)
        .where(roles.c.agreement_id.in_(_agreements()), ~known)
        .correlate(None)
    )


def _table(record: type[Record]) -> Table:
    table = record.__table__
    assert isinstance(table, Table)  # noqa: S101  every record has a table of its own
    return table
