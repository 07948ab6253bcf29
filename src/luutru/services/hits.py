"""Tells of found agreements what a list shows: the best pages, a marked snippet, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from luutru.holdings.fulltext.asking import Hits, PageScore
from luutru.holdings.fulltext.entries import AgreementEntry
from luutru.holdings.fulltext.finding import EXACTLY, FOLDED
from luutru.holdings.fulltext.query import Among, And, Or, Query, wanted_leaves
from luutru.i18n import mark, translate
from luutru.records.document import Document
from luutru.records.files import FileObject, Page
from luutru.services import entries
from luutru.services.archive import Archive
from luutru.services.marking import Marker, Span
from luutru.services.rows import AgreementRow, agreement_rows
from luutru.services.snippets import snippet

_PAGES: Final = 3
_ALL_ON_ONE_PAGE: Final = 0.999

_IN_CARD: Final = (
    ("numbers", mark("Number: {value}")),
    ("references", mark("Reference: {value}")),
    ("partners", mark("Partner: {value}")),
    ("titles", mark("In the title")),
    ("countries", mark("Country: {value}")),
    ("people", mark("Signatory or witness: {value}")),
    ("places", mark("Place: {value}")),
    ("fields", mark("Field or type: {value}")),
    ("filenames", mark("File: {value}")),
    ("other", mark("In the description")),
)
_IN_SEVERAL: Final = mark("In the description, part in one field and part in another")
_BY_FILTER: Final = mark("Fulfils the conditions")
_EXACT_PAGE: Final = mark("Exact words on page {number}")
_FOLDED_PAGE: Final = mark("Words on page {number}, with other marks")
_FUZZY_PAGE: Final = mark("Similar words on page {number}")
_SPLIT: Final = mark("Words on several pages, among them page {number}")
_SPLIT_WITH_CARD: Final = mark("Part in the description, part on page {number}")


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


def told(archive: Archive, query: Query, found: Hits, ids: Sequence[int]) -> tuple[Hit, ...]:
    """Return the agreements `ids` of what `query` found, in that order, as a list shows them."""
    marker = Marker(query)
    scores = dict(zip(found.agreements.tolist(), found.scores.tolist(), strict=True))
    best = {number: found.entries_of(number, _PAGES + 1) for number in ids}
    shown = best | _naming_pages(archive, query, best)
    with archive.catalogue.read() as session:
        pages = _pages(session, shown)
        cards = _cards(session, best)
    return tuple(
        _hit(
            row,
            scores[row.id],
            _why(best[row.id], cards.get(row.id), marker),
            _page_hits(shown[row.id], pages, marker),
            marker.spans(row.title),
        )
        for row in agreement_rows(archive, ids)
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
    return {number: closer.entries_of(number, _PAGES + 1) for number in bare}


def _hit(
    row: AgreementRow, score: float, why: str, pages: Sequence[PageHit], title: tuple[Span, ...]
) -> Hit:
    return Hit(
        agreement_id=row.id,
        reference=row.reference,
        title=row.title,
        score=round(score, 4),
        status=row.status,
        signed_on=row.signed_on,
        partners=row.partners,
        pages=tuple(pages),
        why=why,
        title_highlights=title,
    )


def _page_hits(
    best: Sequence[PageScore], pages: dict[tuple[int, int], tuple[str, str]], marker: Marker
) -> list[PageHit]:
    found: list[PageHit] = []
    for entry in best:
        told_page = pages.get((entry.document_id, entry.number))
        if told_page is not None and len(found) < _PAGES:
            reference, text = told_page
            cut = snippet(text, marker)
            found.append(
                PageHit(reference, entry.document_id, entry.number, cut.text, cut.highlights)
            )
    return found


def _why(entries_hit: Sequence[PageScore], card: AgreementEntry | None, marker: Marker) -> str:
    if not marker.looks_for_words:
        return translate(_BY_FILTER)
    best = entries_hit[0]
    page = next((entry.number for entry in entries_hit if entry.number), None)
    if best.share < _ALL_ON_ONE_PAGE and page is not None:
        return translate(_SPLIT if card is None else _SPLIT_WITH_CARD, number=page)
    if card is not None:
        return _in_card(card, marker)
    sentence = {EXACTLY: _EXACT_PAGE, FOLDED: _FOLDED_PAGE}.get(best.tier, _FUZZY_PAGE)
    return translate(sentence, number=best.number)


def _in_card(card: AgreementEntry, marker: Marker) -> str:
    for name, sentence in _IN_CARD:
        for value in getattr(card, name):
            if marker.covers(value):
                return translate(sentence).format(value=value)
    return translate(_IN_SEVERAL)


def _cards(session: Session, best: dict[int, list[PageScore]]) -> dict[int, AgreementEntry]:
    """Return the cards of the agreements that were found by their card."""
    wanted = [number for number, found in best.items() if found and found[0].number == 0]
    return {card.agreement_id: card for card in entries.agreements(session, wanted)}


def _pages(
    session: Session, best: dict[int, list[PageScore]]
) -> dict[tuple[int, int], tuple[str, str]]:
    """Return the reference of the document and the text of each best page."""
    keys = [(hit.document_id, hit.number) for hits in best.values() for hit in hits if hit.number]
    query = (
        select(Document.id, Page.number, Document.reference, Page.text)
        .join(FileObject, FileObject.document_id == Document.id)
        .join(Page, Page.file_id == FileObject.id)
        .where(FileObject.is_master, tuple_(Document.id, Page.number).in_(keys))
    )
    return {
        (document_id, number): (reference, text)
        for document_id, number, reference, text in session.execute(query)
    }
