"""The inputs of a row of the builder: a line of text, or one value of a list."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyle, QStyleOptionComboBox, QStylePainter
from typing_extensions import override

from luutru import clock
from luutru.gui.agreements.building.words import EXAMPLE
from luutru.i18n import translate
from luutru.services.query_building import BuilderField
from luutru.services.query_days import read_span

_NARROW: Final = 60
_BESIDES: Final = 2
"""Pixels that the style keeps free beside the words of a list."""


class PlainChoice(QComboBox):
    """A list to choose from; the wheel scrolls what it lies on and changes nothing here."""

    picked = Signal()
    """Something was chosen by the reader."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setMaxVisibleItems(20)
        self.activated.connect(lambda _place: self.picked.emit())

    def offer(self, choices: "list[tuple[str, str]]", chosen: str) -> None:
        """Offer other codes with their labels."""
        self.clear()
        for code, label in choices:
            self.addItem(label, code)
        self.choose(chosen)

    def choose(self, code: str) -> None:
        """Show the label of a code, the first where it is not offered."""
        self.setCurrentIndex(max(0, self.findData(code)))

    @property
    def code(self) -> str:
        """The code that is chosen."""
        return str(self.currentData() or "")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        edit = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, edit, self)
        elided = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room.width() - _BESIDES
        )
        option.currentText = elided
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class LineValue(QLineEdit):
    """A value typed: words, a day, pages."""

    changed = Signal()

    def __init__(self, field: BuilderField) -> None:
        super().__init__()
        self._field = field
        self.setPlaceholderText(translate(EXAMPLE[field.kind]))
        self.setMinimumWidth(_NARROW)
        self.textChanged.connect(self._on_text)

    @property
    def value(self) -> str:
        """What was typed, without blanks around it."""
        return self.text().strip()

    @property
    def is_right(self) -> bool:
        """Tell whether the field can be asked for this value; an empty one is still to come."""
        if self._field.kind == "day" and self.value:
            return read_span(self.value, clock.today()) is not None
        return not (self._field.kind == "pages" and self.value) or self.value.isdigit()

    def put(self, value: str) -> None:
        """Show a value without telling anybody."""
        self.blockSignals(True)  # noqa: FBT003  Qt's own switch
        self.setText(value)
        self.blockSignals(False)  # noqa: FBT003  Qt's own switch
        self._show_state()

    def _on_text(self, _text: str) -> None:
        self._show_state()
        self.changed.emit()

    def _show_state(self) -> None:
        wrong = not self.is_right
        self.setProperty("wrong", "true" if wrong else "")
        self.setAccessibleDescription(translate("This cannot be read.") if wrong else "")
        self.style().unpolish(self)
        self.style().polish(self)


class ChoiceValue(PlainChoice):
    """One value of a list; none is chosen at first."""

    changed = Signal()

    def __init__(self, field: BuilderField) -> None:
        super().__init__()
        self.offer([("", translate(EXAMPLE[field.kind])), *field.choices], "")
        self.picked.connect(self.changed)

    @property
    def value(self) -> str:
        """The code that is chosen, "" for none yet."""
        return self.code

    is_right = True

    def put(self, value: str) -> None:
        """Show the label of a code."""
        self.choose(value)


ValueInput = LineValue | ChoiceValue


def input_for(field: BuilderField) -> ValueInput:
    """Return the input for values of `field`."""
    return ChoiceValue(field) if field.kind == "choice" else LineValue(field)
