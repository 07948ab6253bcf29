"""The form over the recorded description of an agreement."""

from collections.abc import Mapping

from typing_extensions import override

from luutru.gui.fields.field_form import FieldForm
from luutru.gui.fields.field_row import SAID, FieldRow
from luutru.services.cards import AgreementCard


class RecordForm(FieldForm):
    """Shows a card and tells what was changed on it."""

    def __init__(self) -> None:
        super().__init__()
        self._card: AgreementCard | None = None
        self._entered: Mapping[str, str] = {}

    def load(self, card: AgreementCard, entered: Mapping[str, str] | None = None) -> None:
        """Show the recorded values with what was entered over them.

        Fields of a document are off where there is none. Before the form is built, the values
        wait for it.
        """
        self._card, self._entered = card, entered or {}
        if self.is_built:
            self.fill()

    @override
    def fill(self) -> None:
        if self._card is None:
            return
        for name, part in self.parts.items():
            part.load(self._card.values[name])
            if isinstance(part, FieldRow) and part.field.of == "document":
                part.setEnabled(bool(self._card.documents))
        for name, typed in self._entered.items():
            self.parts[name].put(typed)

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
