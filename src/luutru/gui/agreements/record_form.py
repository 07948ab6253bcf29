"""The form over the recorded description of an agreement."""

from collections.abc import Iterator, Mapping
from time import monotonic
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout
from typing_extensions import override

from luutru.gui.fields.entry_list import EntryList
from luutru.gui.fields.field_form import FieldForm
from luutru.gui.fields.field_row import MARKS, NEEDS, SAID, FieldRow
from luutru.gui.widgets.layouts import label
from luutru.i18n import translate
from luutru.records.fields import LIST_FIELDS, Field, Need
from luutru.services.cards import AgreementCard

_A: Final = Need.APPROVAL
_SIDES: Final = ("party.vietnamese", "party.foreign")
"""Sides of which each agreement has one."""
AT_ONCE_SECONDS: Final = 0.012
"""How long fields are filled in before the window is given a turn."""


class RecordForm(FieldForm):
    """Shows a card and tells what was changed on it."""

    def __init__(self) -> None:
        super().__init__()
        self._card: AgreementCard | None = None
        self._entered: Mapping[str, str] = {}
        self._left_to_fill: Iterator[None] = iter(())

    @override
    def new_field(self, field: Field) -> FieldRow:
        made = FieldRow(field)
        made.mark(wide=self.span(field) > 1)
        return made

    @override
    def new_card(self, title: str) -> QGridLayout:
        if not self.parts and self.cards.count() == 1:
            told = [f"{MARKS[need]} {translate(NEEDS[need])}" for need in (Need.REVIEW, _A)]
            self.cards.insertWidget(0, label(" · ".join(told), "caption", wrap=True))
        return super().new_card(title)

    @override
    def new_list(self, name: str) -> EntryList:
        made = EntryList(name)
        if name in _SIDES:
            made.mark(
                f"{translate(LIST_FIELDS[name])} {MARKS[Need.REVIEW]}",
                translate(NEEDS[Need.REVIEW]),
            )
        return made

    def load(self, card: AgreementCard, entered: Mapping[str, str] | None = None) -> None:
        """Show the recorded values with what was entered over them.

        Fields of a document are off where there is none. Before the form is built, the values
        wait for it.
        """
        self._card, self._entered = card, entered or {}
        if self.is_built:
            self._left_to_fill = self._filling(card)
            self._fill_on()

    @override
    def fill(self) -> None:
        if self._card is not None:
            self._left_to_fill = self._filling(self._card)
            self._fill_on()

    def settle(self) -> None:
        """Fill in at once whatever is still to be filled in."""
        for _part in self._left_to_fill:
            pass

    def _fill_on(self) -> None:
        """Fill in some fields, then let the window do other things: all at once is too long."""
        enough = monotonic() + AT_ONCE_SECONDS
        for _part in self._left_to_fill:
            if monotonic() > enough:
                QTimer.singleShot(0, self, self._fill_on)
                return

    def _filling(self, card: AgreementCard) -> Iterator[None]:
        for name, part in self.parts.items():
            part.load(card.values[name])
            if isinstance(part, FieldRow) and part.field.of == "document":
                part.setEnabled(bool(card.documents))
            if name in self._entered:
                part.put(self._entered[name])
            yield

    @override
    def entered(self) -> dict[str, str]:
        self.settle()
        return super().entered()

    @override
    def check(self) -> bool:
        self.settle()
        return super().check()

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
