"""The form over all fields of an agreement, in cards; knows nothing of saving."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from luutru.errors import UnacceptableValue
from luutru.gui.fields.entry_list import EntryList
from luutru.gui.fields.field_row import SAID, FieldRow
from luutru.gui.widgets.layouts import STRETCH, column, label, scrolled
from luutru.i18n import mark, translate
from luutru.records.fields import FIELDS, GROUP_LABELS, LIST_FIELDS, Field, Group, Kind
from luutru.services.cards import AgreementCard
from luutru.services.values import read

PARTIES: Final = mark("Parties")
COLUMNS: Final = 4
_NARROW: Final = ("code_number", "code_notation")
AT_ONCE: Final = 2
"""Fields added in one go; each costs some 5 ms."""
Part = FieldRow | EntryList
NewPart = tuple[Part, str, QGridLayout, tuple[int, int, int, int]]
"""A part, its name, and the card and cells where it goes."""


class RecordForm(QWidget):
    """Shows a card and tells what was changed on it."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.parts: dict[str, Part] = {}
        self.is_built = False
        """Whether all fields are there."""
        self._card: AgreementCard | None = None
        self._entered: Mapping[str, str] = {}
        self._body = QWidget()
        self._cards = column(STRETCH, spacing=22, margins=(20, 14, 20, 20))
        self._body.setLayout(self._cards)
        self.area = scrolled(self._body, "panel")
        self._body.hide()  # an empty form that grows is no sight
        self.setLayout(column(self.area, spacing=0))
        self._left = self._steps()

    # --- building --------------------------------------------------------------------------

    def build(self) -> None:
        """Add some fields each time the window is idle: all at once would hold it up."""
        if next(self._left, None) is not None:
            QTimer.singleShot(0, self, self.build)

    def finish(self) -> None:
        """Add all fields that are still missing, now."""
        for _step in self._left:
            pass

    def _steps(self) -> Iterator[bool]:
        """Add the fields, pausing after every few."""
        for count, (part, name, grid, place) in enumerate(self._new_parts(), start=1):
            self.parts[name] = part
            part.edited.connect(self.edited)
            grid.addWidget(part, *place, alignment=Qt.AlignmentFlag.AlignTop)
            if count % AT_ONCE == 0:
                yield True
        self.is_built = True
        if self._card is not None:
            self.load(self._card, self._entered)
        self._body.show()

    def _new_parts(self) -> Iterator[NewPart]:
        for group in Group:
            yield from self._new_fields(group)
            if group is Group.IDENTITY:
                grid = self._new_card(PARTIES)
                for down, name in enumerate(LIST_FIELDS, start=1):
                    yield EntryList(name), name, grid, (down, 0, 1, COLUMNS)

    def _new_fields(self, group: Group) -> Iterator[NewPart]:
        grid = self._new_card(GROUP_LABELS[group])
        down, across = 1, 0
        for field in (field for field in FIELDS if field.group is group):
            span = _span(field)
            if across + span > COLUMNS:
                down, across = down + 1, 0
            yield FieldRow(field), field.name, grid, (down, across, 1, span)
            across += span

    def _new_card(self, title: str) -> QGridLayout:
        """Add an empty card; its layout is in place before its fields come into it.

        A widget that gets a new parent is styled anew with all its children, so the tree grows
        from its root.
        """
        grid = QGridLayout()
        self._cards.insertLayout(self._cards.count() - 1, grid)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        grid.addWidget(label(translate(title), "strong"), 0, 0, 1, COLUMNS)
        for place in range(COLUMNS):
            grid.setColumnStretch(place, 1)
        return grid

    def first(self) -> QWidget:
        """Return the input that takes the focus when the form is entered."""
        parts = (part for part in self.parts.values() if isinstance(part, FieldRow))
        return next(part.input for part in parts)

    # --- values ----------------------------------------------------------------------------

    def load(self, card: AgreementCard, entered: Mapping[str, str] | None = None) -> None:
        """Show the recorded values with what was entered over them.

        Fields of a document are off where there is none. Before the form is built, the values
        wait for it.
        """
        self._card, self._entered = card, entered or {}
        if not self.is_built:
            return
        for name, part in self.parts.items():
            part.load(card.values[name])
            if isinstance(part, FieldRow) and part.field.of == "document":
                part.setEnabled(bool(card.documents))
        for name, typed in self._entered.items():
            self.parts[name].put(typed)

    def entered(self) -> dict[str, str]:
        """Return what was entered and not saved, by name of field."""
        return {name: part.typed() for name, part in self.parts.items() if part.is_changed}

    def changes(self) -> list[tuple[str, str]]:
        """Return what is to be recorded, in an order in which it can be: parties go first.

        Taking a party away takes those who signed for it away too, so they are told again.
        """
        entered = self.entered()
        for side in ("vietnamese", "foreign"):
            party, signatories = f"party.{side}", f"signatory.{side}"
            former = self.parts[party].before
            if party in entered and former not in ("", *SAID.values()):
                entered.setdefault(signatories, self.parts[signatories].typed())
        names = sorted(entered, key=lambda name: not name.startswith("party."))
        return [(name, entered[name]) for name in names]

    # --- what is wrong ---------------------------------------------------------------------

    def check(self) -> bool:
        """Say beside each changed field whether it does not fit; tell whether all do."""
        wrong = list(self._wrong())
        for part, error in wrong:
            part.show_error(error.what_next())
        if wrong:
            self.go_to(wrong[0][0])
        return not wrong

    def _wrong(self) -> Iterator[tuple[Part, UnacceptableValue]]:
        for part in self.parts.values():
            if isinstance(part, FieldRow) and part.is_changed and part.typed() not in SAID.values():
                try:
                    read(part.field, part.typed())
                except UnacceptableValue as error:
                    yield part, error

    def blame(self, error: UnacceptableValue) -> bool:
        """Say what is wrong beside the field that `error` names; tell whether it is there."""
        for part, name in self._named():
            if name == error.facts["field"]:
                part.show_error(str(error))
                self.go_to(part)
                return True
        return False

    def _named(self) -> Iterator[tuple[Part, str]]:
        for name, part in self.parts.items():
            marked = part.field.label if isinstance(part, FieldRow) else LIST_FIELDS[name]
            yield part, translate(marked)

    def go_to(self, part: Part) -> None:
        """Show a part of the form and put the focus there."""
        self.area.ensureWidgetVisible(part, 0, 60)
        target: Sequence[QWidget] = [part.input] if isinstance(part, FieldRow) else [part]
        target[0].setFocus()


def _span(field: Field) -> int:
    if field.kind in (Kind.LONG_TEXT, Kind.CHOICES) or field.name == "official_name_printed":
        return COLUMNS
    return 1 if field.name in _NARROW else 2
