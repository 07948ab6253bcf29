"""What was proposed for one field or one entry: its pill, its doubts, what there is to choose."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from luutru.gui.formats import percent
from luutru.gui.intake.review.check_pill import CheckPill, Standing
from luutru.gui.intake.review.options import Options
from luutru.gui.intake.review.words import doubt_state, doubt_words, value_words
from luutru.gui.widgets.layouts import column, label
from luutru.services.propose import Place, Proposal, is_doubtful

Candidates = tuple[Proposal, ...]
AsEntered = Callable[[str], str]
"""Writes a proposed value the way the input shows it."""


class Proposed(QWidget):
    """Follows what stands in the input; its pill is placed by whoever owns it."""

    chosen = Signal(str)
    """Take this value, as it was proposed."""
    settled = Signal()
    """A person has looked, or has stopped to have looked."""

    def __init__(self, field: str, caption: str) -> None:
        super().__init__()
        self._field = field
        self._candidates: Candidates = ()
        self._entered: tuple[str, ...] = ()
        self._values: list[Proposal] = []
        self._begun, self._typed, self._recorded = "", "", False
        self.seen = False
        """Whether a person said that the value is right."""
        self.required = False
        """Whether a review needs a value here."""
        self.pill = CheckPill(caption)
        self.doubt = label("", "doubt", wrap=True)
        self.options = Options()
        self.setLayout(column(self.doubt, self.options, spacing=5))
        self.pill.clicked.connect(lambda _checked: self.see())
        self.options.chosen.connect(self._choose)
        self.hide()

    # --- what was proposed -----------------------------------------------------------------

    @property
    def candidates(self) -> Candidates:
        """What was proposed, the likeliest first."""
        return self._candidates

    def begin(
        self, candidates: Candidates, as_entered: AsEntered, begun: str, *, recorded: bool
    ) -> None:
        """Show candidates beside an input in which `begun` stands before anybody types.

        What is `recorded` already was somebody's decision and is not doubted.
        """
        self._candidates, self._begun, self._recorded = candidates, begun, recorded
        self.seen = False
        self._entered = tuple(as_entered(one.value) for one in candidates)
        told = [entered for entered in dict.fromkeys(self._entered) if entered]
        differs = any(entered != begun for entered in told)
        self._values = [self._candidates[self._entered.index(entered)] for entered in told]
        words = [value_words(self._field, one.value) for one in self._values]
        self.options.show_options(words if differs else [])
        self.follow(begun)

    def follow(self, typed: str) -> None:
        """Say what is to be said while `typed` stands in the input."""
        self._typed = typed
        if not self._candidates:
            self.pill.show_standing(Standing.MISSING)
            self.pill.setVisible(self.is_open)
            self.hide()
            return
        kept = self.kept
        told = kept or self._candidates[0]
        page = told.places[0].page if told.places else 0
        self.pill.show_standing(self.standing, page, percent(told.confidence))
        self.options.mark(self._values.index(kept) if kept in self._values else -1)
        said = doubt_words(self._candidates[0]) if self.standing.is_open else ""
        self.doubt.setText(said)
        self.doubt.setVisible(bool(said))
        self.setVisible(bool(said or self.options.buttons))

    @property
    def kept(self) -> Proposal | None:
        """The candidate that stands in the input."""
        if self._typed in self._entered:
            return self._candidates[self._entered.index(self._typed)]
        return None

    @property
    def standing(self) -> Standing:
        """What has become of what was proposed."""
        if self.required and not self._typed:
            return Standing.MISSING
        if self._typed != self._begun:
            return Standing.SEEN if self.kept else Standing.CHANGED
        if self._recorded or not is_doubtful(self._candidates):
            return Standing.SURE
        if self.seen:
            return Standing.SEEN
        blunt = doubt_state(self._candidates[0]) == "overdue"
        return Standing.DECIDE if blunt else Standing.LOOK

    @property
    def is_open(self) -> bool:
        """Tell whether a person still has to look."""
        if not self._typed and self.required:
            return True
        return bool(self._candidates) and self.standing.is_open

    @property
    def state(self) -> str:
        """The state in whose colours its places are framed."""
        return self.standing.value.state if self.standing.is_open else "active"

    @property
    def places(self) -> tuple[Place, ...]:
        """Where what stands in the input was read, or the likeliest candidate."""
        return (self.kept or self._candidates[0]).places if self._candidates else ()

    # --- what a person does ----------------------------------------------------------------

    def see(self) -> None:
        """Note that a person has looked, and that the value is right."""
        self.seen = True
        self.follow(self._typed)
        self.settled.emit()

    def _choose(self, number: int) -> None:
        self.seen = True
        self.chosen.emit(self._values[number].value)
        self.settled.emit()
