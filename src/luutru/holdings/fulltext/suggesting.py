"""What somebody may have meant whose word is not in the index."""

from collections.abc import Collection
from difflib import get_close_matches

from luutru.holdings.fulltext.postings import Snapshot
from luutru.holdings.fulltext.schema import EXACT, SEPARATOR, TEXT
from luutru.holdings.fulltext.similar import misread, one_letter_apart
from luutru.vietnamese.tokens import words


def suggest(snapshot: Snapshot, text: str) -> str | None:
    """Return `text` with its unknown words replaced by the likeliest known; None if there is none.

    Words that recognition confuses come first, then those one letter apart, then the most alike.
    """
    pieces: list[str] = []
    end = 0
    for word in words(text):
        if word.folded in snapshot.vocabulary_set:
            continue
        near = _nearest(snapshot, word.folded)
        if near is None:
            return None
        pieces += [text[end : word.start], _as_written(snapshot, near)]
        end = word.end
    return "".join(pieces) + text[end:] if pieces else None


def _nearest(snapshot: Snapshot, folded: str) -> str | None:
    known = snapshot.vocabulary_set
    for candidates in (misread(folded, known), one_letter_apart(folded, known)):
        if candidates:
            return _most_frequent(snapshot, candidates)
    alike = [word for word in snapshot.beginning_with(folded[:1]) if _same_size(word, folded)]
    return next(iter(get_close_matches(folded, alike, n=1, cutoff=0.7)), None)


def _same_size(word: str, other: str) -> bool:
    return abs(len(word) - len(other)) <= 2 and word.isalnum()  # noqa: PLR2004  two letters


def _most_frequent(snapshot: Snapshot, terms: Collection[str], field: str = TEXT) -> str:
    return max(terms, key=lambda term: int(snapshot.postings(field, term).frequencies.sum()))


def _as_written(snapshot: Snapshot, folded: str) -> str:
    """Return a folded word as it is mostly spelled in the archive, with its marks."""
    spellings = snapshot.terms(EXACT, folded + SEPARATOR)
    if not spellings:
        return folded
    best = _most_frequent(snapshot, spellings, EXACT)
    marked = int(snapshot.postings(EXACT, best).frequencies.sum())
    plain = int(snapshot.postings(TEXT, folded).frequencies.sum()) - marked
    return best.partition(SEPARATOR)[2] if marked >= plain else folded
