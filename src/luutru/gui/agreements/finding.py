"""Live search: questions go to the lane of reading, the newest answer wins, counts come after."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from luutru.gui.agreements.results import Found, Question, divide, find, hits_of
from luutru.gui.jobs import Newest
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.services.facets import Facets

if TYPE_CHECKING:
    from luutru.services.search import Hit


class Finding(QObject):
    """Keeps the question that is open and tells what it is answered."""

    asked = Signal()
    """A question was put; its answer is on its way."""
    found = Signal(object)
    """The `Found` that answers the open question."""
    divided = Signal(object)
    """The `Facets` of it."""
    more_hits = Signal()
    """Snippets asked for while scrolling have come."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._searching = Newest(desk.jobs, Lane.SEARCHING)
        self._dividing = Newest(desk.jobs, Lane.COUNTING)
        self._snippets = Newest(desk.jobs, Lane.SEARCHING)
        self._total: int | None = None
        self._hits: dict[int, Hit | None] = {}
        self.question = Question()
        self.last: Found | None = None

    @property
    def waiting(self) -> bool:
        """Tell whether the answer to the open question is still to come."""
        return self._searching.waiting

    def ask(self, question: Question) -> None:
        """Open a question; the answer to an earlier one will not be told."""
        self.question = question
        archive, total = self._desk.archive, self._total
        self._dividing.forget()
        self._snippets.forget()
        self._searching.ask(lambda _job: find(archive, question, total), self._take)
        self.asked.emit()

    def ask_again(self) -> None:
        """Ask the open question anew: the archive has changed."""
        self._total = None
        self.ask(self.question)

    def hit(self, agreement: int) -> "Hit | None":
        """Return what was found in an agreement, as far as it was told."""
        return self._hits.get(agreement)

    def want_hits(self, agreements: Sequence[int]) -> None:
        """Ask for the hits of agreements that are shown now."""
        missing = frozenset(one for one in agreements if one not in self._hits)
        # While an answer is awaited, the rows shown are those of another question.
        idle = not (self.waiting or self._snippets.waiting)
        if not missing or not self.question.searches or not idle:
            return
        archive, question = self._desk.archive, self.question
        self._snippets.ask(
            lambda _job: hits_of(archive, question, missing),
            lambda told: self._take_hits(missing, told),
        )

    def _take(self, found: Found) -> None:
        self.last, self._total = found, found.total
        self._hits = {**found.hits}
        self.found.emit(found)
        archive = self._desk.archive
        self._dividing.ask(lambda _job: divide(archive, found), self._tell_facets)

    def _tell_facets(self, told: Facets) -> None:
        self.divided.emit(told)

    def _take_hits(self, asked: frozenset[int], told: "dict[int, Hit]") -> None:
        self._hits |= dict.fromkeys(asked) | told
        self.more_hits.emit()
