"""The form of the review: fields in groups, then the milestones; knows nothing of saving."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid
from typing_extensions import override

from luutru.gui.fields.field_form import Part
from luutru.gui.intake.review.checks import Checks
from luutru.gui.intake.review.draft import Draft
from luutru.gui.intake.review.folding_form import FoldingForm
from luutru.gui.intake.review.kind_card import KindCard
from luutru.gui.intake.review.milestone_rows import MilestoneRow, MilestoneRows
from luutru.gui.intake.review.review_entries import ReviewEntries, ReviewEntry
from luutru.gui.intake.review.review_field import ReviewField
from luutru.gui.intake.review.spots import Spot
from luutru.gui.intake.review.warning_list import WarningList
from luutru.i18n import translate
from luutru.services.confirming import Answer
from luutru.services.propose import MilestoneProposal, ReviewSheet

Thing = KindCard | ReviewField | ReviewEntry | ReviewEntries | MilestoneRow
"""What can be looked at, most of it framed on the scan."""


class ReviewForm(FoldingForm):
    """Shows a sheet, and tells what a person makes of it."""

    looked = Signal(str)
    """The thing of this key has the focus."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet: ReviewSheet | None = None
        self._draft = Draft()
        self._begun: dict[str, str] = {}
        self._near: Thing | None = None
        self.kind, self.warnings = KindCard(), WarningList()
        self.cards.insertWidget(0, self.kind)
        self.cards.insertWidget(1, self.warnings)
        self.kind.hide()
        self.kind.edited.connect(self._on_kind)
        self.milestones = MilestoneRows()
        self.milestones.edited.connect(self.edited)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    @override
    def first(self) -> QWidget:
        part = next((part for _name, part in self.review_parts() if part.isVisible()), None)
        if part is None:
            return self.area
        return part.input if isinstance(part, ReviewField) else part.first()

    # --- values ----------------------------------------------------------------------------

    @property
    def reference(self) -> str:
        """The document whose sheet is shown, "" without one."""
        return self._sheet.reference if self._sheet else ""

    @property
    def is_filled(self) -> bool:
        """Tell whether the sheet stands in the fields, so that they can be asked."""
        return bool(self._begun)

    def last_entered(self) -> QWidget:
        """Return the input that had the focus last, or the first."""
        target = self._input_of(self._near) if self._near and isValid(self._near) else None
        return target if target is not None and target.isVisible() else self.first()

    def load(self, sheet: ReviewSheet, draft: Draft) -> None:
        """Show a sheet with what was entered over it; both wait for the form to be built."""
        other = self._sheet is None or self._sheet.reference != sheet.reference
        self._sheet, self._draft = sheet, draft
        if other:
            self.kind.hide()
            self.warnings.hide()
        if self.is_built:
            self.fill()

    def show_checks(self, told: Checks) -> None:
        """Show what the document may be, and what speaks against simply accepting it."""
        if self._sheet is None:
            return
        part_of = "" if self._sheet.fields else self._sheet.agreement_reference
        self.kind.show_kinds(told.sorts, part_of, self._draft.kind)
        self.kind.show()
        self.warnings.show_checks(told)
        self._on_kind()

    @override
    def asked(self) -> set[str]:
        told = self._sheet.fields if self._sheet and self.is_described else ()
        return {one.name for one in told}

    @property
    def is_described(self) -> bool:
        """Tell whether the file has fields of its own to be answered."""
        has_fields = self._sheet is not None and bool(self._sheet.fields)
        return has_fields and (self.kind.isHidden() or self.kind.is_own)

    @override
    def fill(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        if self.cards.indexOf(self.milestones) < 0:
            self.cards.insertWidget(self.cards.count() - 1, self.milestones)
        told = {one.name: one for one in sheet.fields}
        for name, part in self.review_parts():
            part.setVisible(name in told)
            if name in told:
                part.show_review(told[name])
        self._begun = {name: part.typed() for name, part in self.review_parts()}
        for name, typed in self._draft.entered.items():
            self.parts[name].put(typed)
        for thing in self._noted():
            if thing.key in self._draft.seen:
                thing.note.see()
        self.milestones.show_milestones(sheet.milestones, self._draft.accepted)
        self.arrange()
        self.area.verticalScrollBar().setValue(0)
        self.edited.emit()

    def draft(self) -> Draft:
        """Return what was entered and not recorded."""
        return Draft(
            {
                name: part.typed()
                for name, part in self.review_parts()
                if name in self._begun and part.typed() != self._begun[name]
            },
            frozenset(thing.key for thing in self._noted() if thing.note.seen),
            tuple(self.milestones.accepted),
            self.kind.kind if self.kind.isVisibleTo(self) and self.kind.is_changed else None,
        )

    def answers(self) -> list[Answer]:
        """Return what is to be recorded."""
        shown = self.asked()
        return [
            answer
            for name, part in self.review_parts()
            if name in shown
            for answer in part.answers()
        ]

    def accepted(self) -> list[MilestoneProposal]:
        """Return the milestones that are ticked."""
        return [self.milestones.rows[number].told for number in self.milestones.accepted]

    # --- what has to be looked at ----------------------------------------------------------

    @property
    def open_count(self) -> int:
        """How many fields a person still has to look at."""
        shown = [part for _name, part in self.review_parts() if not part.isHidden()]
        return sum(part.is_open for part in shown) + (
            self.kind.is_open and not self.kind.isHidden()
        )

    def spots(self) -> list[Spot]:
        """Return where on the scan everything was read that is shown."""
        shown = [part for _name, part in self.review_parts() if not part.isHidden()]
        found = [spot for part in shown for spot in part.spots()]
        found += [spot for one in self.milestones.rows for spot in one.spots()]
        return found if self.kind.isHidden() else found + self.kind.spots()

    def point(self, key: str) -> None:
        """Go to the thing of this key."""
        for thing in self._things():
            if thing.key == key:
                self._enter(thing)
                return

    def next_doubt(self, by: int) -> None:
        """Go to the next field that has to be looked at, from the last round to the first."""
        stops = list(self._stops())
        here = stops.index(self._near) if self._near in stops else -1 if by > 0 else 0
        for step in range(1, len(stops) + 1):
            stop = stops[(here + by * step) % len(stops)]
            if stop.is_missing if isinstance(stop, ReviewEntries) else stop.is_open:
                self._enter(stop)
                return

    def demand(self, missing: Iterable[str]) -> None:
        """Say beside the fields that are called `missing` that they have to be answered."""
        wanted = {translate("Title in Vietnamese") if one == translate("Title") else one
                  for one in missing}  # fmt: skip
        found = [part for part, name in self.named() if name in wanted]
        for part in found:
            part.setVisible(True)
            part.show_error(translate("A review needs an answer here."))
        if found:
            self.go_to(found[0])

    @override
    def go_to(self, part: Part) -> None:
        part.setVisible(True)
        super().go_to(part)

    # --- inside ----------------------------------------------------------------------------

    def _noted(self) -> Iterator[ReviewField | ReviewEntry]:
        for _name, part in self.review_parts():
            yield from part.entries if isinstance(part, ReviewEntries) else [part]

    def _stops(self) -> Iterator[KindCard | ReviewField | ReviewEntry | ReviewEntries]:
        """Yield everything at which a person may have to look, from top to bottom."""
        if not self.kind.isHidden():
            yield self.kind
        for _name, part in self.review_parts():
            yield from part.entries if isinstance(part, ReviewEntries) else [part]
            if isinstance(part, ReviewEntries):
                yield part

    def _things(self) -> Iterator[Thing]:
        yield self.kind
        yield from self._noted()
        yield from self.milestones.rows

    def _enter(self, thing: Thing) -> None:
        thing.setVisible(True)
        self.area.ensureWidgetVisible(thing, 0, 60)
        self._input_of(thing).setFocus()

    @staticmethod
    def _input_of(thing: Thing) -> QWidget:
        if isinstance(thing, ReviewField):
            return thing.input
        if isinstance(thing, ReviewEntries | KindCard):
            return thing.first()
        return thing.box if isinstance(thing, MilestoneRow) else thing.inputs[0]

    def _on_kind(self) -> None:
        self.arrange()
        self.milestones.setVisible(bool(self.milestones.rows) and self.is_described)
        self.edited.emit()

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        thing = self._owner(now)
        if thing is None or thing is self._near:
            return  # what was looked at stays framed while the reader is on the scan
        if self._near is not None and isValid(self._near):
            self._near.pill.set_near(near=False)
        self._near = thing
        thing.pill.set_near(near=True)
        self.looked.emit(thing.key)

    def _owner(self, widget: QWidget | None) -> Thing | None:
        """Return the thing of this form in which a widget stands."""
        if widget is None or not self.isAncestorOf(widget):
            return None
        while widget is not None and widget is not self:
            if isinstance(widget, Thing):
                return widget
            widget = widget.parentWidget()
        return None
