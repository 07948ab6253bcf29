"""Propose a description: what the rules read out of a scan, beside what is recorded of it.

Nothing is saved here: a person confirms, corrects or leaves blank (`services.confirming`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from luutru.errors import PagesUnread
from luutru.extraction.extract import extract
from luutru.extraction.proposal import (
    Anchor,
    Box,
    Doubt,
    Extraction,
    MilestoneProposal,
    Place,
    Proposal,
)
from luutru.extraction.script import PageWords
from luutru.holdings.reader import Reader
from luutru.reading.messages import PageRequest
from luutru.records.agreement import Agreement
from luutru.records.code_lists import code_list
from luutru.records.document import Document, Part
from luutru.records.fields import FIELDS, LIST_FIELDS, Group, Need
from luutru.records.files import FileObject, Page
from luutru.records.words import PlacedWord
from luutru.services import lookup, titles, values
from luutru.services.archive import Archive
from luutru.services.description import current
from luutru.services.known_authorities import known_authorities
from luutru.services.milestones import accepting
from luutru.services.page_words import page_words

__all__ = [
    "Anchor", "Box", "Doubt", "Extraction", "FieldReview", "MilestoneProposal", "Place",
    "Proposal", "ReviewSheet", "WaitingReview", "document_meant", "is_doubtful", "read_file",
    "read_proposals", "review_sheet", "waiting_for_review",
]  # fmt: skip

SURE: Final = 0.85
"""Confidence from which on a proposal need not be looked at twice."""
_NEARLY: Final = 0.75
"""Share of the best candidate's confidence from which on another one is nearly as likely."""
_PARTIES_AFTER: Final = "laterality"
"""The field after which the sheet asks for parties, signatories and witnesses."""


@dataclass(frozen=True, slots=True)
class FieldReview:
    """One field of the sheet: what is recorded, and what is proposed."""

    name: str
    label: str
    """Marked, not translated."""
    group: Group
    need: Need
    current: str
    """What the description holds, as it would be typed."""
    silent: bool
    """Recorded as not stated, or not applicable."""
    entries: tuple[tuple[Proposal, ...], ...]
    """For each entry its candidates, the likeliest first; a single value is one entry."""

    @property
    def needs_look(self) -> bool:
        """Tell whether a person should look twice: nothing is recorded and the rules doubt."""
        return not self.current and any(is_doubtful(candidates) for candidates in self.entries)


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """Everything a person needs to describe one document beside its scan."""

    document_id: int
    reference: str
    agreement_reference: str
    title: str
    filename: str
    version: int
    """Of the agreement, to be handed back when the answers are confirmed."""
    pages: int
    read: bool
    """Whether every page has been read; otherwise more may be proposed later."""
    fields: tuple[FieldReview, ...]
    """None for a document that is only a part of its agreement."""
    milestones: tuple[MilestoneProposal, ...]
    """Those that the archive does not have yet."""

    @property
    def doubtful(self) -> int:
        """Count the fields at which a person should look twice."""
        return sum(field.needs_look for field in self.fields)


@dataclass(frozen=True, slots=True)
class WaitingReview:
    """One document that waits for a person to confirm what it is and says."""

    document_id: int
    reference: str
    agreement_reference: str
    filename: str
    pages: int | None
    read: bool


def review_sheet(archive: Archive, reference: str) -> ReviewSheet:
    """Return the sheet of a document, or of the main document of an agreement.

    Raises:
        UnknownReference: Nothing is called so.
        PagesUnread: The agreement has no document.
    """
    with archive.catalogue.read() as session:
        document = document_meant(session, reference)
        agreement = document.agreement
        found = _extracted(archive, session, document.id)
        is_main = titles.main_document(agreement) is document
        statuses = _page_statuses(session, document.id)
        return ReviewSheet(
            document_id=document.id,
            reference=document.reference,
            agreement_reference=agreement.reference,
            title=agreement.title,
            filename=document.filename,
            version=agreement.version,
            pages=len(statuses),
            read=bool(statuses) and "waiting" not in statuses,
            fields=tuple(_fields(session, agreement, found)) if is_main else (),
            milestones=tuple(accepting.not_planned_yet(session, agreement, found.milestones)),
        )


def read_proposals(archive: Archive, reference: str) -> Extraction:
    """Return what the rules read out of a document, or of the main one of an agreement.

    Raises:
        UnknownReference: Nothing is called so.
        PagesUnread: None of its pages has been read.
    """
    with archive.catalogue.read() as session:
        document = document_meant(session, reference)
        if not page_words(session, document.id):
            raise PagesUnread(reference)
        return _extracted(archive, session, document.id)


