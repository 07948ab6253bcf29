"""What is selected in the page view: words, remembered from page to page."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from luutru.gui.pages.page_geometry import Box
from luutru.gui.pages.page_selection import (
    Caret,
    covered,
    lines,
    nearest_across,
    reads,
    rows_of,
    word_at,
)
from luutru.gui.pages.page_words import PageWords, WordsOf, no_words
from luutru.records.words import PlacedWord


class WordPick(QObject):
    """A selection of words in one document, over pages whose words have come."""

    def __init__(self, words_of: WordsOf = no_words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pages = PageWords(words_of, self._span, self)
        self.pages.arrived.connect(self._fit)
        self._anchor: Caret | None = None
        self._end: Caret | None = None

    def words(self, page: int) -> Sequence[PlacedWord]:
        """Return the words of a page, counted from 0; none until they have come."""
        return self.pages.words(page)

    @property
    def is_whole(self) -> bool:
        """Tell whether the words of all pages that are selected have come."""
        return all(self.pages.is_known(page) for page in self._span())

    def _span(self) -> range:
        if self._anchor is None or self._end is None:
            return range(0)
        first, last = sorted((self._anchor, self._end))
        return range(first.page, last.page + 1)

    def _fit(self, page: int) -> None:
        """Drop a selection whose end is no longer there: the page was read anew."""
        carets = [one for one in (self._anchor, self._end) if one and one.page == page]
        if any(one.word >= len(self.words(page)) for one in carets):
            self.clear()

    def is_word(self, page: int, x: int, y: int) -> bool:
        """Tell whether a word stands exactly at a place."""
        at = word_at(self.words(page), x, y)
        if at is None:
            return False
        word = self.words(page)[at]
        return word.left <= x <= word.right and word.top <= y <= word.bottom

    def start(self, page: int, x: int, y: int) -> None:
        """Begin a selection at a place; nothing is selected until the pointer moves."""
        self._anchor, self._end = self._caret(page, x, y), None

    def stretch(self, page: int, x: int, y: int) -> None:
        """Select up to and including the word at a place."""
        caret = self._caret(page, x, y)
        if self._anchor is not None and caret is not None:
            self._end = caret

    def take_word(self, page: int, x: int, y: int) -> None:
        """Select the one word at a place."""
        self._anchor = self._end = self._caret(page, x, y)

    def take_page(self, page: int) -> None:
        """Select all words of a page."""
        count = len(self.words(page))
        if count:
            self._anchor, self._end = Caret(page, 0), Caret(page, count - 1)

    def clear(self) -> None:
        """Select nothing."""
        self._anchor = self._end = None

    # --- by key ----------------------------------------------------------------------------

    @property
    def has_anchor(self) -> bool:
        """Tell whether a selection was begun, from where it can be stretched."""
        return self._anchor is not None

    @property
    def end(self) -> tuple[int, Box] | None:
        """The page (from 0) and the place of the word at which the selection ends."""
        if self._end is None:
            return None
        return self._end.page, Box(*self.words(self._end.page)[self._end.word][1:5])

    def step(self, pages: range, page: int, by: int) -> None:
        """Move the end of the selection by one word; on `page` where nothing is selected."""
        end = self._end or self._anchor
        if end is None:
            self._begin(page)
        elif 0 <= end.word + by < len(self.words(end.page)):
            self._end = Caret(end.page, end.word + by)
        else:
            self._cross(end, pages, by)

    def step_line(self, pages: range, page: int, by: int) -> None:
        """Move the end of the selection by one line of print."""
        end = self._end or self._anchor
        if end is None:
            self._begin(page)
            return
        rows = rows_of(self.words(end.page))
        at = next(number for number, row in enumerate(rows) if end.word in row)
        if 0 <= at + by < len(rows):
            words = self.words(end.page)
            self._end = Caret(end.page, nearest_across(words, rows[at + by], words[end.word]))
        else:
            self._cross(end, pages, by)

    def _begin(self, page: int) -> None:
        if self.words(page):
            self._anchor = self._end = Caret(page, 0)

    def _cross(self, end: Caret, pages: range, by: int) -> None:
        """Go on with the nearest page in this direction that has words."""
        page = end.page + by
        while page in pages and self.pages.is_known(page) and not self.words(page):
            page += by
        if page in pages and self.words(page):
            self._end = Caret(page, 0 if by > 0 else len(self.words(page)) - 1)

    def _caret(self, page: int, x: int, y: int) -> Caret | None:
        at = word_at(self.words(page), x, y)
        return None if at is None else Caret(page, at)

    def picked(self, page: int) -> Sequence[PlacedWord]:
        """Return the selected words of a page."""
        if self._anchor is None or self._end is None or page not in self._span():
            return ()
        words = self.words(page)
        chosen = covered(self._anchor, self._end, page, len(words))
        return words[chosen.start : chosen.stop]

    def single(self) -> tuple[int, PlacedWord] | None:
        """Return the page (from 0) and the word where exactly one word is selected."""
        if self._anchor is None or self._anchor != self._end:
            return None
        return self._anchor.page, self.words(self._anchor.page)[self._anchor.word]

    def boxes(self, page: int) -> list[Box]:
        """Return a box for each line of print that is selected on a page."""
        return [
            Box(
                line[0].left,
                min(word.top for word in line),
                line[-1].right,
                max(word.bottom for word in line),
            )
            for line in lines(self.picked(page))
        ]

    def text(self) -> str:
        """Return what is selected, one line of print a line."""
        return "\n".join(reads(self.picked(page)) for page in self._span())
