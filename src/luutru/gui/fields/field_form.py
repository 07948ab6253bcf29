"""A form over all fields of an agreement, in cards; knows nothing of saving."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from luutru.errors import UnacceptableValue
from luutru.gui.fields.entry_list import EntryList
from luutru.gui.fields.field_row import SAID, FieldRow
from luutru.gui.widgets.layouts import STRETCH, column, label, scrolled
from luutru.gui.widgets.tab_order import follow_reading
from luutru.i18n import mark, translate
from luutru.records.fields import FIELDS, GROUP_LABELS, LIST_FIELDS, Field, Group, Kind
from luutru.services.values import read

PARTIES: Final = mark("Parties")
COLUMNS: Final = 4
_NARROW: Final = ("code_number", "code_notation")
AT_ONCE: Final = 2
"""Fields added in one go; each costs some 5 ms."""
Part = FieldRow | EntryList
NewPart = tuple[Part, str, QGridLayout, tuple[int, int, int, int]]
"""A part, its name, and the card and cells where it goes."""


class FieldForm(QWidget):
    """Builds itself bit by bit; tells what is wrong beside the field that it is about."""

    edited = Signal()
    built = Signal()
    """All fields are there, and show what waited for that."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: dict[str, Part] = {}
        self.is_built = False
        """Whether all fields are there."""
        self.body = QWidget()
        self.cards = column(STRETCH, spacing=22, margins=(20, 14, 20, 20))
        self.body.setLayout(self.cards)
        self.area = scrolled(self.body, "panel")
        self.body.hide()  # an empty form that grows is no sight
        self.setLayout(column(self.area, spacing=0))
        self._left = self._steps()

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        follow_reading(self.area, self.body)
        return super().focusNextPrevChild(forward)

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
        self.fill()
        self.body.show()
        self.built.emit()

    def fill(self) -> None:
        """Show what waits for the form to be built; called once, when it is."""

    def _new_parts(self) -> Iterator[NewPart]:
        for group in Group:
            yield from self._new_fields(group)
            if group is Group.IDENTITY:
                grid = self.new_card(PARTIES)
                for down, name in enumerate(LIST_FIELDS, start=1):
                    yield self.new_list(name), name, grid, (down, 0, 1, COLUMNS)

    def _new_fields(self, group: Group) -> Iterator[NewPart]:
        grid = self.new_card(GROUP_LABELS[group])
        down, across = 1, 0
        for field in (field for field in FIELDS if field.group is group):
            span = self.span(field)
            if across + span > COLUMNS:
                down, across = down + 1, 0
            yield self.new_field(field), field.name, grid, (down, across, 1, span)
            across += span

    def new_card(self, title: str) -> QGridLayout:
        """Add an empty card; its layout is in place before its fields come into it.

        A widget that gets a new parent is styled anew with all its children, so the tree grows
        from its root.
        """
        grid = QGridLayout()
        self.cards.insertLayout(self.cards.count() - 1, grid)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        grid.addWidget(label(translate(title), "strong"), 0, 0, 1, COLUMNS)
        for place in range(COLUMNS):
            grid.setColumnStretch(place, 1)
        return grid

    def new_field(self, field: Field) -> FieldRow:
        """Return the row of a field; for forms whose rows show more."""
        return FieldRow(field)

    def new_list(self, name: str) -> EntryList:
        """Return the list of a field of several entries."""
        return EntryList(name)

    def span(self, field: Field) -> int:
        """Return how many of the columns of a card a field takes."""
        if field.kind in (Kind.LONG_TEXT, Kind.CHOICES) or field.name == "official_name_printed":
            return COLUMNS
        return 1 if field.name in _NARROW else 2

    def first(self) -> QWidget:
        """Return the input that takes the focus when the form is entered."""
        parts = (part for part in self.parts.values() if isinstance(part, FieldRow))
        return next(part.input for part in parts)

    # --- what was entered ------------------------------------------------------------------

    def entered(self) -> dict[str, str]:
        """Return what was entered and not saved, by name of field; nothing where one is off."""
        return {
            name: part.typed()
            for name, part in self.parts.items()
            if part.is_changed and part.isEnabledTo(self)
        }

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
        for part, name in self.named():
            if name == error.facts["field"]:
                part.show_error(str(error))
                self.go_to(part)
                return True
        return False

    def named(self) -> Iterator[tuple[Part, str]]:
        """Yield each part with what it is called in the reader's language."""
        for name, part in self.parts.items():
            marked = part.field.label if isinstance(part, FieldRow) else LIST_FIELDS[name]
            yield part, translate(marked)

    def go_to(self, part: Part) -> None:
        """Show a part of the form and put the focus there."""
        self.area.ensureWidgetVisible(part, 0, 60)
        target: QWidget = part.input if isinstance(part, FieldRow) else part.first()
        target.setFocus()
