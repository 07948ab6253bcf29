"""Frames around places on a scan, each standing for something that was read there."""

from collections.abc import Sequence
from dataclasses import dataclass

from luutru.gui.pages.page_geometry import Box


@dataclass(frozen=True, slots=True)
class Frame:
    """Boxes on one page, drawn in the colours of a state, with a name beside them."""

    key: str
    """What it belongs to; several frames may belong to the same thing."""
    page: int
    """Counted from 0."""
    boxes: tuple[Box, ...]
    """On the page as it stands upright."""
    label: str
    state: str
    """A state of the table of colours, such as `active` or `overdue`."""


class Frames:
    """The frames of one document, and which of them is looked at."""

    def __init__(self, frames: Sequence[Frame] = ()) -> None:
        self._by_page: dict[int, list[Frame]] = {}
        self._by_key: dict[str, list[Frame]] = {}
        for frame in frames:
            self._by_page.setdefault(frame.page, []).append(frame)
            self._by_key.setdefault(frame.key, []).append(frame)
        self.current = ""
        """The key of what is looked at; empty for nothing."""

    def on(self, page: int) -> Sequence[Frame]:
        """Return the frames of a page in the order in which they are painted."""
        frames = self._by_page.get(page, [])
        return sorted(frames, key=lambda frame: frame.key == self.current)

    def beside(self, by: int) -> str:
        """Return the key of what was read after (1) or before (-1) what is looked at; "" of none.

        From the last it goes on with the first.
        """
        first = [
            (page, min((box.top, box.left) for box in frame.boxes), frame.key)
            for page, frames in self._by_page.items()
            for frame in frames
        ]
        keys = list(dict.fromkeys(key for _page, _place, key in sorted(first)))
        if not keys:
            return ""
        here = keys.index(self.current) if self.current in keys else -1 if by > 0 else 0
        return keys[(here + by) % len(keys)]

    def of(self, key: str) -> Sequence[Frame]:
        """Return the frames that belong to one thing."""
        return self._by_key.get(key, ())

    def at(self, page: int, x: int, y: int) -> Frame | None:
        """Return the smallest frame around a place, so that one within another can be met."""
        around = [
            (_area(box), frame)
            for frame in self._by_page.get(page, [])
            for box in frame.boxes
            if box.left <= x <= box.right and box.top <= y <= box.bottom
        ]
        return min(around, key=lambda found: found[0])[1] if around else None


def _area(box: Box) -> int:
    return (box.right - box.left) * (box.bottom - box.top)
