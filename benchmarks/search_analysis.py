"""The words that every engine is given: cut and folded by the program's own rules.

What differs between engines shall not be what they take for a word. Ours cuts and folds by
itself; the others are given the same words, already folded, with spaces between.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from luutru.vietnamese.folding import both_forms
from luutru.vietnamese.tokens import find_wholes, spelled_words
from search_corpus import Agreement

GAP = " qqq "
"""Stands between two values of a card, so that no phrase reaches from one into the next."""


class Entry(NamedTuple):
    """A page or a card as the other engines get it."""

    folded: str
    exact: str
    """The words whose marks are folded away, with their marks."""
    whole: str
    """Codes and dates as one word each."""


class _Forms(dict[str, str]):
    """Folded forms; words seen before come from memory, at no cost in Python."""

    def __missing__(self, word: str) -> str:
        self[word] = form = both_forms(word)[0]
        return form


class _Exact(dict[str, str]):
    """Exact forms where they differ, else nothing."""

    def __missing__(self, word: str) -> str:
        folded, exact = both_forms(word)
        self[word] = form = "" if exact == folded else exact
        return form


_FOLDED = _Forms()
_EXACT = _Exact()


def page(text: str) -> Entry:
    """Analyse a page."""
    spelled = spelled_words(text)
    whole = " ".join(found.folded.replace(" ", "_") for found in find_wholes(text))
    folded = " ".join(map(_FOLDED.__getitem__, spelled))
    return Entry(folded, " ".join(filter(None, map(_EXACT.__getitem__, spelled))), whole)


def card(agreement: Agreement) -> Entry:
    """Analyse what is known of an agreement besides its pages."""
    values = [page(value) for value in card_values(agreement)]
    return Entry(
        GAP.join(value.folded for value in values),
        " ".join(value.exact for value in values),
        " ".join(value.whole for value in values),
    )


def card_values(agreement: Agreement) -> Sequence[str]:
    """Return the title, the number and both names of the partner."""
    return (agreement.title, agreement.code, *agreement.partner_names)


def entries(agreement: Agreement) -> Iterable[Entry]:
    """Return the card and the pages."""
    return [card(agreement), *map(page, agreement.pages)]
