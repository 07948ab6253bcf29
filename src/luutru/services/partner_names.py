"""Misspelled names of partners: told from the words of which the names of all are made."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Final

from sqlalchemy import select

from luutru.holdings.fulltext.lexicon import NamedWords, candidates
from luutru.holdings.fulltext.suggesting import in_case_of
from luutru.i18n import mark, translate
from luutru.records.party import AuthorityName
from luutru.services.archive import Archive
from luutru.vietnamese.tokens import words

_ANOTHER: Final = mark("No partner is called “{typed}”; “{name}” is shown.")


def another_is_shown(typed: str, name: str) -> str:
    """Say that `name` was taken for the name that was typed."""
    return translate(_ANOTHER, typed=typed, name=name)


def likeliest_name(archive: Archive, text: str) -> str | None:
    """Return `text` with each word that no partner has in its name replaced by the likeliest.

    None where it has no such word, or one that is like none.
    """
    with archive.catalogue.read() as session:
        rows = session.execute(select(AuthorityName.name, AuthorityName.abbreviation)).all()
    names = _names_of(tuple(name for row in rows for name in row if name))
    better = text
    for word in words(text):
        if word.folded in names.often:
            continue
        like = candidates(word.folded, NamedWords(names.often))
        if not like:
            return None
        likeliest = max(like, key=lambda other: log(like[other].often) - like[other].price)
        own = text[word.start : word.end]
        better = replaced(better, own, in_case_of(own, names.spelled[likeliest]))
    return better if better != text else None


@dataclass(frozen=True)
class _Names:
    """The words of which the names of all partners are made."""

    often: Counter[str]
    spelled: dict[str, str]


@lru_cache(maxsize=2)
def _names_of(names: tuple[str, ...]) -> _Names:
    """Return the words of `names`; they hardly ever change between two questions."""
    often: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for name in names:
        for word in words(name):
            often[word.folded] += 1
            spelled.setdefault(word.folded, name[word.start : word.end])
    return _Names(often, spelled)


def replaced(text: str, old: str, new: str) -> str:
    """Return `text` with `old` replaced where it first stands as a word."""
    return re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", lambda _found: new, text, count=1)
