"""One field of the form: its name, its input, "not stated", and what is wrong with it."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from luutru.gui.fields.field_inputs import as_typed, input_for
from luutru.gui.widgets.layouts import STRETCH, column, label, row
from luutru.i18n import mark, translate
from luutru.records.fields import Field
from luutru.services.cards import FieldValue

SILENT: Final = {"not_stated": mark("Not stated"), "not_applicable": mark("Not applicable")}
SAID: Final = {"not_stated": "not stated", "not_applicable": "not applicable"}
"""What the archive is told, whatever the language of the reader."""
SOURCES: Final = {
    "page": mark("Read from the scan"),
    "person": mark("Entered by {person}"),
    "list": mark("Taken from a list"),
    "file": mark("Taken from the file"),
    "rule": mark("Found by a rule"),
}


def silent_words(state: str) -> str:
    """Return what the box for a silent document says."""
    return translate(SILENT.get(state, SILENT["not_stated"]))


class FieldRow(QWidget):
    """A field of the form; remembers the value it was given, to tell what was changed."""

    edited = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.input = input_for(field)
        self._before = ""
        self._state = ""
        name = translate(field.label)
        self._caption = label(name, "caption")
        self._caption.setBuddy(self.input)
        self._silent = QCheckBox(silent_words(""))
        self._silent.setAccessibleName(translate("{field}: not stated", field=name))
        self._error = label("", "bad", wrap=True)
        self._printed = label("", "caption", wrap=True)
        self.input.setAccessibleName(name)
        self.setLayout(
            column(
                row(self._caption, STRETCH, self._silent),
                self.input,
                self._printed,
                self._error,
                spacing=4,
            )
        )
        self.input.edited.connect(self._on_edited)
        self._silent.toggled.connect(self._on_silent)
        self.show_error("")

    def load(self, value: FieldValue) -> None:
        """Show the recorded value; what was entered before is forgotten."""
        self._state = value.state if value.state in SILENT else ""
        self._before = SAID[self._state] if self._state else as_typed(self.field, value)
        self._silent.setText(silent_words(self._state))
        source = translate(SOURCES[value.source], person=value.person) if value.source else ""
        self.input.setToolTip(source)
        self.input.setAccessibleDescription(source)
        self._printed.setText(_as_printed(value))
        self._printed.setVisible(bool(self._printed.text()))
        self.put(self._before)

    def put(self, typed: str) -> None:
        """Show what was entered earlier."""
        silent = typed in SAID.values()
        self._silent.blockSignals(True)  # noqa: FBT003  Qt's signature
        self._silent.setChecked(silent)
        self._silent.blockSignals(False)  # noqa: FBT003  Qt's signature
        self.input.put("" if silent else typed)
        self.show_error("")
        self._arrange()

    def typed(self) -> str:
        """Return what the archive is to be told."""
        if self._silent.isChecked():
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
        self._error.setVisible(bool(text))
        if text == self._error.text():
            return
        self._error.setText(text)
        self.input.setProperty("wrong", bool(text))
        self.input.style().unpolish(self.input)
        self.input.style().polish(self.input)

    def _arrange(self) -> None:
        """Offer "not stated" where nothing is written, and only there."""
        silent = self._silent.isChecked()
        self._silent.setVisible(self.field.may_be_unstated and (silent or not self.input.typed()))
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
    return translate("As printed: {text}", text=value.printed)
