"""What belongs to which document and agreement, read off the references between tables.

What a row belongs to is named by its foreign keys that are never empty; what it merely mentions
does not make it a part of that. So a table that is added is covered on the day it is written, by
the sessions (`withholding`) and by the server (`databases.rights`) alike.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import Column, CompoundSelect, Select, Table, exists, or_, select, union_all

from luutru.records.act import GuidedAct
from luutru.records.agreement import Agreement
from luutru.records.base import table_of
from luutru.records.document import Document
from luutru.records.outbox import Retry
from luutru.records.party import Authority, AuthorityName, PartyRole
from luutru.records.schema import METADATA

Ids = Select[Any] | CompoundSelect[Any]
"""A question that answers with the numbers of rows."""


class Owner(NamedTuple):
    """What rows of a table belong to."""

    column: Column[Any]
    """The column that names it."""
    table: Table


AGREEMENTS: Final = table_of(Agreement)
DOCUMENTS: Final = table_of(Document)
AUTHORITIES: Final = table_of(Authority)
NAMES: Final = table_of(AuthorityName)
_ROLES: Final = table_of(PartyRole)
LOOSE: Final[Mapping[Table, tuple[Owner, ...]]] = {
    table_of(Retry): (Owner(table_of(Retry).c.document_id, DOCUMENTS),),
    table_of(GuidedAct): (Owner(table_of(GuidedAct).c.agreement_id, AGREEMENTS),),
}
"""Tables whose rows belong to something only where a column that may be empty names it."""


@cache
def owners() -> Mapping[Table, tuple[Owner, ...]]:
    """Return by table what its rows belong to, whatever they belong to before them."""
    found: dict[Table, tuple[Owner, ...]] = {AGREEMENTS: (), DOCUMENTS: (), **LOOSE}
    for table in METADATA.sorted_tables:
        belongs = tuple(
            Owner(key.parent, key.column.table)
            for key in table.foreign_keys
            if not key.parent.nullable and key.column.table in found.keys() - LOOSE.keys()
        )
        if table not in found and belongs:
            found[table] = belongs
    del found[AGREEMENTS], found[DOCUMENTS]
    return found


def withheld_documents(hidden: Sequence[Select[Any]]) -> Select[Any]:
    """Return the documents that wait at the door, or are of agreements that are `hidden`."""
    documents = DOCUMENTS.alias()
    withheld = documents.c.held_for > ""
    if hidden:
        withheld = or_(withheld, documents.c.agreement_id.in_(union_all(*hidden)))
    return select(documents.c.id).where(withheld).correlate(None)


def withheld_agreements(hidden: Sequence[Select[Any]]) -> CompoundSelect[Any]:
    """Return the agreements of which every document waits, and those that are `hidden`."""
    held, other = DOCUMENTS.alias(), DOCUMENTS.alias()
    seen = exists().where(other.c.agreement_id == held.c.agreement_id, other.c.held_for == "")
    waiting = select(held.c.agreement_id).where(held.c.held_for > "", ~seen).correlate(None)
    return union_all(waiting, *hidden)


def withheld_authorities(agreements: Ids) -> Select[Any]:
    """Return the authorities that are party to withheld `agreements` and to no others."""
    return known_from_withheld(_ROLES.c.authority_id, _ROLES.c.agreement_id, agreements)


def known_from_withheld(known: Column[Any], by: Column[Any], withheld: Ids) -> Select[Any]:
    """Return what a table of links names in `known` for nothing but what is withheld.

    `known` and `by` are columns of that table; `by` names what may be withheld.
    """
    links, others = known.table.alias(), known.table.alias()
    elsewhere = exists().where(
        others.c[known.name] == links.c[known.name], others.c[by.name].not_in(withheld)
    )
    return (
        select(links.c[known.name])
        .where(links.c[known.name].is_not(None), links.c[by.name].in_(withheld), ~elsewhere)
        .correlate(None)
    )


def withheld_rows(table: Table, withheld: Mapping[Table, Any]) -> Select[Any]:
    """Return the rows of a table that belong to what is withheld, by their number."""
    inner = table.alias()
    theirs = [inner.c[owner.column.name].in_(withheld[owner.table]) for owner in owners()[table]]
    return select(next(iter(inner.primary_key))).where(or_(*theirs)).correlate(None)
