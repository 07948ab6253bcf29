"""What all pages look like and say, as arrays, so that those alike are found among a million."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func
from sqlalchemy.orm import Session

from luutru.records.files import FileObject, Page
from luutru.services.columns import BETWEEN, Integers, numbers, strung

Flags = NDArray[np.bool_]

LOOKS_ALIKE: Final = 12
"""Bits in which the looks of two scans of one paper mostly differ at most (`reading.page_hash`)."""
SAYS_ALIKE: Final = 8
"""Numbers of 16 that two readings of one page have in common at least (`reading.text_hash`).
Measured on drawn pages: 13 and more; of one mould 6 to 16, others 8 and more in 9 of 100 pairs."""
_LENGTH: Final = 16
_DIGITS: Final = 8
_BAND: Final = 4
"""Numbers in a row that have to be the same for two pages to be compared at all: of two readings
of one page that agree in 13 of 16, four in a row of one of the four bands always do."""
_CROWD: Final = 300
"""Pages that begin alike, from which on they are a form and tell nothing of any two of them."""
_SCRAMBLE: Final = np.uint64(0x9E37_79B9_7F4A_7C15)
_NO_LOOK: Final = 0


@dataclass(frozen=True)
class PageTable:
    """One row a page that has been read."""

    documents: Integers
    numbers: Integers
    looks: Integers
    texts: NDArray[np.uint32]
    """16 a row; zeros where the page says too little."""

    def rows_of(self, document_id: int) -> Integers:
        """Return the rows of one document, in order of its pages."""
        rows = np.flatnonzero(self.documents == document_id)
        return np.asarray(rows[np.argsort(self.numbers[rows])])

    def shows_something(self, rows: Integers) -> Integers:
        """Return those of `rows` that can be compared at all."""
        return np.asarray(rows[(self.looks[rows] != _NO_LOOK) | self.texts[rows].any(axis=1)])

    def like(self, row: int) -> Integers:
        """Return the rows that say the same, or look the same where one of them says nothing."""
        alike = (self.texts == self.texts[row]).sum(axis=1) >= SAYS_ALIKE
        silent = ~self.texts.any(axis=1)
        looking = self._looking_like(row, self.looks)
        if self.texts[row].any():
            alike |= looking & silent
        else:
            alike = looking
        return np.flatnonzero(alike & (self.documents != self.documents[row]))

    def pages_looking_alike(self, ours: Integers, theirs: Integers) -> int:
        """Return how many rows of `ours` look like one of `theirs`, each of which counts once."""
        left = list(theirs)
        for row in ours:
            alike = (
                self._looking_like(int(row), self.looks[left]) if left else np.zeros(0, np.bool_)
            )
            if alike.any():
                del left[int(np.argmax(alike))]
        return len(theirs) - len(left)

    def pairs(self, ours: Integers, theirs: Integers) -> list[tuple[int, int]]:
        """Return which pages of two documents say the same, or look the same, by their numbers.

        Each page stands in one pair at most.
        """
        left = list(theirs)
        found: list[tuple[int, int]] = []
        for row in ours.tolist():
            if not left:
                break
            says = (self.texts[left] == self.texts[row]).sum(axis=1)
            alike = (says >= SAYS_ALIKE) & self.texts[row].any()
            alike |= self._looking_like(row, self.looks[left])
            if alike.any():
                best = int(np.argmax(np.where(alike, says + 1, 0)))
                found.append((int(self.numbers[row]), int(self.numbers[left.pop(best)])))
        return found

    def alike(self) -> Counter[tuple[int, int]]:
        """Return how many pages the documents of each pair have alike, where there are any.

        Pages are sorted by some of their numbers, and those compared that stand side by side.
        """
        found: set[tuple[int, int, int]] = set()
        for ours, theirs in self._neighbours():
            same = (self.texts[ours] == self.texts[theirs]).sum(axis=1) >= SAYS_ALIKE
            one, other = self.documents[ours[same]], self.documents[theirs[same]]
            rows = np.where(one < other, ours[same], theirs[same])
            pairs = np.minimum(one, other), np.maximum(one, other), rows
            found.update(zip(*(part[one != other].tolist() for part in pairs), strict=True))
        found.update(self._silent_ones())
        return Counter((one, other) for one, other, _ in found)

    def _neighbours(self) -> Iterator[tuple[Integers, Integers]]:
        told = np.flatnonzero(self.texts.any(axis=1))
        for start in range(0, _LENGTH, _BAND):
            first, second, third, fourth = self.texts[told, start : start + _BAND].T.astype(
                np.uint64
            )
            keys = (first << np.uint64(32) | second) * _SCRAMBLE ^ (third << np.uint64(32) | fourth)
            _, places, sizes = np.unique(keys, return_inverse=True, return_counts=True)
            some = np.flatnonzero((sizes[places] > 1) & (sizes[places] <= _CROWD))
            order = some[np.argsort(places[some], kind="stable")]
            kept, rows = places[order], told[order]
            for step in range(1, int(sizes[sizes <= _CROWD].max(initial=1))):
                same = np.flatnonzero(kept[step:] == kept[:-step])
                yield rows[same], rows[same + step]

    def _silent_ones(self) -> Iterator[tuple[int, int, int]]:
        """Yield the pages looking alike of documents of which no page says anything."""
        told = np.unique(self.documents[self.texts.any(axis=1)])
        silent = np.flatnonzero((self.looks != _NO_LOOK) & ~np.isin(self.documents, told))
        silent = silent[np.argsort(self.documents[silent], kind="stable")]
        for at, row in enumerate(silent.tolist()):
            others = silent[at + 1 :]
            like = others[self._looking_like(row, self.looks[others])]
            for other in np.unique(self.documents[like]).tolist():
                if other != self.documents[row]:
                    yield int(self.documents[row]), other, row

    def _looking_like(self, row: int, looks: Integers) -> Flags:
        """Return which of `looks` are like that of `row`; nothing is like nothing."""
        look = self.looks[row]
        apart = np.bitwise_count((looks ^ look).view(np.uint64))
        return np.asarray((apart <= LOOKS_ALIKE) & (looks != _NO_LOOK) & (look != _NO_LOOK))


def read_page_table(session: Session) -> PageTable:
    """Read the table of all pages of originals."""
    kept = [FileObject.carries_pages, Page.file_id == FileObject.id, Page.status != "waiting"]
    look = func.coalesce(Page.image_hash, _NO_LOOK)
    documents, pages, looks, texts = strung(
        session, kept, FileObject.document_id, Page.number, look, Page.text_hash
    )
    nothing = "0" * (_LENGTH * _DIGITS)
    told = [] if texts is None else [text or nothing for text in texts.split(BETWEEN)]
    hashes = np.frombuffer(bytes.fromhex("".join(told)), ">u4").astype(np.uint32)
    return PageTable(
        numbers(documents), numbers(pages), numbers(looks), hashes.reshape(-1, _LENGTH)
    )
