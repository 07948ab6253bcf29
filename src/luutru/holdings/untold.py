"""Which references the log, and what is found wrong with it, do not name to whoever asks."""

from typing import Final

from sqlalchemy import Connection, func, select, union
from sqlalchemy.orm import Session

from luutru.holdings.secrecy import STANDING
from luutru.holdings.standing import ALONE, Standing
from luutru.holdings.withholding import hidden_references
from luutru.records.agreement import Agreement
from luutru.records.base import table_of
from luutru.records.custody import CustodyEntry
from luutru.records.document import Document
from luutru.records.register import Register

_BOOK: Final = "reference"
_SHAPE: Final = "____-____%"


def untold_references(session: Session) -> frozenset[str]:
    """Return the references that are hidden from whoever asks, and those that have no record.

    The program never removes the last record that carries a reference. Where that was done past
    it, nobody can tell any more whether it was marked, nor who was cleared for it: no account is
    told what the log says of it.
    """
    standing: Standing = session.info.get(STANDING, ALONE)
    if standing.user_id is None:
        return frozenset()
    return hidden_references(session) | _vanished(session.connection())


def _vanished(connection: Connection) -> frozenset[str]:
    """Return what only the log speaks of; it is read only where fewer are carried than given."""
    register, log = table_of(Register), table_of(CustodyEntry)
    carried = union(*(select(table_of(one).c.reference) for one in (Agreement, Document)))
    count = select(func.count()).select_from(carried.subquery())
    given = select(func.sum(register.c.last_number)).where(register.c.book == _BOOK)
    if connection.scalar(count) == (connection.scalar(given) or 0):
        return frozenset()
    told = select(log.c.reference).distinct().where(log.c.reference.like(_SHAPE))
    return frozenset(connection.scalars(told.where(log.c.reference.not_in(carried))))