def read_file(file: Path) -> Extraction:
    """Read a PDF that is in no archive, and return what the rules find in it.

    Raises:
        FileVanished, FileUnreadable: The file is not there.
        PagesUnread: It is damaged, encrypted, or too large.
        ModelMissing: It needs recognition and a model is not installed.
    """
    reader = Reader()
    try:
        told = reader.inspect(file)
        if told.problem is not None:
            raise PagesUnread(file.name, code_list("problem").label(told.problem))
        requests = [PageRequest(n, file, n) for n in range(1, len(told.pages) + 1)]
        readings = sorted(reader.read_pages(requests), key=lambda reading: reading.number)
    finally:
        reader.close()
    pages = [
        PageWords(
            reading.number,
            tuple(PlacedWord(*word) for word in reading.words),
            shape.width,
            shape.height,
            reading.rotation,
        )
        for reading, shape in zip(readings, told.pages, strict=True)
    ]
    return extract(pages)


def waiting_for_review(archive: Archive) -> list[WaitingReview]:
    """Return the documents that wait for a person: those that are read first, in their order."""
    waits = exists(
        select(Page.id).where(Page.file_id == FileObject.id, Page.status == "waiting")
    ).correlate(FileObject)
    query = (
        select(
            Document.id,
            Document.reference,
            Agreement.reference,
            Document.filename,
            FileObject.page_count,
            ~waits & FileObject.page_count.is_not(None),
        )
        .join(Agreement, Document.agreement_id == Agreement.id)
        .join(FileObject, FileObject.document_id == Document.id)
        .where(FileObject.carries_pages, Document.held_for == "")
        .where(
            (Agreement.review_state == "awaiting_review") & (Document.part == Part.MAIN)
            | (Document.sorted_by == "") & (Document.part != Part.MAIN)
        )
        .order_by(Document.reading_rank.desc(), Document.id)
    )
    with archive.catalogue.read() as session:
        found = [WaitingReview(*row[:5], read=bool(row[5])) for row in session.execute(query)]
    return sorted(found, key=lambda waiting: not waiting.read)


def document_meant(session: Session, reference: str) -> Document:
    """Return the document called so, or the main one of the agreement called so.

    Raises:
        UnknownReference: Nothing is called so.
        PagesUnread: The agreement has no document.
    """
    agreement = lookup.agreement(session, reference)
    for document in agreement.documents:
        if document.reference == reference:
            return document
    main = titles.main_document(agreement)
    if main is None:
        raise PagesUnread(reference)
    return main


def _extracted(archive: Archive, session: Session, document_id: int) -> Extraction:
    """Return what the rules find, remembered until anything in the catalogue changes."""
    held: dict[int, Extraction] = archive.catalogue.memory.remember("extractions", dict)
    if document_id not in held:
        held[document_id] = extract(page_words(session, document_id), known_authorities(session))
    return held[document_id]


def _page_statuses(session: Session, document_id: int) -> list[str]:
    query = select(Page.status).join(FileObject)
    return list(
        session.scalars(
            query.where(FileObject.document_id == document_id, FileObject.carries_pages)
        )
    )


def _fields(session: Session, agreement: Agreement, found: Extraction) -> Iterator[FieldReview]:
    proposed = _by_field(found.proposals)
    for name, label, group, need in _asked():
        held = current(session, agreement, name)
        silent = values.silence(held) is not None
        yield FieldReview(name, label, group, need, held, silent, proposed.get(name, ()))


def _asked() -> Iterator[tuple[str, str, Group, Need]]:
    """Yield what the sheet asks for, in its order."""
    for field in FIELDS:
        yield field.name, field.label, field.group, field.need
        if field.name == _PARTIES_AFTER:
            for name, label in LIST_FIELDS.items():
                sides = ("party.vietnamese", "party.foreign")
                need = Need.REVIEW if name in sides else Need.OPTIONAL
                yield name, label, Group.IDENTITY, need


def _by_field(proposals: Iterable[Proposal]) -> dict[str, tuple[tuple[Proposal, ...], ...]]:
    found: defaultdict[str, defaultdict[int, list[Proposal]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for proposal in proposals:
        found[proposal.field][proposal.entry].append(proposal)
    return {
        name: tuple(tuple(_doubted(entries[number])) for number in sorted(entries))
        for name, entries in found.items()
    }


def _doubted(candidates: list[Proposal]) -> Iterator[Proposal]:
    """Yield candidates, likeliest first; the first is doubted where another is nearly as likely."""
    first, *others = sorted(candidates, key=lambda proposal: -proposal.confidence)
    rivalled = others and others[0].confidence >= _NEARLY * first.confidence
    yield replace(first, doubt=Doubt.SEVERAL) if rivalled and not first.doubt else first
    yield from others


def is_doubtful(candidates: tuple[Proposal, ...]) -> bool:
    """Tell whether a person should look twice at the likeliest of some candidates."""
    return candidates[0].confidence < SURE or bool(candidates[0].doubt)
