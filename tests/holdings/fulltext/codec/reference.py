"""An index as anybody would write it: dictionaries, and a walk through every entry."""

from collections.abc import Mapping, Sequence

from luutru.holdings.fulltext.codec.field_arrays import FieldArrays
from luutru.holdings.fulltext.codec.inverting import Tokens

Occurrence = tuple[int, str]
"""The position and the spelling."""
Index = dict[str, dict[int, list[Occurrence]]]
"""By term and entry."""


def indexed(entries: Mapping[int, Tokens], forms_of) -> Index:
    """Go through every word of every entry."""
    told: Index = {}
    for entry, tokens in sorted(entries.items()):
        places = [at for first, count in tokens.runs for at in range(first, first + count)]
        forms = [forms_of(word) for word in tokens.words]
        for (term, spelling), position in [*zip(forms, places, strict=True), *tokens.wholes]:
            told.setdefault(term, {}).setdefault(entry, []).append((position, spelling))
    return told


def read(arrays: FieldArrays) -> Index:
    """Read everything back."""
    terms = arrays.terms(0, len(arrays))
    assert terms == sorted(set(terms))
    assert terms == [arrays.term(number) for number in range(len(arrays))]
    return {term.decode(): occurrences(arrays, at) for at, term in enumerate(terms)}


def occurrences(arrays: FieldArrays, number: int) -> dict[int, list[Occurrence]]:
    """Read one term back."""
    entries = arrays.entries(number).tolist()
    often = arrays.frequencies(number).tolist()
    assert len(entries) == len(often) == arrays.entry_count(number)
    assert sum(often) == arrays.occurrence_count(number)
    assert entries == sorted(set(entries))
    spellings, codes = arrays.spellings(number), arrays.codes(number)
    told = [0] * sum(often) if codes is None else codes.tolist()
    places = arrays.positions(number).tolist() if arrays.has_positions else [0] * sum(often)
    pairs = iter([(at, spellings[code]) for at, code in zip(places, told, strict=True)])
    return {
        entry: [next(pairs) for _ in range(count)]
        for entry, count in zip(entries, often, strict=True)
    }


def without_places(index: Index) -> dict[str, dict[int, int]]:
    """Keep only how often each term stands in each entry."""
    return {
        term: {entry: len(told) for entry, told in found.items()} for term, found in index.items()
    }


def page(*words: str) -> Tokens:
    """Return words one after the other."""
    return Tokens(list(words), [(0, len(words))])


def together(index: Index, terms: Sequence[str]) -> dict[int, int]:
    """Return how often any of `terms` stands in each entry."""
    added: dict[int, int] = {}
    for term in terms:
        for entry, told in index.get(term, {}).items():
            added[entry] = added.get(entry, 0) + len(told)
    return added
