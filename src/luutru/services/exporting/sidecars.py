"""The sidecar of an exported agreement: every record of it as JSON, so that it can be rebuilt.

Records name each other by their public identifiers, which outlive the database. The form is told
in `docs/export-format.md`; what is derived, and what reading found, is left out.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy import inspect, or_, select
from sqlalchemy.orm import Session

from luutru import __version__
from luutru.records.act import GuidedAct
from luutru.records.agreement import Agreement, AgreementEvent, CooperationField, Relation
from luutru.records.base import Record
from luutru.records.custody import CustodyEntry
from luutru.records.document import Document
from luutru.records.files import FileObject
from luutru.records.location import Loan, Location
from luutru.records.milestone import Milestone, MilestoneStep
from luutru.records.party import (
    Authority,
    AuthorityName,
    AuthorityRelation,
    PartyRole,
    Signatory,
    Witness,
)
from luutru.records.statement import Statement
from luutru.services import custody
from luutru.services.archive import Archive

FORMAT: Final = 1
KINDS: Final[tuple[type[Record], ...]] = (
    Authority, AuthorityName, Agreement, Document, FileObject, GuidedAct, AuthorityRelation,
    CooperationField, PartyRole, Signatory, Witness, Statement, AgreementEvent, Milestone,
    MilestoneStep, Relation, Location, Loan,
)  # fmt: skip
"""The records of a sidecar, each after those that it names."""
_INTERNAL: Final = frozenset({"id", "version"})
Row = dict[str, Any]


def sidecar(session: Session, archive: Archive, agreement: Agreement) -> dict[str, Any]:
    """Return everything that is recorded of an agreement, as plain data."""
    records = _records_of(session, agreement)
    names = _Names(session)
    return {
        "luutru_export": FORMAT,
        "made_by": f"luutru {__version__}",
        "archive": {"id": archive.id, "name": archive.settings.name},
        "agreement": agreement.uid,
        "reference": agreement.reference,
        "records": {
            name: [names.told(one) for one in rows] for name, rows in records.items() if rows
        },
        "custody": _custody(session, agreement),
    }


def written(told: Mapping[str, Any]) -> bytes:
    """Return a sidecar as it stands in its file."""
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _records_of(session: Session, agreement: Agreement) -> dict[str, Sequence[Record]]:
    """Return the records that tell of an agreement, by table, each after those that it names."""
    documents = [document.id for document in agreement.documents]
    parties = agreement.parties
    authorities = _authorities(session, [party.authority_id for party in parties])
    known = [one.id for one in authorities]
    milestones = _of(session, Milestone, agreement)
    found: list[tuple[type[Record], Sequence[Record]]] = [
        (Authority, authorities),
        (AuthorityName, _all(session, AuthorityName, AuthorityName.authority_id.in_(known))),
        (Agreement, [agreement]),
        (Document, agreement.documents),
        (FileObject, _all(session, FileObject, FileObject.document_id.in_(documents))),
        (GuidedAct, _of(session, GuidedAct, agreement)),
        (
            AuthorityRelation,
            _all(
                session, AuthorityRelation,
                AuthorityRelation.from_id.in_(known) & AuthorityRelation.to_id.in_(known),
            ),
        ),
        (CooperationField, agreement.fields),
        (PartyRole, parties),
        (Signatory, [one for party in parties for one in party.signatories]),
        (Witness, agreement.witnesses),
        (Statement, _of(session, Statement, agreement)),
        (AgreementEvent, _of(session, AgreementEvent, agreement)),
        (Milestone, milestones),
        (MilestoneStep, [step for one in milestones for step in one.steps]),
        (
            Relation,
            _all(
                session, Relation,
                or_(Relation.from_id == agreement.id, Relation.to_id == agreement.id),
            ),
        ),
        (Location, _all(session, Location, Location.document_id.in_(documents))),
        (Loan, _all(session, Loan, Loan.document_id.in_(documents))),
    ]  # fmt: skip
    return {kind.__tablename__: rows for kind, rows in found}


def _all(session: Session, kind: Any, condition: Any) -> Sequence[Any]:  # noqa: ANN401  any record
    return session.scalars(select(kind).where(condition).order_by(kind.id)).all()


def _of(session: Session, kind: Any, agreement: Agreement) -> Sequence[Any]:  # noqa: ANN401
    return _all(session, kind, kind.agreement_id == agreement.id)


def _authorities(session: Session, ids: Iterable[int]) -> list[Authority]:
    """Return authorities with those into which they were merged, these first."""
    found: dict[int, Authority] = {}
    wanted = list(ids)
    while wanted:
        one = session.get_one(Authority, wanted.pop())
        if one.id not in found:
            found[one.id] = one
            wanted += [one.merged_into_id] if one.merged_into_id is not None else []
    return sorted(found.values(), key=lambda one: (one.merged_into_id is not None, one.id))


def _custody(session: Session, agreement: Agreement) -> list[Row]:
    """Return what the log tells of an agreement, with the hashes that chain its entries."""
    called = [agreement.reference, *(document.reference for document in agreement.documents)]
    query = select(CustodyEntry).where(CustodyEntry.reference.in_(called))
    return [
        {
            "seq": told.seq, "at": told.at.isoformat(), "person": told.person, "act": told.act,
            "reference": told.reference, "detail": dict(told.detail), "hash": told.hash,
            "previous_hash": told.previous_hash,
        }
        for told in map(custody.told, session.scalars(query.order_by(CustodyEntry.seq)))
    ]  # fmt: skip


class _Names:
    """Tells of records, and calls those that they name by their public identifiers."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def told(self, record: Record) -> Row:
        """Return the columns of a record; what is empty is left out."""
        row: Row = {}
        for column in inspect(type(record)).columns:
            value = getattr(record, column.key)
            if column.key in _INTERNAL or value in (None, ""):
                continue
            if column.foreign_keys:
                value = self._uid(next(iter(column.foreign_keys)).column.table.name, value)
            if value is not None:
                row[column.key] = _plain(value)
        return row

    def _uid(self, table: str, key: int) -> str | None:
        """Return the public identifier of a record; None for pages, which are read anew."""
        kind = _BY_TABLE.get(table)
        found = self._session.get(kind, key) if kind is not None else None
        return getattr(found, "uid", None)


_BY_TABLE: Final = {
    mapper.class_.__tablename__: mapper.class_ for mapper in Record.registry.mappers
}


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value
