"""Rows of a long list: all identifiers are kept, the rows themselves are read as they are shown.

Rows are read on a lane of their own, in pages. While somebody scrolls fast, what was wanted a
moment ago no longer matters: the newest wishes come first, and one page is out at a time.
"""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from luutru.errors import CatalogueOutOfReach
from luutru.gui.jobs import Jobs, Newest
from luutru.gui.lanes import Lane

PAGE: Final = 128
PAGES_KEPT: Final = 24
WISHES_KEPT: Final = 4
"""More pages than are seen at once."""

AwaitedRole: Final = Qt.ItemDataRole.UserRole + 100
"""Whether the row of an index is still to be read: it is painted as a grey line."""

Row = TypeVar("Row")


class PagedRows(QObject, Generic[Row]):
    """Identifiers take 8 bytes each, so that the scroll bar tells the truth of 100,000 rows."""

    arrived = Signal(int, int)
    """The rows from here to there can now be had, or are known not to be."""

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], Sequence[Row]],
        number_of: Callable[[Row], int],
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._fetch = fetch
        """Reads rows; called on the thread of the lane."""
        self._number_of = number_of
        self._jobs = jobs
        self._reading = Newest(jobs, Lane.ROWS)
        self.ids: array[int] = array("q")
        self._pages: OrderedDict[int, dict[int, Row]] = OrderedDict()
        self._before: dict[int, Row] = {}
        """Rows as they were read for an earlier list, shown until they are read anew."""
        self._wishes: list[int] = []
        self._out: int | None = None
        self._at = -1

    def __len__(self) -> int:
        return len(self.ids)

    def show(self, ids: "array[int]", first_rows: Sequence[Row] = ()) -> None:
        """Keep other identifiers; `first_rows` are those of the first page, if they are at hand."""
        if self._pages:
            self._before = {n: row for page in self._pages.values() for n, row in page.items()}
        self._reading.forget()
        self._out, self._at = None, -1
        self._wishes.clear()
        self._pages.clear()
        self.ids = ids
        if first_rows:
            self._keep(0, first_rows)

    def read_by(self, fetch: Callable[[Sequence[int]], Sequence[Row]]) -> None:
        """Read rows in another way from now on; those read before told something else."""
        self._reading.forget()
        self._fetch = fetch
        self._out = None
        self._pages.clear()
        self._before.clear()

    def row(self, place: int) -> Row | None:
        """Return a row; None where it is still to be read, or was taken away meanwhile."""
        page, number = place // PAGE, self.ids[place]
        if page != self._at:
            self._go_to(page)
        if page not in self._pages:
            self._want([page])
            return self._before.get(number)
        self._pages.move_to_end(page)
        return self._pages[page].get(number)

    def is_awaited(self, place: int) -> bool:
        """Tell whether nothing is known of a row yet."""
        return place // PAGE not in self._pages and self.ids[place] not in self._before

    def _go_to(self, page: int) -> None:
        """Read the neighbours too, ahead of whoever scrolls."""
        forward = page >= self._at
        self._at = page
        last = (len(self.ids) - 1) // PAGE
        near = (page + 1, page - 1) if forward else (page - 1, page + 1)
        self._want([one for one in (page, *near) if 0 <= one <= last])

    def _want(self, pages: list[int]) -> None:
        """Ask for pages, the most needed first; the oldest wishes are forgotten."""
        pages = [one for one in pages if one not in self._pages and one != self._out]
        older = (wish for wish in self._wishes if wish not in pages)
        self._wishes = [*pages, *older][:WISHES_KEPT]
        self._read_next()

    def _read_next(self) -> None:
        if self._out is not None or not self._wishes:
            return
        self._out = page = self._wishes.pop(0)
        wanted, fetch = self.ids[page * PAGE : (page + 1) * PAGE], self._fetch
        self._reading.ask(lambda _job: fetch(wanted), self._take, self._fail)

    def _take(self, rows: Sequence[Row]) -> None:
        page, self._out = self._out, None
        if page is None:
            return
        self._keep(page, rows)
        self.arrived.emit(page * PAGE, min((page + 1) * PAGE, len(self.ids)) - 1)
        self._read_next()

    def _fail(self, error: Exception) -> None:
        if isinstance(error, CatalogueOutOfReach):
            self._out = None  # read when the list is asked for anew; the window tells of the outage
            return
        self._jobs.tell(error)
        self._take(())

    def _keep(self, page: int, rows: Sequence[Row]) -> None:
        self._pages[page] = {self._number_of(row): row for row in rows}
        if len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
