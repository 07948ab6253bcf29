"""Enters files whose bytes are safe: number, agreement, document, custody, and work for later."""

import logging
from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.holdings.disk import shown
from luutru.records.agency import Fonds
from luutru.records.agreement import Agreement, Relation
from luutru.records.document import Document, Part
from luutru.records.files import FileObject
from luutru.records.intake import Batch
from luutru.records.outbox import Outbox, Retry
from luutru.records.statement import SourceKind
from luutru.services import custody, lookup, numbering
from luutru.services.archive import Archive
from luutru.services.arrivals import (
    PARTS,
    RELATIONS,
    Bringing,
    Joining,
    Receipt,
    Rejection,
    told_path,
)
from luutru.services.attaching import agreement_of, paper_meant
from luutru.services.copying import Arrival, Copied
from luutru.services.describe import describe_in
from luutru.services.description import Assignment
from luutru.services.description import Source as ValueSource

log = logging.getLogger(__name__)

_SIGHTS: Final = 255


class SetAside(Exception):
    """A recovery took a copy for one that a crash left, and set it aside."""


class Register:
    """Enters the files of one batch; the batch is recorded with the first that is new."""

    def __init__(self, archive: Archive, bringing: Bringing) -> None:
        self._archive = archive
        self._bringing = bringing
        self._batch_id: int | None = None

    def enter(self, arrivals: Sequence[Arrival]) -> list[Receipt | Rejection]:
        """Enter files that are in their places, in one transaction; note those refused.

        Raises:
            SetAside: A file is no longer in its place; nothing was entered.
            UnknownReference: What they are to join is not there any more; nothing was entered.
        """
        copied = [arrival for arrival in arrivals if isinstance(arrival, Copied)]
        with self._archive.catalogue.write(whole=True) as session:
            if not all(self._archive.strongroom.holds(one.copy.kept.sha256) for one in copied):
                raise SetAside
            documents = _documents(session, copied)
            new = [one for one in _first_of_each(copied) if one.copy.kept.sha256 not in documents]
            batch = self._batch(session) if new else None
            if batch is not None:
                documents |= self._taken_in(session, new, batch)
            are_new = {id(one) for one in new}
            told = [self._told(arrival, documents, are_new) for arrival in arrivals]
            acts = [
                self._act(one, documents[one.copy.kept.sha256], batch, is_new=id(one) in are_new)
                for one in copied
            ]
            custody.record_all(session, self._archive.person, acts)
            for one in new:
                self._describe(session, one, documents[one.copy.kept.sha256])
            for rejection in (one for one in arrivals if isinstance(one, Rejection)):
                note(session, rejection)
        self._batch_id = batch.id if batch is not None else self._batch_id
        return told

    def _batch(self, session: Session) -> Batch:
        if self._batch_id is not None:
            return session.get_one(Batch, self._batch_id)
        batch = Batch(
            way=self._bringing.way,
            label=self._bringing.label[:_SIGHTS],
            person=self._archive.person,
        )
        session.add(batch)
        session.flush()
        return batch

    def _taken_in(
        self, session: Session, new: Sequence[Copied], batch: Batch
    ) -> dict[str, Document]:
        """Record a document for each file; return them by checksum."""
        fonds_id = session.scalars(select(Fonds.id).where(Fonds.is_open).order_by(Fonds.id)).first()
        assert fonds_id is not None  # noqa: S101  every archive is made with one open fonds
        documents = {one.copy.kept.sha256: self._new_document(session, one, batch) for one in new}
        others: dict[str, Agreement | None] = {}
        with session.no_autoflush:  # all of them are written at once
            for one in new:
                document = documents[one.copy.kept.sha256]
                others[one.copy.kept.sha256] = self._joined(session, one, document, fonds_id)
        session.flush()
        for one in new:
            document, other = documents[one.copy.kept.sha256], others[one.copy.kept.sha256]
            session.add(Outbox(task="read", document_id=document.id))
            session.add(Outbox(task="describe", agreement_id=document.agreement_id))
            kind = RELATIONS.get(self._joining(one))
            if other is not None and kind is not None:
                session.add(Relation(from_id=document.agreement_id, to_id=other.id, kind=kind))
        return documents

    def _joining(self, arrival: Copied) -> Joining:
        return arrival.source.joining or self._bringing.joining

    def _to(self, arrival: Copied) -> str | None:
        return arrival.source.to or self._bringing.to

    def _new_document(self, session: Session, arrival: Copied, batch: Batch) -> Document:
        kept = arrival.copy.kept
        master = FileObject(
            sha256=kept.sha256,
            size=kept.size,
            media_type=kept.media_type,
            source_path=told_path(arrival.path),
        )
        return Document(
            reference=numbering.next_reference(session, clock.today().year),
            part=PARTS.get(self._joining(arrival), Part.MAIN),
            filename=shown(arrival.path)[:_SIGHTS],
            batch_id=batch.id,
            sorted_by=self._archive.person if self._to(arrival) is not None else "",
            files=[master],
        )

    def _joined(
        self, session: Session, arrival: Copied, document: Document, fonds_id: int
    ) -> Agreement | None:
        """Put a document where it belongs; return the agreement that it is to be related to."""
        joining, to = self._joining(arrival), self._to(arrival)
        other = lookup.agreement(session, to) if to is not None else None
        if other is None or joining not in PARTS:
            session.add(agreement_of(document, fonds_id))
            return other
        other.documents.append(document)
        if joining is Joining.RESCAN_OF:
            paper = paper_meant(other, to or "")
            document.same_paper_id = paper.id if paper is not None else None
        return other

    def _describe(self, session: Session, arrival: Copied, document: Document) -> None:
        """Enter what a list says of a file."""
        if arrival.source.values:
            source = ValueSource(SourceKind.LIST)
            assignments = [Assignment(name, typed, source) for name, typed in arrival.source.values]
            describe_in(session, self._archive.person, document.agreement, assignments)

    def _told(
        self, arrival: Arrival, documents: dict[str, Document], are_new: set[int]
    ) -> Receipt | Rejection:
        if isinstance(arrival, Rejection):
            return arrival
        sha256 = arrival.copy.kept.sha256
        document = documents[sha256]
        agreement = document.agreement.reference
        is_known = id(arrival) not in are_new
        remark = (arrival.source.remark_if_known if is_known else "") or self._bringing.remark
        return Receipt(
            arrival.path, document.reference, agreement, sha256, known=is_known, remark=remark
        )

    def _act(
        self, arrival: Copied, document: Document, batch: Batch | None, *, is_new: bool
    ) -> custody.Act:
        detail = {"sha256": arrival.copy.kept.sha256, "filename": shown(arrival.path)[:_SIGHTS]}
        if batch is None or not is_new:
            return custody.Act("brought_again", document.uid, document.reference, detail)
        told = {
            "size": arrival.copy.kept.size,
            "joining": self._joining(arrival),
            "agreement": document.agreement.reference,
            "batch": batch.uid,
        }
        if self._bringing.checked_by:
            told["checked_by"] = self._bringing.checked_by
        return custody.Act("taken_in", document.uid, document.reference, detail | told)


def refuse(archive: Archive, rejection: Rejection) -> Rejection:
    """Enter a file that was refused in the retry list, in a transaction of its own; return it."""
    with archive.catalogue.write(whole=True) as session:
        note(session, rejection)
    return rejection


def note(session: Session, rejection: Rejection) -> None:
    """Enter a file that was refused in the retry list."""
    session.add(
        Retry(
            filename=shown(rejection.path)[:_SIGHTS],
            problem="refused",
            detail=type(rejection.error).__name__,
            last_at=clock.now(),
        )
    )
    log.info("refused a file: %s", type(rejection.error).__name__)


def _documents(session: Session, copied: Sequence[Copied]) -> dict[str, Document]:
    """Return the documents whose bytes are kept already, by checksum."""
    query = select(FileObject).where(
        FileObject.sha256.in_([one.copy.kept.sha256 for one in copied]), FileObject.is_master
    )
    return {file.sha256: file.document for file in session.scalars(query)}


def _first_of_each(copied: Sequence[Copied]) -> list[Copied]:
    """Return the files without those that have the same bytes as one before them."""
    first: dict[str, Copied] = {}
    for one in copied:
        first.setdefault(one.copy.kept.sha256, one)
    return list(first.values())
