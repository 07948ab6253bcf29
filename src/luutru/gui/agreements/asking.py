"""What the reader may ask of the list: words, filters, an order, agreements like another."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from luutru.gui.agreements.finding import Finding
from luutru.gui.agreements.results import BEST_FIRST, NEWEST_FIRST, Original, Question, Sorting
from luutru.gui.screen import Desk
from luutru.services.filters import EVERYTHING, Filter


class Asking(QObject):
    """Turns wishes into the next question; what is not touched stays as it was."""

    came_back = Signal(object)
    """The `Original` whose likes were listed; the list before is asked for again."""

    def __init__(self, desk: Desk, finding: Finding) -> None:
        super().__init__()
        self._desk = desk
        self._finding = finding
        self._before = Question()

    @property
    def now(self) -> Question:
        """The question that is open."""
        return self._finding.question

    @property
    def text(self) -> str:
        """What is searched and can be marked; "" while nothing is."""
        return self.now.text.strip() if self.now.searches else ""

    def search(self, text: str) -> None:
        """Search other words; the best hits come first until another order is asked for."""
        before = self.now
        question = replace(before, text=text, like=None)
        if question.searches != before.searches:
            question = replace(question, sorting=BEST_FIRST if question.searches else NEWEST_FIRST)
        if question.explains or before.explains:
            self._finding.ask(question)

    def search_instead(self, text: str) -> None:
        """Search other words and show them in the search field."""
        self._desk.search_shown.emit(text)
        self.search(text)

    def ask(self, question: Question) -> None:
        """Ask something whole, and show its words in the search field."""
        self._desk.search_shown.emit(question.text)
        self._finding.ask(question)

    def open_list(self, wanted: str | Filter) -> None:
        """Show what a typed query or a filter asks for, whatever was open before."""
        if isinstance(wanted, str):
            question = Question(wanted)
            self.ask(replace(question, sorting=BEST_FIRST) if question.searches else question)
        else:
            self.ask(Question(wanted=wanted))

    def everything(self) -> None:
        """Show all agreements there are as of the day that is shown."""
        self.ask(Question(wanted=self._of_the_day))

    def narrow(self, wanted: Filter) -> None:
        """Show only what `wanted` asks for."""
        self._finding.ask(replace(self.now, wanted=wanted))

    def drop_filters(self) -> None:
        """Show what the text alone finds, as of the day that is shown."""
        self.narrow(self._of_the_day)

    def as_of(self, day: date | None) -> None:
        """Show the same as of another day; None: as of today."""
        self._before = replace(self._before, wanted=replace(self._before.wanted, day=day))
        self.narrow(replace(self.now.wanted, day=day))

    @property
    def _of_the_day(self) -> Filter:
        return replace(EVERYTHING, day=self.now.wanted.day)

    def drop_facet(self, name: str) -> None:
        """Let one facet no longer narrow the result."""
        self.narrow(self.now.wanted.without(name))

    def sort(self, sorting: Sorting) -> None:
        """Show the result in another order."""
        self._finding.ask(replace(self.now, sorting=sorting))

    def like(self, original: Original) -> None:
        """List what is most like an agreement; `go_back` leads back."""
        if self.now.like is None:
            self._before = self.now
        self._finding.ask(Question(self._before.text, self._of_the_day, BEST_FIRST, original))

    def go_back(self) -> None:
        """Show again what was listed before the agreements alike."""
        original = self.now.like
        if original is not None:
            self.came_back.emit(original)
            self._finding.ask(self._before)
