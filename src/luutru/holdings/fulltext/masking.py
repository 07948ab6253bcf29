"""The index as if some agreements were not in it: not found, not counted, not suggested."""

from collections.abc import Sequence

import numpy as np
from typing_extensions import override

from luutru.holdings.fulltext.schema import TEXT
from luutru.holdings.fulltext.snapshot import Snapshot


class Masked(Snapshot):
    """`whole` without the entries of `hidden` agreements, and without words that only they have."""

    def __init__(self, whole: Snapshot, hidden: frozenset[int]) -> None:
        # Not super().__init__: what is opened already is shared.
        self.__dict__ |= {
            name: value
            for name, value in whole.__dict__.items()
            if name not in ("gone", "live", "fingerprint")
        }
        entries = np.flatnonzero(np.isin(whole.agreements, np.fromiter(hidden, np.int64)))
        self.gone = np.union1d(whole.gone, entries)

    @override
    def knows(self, term: str, field: str = TEXT) -> bool:
        return self.frequency(term, field) > 0

    @override
    def known(self, terms: Sequence[str], field: str = TEXT) -> dict[str, int]:
        counted = {term: self.frequency(term, field) for term in super().known(terms, field)}
        return {term: count for term, count in counted.items() if count}

    @override
    def frequency(self, term: str, field: str = TEXT) -> int:
        found = self.postings(field, term)
        return int(found.frequencies[self.live[found.entries]].sum())

    @override
    def spellings(self, term: str, field: str = TEXT) -> dict[str, int]:
        found: dict[str, int] = {}
        for arrays, base in self._arrays(field):
            number = arrays.find(term.encode(errors="replace"))
            if number is None:
                continue
            shown = self.live[arrays.entries(number).astype(np.int64) + base]
            each = np.repeat(shown, arrays.frequencies(number))
            told, codes = arrays.spellings(number), arrays.codes(number)
            counts = [int(each.sum())] if codes is None else np.bincount(codes[each])
            for spelling, count in zip(told, counts, strict=False):
                if count:
                    found[spelling] = found.get(spelling, 0) + int(count)
        return found
