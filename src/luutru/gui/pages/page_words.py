"""The words of the pages of one document: asked for when a page is shown, kept when they come."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal

from luutru.records.words import PlacedWord

Take = Callable[[Sequence[PlacedWord]], None]
WordsOf = Callable[[int, Take], object]
"""Hands over the words of a page, counted from 0, in reading order, now or later."""


def no_words(_page: int, take: Take) -> None:
    """Tell that a page has no words."""
    take(())


PAGES_KEPT: Final = 200
"""Beside those that are selected."""


class PageWords(QObject):
    """Asks for the page wanted last before all others, one at a time."""

    arrived = Signal(int)
    """The words of this page have come."""

    def __init__(
        self, words_of: WordsOf, held: Callable[[], range], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._words_of = words_of
        self._held = held
        """Tells the pages whose words must not be dropped."""
        self._known: dict[int, Sequence[PlacedWord]] = {}
        self._outdated: set[int] = set()
        """Pages whose words are shown until they have come anew."""
        self._wishes: list[int] = []
        self._out: int | None = None
        self._out_counts = True

    def words(self, page: int) -> Sequence[PlacedWord]:
        """Return the words of a page as far as they have come, and ask for them if not."""
        self.want(page)
        return self._known.get(page, ())

    def is_known(self, page: int) -> bool:
        """Tell whether the words of a page have come, and ask for them if not."""
        self.want(page)
        return page in self._known

    def want(self, page: int) -> None:
        """Ask for the words of a page before those of others."""
        known = page in self._known and page not in self._outdated
        if known or page == self._out or self._wishes[-1:] == [page]:
            return
        if page in self._wishes:
            self._wishes.remove(page)
        self._wishes.append(page)
        self._ask_next()

    def forget(self) -> None:
        """Ask for all words anew: pages may have been read since."""
        self._outdated = set(self._known)
        self._out_counts = False

    def _ask_next(self) -> None:
        if self._out is None and self._wishes:
            self._out, self._out_counts = self._wishes.pop(), True
            self._words_of(self._out, self._take)

    def _make_room(self, newest: int) -> None:
        if len(self._known) > PAGES_KEPT:
            held = (newest, *self._held())
            oldest = next((page for page in self._known if page not in held), newest)
            if oldest != newest:
                del self._known[oldest]

    def _take(self, words: Sequence[PlacedWord]) -> None:
        page, self._out = self._out, None
        if page is None:
            return
        self._known[page] = words
        self._make_room(page)
        if self._out_counts:
            self._outdated.discard(page)
        else:
            self._outdated.add(page)
        self.arrived.emit(page)
        self._ask_next()
