"""One field of the form: its name, its input, "not stated", and what is wrong with it."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from luutru.gui.fields.field_inputs import as_typed, input_for
from luutru.gui.widgets.elided_label import ElidedLabel
from luutru.gui.widgets.layouts import column, label, row
from luutru.i18n import mark, translate
from luutru.records.fields import Field, Need
from luutru.services.cards import FieldValue

SILENT: Final = {"not_stated": mark("Not stated"), "not_applicable": mark("Not applicable")}
SAID: Final = {"not_stated": "not stated", "not_applicable": "not applicable"}
"""What the archive is told, whatever the language of the reader."""
MARKS: Final = {Need.REVIEW: "*", Need.APPROVAL: "°", Need.OPTIONAL: ""}
"""What stands behind the name of a field that has to have a value, or "not stated"."""
NEEDS: Final = {
    Need.REVIEW: mark("Needed before the description is accepted"),
    Need.APPROVAL: mark("Needed, or “not stated”, before approval"),
    Need.OPTIONAL: "",
}
SOURCES: Final = {
    "page": mark("Read from the scan"),
    "person": mark("Entered by {person}"),
    "list": mark("Taken from a list"),
    "file": mark("Taken from the file"),
    "rule": mark("Found by a rule"),
}

BRIEF: Final = {
    "page": mark("from the scan"),
    "person": mark("by {person}"),
    "list": mark("from a list"),
    "file": mark("from the file"),
    "rule": mark("by a rule"),
}
"""The same in the room beside the name of a field."""


def silent_words(state: str) -> str:
    """Return what the box for a silent document says."""
    return translate(SILENT.get(state, SILENT["not_stated"]))


class FieldRow(QWidget):
    """A field of the form; remembers the value it was given, to tell what was changed.

    "Not stated" stands above the input, or `beside` it where a row is narrow.
    """

    edited = Signal()

    def __init__(self, field: Field, *, beside: bool = False) -> None:
        super().__init__()
        self.field = field
        self.input = input_for(field)
        self._before = ""
        self._state = ""
        name = translate(field.label)
        self._caption = label(name, "caption")
        self._caption.setBuddy(self.input)
        self.silent = QCheckBox(silent_words(""))
        self.silent.setAccessibleName(translate("{field}: not stated", field=name))
        self._need = ""
        self._source = ElidedLabel("caption")
        self._source.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._source.hide()
        self.error = label("", "bad", wrap=True)
        self._printed = label("", "caption", wrap=True)
        self.input.setAccessibleName(name)
        self.head = row(self._caption, (self._source, 1))
        """Above the input."""
        line = row((self.input, 1)) if beside else self.head
        line.addWidget(self.silent)
        self.below = column(spacing=4)
        """What else is said of the value, below it."""
        written = line if beside else self.input
        self.setLayout(column(self.head, written, self._printed, self.below, self.error, spacing=4))
        self.input.edited.connect(self._on_edited)
        self.silent.toggled.connect(self._on_silent)
        self.show_error("")

    def late_by_tab(self) -> tuple[QWidget, ...]:
        """Let Tab reach the input before "not stated", which may stand above it."""
        return (self.silent,)

    def load(self, value: FieldValue) -> None:
        """Show the recorded value; what was entered before is forgotten."""
        state = value.state if value.state in SILENT else ""
        source = translate(SOURCES[value.source], person=value.person) if value.source else ""
        self.input.setToolTip(source)
        self.input.setAccessibleDescription(". ".join(filter(None, (self._need, source))))
        self._source.say(translate(BRIEF[value.source], person=value.person) if source else "")
        self.say_printed(_as_printed(value))
        self.begin(as_typed(self.field, value), state)

    def mark(self, *, wide: bool) -> None:
        """Show when the field has to have a value and, where it is `wide`, its source."""
        need = NEEDS[self.field.need]
        self._need = translate(need) if need else ""
        name = translate(self.field.label)
        self._caption.setText(f"{name} {MARKS[self.field.need]}".strip())
        self._caption.setToolTip(self._need)
        self._source.setVisible(wide)

    def begin(self, recorded: str, state: str = "") -> None:
        """Start from what is recorded; `state` is a code of `SILENT` where that is silence."""
        self._state = state
        self._before = SAID[state] if state else recorded
        self.silent.setText(silent_words(state))
        self.put(self._before)

    def say_printed(self, text: str) -> None:
        """Say below the input how the scan has it; "" takes it away."""
        self._printed.setText(translate("As printed: {text}", text=text) if text else "")
        self._printed.setVisible(bool(text))

    def put(self, typed: str) -> None:
        """Show what was entered earlier."""
        silent = typed in SAID.values()
        self.silent.blockSignals(True)  # noqa: FBT003  Qt's signature
        self.silent.setChecked(silent)
        self.silent.blockSignals(False)  # noqa: FBT003  Qt's signature
        self.input.put("" if silent else typed)
        self.show_error("")
        self._arrange()

    def typed(self) -> str:
        """Return what the archive is to be told."""
        if self.silent.isChecked():
            return SAID[self._state or "not_stated"]
        return self.input.typed()

    @property
    def before(self) -> str:
        """What stood in the field when it was loaded."""
        return self._before

    @property
    def is_changed(self) -> bool:
        """Tell whether something else stands there than was recorded."""
        return self.typed() != self._before

    def show_error(self, text: str) -> None:
        """Say below the input what is wrong; "" takes it away."""
        self.error.setVisible(bool(text))
        if text == self.error.text():
            return
        self.error.setText(text)
        self.input.setProperty("wrong", bool(text))
        self.input.style().unpolish(self.input)
        self.input.style().polish(self.input)

    def _arrange(self) -> None:
        """Offer "not stated" where nothing is written, and only there."""
        silent = self.silent.isChecked()
        self.silent.setVisible(self.field.may_be_unstated and (silent or not self.input.typed()))
        self.input.setEnabled(not silent)

    def _on_edited(self) -> None:
        self._arrange()
        self.show_error("")
        self.edited.emit()

    def _on_silent(self) -> None:
        self.input.put("")
        self._on_edited()


def _as_printed(value: FieldValue) -> str:
    if not value.printed or value.printed in (value.shown, value.typed):
        return ""
    return value.printed
