"""The hits of a search on the pages of one document, and which of them is looked at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from luutru.gui.pages.page_geometry import Box

_BREATH: Final = (25, 15)
"""How far a mark reaches beyond the letters, across and down, in ten-thousandths."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One hit: the index of its page and a box for each line of print it runs over."""

    page: int
    boxes: tuple[Box, ...]
    words: int = 1
    """How many words of the search stand together here."""


def joined(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """Join the boxes of words that follow each other on one line, so that they read as one mark."""
    out: list[Box] = []
    for box in boxes:
        if out and _follows(out[-1], box):
            last = out[-1]
            out[-1] = Box(
                last.left, min(last.top, box.top), box.right, max(last.bottom, box.bottom)
            )
        else:
            out.append(box)
    across, down = _BREATH
    return tuple(Box(b.left - across, b.top - down, b.right + across, b.bottom + down) for b in out)


def _follows(last: Box, box: Box) -> bool:
    middle = (box.top + box.bottom) / 2
    return last.top <= middle <= last.bottom and box.left >= last.left


class HitMarks:
    """All marks of a document in reading order, walked round in a circle."""

    def __init__(self, marks: Sequence[Mark] = ()) -> None:
        self._marks = tuple(marks)
        self._at = 0
        self._by_page: dict[int, list[Mark]] = {}
        for mark in self._marks:
            self._by_page.setdefault(mark.page, []).append(mark)

    def __len__(self) -> int:
        return len(self._marks)

    @property
    def current(self) -> Mark | None:
        """The mark that is looked at."""
        return self._marks[self._at] if self._marks else None

    @property
    def place(self) -> int:
        """Its running number, from 1; 0 where there are no marks."""
        return self._at + 1 if self._marks else 0

    @property
    def pages(self) -> list[int]:
        """The page (counted from 0) of each mark."""
        return [mark.page for mark in self._marks]

    def on(self, page: int) -> Sequence[Mark]:
        """Return the marks of one page."""
        return self._by_page.get(page, ())

    def step(self, by: int) -> Mark | None:
        """Look at the mark `by` places further, from the end round to the beginning."""
        if self._marks:
            self._at = (self._at + by) % len(self._marks)
        return self.current

    def start_on(self, page: int) -> Mark | None:
        """Look at the fullest mark of `page`, or of the whole document where it has none."""
        if self._marks:
            here = [at for at, mark in enumerate(self._marks) if mark.page == page]
            among = here or range(len(self._marks))
            self._at = max(among, key=lambda at: (self._marks[at].words, -at))
        return self.current
