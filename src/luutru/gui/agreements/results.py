"""What the list asks the archive for, and what it is answered; knows nothing of Qt."""

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from luutru.services.facets import Facets, facets
from luutru.services.filters import EVERYTHING, Filter
from luutru.services.rows import AgreementRow, Order, agreement_ids, agreement_rows

if TYPE_CHECKING:
    from array import array

    from luutru.services.archive import Archive
    from luutru.services.search import Answer, Hit

ROWS_AT_ONCE: Final = 128
"""Rows read in one go, for the list and by the list."""
SHORTEST: Final = 2
"""Letters below which nothing is searched: one letter is in half of an archive."""
HITS_AT_ONCE: Final = 60
"""Hits told with their snippets together with the result; the list asks for more as it scrolls."""


class Sorting(NamedTuple):
    """How the list is ordered; `order` is None for the best hits first."""

    order: Order | None
    descending: bool = False


BEST_FIRST: Final = Sorting(None)
NEWEST_FIRST: Final = Sorting(Order.SIGNED_ON, descending=True)


@dataclass(frozen=True)
class Question:
    """Everything that decides which agreements are listed, and in which order."""

    text: str = ""
    wanted: Filter = EVERYTHING
    sorting: Sorting = NEWEST_FIRST

    @property
    def searches(self) -> bool:
        """Tell whether the text is long enough to be searched."""
        return len(self.text.strip()) >= SHORTEST

    @property
    def is_narrowed(self) -> bool:
        """Tell whether less than everything is asked for."""
        return self.searches or not self.wanted.is_empty


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

    @property
    def hits(self) -> "dict[int, Hit]":
        """The best hits with their snippets, by agreement."""
        return {hit.agreement_id: hit for hit in self.answer.hits} if self.answer else {}


def find(archive: "Archive", question: Question, total: int | None = None) -> Found:
    """Answer `question`; `total` is how many agreements there are, where that is known."""
    started = time.perf_counter()
    found = _search(archive, question) if question.searches else _browse(archive, question)
    took_ms = (time.perf_counter() - started) * 1000
    if total is None:
        total = len(found.ids) if not question.is_narrowed else len(agreement_ids(archive))
    first_rows = tuple(agreement_rows(archive, found.ids[:ROWS_AT_ONCE]))
    return replace(found, total=total, took_ms=took_ms, first_rows=first_rows)


def divide(archive: "Archive", found: Found) -> Facets:
    """Count how a result divides by status, year, type and so on."""
    if found.answer is not None:
        return found.answer.facets
    return facets(archive, found.question.wanted)


def hits_of(archive: "Archive", question: Question, ids: frozenset[int]) -> "dict[int, Hit]":
    """Return the hits in some agreements of a result, with their snippets."""
    from luutru.services.search import search  # noqa: PLC0415  see _search

    narrowed = replace(question.wanted, ids=ids)
    answer = search(archive, question.text, limit=len(ids), wanted=narrowed)
    return {hit.agreement_id: hit for hit in answer.hits}


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
