"""Fields and the values they shall have, line by line: what many agreements have in common."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from luutru.gui.fields.field_inputs import AnyInput, TextInput, input_for
from luutru.gui.fields.field_row import SAID
from luutru.gui.widgets.buttons import icon_button, push_button
from luutru.gui.widgets.layouts import STRETCH, column, row, scrolled, widget
from luutru.i18n import mark, translate
from luutru.records.fields import BY_NAME, FIELDS, LIST_FIELDS

_NOT_IN_COMMON: Final = frozenset({"title_vi", "title_en", "title_other", "code_number"})
"""What no two agreements have alike."""
_HIGHEST: Final = 170

SET: Final = "set"
CLEAR: Final = "clear"
UNSTATED: Final = "unstated"
ADD: Final = "add"
TAKE: Final = "take"
WAYS: Final = {
    SET: mark("Set to"),
    ADD: mark("Add"),
    TAKE: mark("Take away"),
    CLEAR: mark("Empty"),
    UNSTATED: mark("Not stated"),
}
_STEPS: Final = {ADD: "+", TAKE: "-"}


class ValueLine(QWidget):
    """One field and the value it shall have; where there are `ways`, how it shall change."""

    edited = Signal()
    removed = Signal()

    def __init__(self, *, ways: bool = False) -> None:
        super().__init__()
        self.field = QComboBox()
        self.field.setAccessibleName(translate("Field of the description"))
        for name, text in common_fields():
            self.field.addItem(translate(text), name)
        self.way = QComboBox()
        self.way.setAccessibleName(translate("How the field shall change"))
        self.way.setVisible(ways)
        self.way.activated.connect(lambda _place: self._follow_way())
        self._ways = ways
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        self.input: AnyInput = TextInput()
        self._place.addWidget(self.input)
        remove = icon_button("x", translate("Remove this value"), self.removed.emit)
        line = row((self.field, 3), spacing=8)
        if ways:
            line.addWidget(self.way, 2)
        line.addLayout(self._place, 4)
        line.addWidget(remove)
        self.setLayout(line)
        self.field.activated.connect(lambda _place: self._change())
        self._change()

    @property
    def name(self) -> str:
        """The field that is chosen."""
        return str(self.field.currentData())

    @property
    def is_complete(self) -> bool:
        """Tell whether it says what shall become of the field."""
        return self._way in (CLEAR, UNSTATED) or bool(self.input.typed())

    def typed(self) -> tuple[str, str]:
        """Return the field and its value as typed."""
        if self._way == CLEAR:
            return self.name, ""
        if self._way == UNSTATED:
            return self.name, SAID["not_stated"]
        return self.name + _STEPS.get(self._way, ""), self.input.typed()

    def choose(self, name: str) -> None:
        """Choose a field."""
        self.field.setCurrentIndex(self.field.findData(name))
        self._change()

    def choose_way(self, way: str) -> None:
        """Choose how the field shall change, a code of `WAYS`."""
        self.way.setCurrentIndex(self.way.findData(way))
        self._follow_way()

    @property
    def _way(self) -> str:
        return str(self.way.currentData()) if self._ways else SET

    def _change(self) -> None:
        """Put the input that fits the field in place of the one before."""
        old = self.input
        self.input = input_for(BY_NAME[self.name]) if self.name in BY_NAME else TextInput()
        self.input.setAccessibleName(self.field.currentText())
        self.input.edited.connect(self.edited)
        self._place.replaceWidget(old, self.input)
        old.hide()
        old.deleteLater()
        self._offer_ways()
        self._follow_way()

    def _offer_ways(self) -> None:
        self.way.clear()
        for way in _ways_of(self.name):
            self.way.addItem(translate(WAYS[way]), way)

    def _follow_way(self) -> None:
        self.input.setEnabled(self._way not in (CLEAR, UNSTATED))
        self.edited.emit()


class ValueLines(QWidget):
    """As many lines as are wanted; fields that stand in none are left as they are."""

    edited = Signal()

    def __init__(self, *beside: QWidget, ways: bool = False) -> None:
        """`beside`: what stands at the right of the button that adds a line."""
        super().__init__()
        self._ways = ways
        self.lines: list[ValueLine] = []
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(6)
        self.add = push_button(translate("Add a field"), self.add_line, icon_name="plus")
        values = scrolled(widget(column(self._list, STRETCH, spacing=0)), "clear")
        values.setMaximumHeight(_HIGHEST)
        self.setLayout(column(values, row(self.add, STRETCH, *beside), spacing=12))
        self.add_line()

    def typed(self) -> list[tuple[str, str]]:
        """Return the fields that shall change and what is typed for them."""
        return [one.typed() for one in self.lines if one.is_complete]

    def add_line(self) -> ValueLine:
        """Let another field be given a value."""
        made = ValueLine(ways=self._ways)
        given = {one.name for one in self.lines}
        made.choose(next((name for name, _ in common_fields() if name not in given), made.name))
        made.edited.connect(self.edited)
        made.removed.connect(partial(self._remove, made))
        self.lines.append(made)
        self._list.addWidget(made)
        made.field.setFocus()
        return made

    def _remove(self, gone: ValueLine) -> None:
        self.lines.remove(gone)
        self._list.removeWidget(gone)
        gone.hide()
        gone.deleteLater()
        if not self.lines:
            self.add_line()
        self.edited.emit()


def _ways_of(name: str) -> tuple[str, ...]:
    if name in LIST_FIELDS:
        return SET, ADD, TAKE, CLEAR
    field = BY_NAME[name]
    return (SET, CLEAR, UNSTATED) if field.may_be_unstated else (SET, CLEAR)


def common_fields() -> list[tuple[str, str]]:
    """Return the fields that agreements may have in common, and what they are called."""
    every = [(field.name, field.label) for field in FIELDS] + list(LIST_FIELDS.items())
    return [one for one in every if one[0] not in _NOT_IN_COMMON]
