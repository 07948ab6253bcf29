"""Parties, signatories and witnesses in the review: entries, each with what was proposed for it."""

from PySide6.QtCore import Signal
from typing_extensions import override

from luutru.gui.fields.entry_list import EntryList, EntryRow, entry_as_entered
from luutru.gui.fields.field_row import SAID
from luutru.gui.intake.review.check_pill import CheckPill, Standing
from luutru.gui.intake.review.proposed import Candidates, Proposed
from luutru.gui.intake.review.spots import Spot
from luutru.i18n import translate
from luutru.records.fields import LIST_FIELDS, Need
from luutru.services.confirming import Answer
from luutru.services.propose import FieldReview
from luutru.services.values import silence


class ReviewEntry(EntryRow):
    """One entry, and what was proposed for it."""

    settled = Signal()

    def __init__(self, owner: "ReviewEntries") -> None:
        super().__init__(owner.parts, owner.remove, stacked=True)
        self.key = ""
        """Which frames on the scan are its own."""
        self._field = owner.name
        self.note = Proposed(owner.name, translate(LIST_FIELDS[owner.name]))
        self.pill = self.note.pill
        self.last.addWidget(self.pill)
        self.lines.addWidget(self.note)
        self.edited.connect(self._follow)
        self.note.chosen.connect(self._take)
        self.note.settled.connect(self.settled)

    def begin(self, key: str, candidates: Candidates, *, recorded: bool) -> None:
        """Show what was proposed for the entry that stands here."""
        self.key = key
        self.note.begin(candidates, self._as_entered, self.typed(), recorded=recorded)

    @property
    def is_open(self) -> bool:
        """Tell whether a person still has to look here."""
        return self.note.is_open

    def answer(self) -> Answer:
        """Return what is to be recorded for it."""
        candidates, kept = self.note.candidates, self.note.kept
        if kept is not None and kept.value:
            return Answer(self._field, kept.value, kept)
        return Answer(self._field, self.typed(), candidates[0] if candidates else None)

    def spots(self) -> list[Spot]:
        """Return where on the scan it was read."""
        name = translate(LIST_FIELDS[self._field])
        return [Spot(self.key, name, self.note.state, place) for place in self.note.places]

    def _as_entered(self, value: str) -> str:
        return entry_as_entered(self._field, value)

    def _follow(self) -> None:
        self.note.follow(self.typed())

    def _take(self, value: str) -> None:
        self.put(value)
        self.edited.emit()


class ReviewEntries(EntryList):
    """Shows what is recorded, else one entry for each that was proposed."""

    settled = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.key = name
        self._told: FieldReview | None = None
        self.pill = CheckPill(translate(LIST_FIELDS[name]))
        self.head.insertWidget(2, self.pill)
        self.pill.show_standing(Standing.MISSING)

    def show_review(self, told: FieldReview) -> None:
        """Show a field of a sheet; what was entered before is forgotten."""
        self._told = told
        state = silence(told.current)
        self.begin("" if state else told.current, str(state or ""))
        if not told.current:
            for candidates in told.entries:
                self.append().put(candidates[0].value)
            self._attach()
            self._arrange()

    @property
    def entries(self) -> list[ReviewEntry]:
        """The entries, from top to bottom."""
        return [one for one in self.rows if isinstance(one, ReviewEntry)]

    @property
    def has_something(self) -> bool:
        """Tell whether there is anything to see or to answer here."""
        return self._is_asked or bool(self.rows or self.typed())

    @property
    def is_open(self) -> bool:
        """Tell whether a person still has to look here."""
        return self.is_missing or any(one.is_open for one in self.entries)

    @property
    def is_missing(self) -> bool:
        """Tell whether a review needs an entry and there is none."""
        return self._is_asked and not self.typed()

    @property
    def _is_asked(self) -> bool:
        return self._told is not None and self._told.need is Need.REVIEW

    def answers(self) -> list[Answer]:
        """Return what is to be recorded; nothing where all stays as it is."""
        if not self.is_changed:
            return []
        given = [one.answer() for one in self.entries]
        left = [
            Answer(self.name, "", candidates[0])
            for candidates in (self._told.entries if self._told else ())
            if not any(one.note.candidates == candidates for one in self.entries)
        ]
        if self.typed() in SAID.values():
            given = [Answer(self.name, self.typed())]
        return [*given, *left] or [Answer(self.name, "")]

    def spots(self) -> list[Spot]:
        """Return where on the scan the entries were read."""
        return [spot for one in self.entries for spot in one.spots()]

    @override
    def put(self, typed: str) -> None:
        super().put(typed)
        self._attach()

    @override
    def _arrange(self) -> None:
        super()._arrange()
        self.pill.setVisible(self.is_missing)

    @override
    def new_row(self) -> EntryRow:
        made = ReviewEntry(self)
        made.settled.connect(self.settled)
        return made

    def _attach(self) -> None:
        """Give each entry what was proposed for it: the same words, else the same place."""
        told = self._told
        if told is None:
            return
        left = dict(enumerate(told.entries, start=1))
        waiting: list[ReviewEntry] = []
        for one in self.entries:
            typed = one.typed()
            same = (
                number
                for number, candidates in left.items()
                if typed in [entry_as_entered(self.name, each.value) for each in candidates]
            )
            number = next(same, 0)
            if number:
                self._begin(one, number, left.pop(number))
            else:
                waiting.append(one)
        if len(waiting) == len(left):
            for one, (number, candidates) in zip(waiting, left.items(), strict=True):
                self._begin(one, number, candidates)

    def _begin(self, one: ReviewEntry, number: int, candidates: Candidates) -> None:
        recorded = bool(self._told and self._told.current)
        one.begin(f"{self.name}/{number}", candidates, recorded=recorded)
