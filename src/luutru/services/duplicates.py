"""Finds scans of what is kept already: the same paper scanned again, or agreements of one mould.

It tells, and leaves everything as it is: which scan is the better one, a person decides.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.i18n import mark, translate
from luutru.progress import SILENT, Progress
from luutru.records.agreement import Agreement
from luutru.records.document import Document
from luutru.records.files import FileObject, Page
from luutru.services import lookup
from luutru.services.apart import told_apart
from luutru.services.archive import Archive
from luutru.services.comparing import Comparison, Wording, compare

if TYPE_CHECKING:
    from luutru.services.columns import Integers
    from luutru.services.page_table import PageTable

COMPARING: Final = mark("Comparing documents")
_LOOKED_INTO: Final = 40
"""Documents whose text is compared, those with most pages alike first."""
_REMEMBERED: Final = 500
"""Documents held in memory while all are compared."""
_FEW_WORDS: Final = 20
"""A document with less says too little to be compared by its words."""
_SAME: Final = 0.8
"""Share of words in common from which on it may be one paper; two readings have .98 and more."""
_PART: Final = 0.95
"""Share of the words of the shorter one from which on it may be a part of the other."""
_ONE_MOULD: Final = 0.88
"""Share from which on two agreements are called of one mould; others have up to .86."""

_SAME_PAPER: Final = mark(
    "Another scan of the same paper, it seems: {alike} of {pages} pages look alike, "
    "{share} % of the words are the same."
)
_SAME_WORDS: Final = mark("The same text, it seems: {share} % of the words are the same.")
_PART_OF: Final = mark(
    "One seems to be a part of the other: {share} % of the words of the shorter one stand in "
    "the longer one."
)
_SAME_LOOK: Final = mark(
    "{alike} of {pages} pages look alike; there are no words that could be compared."
)
_SAME_MOULD: Final = mark(
    "Not the same: the wording is nearly the same, but here it says “{ours}”, there “{theirs}”."
)


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """A document that is very much like one of those asked about."""

    document_id: int
    reference: str
    agreement_reference: str
    title: str
    """Of its agreement."""
    text_share: float
    """Of the words of both documents, those that both have, 0 to 1."""
    pages_alike: int
    """Pages of `of` that look like a page of this one."""
    pages: int
    """Pages of `of` that show anything."""
    why: str
    """What is alike and what is not, in the reader's language."""
    of: str
    """Reference of the document that it is like."""
    is_same: bool
    """Whether it seems to be the same paper; otherwise an agreement of one mould."""


def near_duplicates(archive: Archive, reference: str) -> tuple[NearDuplicate, ...]:
    """Return the documents that are like those of one agreement, or like one document.

    Raises:
        UnknownReference: Nothing is called so.
    """
    table = page_table(archive)
    with archive.catalogue.read() as session:
        told = _Comparing(session, table)
        found = [near for number in _meant(session, reference) for near in told.like(number)]
    return tuple(
        sorted(found, key=lambda near: (not near.is_same, -near.text_share, near.reference))
    )


def all_near_duplicates(
    archive: Archive, progress: Progress = SILENT
) -> tuple[tuple[str, str, float], ...]:
    """Return the pairs of documents that seem to be the same paper, most alike first.

    Each with the share of words that both have. Agreements of one mould are not among them.

    Raises:
        Cancelled: The archivist asked to stop.
    """
    table = page_table(archive)
    pairs = sorted(table.alike())
    with archive.catalogue.read() as session:
        told = _Comparing(session, table)
        found: list[tuple[str, str, float]] = []
        for done, pair in enumerate(pairs):
            progress.report(done, len(pairs), COMPARING)
            near = told.compared(*pair)
            if near is not None and near.is_same:
                found.append((near.of, near.reference, near.text_share))
        progress.report(len(pairs), len(pairs), COMPARING)
    return tuple(sorted(found, key=lambda pair: (-pair[2], pair[:2])))


