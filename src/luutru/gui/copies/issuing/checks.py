"""The list of checks: what is in order, what somebody should look at, what stands in the way."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from luutru.gui.widgets.icon_label import IconLabel
from luutru.gui.widgets.layouts import STRETCH, column, label, line, row, scrolled, widget
from luutru.gui.widgets.pill import Look, Pill
from luutru.i18n import translate, translate_count
from luutru.services.copies.preparing import Check, Prepared, Weight

READY: Final = Look("active", "circle-check")
_LOOKS: Final = {
    Weight.GOOD: ("circle-check", "active"),
    Weight.REMARK: ("triangle-alert", "expiring"),
    Weight.BLOCKS: ("circle-x", "overdue"),
}


class CheckList(QWidget):
    """Those that stand in the way come first."""

    def __init__(self) -> None:
        super().__init__()
        self.state = Pill(READY, translate("Ready"))
        self.area = scrolled(QWidget(), "clear")
        self.area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.area.setAccessibleName(translate("Checks"))
        head = row(label(translate("Checks"), "h2"), self.state, STRETCH, margins=(16, 14, 12, 14))
        self.setLayout(column(head, line(), (self.area, 1), spacing=0))
        self.show_checks(None)

    def show_checks(self, prepared: Prepared | None) -> None:
        """Show other checks; None while nothing is known."""
        self.state.setVisible(prepared is not None)
        if prepared is None:
            words = translate("Choose a document first.")
            parts: list[QWidget] = [label(words, "muted", wrap=True)]
        else:
            self._tell(prepared)
            order = list(Weight)[::-1]
            ranked = sorted(prepared.checks, key=lambda check: order.index(check.weight))
            parts = [_line(check) for check in ranked]
        body = column(*parts, STRETCH, spacing=12, margins=(16, 12, 14, 12))
        self.area.setWidget(widget(body))

    def _tell(self, prepared: Prepared) -> None:
        errors = len(prepared.blocking)
        if errors:
            told = translate_count("{count} error", "{count} errors", errors)
            self.state.show_state(Look("overdue", "circle-x"), told)
        else:
            self.state.show_state(READY, translate("Ready"))


def _line(check: Check) -> QWidget:
    icon_name, state = _LOOKS[check.weight]
    words = column(label(check.what, "strong", wrap=True), spacing=1)
    if check.advice:
        words.addWidget(label(check.advice, "caption", wrap=True))
    made = widget(row(IconLabel(icon_name, state, 16), (words, 1), spacing=10))
    made.setAccessibleName(" ".join(filter(None, (check.what, check.advice))))
    return made
