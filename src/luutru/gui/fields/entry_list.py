"""Several entries of one field: parties, signatories, witnesses, a line of inputs each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from luutru.gui.fields.field_inputs import ChoiceInput, LineInput
from luutru.gui.fields.field_row import SAID, silent_words
from luutru.gui.widgets.buttons import icon_button, push_button
from luutru.gui.widgets.layouts import STRETCH, column, label, row, widget
from luutru.i18n import mark, translate
from luutru.records.code_lists import code_list
from luutru.records.fields import LIST_FIELDS
from luutru.services.cards import FieldValue

PartInput = LineInput | ChoiceInput


@dataclass(frozen=True, slots=True)
class EntryPart:
    """One part of an entry: what it is called, how much room it takes, its list of codes."""

    label: str
    stretch: int
    choices: str = ""
    longest: int = 200
    hint: str = ""
    """What an empty input shows where its name would not fit."""

    def make_input(self) -> PartInput:
        """Return an input for it."""
        made: PartInput
        if self.choices:
            made = ChoiceInput(code_list(self.choices))
        else:
            made = LineInput(self.longest)
            made.setPlaceholderText(self.hint or translate(self.label))
        made.setAccessibleName(translate(self.label))
        return made


PARTS: Final = {
    "party": (
        EntryPart(mark("Name as signed"), 5, longest=300),
        EntryPart(mark("Short name"), 2, longest=40),
        EntryPart(mark("Country"), 2, choices="country"),
    ),
    "signatory": (
        EntryPart(mark("Full name"), 4, longest=120),
        EntryPart(mark("Position"), 4),
        EntryPart(mark("Prefix"), 1, longest=10, hint="KT."),
    ),
    "witness": (
        EntryPart(mark("Full name"), 4, longest=120),
        EntryPart(mark("Position"), 3),
        EntryPart(mark("Event"), 2, choices="witness_event"),
    ),
}


class EntryRow(QWidget):
    """One entry."""

    edited = Signal()

    def __init__(self, parts: Sequence[EntryPart], remove: Callable[["EntryRow"], None]) -> None:
        super().__init__()
        self.inputs = [part.make_input() for part in parts]
        for one in self.inputs:
            one.edited.connect(self.edited)
        away = icon_button("x", translate("Remove this entry"), lambda: remove(self))
        places = [(one, part.stretch) for one, part in zip(self.inputs, parts, strict=True)]
        self.setLayout(row(*places, away, spacing=6))

    def put(self, typed: str) -> None:
        """Show an entry whose parts are separated by semicolons."""
        parts = [part.strip() for part in typed.split(";")]
        for place, one in enumerate(self.inputs):
            one.put(parts[place] if place < len(parts) else "")

    def typed(self) -> str:
        """Return the entry with semicolons between its parts; "" when nothing is written."""
        parts = [one.typed().replace(";", ",") for one in self.inputs]
        return "; ".join(parts).rstrip("; ") if any(parts) else ""


class EntryList(QWidget):
    """All entries of one field; "not stated" stands for none."""

    edited = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self._parts = PARTS[name.partition(".")[0]]
        self._rows: list[EntryRow] = []
        self._before = ""
        self._state = ""
        heading = translate(LIST_FIELDS[name])
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self._silent = QCheckBox(silent_words(""))
        self._silent.setAccessibleName(translate("{field}: not stated", field=heading))
        self._add = push_button(
            translate("Add"), self._add_by_hand, icon_name="plus", kind="ghost",
            tip=translate("Add to {field}", field=heading),
        )  # fmt: skip
        self._add.setAccessibleName(translate("Add to {field}", field=heading))
        self._error = label("", "bad", wrap=True)
        head = row(label(heading, "caption"), STRETCH, self._silent, self._add)
        self.setLayout(column(head, widget(self._lines), self._error, spacing=2))
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._silent.toggled.connect(lambda _on: self._on_edited())
        self.show_error("")

    def load(self, value: FieldValue) -> None:
        """Show the recorded entries; what was entered before is forgotten."""
        self._state = value.state if value.state in SAID else ""
        self._silent.setText(silent_words(self._state))
        self._before = SAID[self._state] if self._state else value.typed
        self.put(self._before)

    def put(self, typed: str) -> None:
        """Show entries, a line each."""
        for one in list(self._rows):
            self._take_away(one)
        silent = typed in SAID.values()
        self._silent.blockSignals(True)  # noqa: FBT003  Qt's signature
        self._silent.setChecked(silent)
        self._silent.blockSignals(False)  # noqa: FBT003  Qt's signature
        for entry in [] if silent else filter(str.strip, typed.splitlines()):
            self._append().put(entry)
        self.show_error("")
        self._arrange()

    def typed(self) -> str:
        """Return the entries, a line each, or that there are none."""
        entries = "\n".join(filter(None, (one.typed() for one in self._rows)))
        if not entries and self._silent.isChecked():
            return SAID[self._state or "not_stated"]
        return entries

    @property
    def before(self) -> str:
        """What stood here when it was loaded."""
        return self._before

    @property
    def is_changed(self) -> bool:
        """Tell whether something else stands here than was recorded."""
        return self.typed() != self._before

    def show_error(self, text: str) -> None:
        """Say below the entries what is wrong; "" takes it away."""
        self._error.setText(text)
        self._error.setVisible(bool(text))

    def _append(self) -> EntryRow:
        made = EntryRow(self._parts, self._remove)
        made.edited.connect(self._on_edited)
        self._rows.append(made)
        self._lines.addWidget(made)
        return made

    def _add_by_hand(self) -> None:
        self._silent.setChecked(False)
        self._append().inputs[0].setFocus()
        self._arrange()

    def _remove(self, one: EntryRow) -> None:
        self._take_away(one)
        self._on_edited()

    def _take_away(self, one: EntryRow) -> None:
        self._rows.remove(one)
        self._lines.removeWidget(one)
        one.hide()
        one.deleteLater()

    def _arrange(self) -> None:
        self._silent.setVisible(not self._rows)

    def _on_edited(self) -> None:
        self._arrange()
        self.show_error("")
        self.edited.emit()
