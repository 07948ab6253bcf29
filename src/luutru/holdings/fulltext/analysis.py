"""Turns pages and cards into terms with positions; the same words for indexing and for asking."""

from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter
from typing import Final

from luutru.holdings.fulltext.codec.inverting import Tokens
from luutru.holdings.fulltext.entries import AgreementEntry
from luutru.holdings.fulltext.schema import CARD_FIELDS, SEPARATOR
from luutru.vietnamese.tokens import find_wholes, spelled_words, words

_GAP: Final = 100
"""Positions left free between two values, so that no phrase reaches from one into the next."""
_LONGEST_WHOLE: Final = 300
"""Characters; nobody types more than that to name a partner."""
_WHOLES: Final = ("title", "number", "reference", "partner", "file")
_NAMING: Final = ("title", "partner", "number", "reference")
ANYWHERE: Final = ""
"""Stands for any field that is asked for as a whole."""


def tokens_of(values: Iterable[str]) -> Tokens:
    """Return the words of `values`, codes and dates as wholes besides."""
    tokens = Tokens()
    start = 0
    for value in values:
        words = spelled_words(value)
        tokens.words += words
        tokens.runs.append((start, len(words)))
        wholes = {
            ((whole.folded, whole.exact), start + len(spelled_words(value[: whole.start])))
            for whole in find_wholes(value)
        }
        tokens.wholes += sorted(wholes, key=itemgetter(1))
        start += len(words) + _GAP
    return tokens


def names_of(names: Iterable[str]) -> Tokens:
    """Return `names` as terms that stand for themselves."""
    return Tokens(wholes=[((name, name), 0) for name in names])


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


def whole_values(values: dict[str, tuple[str, ...]]) -> Tokens:
    """Return the terms by which a whole value of a card is found when a query is just that."""
    told = {
        whole_term(place, value)
        for name in _WHOLES
        for value in values[name]
        if len(value) <= _LONGEST_WHOLE
        for place in (name, ANYWHERE)
    }
    return names_of(sorted(told))


def naming_words(values: dict[str, tuple[str, ...]]) -> Tokens:
    """Return the words of the values that name an agreement."""
    return tokens_of(value for name in _NAMING for value in values[name])


@lru_cache(maxsize=1 << 12)
def whole_term(name: str, value: str) -> str:
    """Return the term of a whole value of the card field `name`, or of any field."""
    return name + SEPARATOR + " ".join(token.folded for token in words(value))
