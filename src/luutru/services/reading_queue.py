"""The pages that wait to be read, in the order of the moment, for one run over them."""

from collections import Counter, deque
from collections.abc import Callable, Iterator

from luutru.services import readings
from luutru.services.archive import Archive
from luutru.services.readings import WaitingPage


class ReadingQueue:
    """Gives out one page after the other.

    Before each page it looks whether documents were put into another order, or new ones came, and
    goes by that. So whoever is at work already also reads what is brought meanwhile. Of several
    desks each document is read by one.
    """

    def __init__(self, archive: Archive, count_pages: Callable[[], None]) -> None:
        """`count_pages` looks into the files of new documents, so that their pages are known."""
        self._archive = archive
        self._count_pages = count_pages
        self._order: frozenset[tuple[int, int, int]] = frozenset()
        self._coming: deque[WaitingPage] = deque()
        self._being_read: dict[int, int] = {}
        """The document of each page that was given out and is not finished."""
        self._left: Counter[int] = Counter()
        self._given = 0
        self._claims = archive.catalogue.database.claims()
        self._ours: set[int] = set()
        """The documents that this desk has undertaken to read."""
        self._not_ours: set[int] = set()
        """Those that another desk reads."""

    def __iter__(self) -> Iterator[WaitingPage]:
        """Yield pages until none waits."""
        self._reload()
        while True:
            self._follow()
            page = self._next()
            if page is None:
                return
            self._given += 1
            self._being_read[page.page_id] = page.document_id
            yield page

    @property
    def total(self) -> int:
        """How many pages were given out or wait."""
        return self._given + len(self._coming)

    def finish(self, page_id: int) -> int | None:
        """Take note that a page was read; return its document if it was the last one of it."""
        document_id = self._being_read.pop(page_id)
        self._left[document_id] -= 1
        if self._left[document_id]:
            return None
        self._ours.discard(document_id)
        self._claims.give_back(document_id)
        return document_id

    def close(self) -> None:
        """Leave what is not finished to whoever comes next."""
        self._claims.close()

    def _next(self) -> WaitingPage | None:
        """Return the next page of a document that no other desk reads."""
        while self._coming:
            page = self._coming.popleft()
            if self._is_ours(page.document_id):
                return page
        return None

    def _is_ours(self, document_id: int) -> bool:
        if document_id in self._ours:
            return True
        if document_id in self._not_ours or not self._claims.take(document_id):
            self._not_ours.add(document_id)
            return False
        if self._archive.is_shared and not readings.waits(self._archive, document_id):
            self._claims.give_back(document_id)  # it was read before we undertook it
            self._not_ours.add(document_id)
            return False
        self._ours.add(document_id)
        return True

    def _follow(self) -> None:
        """Take up another order, and documents that are new."""
        order = readings.reading_order(self._archive)
        known, self._order = self._order, order
        if order - known:  # what is only gone was finished
            self._count_pages()
            self._reload()

    def _reload(self) -> None:
        waiting = readings.waiting_pages(self._archive)
        self._coming = deque(page for page in waiting if page.page_id not in self._being_read)
        self._left = Counter(page.document_id for page in self._coming)
        self._left.update(self._being_read.values())
