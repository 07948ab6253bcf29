"""Several entries of one field: parties, signatories, witnesses, a line of inputs each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from luutru.gui.fields.field_inputs import ChoiceInput, LineInput, TextInput
from luutru.gui.fields.field_row import SAID, silent_words
from luutru.gui.widgets.buttons import icon_button, push_button
from luutru.gui.widgets.layouts import STRETCH, column, label, row, widget
from luutru.i18n import mark, translate
from luutru.records.code_lists import code_list
from luutru.records.fields import LIST_FIELDS
from luutru.services.cards import FieldValue

PartInput = LineInput | ChoiceInput | TextInput


@dataclass(frozen=True, slots=True)
class EntryPart:
    """One part of an entry: what it is called, how much room it takes, its list of codes."""

    label: str
    stretch: int
    choices: str = ""
    longest: int = 200
    hint: str = ""
    """What an empty input shows where its name would not fit."""

    def make_input(self, *, tall: bool = False) -> PartInput:
        """Return an input for it; a `tall` one shows a long text in several lines."""
        made: PartInput
        if self.choices:
            made = ChoiceInput(code_list(self.choices))
        else:
            made = TextInput() if tall else LineInput(self.longest)
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
    """One entry; `stacked` gives its first part, the name, a line of its own."""

    edited = Signal()

    def __init__(
        self,
        parts: Sequence[EntryPart],
        remove: Callable[["EntryRow"], None],
        *,
        stacked: bool = False,
    ) -> None:
        super().__init__()
        self.inputs = [
            part.make_input(tall=stacked and not place) for place, part in enumerate(parts)
        ]
        for one in self.inputs:
            one.edited.connect(self.edited)
        away = icon_button("x", translate("Remove this entry"), lambda: remove(self))
        places = [(one, part.stretch) for one, part in zip(self.inputs, parts, strict=True)]
        self.lines = column(spacing=6)
        """The lines of the entry, from top to bottom."""
        if stacked:
            self.lines.addWidget(places.pop(0)[0])
        self.last = row(*places, spacing=6)
        """What stands before the button that takes the entry away."""
        self.lines.addLayout(row((self.last, 1), away, spacing=6))
        self.setLayout(self.lines)

    def put(self, typed: str) -> None:
        """Show an entry whose parts are separated by semicolons."""
        for one, part in zip(self.inputs, _divided(typed, len(self.inputs)), strict=True):
            one.put(part)

    def typed(self) -> str:
        """Return the entry with semicolons between its parts; "" when nothing is written."""
        return _joined([one.typed().replace(";", ",") for one in self.inputs])


def entry_as_entered(name: str, typed: str) -> str:
    """Return an entry of the list field `name`, however it is typed, as its row tells it."""
    parts = PARTS[name.partition(".")[0]]
    told = zip(parts, _divided(typed, len(parts)), strict=True)
    return _joined(
        [code_list(part.choices).find(text) or "" if part.choices else text for part, text in told]
    )


def _divided(typed: str, count: int) -> list[str]:
    parts = [part.strip() for part in typed.split(";")]
    return [*parts, *[""] * count][:count]


def _joined(parts: Sequence[str]) -> str:
    plain = [" ".join(part.split()) for part in parts]
    return "; ".join(plain).rstrip("; ") if any(plain) else ""


class EntryList(QWidget):
    """All entries of one field; "not stated" stands for none."""

    edited = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.parts = PARTS[name.partition(".")[0]]
        self.rows: list[EntryRow] = []
        """The entries, from top to bottom."""
        self._before = ""
        self._state = ""
        heading = translate(LIST_FIELDS[name])
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.silent = QCheckBox(silent_words(""))
        self.silent.setAccessibleName(translate("{field}: not stated", field=heading))
        self._add = push_button(
            translate("Add"), self._add_by_hand, icon_name="plus", kind="ghost",
            tip=translate("Add to {field}", field=heading),
        )  # fmt: skip
        self._add.setAccessibleName(translate("Add to {field}", field=heading))
        self.error = label("", "bad", wrap=True)
        self._heading = label(heading, "caption")
        self.head = row(self._heading, STRETCH, self.silent, self._add)
        """Above the entries."""
        self.setLayout(column(self.head, widget(self._lines), self.error, spacing=2))
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.silent.toggled.connect(lambda _on: self._on_edited())
        self.show_error("")

    def late_by_tab(self) -> tuple[QWidget, ...]:
        """Let Tab reach the entries before what adds one, or says that there is none."""
        return (self.silent, self._add)

    def load(self, value: FieldValue) -> None:
        """Show the recorded entries; what was entered before is forgotten."""
        self.begin(value.typed, value.state if value.state in SAID else "")

    def mark(self, heading: str, need: str) -> None:
        """Show another heading, which tells when entries are needed."""
        self._heading.setText(heading)
        self._heading.setToolTip(need)
        self._add.setAccessibleDescription(need)

    def begin(self, recorded: str, state: str = "") -> None:
        """Start from what is recorded, a line an entry, or from a state of silence."""
        self._state = state
        self.silent.setText(silent_words(state))
        self._before = SAID[state] if state else recorded
        self.put(self._before)

    def put(self, typed: str) -> None:
        """Show entries, a line each, in the rows that are there as far as they go."""
        silent = typed in SAID.values()
        self.silent.blockSignals(True)  # noqa: FBT003  Qt's signature
        self.silent.setChecked(silent)
        self.silent.blockSignals(False)  # noqa: FBT003  Qt's signature
        entries = [] if silent else [line for line in typed.splitlines() if line.strip()]
        for one in self.rows[len(entries) :]:
            self._take_away(one)
        for place, entry in enumerate(entries):
            (self.rows[place] if place < len(self.rows) else self.append()).put(entry)
        self.show_error("")
        self._arrange()

    def typed(self) -> str:
        """Return the entries, a line each, or that there are none."""
        entries = "\n".join(filter(None, (one.typed() for one in self.rows)))
        if not entries and self.silent.isChecked():
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
        self.error.setText(text)
        self.error.setVisible(bool(text))

    def new_row(self) -> EntryRow:
        """Return a row for one more entry; for lists whose rows show more."""
        return EntryRow(self.parts, self.remove)

    def first(self) -> QWidget:
        """Return what takes the focus when the list is entered."""
        return self.rows[0].inputs[0] if self.rows else self._add

    def append(self) -> EntryRow:
        """Add an empty entry."""
        made = self.new_row()
        made.edited.connect(self._on_edited)
        self.rows.append(made)
        self._lines.addWidget(made)
        return made

    def _add_by_hand(self) -> None:
        self.silent.setChecked(False)
        self.append().inputs[0].setFocus()
        self._arrange()

    def remove(self, one: EntryRow) -> None:
        """Take an entry away, as the reader wants it."""
        self._take_away(one)
        self._on_edited()

    def _take_away(self, one: EntryRow) -> None:
        self.rows.remove(one)
        self._lines.removeWidget(one)
        one.hide()
        one.deleteLater()

    def _arrange(self) -> None:
        self.silent.setVisible(not self.rows)

    def _on_edited(self) -> None:
        self._arrange()
        self.show_error("")
        self.edited.emit()
