"""Page images kept in memory, and the queue of those still to be drawn.

The child process draws one page at a time. While somebody scrolls fast, what was wanted a moment
ago no longer matters: only the newest wishes are kept, in order of need, and one is out at a time.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from luutru.errors import LuutruError

BYTES_KEPT: Final = 160 * 1024 * 1024
"""About 25 pages at the width of a pane on a common screen."""


class ImageKey(NamedTuple):
    """Which picture is meant: `width` in device pixels after turning by `turn` degrees."""

    document: int
    number: int
    width: int
    turn: int


Outcome = QImage | LuutruError
Render = Callable[[ImageKey], Outcome]
Run = Callable[[Callable[[], Outcome], Callable[[Outcome], None]], object]
"""Does the work on another thread, then hands its result over on this one."""


class PageImages(QObject):
    """An LRU of page images and the one place that asks for more."""

    arrived = Signal(object)
    """An `ImageKey` can now be had, or is known not to be."""

    def __init__(
        self, render: Render, run: Run, parent: QObject | None = None, *, kept: int = BYTES_KEPT
    ) -> None:
        super().__init__(parent)
        self._render = render
        self._run = run
        self._room = kept
        self._images: OrderedDict[ImageKey, QImage] = OrderedDict()
        self._troubles: dict[ImageKey, LuutruError] = {}
        self._wishes: list[ImageKey] = []
        self._out: ImageKey | None = None

    def image(self, key: ImageKey) -> QImage | None:
        """Return the picture when it is here."""
        found = self._images.get(key)
        if found is not None:
            self._images.move_to_end(key)
        return found

    def stand_in(self, key: ImageKey) -> QImage | None:
        """Return another size of the same picture, to be shown until the right one comes."""
        same = (
            kept
            for kept in reversed(self._images)
            if (kept.document, kept.number, kept.turn) == (key.document, key.number, key.turn)
        )
        other = next(same, None)
        return None if other is None else self._images[other]

    def trouble(self, key: ImageKey) -> LuutruError | None:
        """Return why the picture cannot be had, if that is known."""
        return self._troubles.get(key)

    def want(self, keys: Sequence[ImageKey]) -> None:
        """Ask for `keys`, the most needed first; what was wanted before is forgotten."""
        self._wishes = [key for key in keys if key not in self._images]
        self._next()

    def forget(self) -> None:
        """Drop everything, when another archive is opened or a file was restored."""
        self._images.clear()
        self._troubles.clear()
        self._wishes.clear()

    def _next(self) -> None:
        if self._out is not None:
            return
        wanted = (key for key in self._wishes if key not in self._troubles)
        key = next(wanted, None)
        if key is None:
            return
        self._out = key
        self._run(lambda: self._render(key), lambda outcome: self._take(key, outcome))

    def _take(self, key: ImageKey, outcome: Outcome) -> None:
        self._out = None
        if isinstance(outcome, LuutruError):
            self._troubles[key] = outcome
        else:
            self._keep(key, outcome)
        self._wishes = [wish for wish in self._wishes if wish != key]
        self.arrived.emit(key)
        self._next()

    def _keep(self, key: ImageKey, image: QImage) -> None:
        self._images[key] = image
        used = sum(kept.sizeInBytes() for kept in self._images.values())
        while used > self._room and len(self._images) > 1:
            _, oldest = self._images.popitem(last=False)
            used -= oldest.sizeInBytes()
