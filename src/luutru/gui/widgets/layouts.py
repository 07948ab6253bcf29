"""Rows, columns and framed boxes, written in the order in which they are seen."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

_HEADING: Final = 34
"""The height of a button."""
STRETCH: Final = None
"""An item of a row or column that takes up the room left."""

Item = QWidget | QLayout | int | tuple[QWidget | QLayout, int] | None
"""What a row holds: a widget, a layout, a gap in pixels, (something, stretch) or `STRETCH`."""
Margins = tuple[int, int, int, int]

NO_MARGINS: Final[Margins] = (0, 0, 0, 0)
PAGE_MARGINS: Final[Margins] = (28, 20, 28, 20)
CARD_MARGINS: Final[Margins] = (18, 16, 18, 16)


def row(*items: Item, spacing: int = 8, margins: Margins = NO_MARGINS) -> QHBoxLayout:
    """Lay `items` side by side."""
    layout = QHBoxLayout()
    _fill(layout, items, spacing, margins)
    return layout


def column(*items: Item, spacing: int = 8, margins: Margins = NO_MARGINS) -> QVBoxLayout:
    """Lay `items` one below the other."""
    layout = QVBoxLayout()
    _fill(layout, items, spacing, margins)
    return layout


def _fill(layout: QBoxLayout, items: tuple[Item, ...], spacing: int, margins: Margins) -> None:
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, tuple):
            _add(layout, *item)
        else:
            _add(layout, item, 0)


def _add(layout: QBoxLayout, item: QWidget | QLayout, stretch: int) -> None:
    if isinstance(item, QLayout):
        layout.addLayout(item, stretch)
    else:
        layout.addWidget(item, stretch)


def box(ground: str, layout: QLayout) -> QFrame:
    """Frame a layout and lay it on a `ground` of the style sheet (`card`, `panel`, `sunken`…)."""
    frame = QFrame()
    frame.setProperty("ground", ground)
    frame.setLayout(layout)
    return frame


def card(*items: Item, spacing: int = 12, margins: Margins = CARD_MARGINS) -> QFrame:
    """Put `items` one below the other on a card."""
    return box("card", column(*items, spacing=spacing, margins=margins))


def heading(title: str, *beside: Item) -> QHBoxLayout:
    """Write what a card is about, as high with a button beside it as without one."""
    name = label(title, "h2")
    name.setMinimumHeight(_HEADING)
    return row(name, STRETCH, *beside)


def line() -> QFrame:
    """Draw a line of one pixel between what is above and below."""
    made = QFrame()
    made.setProperty("ground", "line")
    return made


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Write `text` as it is, never as markup; `role` is a role of the style sheet (`h1`…)."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def widget(layout: QLayout, ground: str = "") -> QWidget:
    """Wrap a layout into a widget."""
    made = QWidget()
    made.setLayout(layout)
    set_ground(made, ground)
    return made


def set_ground(target: QWidget, ground: str) -> None:
    """Lay a widget on a ground of the style sheet."""
    if ground:
        target.setProperty("ground", ground)
        target.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


def scrolled(content: QWidget, ground: str = "clear") -> QScrollArea:
    """Let a tall widget be scrolled up and down, never sideways."""
    set_ground(content, ground)
    area = QScrollArea()
    area.setProperty("ground", ground)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area


def captioned(field: QWidget, *beside: Item, spacing: int = 3) -> QVBoxLayout:
    """Lay a field under its accessible name, and `beside` it what helps to fill it."""
    caption = label(field.accessibleName(), "caption")
    caption.setBuddy(field)
    return column(caption, row((field, 1), *beside) if beside else field, spacing=spacing)


def empty(layout: QLayout, *kept: QWidget) -> None:
    """Take everything out of a layout; its widgets go for good, but for those `kept`."""
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None and old not in kept:
            old.hide()
            old.deleteLater()
