"""One row of the builder: a field, how it is asked, and for which value."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from luutru.gui.agreements.building.inputs import LineValue, PlainChoice, ValueInput, input_for
from luutru.gui.agreements.building.words import (
    BETWEEN_DAYS,
    HOW,
    SHORT_EXAMPLE,
    TWO_VALUES,
    WITHIN_WORDS,
)
from luutru.gui.widgets.buttons import icon_button
from luutru.gui.widgets.layouts import label, row
from luutru.i18n import translate
from luutru.services.query_building import BuilderField, Condition, How

HEIGHT: Final = 42
_WIDTHS: Final = ((168, 196), (148, 170))
"""Of field and way of asking, in pixels: usually, and where the row is narrow."""
_NARROW: Final = 640
_WORDS_APART: Final = "5"
_SHORT: Final = 60
_AS_WIDE_AS_CAN_BE: Final = 16_777_215
"""The limit of Qt (`QWIDGETSIZE_MAX`), which PySide does not name."""


class ConditionRow(QWidget):
    """Shows a `Condition` and tells when the reader has changed it."""

    changed = Signal()
    removed = Signal()
    rebuilt = Signal()
    """The inputs are others, because another field is asked."""

    def __init__(self, fields: Sequence[BuilderField]) -> None:
        super().__init__()
        self._fields = {field.name: field for field in fields}
        self._shown = fields[0]
        self.field, self.how = PlainChoice(), PlainChoice()
        self.field.offer([(one.name, one.label) for one in fields], fields[0].name)
        self.field.picked.connect(self._change_field)
        self.how.picked.connect(self._change_how)
        self.remove = icon_button("x", "", self.removed.emit)
        self._between = label("", "caption")
        self._layout = row(self.field, self.how, spacing=6)
        self._layout.addWidget(self._between)
        self._layout.addWidget(self.remove)
        self.setLayout(self._layout)
        self.setFixedHeight(HEIGHT)
        self._number = 1
        self.value: ValueInput = self._put_inputs()
        self.until: LineValue = self._put_until()
        self._offer_hows("")

    # --- what it asks for ------------------------------------------------------------------

    @property
    def condition(self) -> Condition | None:
        """What the row asks for; None while a value is missing or cannot be read."""
        how = How(self.how.code)
        wanted = [self.value, self.until] if how in TWO_VALUES else [self.value]
        if not all(one.value and one.is_right for one in wanted):
            return None
        until = self.until.value if how in TWO_VALUES else ""
        return Condition(self._shown.name, how, self.value.value, until)

    def show_condition(self, wanted: Condition) -> None:
        """Show what a query asks for."""
        if wanted.field != self._shown.name:
            self.field.choose(wanted.field)
            self._become(self._fields[wanted.field])
        self._offer_hows(wanted.how)
        self.value.put(wanted.value)
        self.until.put(wanted.until)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through, from left to right."""
        return self.field, self.how, self.value, self.until, self.remove

    def name(self, number: int) -> None:
        """Tell a screen reader which row this is, counted from 1."""
        self._number = number
        told = {
            self.field: translate("Condition {number}: field", number=number),
            self.how: translate("Condition {number}: how", number=number),
            self.value: translate("Condition {number}: value", number=number),
            self.until: translate("Condition {number}: second value", number=number),
            self.remove: translate("Remove condition {number}", number=number),
        }
        for part, words in told.items():
            part.setAccessibleName(words)
        self.remove.setToolTip(told[self.remove])

    # --- inside ----------------------------------------------------------------------------

    def _change_field(self) -> None:
        typed = self.value.value if self.value.value and isinstance(self.value, LineValue) else ""
        before = self._shown.kind
        self._become(self._fields[self.field.code])
        if typed and self._shown.kind == before:
            self.value.put(typed)
        self.changed.emit()

    def _become(self, field: BuilderField) -> None:
        self._shown = field
        for old in (self.value, self.until):
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.value, self.until = self._put_inputs(), self._put_until()
        self._offer_hows(self.how.code)
        self.name(self._number)
        self.rebuilt.emit()

    def _put_inputs(self) -> ValueInput:
        made = input_for(self._shown)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.changed.connect(self.changed)
        self._layout.insertWidget(2, made, 1)
        return made

    def _put_until(self) -> LineValue:
        made = LineValue(self._shown)
        made.changed.connect(self.changed)
        self._layout.insertWidget(4, made, 1)
        return made

    def _offer_hows(self, chosen: str) -> None:
        self.how.offer([(how, translate(HOW[how])) for how in self._shown.hows], chosen)
        self._show_until()

    def _change_how(self) -> None:
        self._show_until()
        self.changed.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for part, width in zip(
            (self.field, self.how), _WIDTHS[self.width() < _NARROW], strict=True
        ):
            part.setFixedWidth(width)

    def _show_until(self) -> None:
        """Ask for a second value where one is needed: a last day, or how far apart."""
        how = How(self.how.code)
        near = how is How.NEAR
        self.until.setVisible(how in TWO_VALUES)
        self._between.setVisible(how in TWO_VALUES)
        self._between.setText(translate(WITHIN_WORDS if near else BETWEEN_DAYS))
        if how is How.BETWEEN and isinstance(self.value, LineValue):
            for one in (self.value, self.until):
                one.setPlaceholderText(SHORT_EXAMPLE[self._shown.kind])
        self.until.setMaximumWidth(_SHORT if near else _AS_WIDE_AS_CAN_BE)
        if near and not self.until.value:
            self.until.put(_WORDS_APART)
