"""Removes what is recorded of the files of a document that is disposed of: rows, pages, words."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.records.base import Record
from luutru.records.document import Document
from luutru.records.files import FileObject, Page
from luutru.records.outbox import Outbox, Retry


@dataclass(frozen=True, slots=True)
class Removed:
    """One file that was removed."""

    sha256: str
    size: int
    is_master: bool

    def told(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)


def remove_files(session: Session, document: Document) -> tuple[Removed, ...]:
    """Remove every record of the document's files; what merely mentioned them is let go.

    The document itself stays, with its reference and what was described of it.
    """
    files = list(document.files)
    removed = tuple(Removed(one.sha256, one.size, one.is_master) for one in files)
    for task in (Outbox, Retry):
        _delete(session, session.scalars(select(task).where(task.document_id == document.id)))
    for file in files:
        pages = list(file.pages)
        _let_go(session, Page, [page.id for page in pages])
        _let_go(session, FileObject, [file.id])
        _delete(session, pages)
    for file in sorted(files, key=lambda one: one.derived_from_id is None):
        session.delete(file)
        session.flush()
    session.expire(document, ["files"])
    return removed


def _let_go(session: Session, target: type[Record], numbers: list[int]) -> None:
    """Remove what belongs to rows of `target`; empty the columns that only mention them."""
    for mapper in Record.registry.mappers:
        for column in mapper.local_table.columns:
            if not any(key.column.table is target.__table__ for key in column.foreign_keys):
                continue
            name = mapper.get_property_by_column(column).key
            found = session.scalars(
                select(mapper.class_).where(getattr(mapper.class_, name).in_(numbers))
            ).all()
            for record in found:
                if isinstance(record, Page | FileObject):
                    continue
                if column.nullable:
                    setattr(record, name, None)
                else:
                    session.delete(record)
    session.flush()


def _delete(session: Session, records: Iterable[Record]) -> None:
    for record in records:
        session.delete(record)
    session.flush()
