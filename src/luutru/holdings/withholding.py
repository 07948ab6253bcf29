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

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    Table,
    and_,
    event,
    exists,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import ORMExecuteState, Session, sessionmaker, with_loader_criteria
from sqlalchemy.sql.visitors import iterate

from luutru.holdings.secrecy import STANDING, hides_anything, uncleared, uncleared_parts
from luutru.holdings.sight import Sight, forget_sight, keep_sight, sight_of
from luutru.holdings.standing import ALONE, Standing
from luutru.records.act import GuidedAct
from luutru.records.agreement import Agreement
from luutru.records.base import Record
from luutru.records.base import table_of as _table
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
    keep_sight(sessions)


def held_mark(session: Session, reference: str) -> str:
    """Return the mark for which the document called so waits; empty for any other."""
    documents = _table(Document)
    query = select(documents.c.held_for).where(documents.c.reference == reference)
    return session.connection().scalar(query) or ""


def withheld_uids(session: Session) -> set[str]:
    """Return the public identifiers of the documents, agreements and authorities not to be seen."""
    sight = sight_of(session)
    if sight is None:
        return set()
    connection = session.connection()
    ways = (
        (Document, _documents(sight)),
        (Agreement, _agreements(sight)),
        (Authority, _authorities(sight)),
    )
    return {
        uid
        for record, withheld in ways
        for uid in connection.scalars(
            select(_table(record).c.uid).where(_table(record).c.id.in_(withheld))
        )
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
    agreements, documents = _table(Agreement), _table(Document)
    connection = session.connection()
    uncleared_ones = uncleared(standing)
    return frozenset(
        [
            *connection.scalars(
                select(agreements.c.reference).where(agreements.c.id.in_(uncleared_ones))
            ),
            *connection.scalars(
                select(documents.c.reference).where(documents.c.agreement_id.in_(uncleared_ones))
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
    seen = _seen(sight)
    if names:
        unknown = _authorities(sight)
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


def _seen(sight: Sight) -> dict[Any, ColumnElement[bool]]:
    """Return by table which rows may be seen: those that belong to nothing that is withheld.

    What a row belongs to is named by its foreign keys that are never empty; what it merely
    mentions does not hide it.
    """
    hidden_documents, hidden_agreements = _documents(sight), _agreements(sight)
    withheld: dict[Any, Select[Any] | CompoundSelect[Any]] = {
        _table(Document): hidden_documents,
        _table(Agreement): hidden_agreements,
    }
    retries, acts = _table(Retry), _table(GuidedAct)
    seen: dict[Any, ColumnElement[bool]] = {
        _table(Document): _let_in(sight),
        _table(Agreement): _table(Agreement).c.id.not_in(hidden_agreements),
        retries: _unless(retries.c.document_id, hidden_documents),
        acts: _unless(acts.c.agreement_id, hidden_agreements),
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


def _unless(column: Any, withheld: Any) -> ColumnElement[bool]:  # noqa: ANN401
    return or_(column.is_(None), column.not_in(withheld))


def _let_in(sight: Sight) -> ColumnElement[bool]:
    documents = _table(Document)
    let_in = documents.c.held_for == ""
    if sight.standing is ALONE:
        return let_in
    return and_(let_in, documents.c.agreement_id.not_in(uncleared(sight.standing)))


def _documents(sight: Sight) -> Select[Any]:
    documents = _table(Document).alias()
    withheld = documents.c.held_for > ""
    if sight.standing is not ALONE:
        withheld = or_(withheld, documents.c.agreement_id.in_(uncleared(sight.standing)))
    return select(documents.c.id).where(withheld).correlate(None)


def _agreements(sight: Sight) -> CompoundSelect[Any]:
    """Return the agreements of which every document waits, or that are hidden from the account."""
    held, other = _table(Document).alias(), _table(Document).alias()
    seen = exists().where(other.c.agreement_id == held.c.agreement_id, other.c.held_for == "")
    waiting = select(held.c.agreement_id).where(held.c.held_for > "", ~seen).correlate(None)
    hidden = [] if sight.standing is ALONE else uncleared_parts(sight.standing)
    return union_all(waiting, *hidden)


def _authorities(sight: Sight) -> Select[Any]:
    """Return the authorities that are party to withheld agreements and to no others."""
    withheld = _agreements(sight)
    roles, others = _table(PartyRole).alias(), _table(PartyRole).alias()
    known = exists().where(
        others.c.authority_id == roles.c.authority_id, others.c.agreement_id.not_in(withheld)
    )
    return (
        select(roles.c.authority_id)
        .where(roles.c.agreement_id.in_(withheld), ~known)
        .correlate(None)
    )
