"""A card that tells how one part of the archive is: a figure, a few lines, and what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from luutru.gui.widgets.bars import ThinBar
from luutru.gui.widgets.flow_layout import FlowLayout
from luutru.gui.widgets.icon_label import IconLabel
from luutru.gui.widgets.layouts import (
    CARD_MARGINS,
    STRETCH,
    column,
    empty,
    label,
    line,
    row,
    widget,
)
from luutru.gui.widgets.pill import Look, Pill


@dataclass(frozen=True, slots=True)
class CardText:
    """What a card says."""

    figure: str
    caption: str
    look: Look
    state: str
    """The state in words, beside its icon."""
    lines: Sequence[tuple[str, str]] = ()
    bar_after: int = -1
    """The line below which a bar shows `share`; -1 for no bar."""
    share: float = 0.0


class StateCard(QFrame):
    """Shows a `CardText`; its buttons stay."""

    def __init__(self, title: str, icon_name: str, state: str, *buttons: QPushButton) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self._title = title
        self._pill = Pill(Look("draft", "circle-dashed"), "")
        self._figure = label("", "figure")
        self._caption = label("", "caption", wrap=True)
        self._bar = ThinBar(title)
        self._bar.hide()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        ways = FlowLayout()
        for button in buttons:
            ways.addWidget(button)
        self.setLayout(
            column(
                row(label(title, "h2"), STRETCH, self._pill),
                row(
                    IconLabel(icon_name, state, 18, square=36),
                    (column(self._figure, self._caption, spacing=0), 1),
                    spacing=12,
                ),
                self._lines,
                STRETCH,
                widget(ways),
                spacing=12,
                margins=CARD_MARGINS,
            )
        )
        self.buttons = buttons

    def show_text(self, text: CardText) -> None:
        """Say something else."""
        self._pill.show_state(text.look, text.state)
        self._figure.setText(text.figure)
        self._caption.setText(text.caption)
        told = "; ".join(f"{name}: {value}" for name, value in text.lines)
        self.setAccessibleName(f"{self._title}: {text.state}. {text.figure}. {told}")
        self._bar.hide()
        empty(self._lines, self._bar)
        for number, (name, value) in enumerate(text.lines):
            self._lines.addWidget(line())
            self._lines.addWidget(_line(name, value))
            if number == text.bar_after:
                self._bar.show_share(text.share)
                self._lines.addWidget(self._bar)
                self._bar.show()


def _line(name: str, value: str) -> QFrame:
    shown = label(value)
    shown.setAlignment(Qt.AlignmentFlag.AlignRight)
    made = QFrame()
    made.setLayout(row(label(name, "muted"), STRETCH, shown, margins=(0, 9, 0, 9)))
    return made
