"""Inputs for the kinds of field: each shows a value, and tells what was typed.

What is typed goes to the archive as it is: days, periods and lists are read and checked there,
by the same rules as in the terminal.
"""

from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QPlainTextEdit, QSizePolicy
from typing_extensions import override

from luutru.errors import UnacceptableValue
from luutru.gui.theme.icons import icon
from luutru.i18n import translate
from luutru.records.code_lists import CodeList, code_list
from luutru.records.fields import Field, Kind
from luutru.services.cards import FieldValue
from luutru.services.values import read, shown, silence

MOST_LINES: Final = 6
BESIDES: Final = 22
"""Pixels of a text input that hold no text: border, padding and the margin of its document."""


class LineInput(QLineEdit):
    """One line: text, a day, a period."""

    edited = Signal()

    def __init__(self, longest: int | None = None) -> None:
        super().__init__()
        if longest is not None:
            self.setMaxLength(longest)
        self.textEdited.connect(lambda _text: self.edited.emit())

    def typed(self) -> str:
        """Return the text without blanks around it."""
        return self.text().strip()

    def put(self, typed: str) -> None:
        """Show a text from its beginning."""
        self.setText(typed)
        self.setCursorPosition(0)


class TextInput(QPlainTextEdit):
    """Several lines, as tall as what it holds; Tab goes on to the next field."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._quiet = False
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._tell)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._grow())
        self._grow()

    def typed(self) -> str:
        """Return the text without blanks around it."""
        return self.toPlainText().strip()

    def put(self, typed: str) -> None:
        """Show a text."""
        self._quiet = True
        self.setPlainText(typed)
        self._quiet = False

    def _tell(self) -> None:
        if not self._quiet:
            self.edited.emit()

    def _grow(self) -> None:
        """Be as tall as the lines need, up to a point from which on they are scrolled."""
        lines = max(1, round(self.document().size().height()))
        most = lines > MOST_LINES
        never, needed = (
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
            Qt.ScrollBarPolicy.ScrollBarAsNeeded,
        )
        self.setVerticalScrollBarPolicy(needed if most else never)
        self.setFixedHeight(min(lines, MOST_LINES) * self.fontMetrics().lineSpacing() + BESIDES)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()


class ChoiceInput(QComboBox):
    """One code of a list; the wheel scrolls the form and changes nothing here."""

    edited = Signal()

    def __init__(self, choices: CodeList, *, may_be_empty: bool = True) -> None:
        super().__init__()
        self._choices = choices
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(14)
        if may_be_empty:
            self.addItem("", "")
        for code in choices.codes:
            self.addItem(choices.label(code), code)
        self.activated.connect(lambda _place: self.edited.emit())

    def typed(self) -> str:
        """Return the code."""
        return str(self.currentData() or "")

    def put(self, typed: str) -> None:
        """Show the word for a code, or for a word of the list."""
        self._follow_list()
        self.setCurrentIndex(max(0, self.findData(self._choices.find(typed) or "")))

    @override
    def showPopup(self) -> None:
        self._follow_list()
        super().showPopup()

    def _follow_list(self) -> None:
        """Offer what the archive has added to the list meanwhile, in the words it uses now."""
        if not self._choices.editable:
            return
        for code in self._choices.codes:
            place, label = self.findData(code), self._choices.label(code)
            if place < 0:
                self.addItem(label, code)
            elif self.itemText(place) != label:
                self.setItemText(place, label)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @override
    def sizeHint(self) -> QSize:
        return QSize(100, super().sizeHint().height())


class ChoicesInput(LineInput):
    """Several codes of a list, written as words with commas; the arrow offers them."""

    def __init__(self, choices: CodeList) -> None:
        super().__init__()
        self._choices = choices
        place = QLineEdit.ActionPosition.TrailingPosition
        self._offer = self.addAction(icon("chevron-down"), place)
        self._offer.setToolTip(translate("Choose (Alt+Down)"))
        self._offer.triggered.connect(lambda _checked: self.offer().popup(self._below()))

    def offer(self) -> QMenu:
        """Return the menu of all codes, those written already checked."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        written = [self._choices.find(word) for word in self.text().split(",")]
        for code in self._choices.codes:
            action: QAction = menu.addAction(self._choices.label(code))
            action.setCheckable(True)
            action.setChecked(code in written)
            action.triggered.connect(lambda on, c=code: self._switch(c, on=on))
        return menu

    def _below(self) -> QPoint:
        return self.mapToGlobal(self.rect().bottomLeft())

    def _switch(self, code: str, *, on: bool) -> None:
        label = self._choices.label(code)
        words = [word.strip() for word in self.text().split(",") if word.strip()]
        words = [word for word in words if self._choices.find(word) != code]
        self.put(", ".join([*words, label] if on else words))
        self.edited.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() == Qt.Key.Key_Down:
            self._offer.trigger()
        else:
            super().keyPressEvent(event)


AnyInput = LineInput | TextInput | ChoiceInput | ChoicesInput

_NEVER_EMPTY: Final = ("secrecy", "urgency")
_READ_BY_PEOPLE: Final = (Kind.DAY, Kind.PERIOD, Kind.CHOICES)
"""Kinds whose inputs show a value the way people read it."""


def input_for(field: Field) -> AnyInput:
    """Return the input that fits a field."""
    if field.kind is Kind.LONG_TEXT:
        return TextInput()
    if field.kind is Kind.CHOICE:
        return ChoiceInput(code_list(field.choices), may_be_empty=field.name not in _NEVER_EMPTY)
    if field.kind is Kind.CHOICES:
        return ChoicesInput(code_list(field.choices))
    return LineInput(field.longest)


def as_entered(field: Field, typed: str) -> str:
    """Return a value, however it is typed, the way its input shows it; unfit values as they are."""
    if silence(typed) is not None:
        return ""
    try:
        value = read(field, typed)
    except UnacceptableValue:
        return typed
    return shown(field, value) if field.kind in _READ_BY_PEOPLE else value


def as_typed(field: Field, value: FieldValue) -> str:
    """Return a recorded value the way its input shows it."""
    if value.state in ("not_stated", "not_applicable"):
        return ""
    return value.shown if field.kind in _READ_BY_PEOPLE else value.typed
