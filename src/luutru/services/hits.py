"""Tells of found agreements what a list shows: the best pages, a marked snippet, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

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
_ENTRIES: Final = _PAGES + 1
"""Best entries looked at: the pages shown, and the card."""
_ENOUGH: Final = 0.6
"""What a page has at least, in shares of the page that has most."""
_ALL_ON_ONE_PAGE: Final = 0.999

_NUMBER: Final = mark("Number: {value}")
_REFERENCE: Final = mark("Reference: {value}")
_PARTNER: Final = mark("Partner: {value}")
_TITLE: Final = mark("In the title")
_IN_CARD: Final = (
    ("numbers", _NUMBER),
    ("references", _REFERENCE),
    ("partners", _PARTNER),
    ("titles", _TITLE),
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


def told(archive: Archive, query: Query, found: Hits, ids: Sequence[int]) -> tuple[Hit, ...]:
    """Return the agreements `ids` of what `query` found, in that order, as a list shows them."""
    marker = Marker(query)
    scores = dict(zip(found.agreements.tolist(), found.scores.tolist(), strict=True))
    best = {number: found.entries_of(number, _ENTRIES) for number in ids}
    shown = best | _naming_pages(archive, query, best)
    rows = agreement_rows(archive, ids)
    reasons = {row.id: _why(row, best[row.id], marker) for row in rows}
    with archive.catalogue.read() as session:
        pages = _pages(session, shown)
        reasons |= _in_cards(session, [n for n, why in reasons.items() if not why], marker)
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


def _why(row: AgreementRow, entries_hit: Sequence[PageScore], marker: Marker) -> str:
    """Return why it was found; nothing where only its card can tell."""
    if not marker.looks_for_words:
        return translate(_BY_FILTER)
    best = entries_hit[0]
    page = next((entry.number for entry in entries_hit if entry.number), None)
    if best.share < _ALL_ON_ONE_PAGE and page is not None:
        return translate(_SPLIT if best.number else _SPLIT_WITH_CARD, number=page)
    if best.number == 0:
        return _in_row(row, marker)
    sentence = {EXACTLY: _EXACT_PAGE, FOLDED: _FOLDED_PAGE}.get(best.tier, _FUZZY_PAGE)
    return translate(sentence, number=best.number)


def _in_row(row: AgreementRow, marker: Marker) -> str:
    """Return which of the values that a list shows has the words, the shortest first."""
    shown = ((_NUMBER, (row.number,)), (_REFERENCE, (row.reference,)), (_PARTNER, row.partners))
    for sentence, values in (*shown, (_TITLE, (row.title,))):
        for value in values:
            if marker.covers(value):
                return translate(sentence, value=value)
    return ""


def _in_cards(session: Session, ids: Sequence[int], marker: Marker) -> dict[int, str]:
    """Return for agreements which value of their card has the words."""
    cards = entries.agreements(session, ids) if ids else ()
    return {card.agreement_id: _in_card(card, marker) for card in cards}


def _in_card(card: AgreementEntry, marker: Marker) -> str:
    for name, sentence in _IN_CARD:
        for value in getattr(card, name):
            if marker.covers(value):
                return translate(sentence, value=value)
    return translate(_IN_SEVERAL)


def _pages(session: Session, best: dict[int, list[PageScore]]) -> _PageTexts:
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
