"""One field of the review: what is recorded or proposed, and what a person makes of it."""

from PySide6.QtCore import Signal
from typing_extensions import override

from luutru.gui.fields.field_inputs import as_entered
from luutru.gui.fields.field_row import FieldRow
from luutru.gui.intake.review.proposed import Proposed
from luutru.gui.intake.review.spots import Spot
from luutru.i18n import translate
from luutru.records.fields import Field, Kind, Need
from luutru.services.confirming import Answer
from luutru.services.propose import FieldReview
from luutru.services.values import silence


def is_short(field: Field) -> bool:
    """Tell whether half the width of the form is enough for a field."""
    numbered = field.name in ("code_number", "code_notation")
    return numbered or field.kind in (Kind.DAY, Kind.PERIOD) or field.choices == "yes_no"


class ReviewField(FieldRow):
    """Shows what is recorded, else the likeliest proposal; nothing is saved by it."""

    settled = Signal()
    """A person has looked at a doubtful value."""

    def __init__(self, field: Field) -> None:
        super().__init__(field, beside=is_short(field))
        self.key = field.name
        """Which frames on the scan are its own."""
        self._spoken = ""
        self.note = Proposed(field.name, translate(field.label))
        self.note.required = field.need is Need.REVIEW
        self.pill = self.note.pill
        self.head.insertWidget(2, self.pill)
        self.below.addWidget(self.note)
        self.note.chosen.connect(self._take)
        self.note.settled.connect(self.settled)

    def show_review(self, told: FieldReview) -> None:
        """Show a field of a sheet; what was entered before is forgotten."""
        state = silence(told.current)
        recorded = "" if state else as_entered(self.field, told.current)
        self.begin(recorded, str(state or ""))
        candidates = told.entries[0] if told.entries else ()
        if candidates and not told.current:
            self.put(self._shown(candidates[0].value))
        self.note.begin(candidates, self._shown, self.typed(), recorded=bool(told.current))
        self._say_printed()

    @property
    def has_something(self) -> bool:
        """Tell whether there is anything to see or to answer here."""
        asked = self.field.need is Need.REVIEW
        return asked or bool(self.typed() or self.note.candidates)

    @property
    def is_open(self) -> bool:
        """Tell whether a person still has to look here."""
        return self.note.is_open

    def answers(self) -> list[Answer]:
        """Return what is to be recorded; nothing where all stays as it is."""
        typed, candidates = self.typed(), self.note.candidates
        meant = self.note.kept or (candidates[0] if candidates else None)
        if not self.is_changed:
            return []
        if meant is not None and meant is self.note.kept:
            typed = meant.value
        return [Answer(self.field.name, typed, meant)]

    def spots(self) -> list[Spot]:
        """Return where on the scan it was read."""
        name = translate(self.field.label)
        return [Spot(self.key, name, self.note.state, place) for place in self.note.places]

    @override
    def put(self, typed: str) -> None:
        super().put(typed)
        self.note.follow(self.typed())

    def _shown(self, value: str) -> str:
        return as_entered(self.field, value)

    def _take(self, value: str) -> None:
        self.silent.setChecked(False)
        self.input.put(self._shown(value))
        self._on_edited()

    def _say_printed(self) -> None:
        meant = self.note.kept
        printed = meant.printed if meant else ""
        self.say_printed("" if self._says_so_itself(printed) else printed)

    def _says_so_itself(self, printed: str) -> bool:
        """Tell whether the printed form is in the input, or in the sentence about the doubt."""
        return printed.casefold() == self.input.typed().casefold() or self.note.is_open

    @override
    def _arrange(self) -> None:
        silent = self.silent.isChecked()
        self.silent.setVisible(self.field.may_be_unstated)
        self.input.setEnabled(not silent)

    @override
    def _on_edited(self) -> None:
        self.note.follow(self.typed())
        self._say_printed()
        super()._on_edited()

    @override
    def _on_silent(self) -> None:
        if self.silent.isChecked():
            self._spoken = self.input.typed()
            self.input.put("")
        else:
            self.input.put(self._spoken)
        self._on_edited()
