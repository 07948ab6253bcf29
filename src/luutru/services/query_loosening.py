"""Asks for a little less when nothing has everything."""

from dataclasses import replace
from typing import Final

from luutru.holdings.fulltext.query import And, Field, Likely, Or, Prefix, Query, Words
from luutru.vietnamese.tokens import words

_FEWEST: Final = 3
"""Words; of two that are wanted, one alone is no answer."""
_SHORTEST: Final = 2
"""Letters of a beginning that says something."""
SHARES: Final = (0.5, 0.3)
"""Of the words that are wanted, so much is asked for where nothing has all: half, else less."""


def with_last_word_begun(query: Query) -> Query | None:
    """Return `query` with its last plain word as a beginning: it may still be being typed."""
    match query:
        case Words(text):
            return _begun(text)
        case Field(name, part):
            begun = with_last_word_begun(part)
            return Field(name, begun) if begun else None
        case And(parts) | Or(parts):
            for at in range(len(parts) - 1, -1, -1):
                begun = with_last_word_begun(parts[at])
                if begun is not None:
                    return replace(query, parts=(*parts[:at], begun, *parts[at + 1 :]))
    return None


def with_some_words(query: Query, share: float) -> Query | None:
    """Return `query` with a share of its plain words wanted instead of all; None for few words."""
    match query:
        case Words(text) if len(words(text)) >= _FEWEST:
            return Likely(text, share)
        case And(parts) | Or(parts):
            changed = [with_some_words(part, share) for part in parts]
            if any(changed):
                pairs = zip(changed, parts, strict=True)
                return replace(query, parts=tuple(new or old for new, old in pairs))
    return None


def _begun(text: str) -> Query | None:
    tokens = words(text)
    if not tokens or tokens[-1].end - tokens[-1].start < _SHORTEST:
        return None
    last = Prefix(text[tokens[-1].start : tokens[-1].end])
    if len(tokens) == 1:
        return last
    return And((Words(text[: tokens[-2].end]), last))
