"""Rows of a long list: all identifiers are kept, the rows themselves are read as they are shown."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Final, Generic, TypeVar

PAGE: Final = 128
PAGES_KEPT: Final = 24

Row = TypeVar("Row")


class PagedRows(Generic[Row]):
    """Identifiers take 8 bytes each, so that the scroll bar tells the truth of 100,000 rows."""

    def __init__(
        self, fetch: Callable[[Sequence[int]], Sequence[Row]], number_of: Callable[[Row], int]
    ) -> None:
        self._fetch = fetch
        self._number_of = number_of
        self.ids: array[int] = array("q")
        self._pages: OrderedDict[int, dict[int, Row]] = OrderedDict()

    def __len__(self) -> int:
        return len(self.ids)

    def show(self, ids: "array[int]") -> None:
        """Keep other identifiers."""
        self.ids = ids
        self._pages.clear()

    def row(self, place: int) -> Row | None:
        """Return a row, read with its neighbours; None where it was taken away meanwhile."""
        page = place // PAGE
        if page not in self._pages:
            wanted = self.ids[page * PAGE : (page + 1) * PAGE]
            self._pages[page] = {self._number_of(row): row for row in self._fetch(wanted)}
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        return self._pages[page].get(self.ids[place])
