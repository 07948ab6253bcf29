"""The colours in use now; painters ask here each time and remember nothing."""

from PySide6.QtGui import QColor

from luutru.gui.theme.tokens import LIGHT, StatusColours, Tokens

_current: Tokens = LIGHT


def tokens() -> Tokens:
    """Return the table of colours in use."""
    return _current


def use(table: Tokens) -> None:
    """Paint with `table` from now on; called by the theme alone."""
    global _current  # noqa: PLW0603  one screen shows one theme
    _current = table


def colour(role: str, alpha: float = 1.0) -> QColor:
    """Return the colour of a role such as `text2`, with an opacity between 0 and 1."""
    value = QColor(str(getattr(_current, role)))
    value.setAlphaF(alpha)
    return value


def state_colours(state: str) -> StatusColours:
    """Return the colours of a state such as `active` or `overdue`."""
    return _current.status[state]


def state_colour(state: str, part: str = "text") -> QColor:
    """Return one colour of a state: its `text`, `ground` or `solid`."""
    return QColor(str(getattr(_current.status[state], part)))
