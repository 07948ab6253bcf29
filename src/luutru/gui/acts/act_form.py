"""The lines of a form of an act: what is asked, an input, and how it is meant."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from luutru.gui.acts.asks import Ask, Form, Input
from luutru.gui.fields.field_inputs import ChoiceInput, LineInput, TextInput
from luutru.gui.widgets.layouts import label
from luutru.i18n import translate
from luutru.records.code_lists import code_list


class ProofInput(QComboBox):
    """A kept document by its reference; those of the agreement are offered."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.editTextChanged.connect(lambda _text: self.edited.emit())

    def offer(self, documents: tuple[tuple[str, str], ...]) -> None:
        """Offer documents, as reference and name, and keep what is typed."""
        typed = self.currentText()
        self.blockSignals(True)  # noqa: FBT003  Qt's own signature
        self.clear()
        for reference, name in documents:
            self.addItem(f"{reference}  {name}", reference)
        self.setCurrentIndex(-1)
        self.setEditText(typed)
        self.blockSignals(False)  # noqa: FBT003  as above

    def typed(self) -> str:
        """Return the reference that is chosen or typed."""
        words = self.currentText().split()
        return words[0] if words else ""


class SwitchInput(QCheckBox):
    """Yes or no."""

    edited = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.toggled.connect(lambda _on: self.edited.emit())

    def typed(self) -> str:
        """Return `yes`, or nothing."""
        return "yes" if self.isChecked() else ""


AnyInput = LineInput | TextInput | ChoiceInput | ProofInput | SwitchInput


class ActForm(QWidget):
    """Asks for everything that one act needs."""

    edited = Signal()

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.inputs: dict[str, AnyInput] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for at, ask in enumerate(form.asks):
            words = translate(ask.label)
            made = _input(ask)
            made.setAccessibleName(words)
            made.setAccessibleDescription(translate(ask.hint))
            made.edited.connect(self.edited)
            named = "" if ask.input is Input.SWITCH else words
            caption = label(f"{named} *" if ask.is_needed else named)
            caption.setBuddy(made)
            if ask.hint and isinstance(made, LineInput):
                made.setPlaceholderText(translate(ask.hint))
            made.setToolTip(translate(ask.hint))
            grid.addWidget(caption, at, 0)
            grid.addWidget(made, at, 1)
            self.inputs[ask.name] = made
        self.setLayout(grid)

    def typed(self) -> dict[str, str]:
        """Return what was entered, by name."""
        return {name: made.typed() for name, made in self.inputs.items()}

    def offer_proofs(self, documents: tuple[tuple[str, str], ...]) -> None:
        """Offer documents as proof."""
        for made in self.inputs.values():
            if isinstance(made, ProofInput):
                made.offer(documents)


def _input(ask: Ask) -> AnyInput:
    if ask.input is Input.STATUS:
        return ChoiceInput(code_list("status"))
    if ask.input is Input.SWITCH:
        return SwitchInput(translate(ask.label))
    if ask.input is Input.LINES:
        return TextInput()
    return ProofInput() if ask.input is Input.PROOF else LineInput()
