"""Tells of found agreements what a list shows: the best pages, a marked snippet, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from luutru.holdings.fulltext.ordering import Hits
from luutru.holdings.fulltext.paging import PageScore
from luutru.holdings.fulltext.query import Among, And, Or, Query, wanted_leaves
from luutru.records.document import Document
from luutru.records.files import FileObject, Page
from luutru.services.archive import Archive
from luutru.services.corrected import corrected_texts
from luutru.services.marking import Marker, Span
from luutru.services.reasons import Reasons, SynonymsUsed
from luutru.services.rows import rows_in_order
from luutru.services.snippets import snippet

_PAGES: Final = 3
_ENTRIES: Final = _PAGES + 1
"""Best entries looked at: the pages shown, and the card."""
_ENOUGH: Final = 0.6
"""What a page has at least, in shares of the page that has most."""

_PageTexts: TypeAlias = dict[tuple[int, int], tuple[str, str]]
"""By document and number: the reference of the document, and the text of the page."""


@dataclass(frozen=True, slots=True)
class PageHit:
    """One page on which words of the query stand."""

    reference: str
    """Of the document."""
    document_id: int
    number: int
    snippet: str
    highlights: tuple[Span, ...]
    """Characters of the snippet to mark."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One agreement that was found."""

    agreement_id: int
    reference: str
    title: str
    score: float
    status: str
    signed_on: str
    partners: tuple[str, ...]
    pages: tuple[PageHit, ...]
    """The best first; none where only the description fits."""
    why: str
    """In the reader's language."""
    title_highlights: tuple[Span, ...]


def told(
    archive: Archive,
    query: Query,
    found: Hits,
    ids: Sequence[int],
    synonyms: SynonymsUsed = (),
    day: date | None = None,
) -> tuple[Hit, ...]:
    """Return the agreements `ids` of what `query` found, in that order, as a list shows them.

    `synonyms` are the terms of the query for which others were looked for as well; with a `day`
    statuses and names of partners are those of that day.
    """
    marker = Marker(query)
    scores = dict(zip(found.agreements.tolist(), found.scores.tolist(), strict=True))
    best = {number: found.entries_of(number, _ENTRIES) for number in ids}
    shown = best | _naming_pages(archive, query, best)
    with archive.catalogue.read() as session:
        rows = rows_in_order(session, ids, day)
        pages = _pages(session, shown)
        reasons = Reasons(session, marker, synonyms).of(rows, best, pages)
    return tuple(
        Hit(
            agreement_id=row.id,
            reference=row.reference,
            title=row.title,
            score=round(scores[row.id], 4),
            status=row.status,
            signed_on=row.signed_on,
            partners=row.partners,
            pages=tuple(_page_hits(shown[row.id], pages, marker)),
            why=reasons[row.id],
            title_highlights=marker.spans(row.title),
        )
        for row in rows
    )


def _naming_pages(
    archive: Archive, query: Query, best: dict[int, list[PageScore]]
) -> dict[int, list[PageScore]]:
    """Where only the card was asked, find the pages on which the same words stand."""
    bare = frozenset(n for n, entries in best.items() if not any(e.number for e in entries))
    leaves = tuple(wanted_leaves(query))
    if not bare or not leaves:
        return {}
    closer = archive.fulltext.ask(And((Or(leaves), Among(bare))))
    return {number: closer.entries_of(number, _ENTRIES) for number in bare}


def _page_hits(
    entries_hit: Sequence[PageScore], pages: _PageTexts, marker: Marker
) -> list[PageHit]:
    """Return the best pages; where one has all the words, those with some are left out."""
    known = [entry for entry in entries_hit if (entry.document_id, entry.number) in pages]
    enough = _ENOUGH * max((entry.share for entry in known), default=0)
    found: list[PageHit] = []
    for entry in known:
        if entry.share >= enough and len(found) < _PAGES:
            reference, text = pages[entry.document_id, entry.number]
            cut = snippet(text, marker)
            found.append(
                PageHit(reference, entry.document_id, entry.number, cut.text, cut.highlights)
            )
    return found


def _pages(session: Session, best: dict[int, list[PageScore]]) -> _PageTexts:
    """Return the reference of the document and the text of each best page."""
    keys = [(hit.document_id, hit.number) for hits in best.values() for hit in hits if hit.number]
    query = (
        select(Document.id, Page.number, Document.reference, Page.id, Page.text)
        .join(FileObject, FileObject.document_id == Document.id)
        .join(Page, Page.file_id == FileObject.id)
        .where(FileObject.carries_pages, tuple_(Document.id, Page.number).in_(keys))
    )
    rows = session.execute(query).all()
    texts = corrected_texts(session, {row[3]: row[4] for row in rows})
    return {
        (document_id, number): (reference, texts[page_id])
        for document_id, number, reference, page_id, _ in rows
    }
