"""Finds agreements by words, and the pages on which the words stand."""

import time
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from luutru.holdings.fulltext.ordering import Hits
from luutru.holdings.fulltext.query import Everything, Query, Words, wanted_leaves
from luutru.i18n import mark, translate
from luutru.services import hits
from luutru.services.archive import Archive
from luutru.services.facets import Facets, facets
from luutru.services.filters import EVERYTHING, Filter
from luutru.services.hits import Hit, PageHit
from luutru.services.indexing import follow_descriptions
from luutru.services.marking import Marker, Span
from luutru.services.pages import PageText, page_text
from luutru.services.partner_names import another_is_shown
from luutru.services.query_loosening import SHARES, with_last_word_begun, with_some_words
from luutru.services.query_meaning import meaning, narrowed
from luutru.services.query_parser import Parsed, parse
from luutru.services.reasons import SynonymsUsed
from luutru.services.rows import Order, agreement_ids
from luutru.services.suggestions import suggestion
from luutru.vietnamese.tokens import words

__all__ = [
    "Answer",
    "Box",
    "Hit",
    "HitOnPage",
    "PageHit",
    "Sort",
    "marked",
    "page_hits",
    "search",
]

_SOME_WORDS: Final = mark("No agreement has all of these words. Shown is what has some of them.")
_NOWHERE: Final = mark("Not found anywhere: {words}.")
_REVERSED: Final = "_reversed"
_FEW: Final = 2
"""Hits of a query that may itself be a slip of recognition, copied from a page."""


class Sort(StrEnum):
    """What an answer can be ordered by: signed days run from the newest, all others upwards."""

    RELEVANCE = "relevance"
    SIGNED_ON = "signed_on"
    TITLE = "title"
    PARTNER = "partner"
    EXPIRES_ON = "expires_on"
    REFERENCE = "reference"
    SIGNED_ON_REVERSED = "signed_on_reversed"
    TITLE_REVERSED = "title_reversed"
    PARTNER_REVERSED = "partner_reversed"
    EXPIRES_ON_REVERSED = "expires_on_reversed"
    REFERENCE_REVERSED = "reference_reversed"

    @property
    def order(self) -> Order | None:
        """The order of a list; None where the best hits come first."""
        plain = self.value.removesuffix(_REVERSED)
        return None if self is Sort.RELEVANCE else Order(plain)

    @property
    def descending(self) -> bool:
        """Tell whether it runs downwards."""
        return (self.order is Order.SIGNED_ON) is not self.value.endswith(_REVERSED)


class Box(NamedTuple):
    """Where a word stands, in ten-thousandths of the displayed page from its top left corner."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class HitOnPage:
    """Words of a query that stand together on a page, each with its box."""

    number: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Answer:
    """The agreements that answer a query, as far as they were asked for."""

    query: str
    total: int
    """All agreements that fulfil it."""
    took_ms: float
    hits: tuple[Hit, ...]
    ids: "array[int]" = field(repr=False)
    """All of them, in the order asked for."""
    did_you_mean: str | None
    hint: str | None
    """In the reader's language."""
    is_near: bool
    """Whether nothing has all that is wanted, and what comes close is told instead."""
    _divide: Callable[[], Facets] = field(repr=False, compare=False)

    @cached_property
    def facets(self) -> Facets:
        """How the answer divides; counted when it is first looked at."""
        return self._divide()


@dataclass(frozen=True)
class _Asked:
    """What the index answered, to which query in the end."""

    query: Query
    hits: Hits
    """Narrowed to what is wanted besides."""
    everywhere: Hits
    """The same without."""
    hint: str | None = None
    did_you_mean: str | None = None
    synonyms: SynonymsUsed = ()
    is_near: bool = False


def search(
    archive: Archive,
    query: str,
    *,
    limit: int | None = 20,
    sort: Sort = Sort.RELEVANCE,
    wanted: Filter = EVERYTHING,
) -> Answer:
    """Return the first `limit` agreements that answer `query`, and how many there are.

    A query never fails: what does not parse is looked for as plain words, with a hint. Where
    `wanted` names a day, a status that the query names is that of the day; pages and descriptions
    are searched as they are today.
    """
    follow_descriptions(archive)
    started = time.perf_counter()
    asked = _ask(archive, query, wanted)
    ids = _sorted(archive, asked.hits, sort)
    shown, day = ids[:limit], wanted.day
    found = hits.told(archive, asked.query, asked.hits, shown, asked.synonyms, day)
    return Answer(
        query=query,
        total=asked.hits.total,
        took_ms=round((time.perf_counter() - started) * 1000, 1),
        hits=found,
        ids=array("q", ids),
        did_you_mean=asked.did_you_mean,
        hint=asked.hint,
        is_near=asked.is_near,
        _divide=lambda: _divided(archive, wanted, asked.everywhere),
    )


