"""A form that leaves out, until they are asked for, fields with nothing to see in them."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget
from typing_extensions import override

from luutru.gui.fields.entry_list import EntryList
from luutru.gui.fields.field_form import COLUMNS, PARTIES, FieldForm
from luutru.gui.fields.field_row import FieldRow
from luutru.gui.intake.review.packing import ReviewPart, pack
from luutru.gui.intake.review.review_entries import ReviewEntries
from luutru.gui.intake.review.review_field import ReviewField
from luutru.gui.widgets.buttons import push_button
from luutru.i18n import translate, translate_count
from luutru.records.fields import GROUP_LABELS, Field

_LAST: Final = 99
"""A row of a card below all its fields."""


class FoldingForm(FieldForm):
    """Each card shows what there is to answer, and a button for the rest."""

    def __init__(self) -> None:
        super().__init__()
        self._headings: dict[str, QWidget | None] = {}
        self._grids: dict[str, QGridLayout] = {}
        self.more: dict[str, QPushButton] = {}
        """The button of each card, by its title."""
        self._opened: set[str] = set()

    def asked(self) -> set[str]:
        """Return the names of the fields that have to do with what is shown."""
        return set(self.parts)

    def review_parts(self) -> Iterator[tuple[str, ReviewPart]]:
        """Yield all fields with their names, from top to bottom."""
        for name, part in self.parts.items():
            if isinstance(part, ReviewField | ReviewEntries):
                yield name, part

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

    def arrange(self) -> None:
        """Show what there is to see or to answer, and what was asked for."""
        shown, there = self.asked(), dict[str, list[ReviewPart]]()
        left = dict.fromkeys(self.more, 0)
        for name, part in self.review_parts():
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
            words = translate_count(
                "Show {count} more field", "Show {count} more fields", left[title]
            )
            more.setText(translate("Show fewer fields") if title in self._opened else words)
            more.setAccessibleName(f"{translate(title)}: {more.text()}")

    def _open(self, title: str) -> None:
        """Show all fields of a card, or only those with something in them."""
        self._opened ^= {title}
        self.arrange()
