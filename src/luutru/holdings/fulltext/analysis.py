"""Turns pages and cards into terms with positions; the same words for indexing and for asking."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from luutru.holdings.fulltext.entries import AgreementEntry
from luutru.holdings.fulltext.schema import CARD_FIELDS, SEPARATOR
from luutru.vietnamese.folding import both_forms
from luutru.vietnamese.tokens import find_wholes, spelled_words, words

_GAP: Final = 100
"""Positions left free between two values, so that no phrase reaches from one into the next."""
_LONGEST_WHOLE: Final = 300
"""Characters; nobody types more than that to name a partner."""
_WHOLES: Final = ("title", "number", "reference", "partner", "file")


@dataclass(slots=True)
class Terms:
    """Folded and exact terms of one entry, each with its positions in ascending order."""

    folded: dict[str, list[int]] = field(default_factory=dict)
    exact: dict[str, list[int]] = field(default_factory=dict)
    length: int = 0
    """Words, without codes and dates as wholes."""
    _next: int = 0

    def add(self, value: str) -> None:
        """Add one text, apart from those before it."""
        start = self._next
        spelled = spelled_words(value)
        for position, word in enumerate(spelled, start):
            self._put(*both_forms(word), position)
        for whole in find_wholes(value):
            position = start + len(spelled_words(value[: whole.start]))
            self._put(whole.folded, whole.exact, position)
        self.length += len(spelled)
        self._next = start + len(spelled) + _GAP

    def _put(self, folded: str, exact: str, position: int) -> None:
        self.folded.setdefault(folded, []).append(position)
        if exact != folded:
            self.exact.setdefault(exact_term(folded, exact), []).append(position)


def terms_of(values: Iterable[str]) -> Terms:
    """Return the terms of `values`."""
    terms = Terms()
    for value in values:
        terms.add(value)
    return terms


def card_values(entry: AgreementEntry) -> dict[str, tuple[str, ...]]:
    """Return the values of a card by the name of their field in the index."""
    values = (
        entry.titles,
        entry.numbers,
        entry.references,
        entry.partners,
        entry.countries,
        entry.people,
        entry.places,
        entry.fields,
        entry.filenames,
        entry.other,
    )
    return dict(zip(CARD_FIELDS, values, strict=True))


def whole_values(values: dict[str, tuple[str, ...]]) -> dict[str, list[int]]:
    """Return the terms by which a whole value of a card is found when a query is just that."""
    return {
        whole_term(name, value): [0]
        for name in _WHOLES
        for value in values[name]
        if len(value) <= _LONGEST_WHOLE
    }


def whole_term(name: str, value: str) -> str:
    """Return the term of a whole value of the card field `name`."""
    return name + SEPARATOR + " ".join(token.folded for token in words(value))


def exact_term(folded: str, exact: str) -> str:
    """Return the term of a spelling; all spellings of one folded word stand side by side."""
    return folded + SEPARATOR + exact