def page_hits(archive: Archive, document_id: int, query: str) -> list[HitOnPage]:
    """Return where words of `query` stand in a document, in reading order.

    Phrases only where their words follow one another; neighbours are one hit.
    """
    asked = meaning(archive, query).query
    marker = Marker(asked)
    found: list[HitOnPage] = []
    for number in archive.fulltext.pages_of(document_id, asked):
        page = page_text(archive, document_id, number)
        if page is not None:
            found += [HitOnPage(number, boxes) for boxes in _boxes(page, marker)]
    return found


def marked(text: str, query: str) -> tuple[Span, ...]:
    """Return the characters of any text in which words of `query` stand."""
    return _marker(query).spans(text)


@lru_cache(maxsize=16)
def _marker(query: str) -> Marker:
    return Marker(parse(query, lambda _condition: Everything()).query)


def _ask(archive: Archive, text: str, wanted: Filter) -> _Asked:
    """Ask the index, and narrow what it answers."""
    asked = _ask_everywhere(archive, text, wanted.day)
    if wanted.is_empty:
        return asked
    query = narrowed(archive, asked.query, wanted)
    return replace(asked, query=query, hits=archive.fulltext.ask(query))


def _ask_everywhere(archive: Archive, text: str, day: date | None) -> _Asked:
    parsed = meaning(archive, text, day)
    return replace(_ask_parsed(archive, text, parsed), synonyms=parsed.synonyms)


def _ask_parsed(archive: Archive, text: str, parsed: Parsed) -> _Asked:
    """Ask the index; when nothing has all the words, ask for what comes close."""
    found = archive.fulltext.ask(parsed.query)
    if found.total or not any(wanted_leaves(parsed.query)):
        better = suggestion(archive, text) if 0 < found.total <= _FEW else None
        more = better.text if better and better.hits.total >= found.total else None
        return _Asked(parsed.query, found, found, parsed.hint, more)
    begun = with_last_word_begun(parsed.query)
    if begun is not None and (close := archive.fulltext.ask(begun)).total:
        return _Asked(begun, close, close, parsed.hint)
    better = suggestion(archive, text)
    if better is not None and better.partners:
        hint = another_is_shown(*better.partners[0])
        return _Asked(better.query, better.hits, better.hits, hint, better.text)
    did_you_mean = better.text if better else None
    for share in SHARES:
        some = with_some_words(parsed.query, share)
        if some is not None and (close := archive.fulltext.ask(some)).total:
            hint = parsed.hint or _left_out(archive, text)
            return _Asked(some, close, close, hint, did_you_mean, is_near=True)
    return _Asked(parsed.query, found, found, parsed.hint, did_you_mean)


def _left_out(archive: Archive, text: str) -> str:
    """Return the hint beside near answers, with the words that stand on no page at all."""
    typed = dict.fromkeys(text[one.start : one.end] for one in words(text))
    nowhere = [one for one in typed if not archive.fulltext.ask(Words(one)).total]
    told = translate(_SOME_WORDS)
    if not nowhere or len(nowhere) == len(typed):
        return told
    return f"{told} {translate(_NOWHERE, words=', '.join(nowhere))}"


def _sorted(archive: Archive, found: Hits, sort: Sort) -> Sequence[int]:
    ids: list[int] = found.agreements.tolist()
    if sort.order is None:
        return ids
    chosen = Filter(ids=frozenset(ids))
    return agreement_ids(archive, chosen, sort.order, descending=sort.descending)


def _divided(archive: Archive, wanted: Filter, found: Hits) -> Facets:
    """Count what the words alone find: each facet leaves its own choice out of account."""
    ids = frozenset(found.agreements.tolist())
    return facets(archive, replace(wanted, ids=ids if wanted.ids is None else ids & wanted.ids))


def _boxes(page: PageText, marker: Marker) -> list[tuple[Box, ...]]:
    """Return the boxes of the words of each marked span."""
    starts: list[int] = []
    length = 0
    for word in page.words:
        starts.append(length)
        length += len(word.text) + 1
    text = " ".join(word.text for word in page.words)
    return [
        tuple(
            Box(word.left, word.top, word.right, word.bottom)
            for word, at in zip(page.words, starts, strict=True)
            if at < end and at + len(word.text) > start
        )
        for start, end in marker.spans(text)
    ]
