"""What the list asks the archive for, and what it is answered."""

import time
from array import array
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from luutru.gui.widgets.paged_rows import PAGE
from luutru.services.facets import Facets, facets
from luutru.services.filters import EVERYTHING, Filter
from luutru.services.overviews import overview
from luutru.services.rows import AgreementRow, Order, agreement_ids, agreement_rows, signed_after

if TYPE_CHECKING:
    from datetime import date

    from luutru.services.archive import Archive
    from luutru.services.search import Answer, Hit

SHORTEST: Final = 2
"""Letters below which nothing is searched: one letter is in half of an archive."""
HITS_AT_ONCE: Final = 60
"""Hits told with their snippets together with the result; the list asks for more as it scrolls."""
ALIKE_AT_MOST: Final = 50
"""Agreements shown that are like another; further down nothing is alike any more."""


class Sorting(NamedTuple):
    """How the list is ordered; `order` is None for the best hits first."""

    order: Order | None
    descending: bool = False


class Original(NamedTuple):
    """An agreement of which others like it are wanted."""

    id: int
    reference: str
    title: str


BEST_FIRST: Final = Sorting(None)
NEWEST_FIRST: Final = Sorting(Order.SIGNED_ON, descending=True)


@dataclass(frozen=True)
class Question:
    """Everything that decides which agreements are listed, and in which order."""

    text: str = ""
    wanted: Filter = EVERYTHING
    sorting: Sorting = NEWEST_FIRST
    like: Original | None = None
    """What the agreements shall be like; the text does not count then."""

    @property
    def searches(self) -> bool:
        """Tell whether the text is long enough to be searched."""
        return not self.like and len(self.text.strip()) >= SHORTEST

    @property
    def explains(self) -> bool:
        """Tell whether each agreement of the answer says why it is in it."""
        return self.searches or self.like is not None

    @property
    def is_narrowed(self) -> bool:
        """Tell whether less than everything is asked for."""
        return self.explains or not self.wanted.is_empty


@dataclass(frozen=True)
class Found:
    """The agreements that answer a question."""

    question: Question
    ids: "array[int]"
    total: int
    """All agreements of the archive."""
    took_ms: float
    first_rows: tuple[AgreementRow, ...] = ()
    """The rows that are seen first, read together with the identifiers."""
    answer: "Answer | None" = None
    """What the index said; None when nothing was searched."""
    alike: "tuple[Hit, ...]" = ()
    """The agreements that are like another, before filters."""
    later: int = 0
    """Agreements that the list of a past day leaves out, as they were signed only after it."""
    unread: int = 0
    """Where nothing was found: pages and files that cannot be searched, as they wait or failed."""

    @property
    def hits(self) -> "dict[int, Hit]":
        """The best hits with their snippets, by agreement."""
        told = self.answer.hits if self.answer else self.alike
        return {hit.agreement_id: hit for hit in told}


def find(archive: "Archive", question: Question, total: int | None = None) -> Found:
    """Answer `question`; `total` is how many agreements there are, where that is known."""
    started = time.perf_counter()
    found = _answer(archive, question)
    took_ms = (time.perf_counter() - started) * 1000
    if total is None:
        total = len(found.ids) if not question.is_narrowed else len(agreement_ids(archive))
    first_rows = tuple(agreement_rows(archive, found.ids[:PAGE], question.wanted.day))
    later = _later(archive, question.wanted.day)
    unread = 0 if found.ids or not question.searches else _unread(archive)
    told = replace(found, total=total, took_ms=took_ms, first_rows=first_rows)
    return replace(told, later=later, unread=unread)


def divide(archive: "Archive", found: Found) -> Facets:
    """Count how a result divides by status, year, type and so on."""
    if found.answer is not None:
        return found.answer.facets
    wanted = found.question.wanted
    return facets(archive, replace(wanted, ids=frozenset(found.hits)) if found.alike else wanted)


def hits_of(archive: "Archive", question: Question, ids: frozenset[int]) -> "dict[int, Hit]":
    """Return the hits in some agreements of a result, with their snippets."""
    from luutru.services.search import search  # noqa: PLC0415  see _search

    narrowed = replace(question.wanted, ids=ids)
    answer = search(archive, question.text, limit=len(ids), wanted=narrowed)
    return {hit.agreement_id: hit for hit in answer.hits}


def _answer(archive: "Archive", question: Question) -> Found:
    if question.like is not None:
        return _liken(archive, question, question.like.reference)
    return _search(archive, question) if question.searches else _browse(archive, question)


def _later(archive: "Archive", day: "date | None") -> int:
    return signed_after(archive, day) if day is not None else 0


def _unread(archive: "Archive") -> int:
    seen = overview(archive)
    return seen.pages_waiting + seen.files_waiting + seen.failures


def _browse(archive: "Archive", question: Question) -> Found:
    order = question.sorting.order or NEWEST_FIRST.order
    descending = question.sorting.descending if question.sorting.order else True
    ids = agreement_ids(archive, question.wanted, order or Order.SIGNED_ON, descending=descending)
    return Found(question, ids, 0, 0)


def _search(archive: "Archive", question: Question) -> Found:
    # The index is opened by the first search, not by the first window.
    from luutru.services.search import search  # noqa: PLC0415

    answer = search(archive, question.text, limit=HITS_AT_ONCE, wanted=question.wanted)
    ids = answer.ids
    order = question.sorting.order
    if order is not None:
        chosen = Filter(ids=frozenset(ids))
        ids = agreement_ids(archive, chosen, order, descending=question.sorting.descending)
    return Found(question, ids, 0, 0, answer=answer)


def _liken(archive: "Archive", question: Question, reference: str) -> Found:
    """Find what is like an agreement, the most alike first."""
    from luutru.services.likeness import more_like  # noqa: PLC0415  see _search

    alike = more_like(archive, reference, ALIKE_AT_MOST)
    ids = array("q", (hit.agreement_id for hit in alike))
    order = question.sorting.order
    chosen = replace(question.wanted, ids=frozenset(ids))
    if order is not None:
        ids = agreement_ids(archive, chosen, order, descending=question.sorting.descending)
    elif not question.wanted.is_empty:
        kept = frozenset(agreement_ids(archive, chosen))
        ids = array("q", (one for one in ids if one in kept))
    return Found(question, ids, 0, 0, alike=alike)
