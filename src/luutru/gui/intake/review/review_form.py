"""The form of the review: fields in groups, then the milestones; knows nothing of saving."""

from collections.abc import Iterable, Iterator
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QPushButton, QWidget
from shiboken6 import isValid
from typing_extensions import override

from luutru.gui.fields.entry_list import EntryList
from luutru.gui.fields.field_form import COLUMNS, PARTIES, FieldForm, Part
from luutru.gui.fields.field_row import FieldRow
from luutru.gui.intake.review.draft import Draft
from luutru.gui.intake.review.milestone_rows import MilestoneRow, MilestoneRows
from luutru.gui.intake.review.packing import ReviewPart, pack
from luutru.gui.intake.review.review_entries import ReviewEntries, ReviewEntry
from luutru.gui.intake.review.review_field import ReviewField
from luutru.gui.intake.review.spots import Spot
from luutru.gui.widgets.buttons import push_button
from luutru.i18n import translate, translate_count
from luutru.records.fields import GROUP_LABELS, Field
from luutru.services.confirming import Answer
from luutru.services.propose import MilestoneProposal, ReviewSheet

Thing = ReviewField | ReviewEntry | ReviewEntries | MilestoneRow
"""What can be looked at, most of it framed on the scan."""
_LAST: Final = 99
"""A row of a card below all its fields."""


class ReviewForm(FieldForm):
    """Shows a sheet, and tells what a person makes of it."""

    looked = Signal(str)
    """The thing of this key has the focus."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet: ReviewSheet | None = None
        self._draft = Draft()
        self._begun: dict[str, str] = {}
        self._near: Thing | None = None
        self._headings: dict[str, QWidget | None] = {}
        self._grids: dict[str, QGridLayout] = {}
        self.more: dict[str, QPushButton] = {}
        self._opened: set[str] = set()
        self.milestones = MilestoneRows()
        self.milestones.edited.connect(self.edited)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    # --- building --------------------------------------------------------------------------

    @override
    def new_field(self, field: Field) -> FieldRow:
        made = ReviewField(field)
        made.settled.connect(self.edited)
        return made

    @override
    def new_list(self, name: str) -> EntryList:
        made = ReviewEntries(name)
        made.settled.connect(self.edited)
        return made

    @override
    def new_card(self, title: str) -> QGridLayout:
        grid = super().new_card(title)
        if (heading := grid.itemAtPosition(0, 0)) is not None:
            self._headings[title] = heading.widget()
        more = push_button("", lambda: self._open(title), kind="ghost")
        grid.addWidget(more, _LAST, 0, 1, COLUMNS)
        self._grids[title], self.more[title] = grid, more
        return grid

    @override
    def first(self) -> QWidget:
        shown = (part for _name, part in self._parts() if not part.isHidden())
        part = next(shown, None)
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
        self._sheet, self._draft = sheet, draft
        if self.is_built:
            self.fill()

    @override
    def fill(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        if self.cards.indexOf(self.milestones) < 0:
            self.cards.insertWidget(self.cards.count() - 1, self.milestones)
        told = {one.name: one for one in sheet.fields}
        for name, part in self._parts():
            part.setVisible(name in told)
            if name in told:
                part.show_review(told[name])
        self._begun = {name: part.typed() for name, part in self._parts()}
        for name, typed in self._draft.entered.items():
            self.parts[name].put(typed)
        for thing in self._noted():
            if thing.key in self._draft.seen:
                thing.note.see()
        self.milestones.show_milestones(sheet.milestones, self._draft.accepted)
        self._arrange()
        self.area.verticalScrollBar().setValue(0)
        self.edited.emit()

    def draft(self) -> Draft:
        """Return what was entered and not recorded."""
        return Draft(
            {
                name: part.typed()
                for name, part in self._parts()
                if name in self._begun and part.typed() != self._begun[name]
            },
            frozenset(thing.key for thing in self._noted() if thing.note.seen),
            tuple(self.milestones.accepted),
        )

    def answers(self) -> list[Answer]:
        """Return what is to be recorded."""
        shown = {one.name for one in self._sheet.fields} if self._sheet else set()
        return [
            answer for name, part in self._parts() if name in shown for answer in part.answers()
        ]

    def accepted(self) -> list[MilestoneProposal]:
        """Return the milestones that are ticked."""
        return [self.milestones.rows[number].told for number in self.milestones.accepted]

    # --- what has to be looked at ----------------------------------------------------------

    @property
    def open_count(self) -> int:
        """How many fields a person still has to look at."""
        return sum(part.is_open for _name, part in self._parts() if not part.isHidden())

    def spots(self) -> list[Spot]:
        """Return where on the scan everything was read that is shown."""
        shown = [part for _name, part in self._parts() if not part.isHidden()]
        found = [spot for part in shown for spot in part.spots()]
        return found + [spot for one in self.milestones.rows for spot in one.spots()]

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
            if stop.note.is_open if not isinstance(stop, ReviewEntries) else stop.is_missing:
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

    def _parts(self) -> Iterator[tuple[str, ReviewPart]]:
        for name, part in self.parts.items():
            if isinstance(part, ReviewField | ReviewEntries):
                yield name, part

    def _noted(self) -> Iterator[ReviewField | ReviewEntry]:
        for _name, part in self._parts():
            yield from part.entries if isinstance(part, ReviewEntries) else [part]

    def _stops(self) -> Iterator[ReviewField | ReviewEntry | ReviewEntries]:
        """Yield everything at which a person may have to look, from top to bottom."""
        for _name, part in self._parts():
            yield from part.entries if isinstance(part, ReviewEntries) else [part]
            if isinstance(part, ReviewEntries):
                yield part

    def _things(self) -> Iterator[Thing]:
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
        if isinstance(thing, ReviewEntries):
            return thing.first()
        return thing.box if isinstance(thing, MilestoneRow) else thing.inputs[0]

    def _open(self, title: str) -> None:
        """Show all fields of a card, or only those with something in them."""
        self._opened ^= {title}
        self._arrange()

    def _arrange(self) -> None:
        """Leave out, until they are asked for, fields with nothing to see and nothing to answer."""
        shown = {one.name for one in self._sheet.fields} if self._sheet else set()
        left, there = dict.fromkeys(self.more, 0), dict[str, list[ReviewPart]]()
        for name, part in self._parts():
            title = GROUP_LABELS[part.field.group] if isinstance(part, ReviewField) else PARTIES
            needed = part.has_something
            left[title] += name in shown and not needed
            part.setVisible(name in shown and (needed or title in self._opened))
            if name in shown:
                there.setdefault(title, []).append(part)
        for title, parts in there.items():
            pack(self._grids[title], [part for part in parts if not part.isHidden()])
        for title, more in self.more.items():
            if (heading := self._headings[title]) is not None:
                heading.setVisible(title in there)
            more.setVisible(bool(left[title]))
            words = translate_count("Show {count} more field", "Show {count} more fields",
                                    left[title])  # fmt: skip
            more.setText(translate("Show fewer fields") if title in self._opened else words)
            more.setAccessibleName(f"{translate(title)}: {more.text()}")

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
