"""The saved searches of the archive, and which of them is open."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from luutru.gui.agreements.asking import Asking
from luutru.gui.agreements.results import BEST_FIRST, NEWEST_FIRST, Question, Sorting
from luutru.gui.jobs import Newest
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk

if TYPE_CHECKING:
    from types import ModuleType

    from luutru.services.archive import Archive
    from luutru.services.saved_searches import SavedSearch
    from luutru.services.search import Sort


class Keeping(QObject):
    """Runs, saves and changes saved searches; the archive is written to on its own lane."""

    listed = Signal()
    """The list has been read anew."""
    moved = Signal()
    """Another question is open: which search is open, or whether it is changed, may differ."""

    def __init__(self, desk: Desk, asking: Asking) -> None:
        super().__init__()
        self._desk = desk
        self.permits = desk.permits
        self._asking = asking
        self._reading = Newest(desk.jobs)
        self.searches: list[SavedSearch] = []
        self.open_id: int | None = None

    # --- what is open ----------------------------------------------------------------------

    @property
    def opened(self) -> "SavedSearch | None":
        """The search that was run last, until everything is shown again."""
        return next((one for one in self.searches if one.id == self.open_id), None)

    @property
    def is_changed(self) -> bool:
        """Tell whether the question differs from the search that is open."""
        opened, now = self.opened, self._asking.now
        return opened is not None and (opened.query.strip(), opened.wanted, opened.sort) != (
            now.text.strip(), now.wanted, sort_of(now.sorting),
        )  # fmt: skip

    def follow(self) -> None:
        """Take note of the question that is open now."""
        if not self._asking.now.is_narrowed:
            self.open_id = None
        self.moved.emit()

    def run(self, search: "SavedSearch") -> None:
        """Ask what a search asks: words, facets and order."""
        self.open_id = search.id
        self._asking.ask(question_of(search))

    def revert(self) -> None:
        """Ask the open search again as it was saved."""
        if self.opened is not None:
            self.run(self.opened)

    # --- what is written -------------------------------------------------------------------

    def reload(self) -> None:
        """Read the list anew."""
        archive = self._desk.archive

        def read(_job: object) -> "list[SavedSearch]":
            # It knows the index, which takes its time to be loaded.
            from luutru.services.saved_searches import saved_searches  # noqa: PLC0415

            return saved_searches(archive)

        self._reading.ask(read, self._take)

    def save(self, name: str) -> None:
        """Save the open question under a name."""
        now = self._asking.now

        def opened(saved: "SavedSearch") -> None:
            self.open_id = saved.id
            self.reload()

        facts = (name, now.text.strip(), now.wanted, sort_of(now.sorting))
        self._write(lambda kept, archive: kept.save_search(archive, *facts), opened)

    def overwrite(self) -> None:
        """Save the open question in place of the search that is open."""
        opened, now = self.opened, self._asking.now
        if opened is not None:
            facts = {
                "query": now.text.strip(), "wanted": now.wanted, "sort": sort_of(now.sorting)
            }  # fmt: skip
            self._change(opened, facts)

    def rename(self, search: "SavedSearch", name: str) -> None:
        """Give a search another name."""
        self._change(search, {"name": name})

    def delete(self, search: "SavedSearch") -> None:
        """Forget a search."""
        self._write(lambda kept, archive: kept.delete_search(archive, search.id))

    def move(self, search: "SavedSearch", by: int) -> None:
        """Move a search up (-1) or down (1) in the list."""
        ids = [one.id for one in self.searches]
        place = ids.index(search.id) + by
        if 0 <= place < len(ids):
            ids.remove(search.id)
            ids.insert(place, search.id)
            self._write(lambda kept, archive: kept.order_searches(archive, ids))

    def _change(self, search: "SavedSearch", facts: Mapping[str, object]) -> None:
        self._write(
            lambda kept, archive: kept.change_search(archive, search.id, search.version, **facts)
        )

    def _write(
        self,
        write: "Callable[[ModuleType, Archive], Any]",
        then: Callable[[Any], object] | None = None,
    ) -> None:
        """Let the service of saved searches write; the list is read anew whatever came of it."""
        archive = self._desk.archive

        def work(_job: object) -> object:
            from luutru.services import saved_searches  # noqa: PLC0415  see reload

            return write(saved_searches, archive)

        def failed(error: Exception) -> None:
            self.reload()
            self._desk.jobs.tell(error)

        done = then or (lambda _done: self.reload())
        self._desk.jobs.start(work, done, lane=Lane.WRITING, failed=failed)

    def _take(self, searches: "list[SavedSearch]") -> None:
        self.searches = searches
        self.listed.emit()


def question_of(search: "SavedSearch") -> Question:
    """Return the question that a saved search asks."""
    asked = Question(search.query, search.wanted)
    return replace(asked, sorting=_sorting_of(search.sort, searches=asked.searches))


def sort_of(sorting: Sorting) -> "Sort":
    """Return the order that is saved."""
    from luutru.services.search import Sort  # noqa: PLC0415  see Keeping.reload

    return next(
        (one for one in Sort if (one.order, one.descending) == sorting and one.order),
        Sort.RELEVANCE,
    )


def _sorting_of(sort: "Sort", *, searches: bool) -> Sorting:
    if sort.order is not None:
        return Sorting(sort.order, sort.descending)
    return BEST_FIRST if searches else NEWEST_FIRST