@dataclass(frozen=True)
class _Known:
    """What is looked at of one document."""

    reference: str
    agreement_reference: str
    title: str
    wording: Wording
    rows: "Integers"
    """Of the page table: its pages that show anything."""

    @property
    def has_words(self) -> bool:
        return self.wording.length >= _FEW_WORDS


class _Comparing:
    """Compares documents within one transaction, each read once as long as it is needed."""

    def __init__(self, session: Session, table: "PageTable") -> None:
        self._session = session
        self._table = table
        self._known = lru_cache(maxsize=_REMEMBERED)(self._read)
        self._apart = told_apart(session)

    def like(self, document_id: int) -> Iterator[NearDuplicate]:
        """Yield the documents that are like one."""
        pages: Counter[int] = Counter()
        for row in self._known(document_id).rows.tolist():
            pages.update(set(self._table.documents[self._table.like(row)].tolist()))
        for other, _ in pages.most_common(_LOOKED_INTO):
            near = self.compared(document_id, other)
            if near is not None:
                yield near

    def compared(self, document_id: int, other: int) -> NearDuplicate | None:
        """Tell how the other document is like the first; None where it is not.

        Nor are two papers alike of which a person said that they are different.
        """
        if (min(document_id, other), max(document_id, other)) in self._apart:
            return None
        ours, theirs = self._known(document_id), self._known(other)
        alike = self._table.pages_looking_alike(ours.rows, theirs.rows)
        pages = len(ours.rows)
        if ours.has_words and theirs.has_words:
            comparison = compare(ours.wording, theirs.wording)
            verdict = _verdict(comparison, mostly_alike=2 * alike >= pages)
        else:
            comparison = Comparison(0.0, 0.0)
            verdict = _SAME_LOOK if alike == pages == len(theirs.rows) else None
        if verdict is None:
            return None
        share = comparison.contained if verdict == _PART_OF else comparison.share
        return NearDuplicate(
            document_id=other,
            reference=theirs.reference,
            agreement_reference=theirs.agreement_reference,
            title=theirs.title,
            text_share=round(comparison.share, 3),
            pages_alike=alike,
            pages=pages,
            why=translate(
                verdict,
                alike=alike,
                pages=pages,
                share=int(100 * share),
                ours="; ".join(comparison.ours),
                theirs="; ".join(comparison.theirs),
            ),
            of=ours.reference,
            is_same=verdict != _SAME_MOULD,
        )

    def _read(self, document_id: int) -> _Known:
        head = select(Document.reference, Agreement.reference, Agreement.title).join(
            Agreement, Document.agreement_id == Agreement.id
        )
        texts = (
            select(Page.text)
            .join(FileObject)
            .where(FileObject.document_id == document_id, FileObject.carries_pages)
            .order_by(Page.number)
        )
        told = self._session.execute(head.where(Document.id == document_id)).one()
        wording = Wording("\n".join(self._session.scalars(texts)))
        rows = self._table.shows_something(self._table.rows_of(document_id))
        return _Known(*told, wording, rows)


def _verdict(comparison: Comparison, *, mostly_alike: bool) -> str | None:
    """Return the sentence that tells how two documents are alike; None where they are not."""
    if comparison.differ:
        return _SAME_MOULD if comparison.share >= _ONE_MOULD else None
    if comparison.share >= _SAME:
        return _SAME_PAPER if mostly_alike else _SAME_WORDS
    return _PART_OF if comparison.contained >= _PART else None


def page_table(archive: Archive) -> "PageTable":
    """Return the table of all pages, from memory if nothing has changed."""
    # numpy costs a tenth of a second of the start of whoever asks for something else
    from luutru.services.page_table import read_page_table  # noqa: PLC0415

    def read() -> "PageTable":
        with archive.catalogue.read() as session:
            return read_page_table(session)

    return archive.catalogue.memory.remember("pages", read)


def _meant(session: Session, reference: str) -> list[int]:
    """Return the documents of the agreement called so, or the one document that is."""
    agreement = lookup.agreement(session, reference)
    if reference != agreement.reference:
        return [lookup.document(session, reference).id]
    return [document.id for document in agreement.documents]
