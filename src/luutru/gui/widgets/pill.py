"""The pill: a state as icon, word and colour together, never by colour alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from luutru.gui.theme.current import state_colour, state_colours
from luutru.gui.theme.fonts import MEDIUM, font
from luutru.gui.theme.icons import paint_icon

HEIGHT: Final = 22
_ICON: Final = 12
_STROKE: Final = 2.2
_LEFT: Final = 24
"""Where the word begins: a margin of 8, the icon, a gap of 4."""
_RIGHT: Final = 9
_SIGN_ALONE: Final = 28
_GAP: Final = 4


@dataclass(frozen=True, slots=True)
class Look:
    """How a state is shown: the state of the colour table and an icon."""

    state: str
    icon: str


STATUS: Final = {
    "in_force": Look("active", "circle-check"),
    "signed": Look("signed", "calendar-clock"),
    "suspended": Look("expiring", "pause"),
    "expired": Look("ended", "archive"),
    "terminated": Look("terminated", "ban"),
    "replaced": Look("replaced", "replace"),
    "draft": Look("draft", "file-pen-line"),
    "undetermined": Look("draft", "circle-dashed"),
    "ending_soon": Look("expiring", "hourglass"),
    "succeeded": Look("signed", "arrow-right"),
}
"""The states of an agreement (`records.status`), and the two that lie over them."""

REVIEW: Final = {
    "awaiting_review": Look("review", "file-search"),
    "reviewed": Look("active", "user-check"),
    "approved": Look("active", "badge-check"),
}
"""Where the description of an agreement stands (code list `review_state`)."""


def status_look(status: str, *, ending_soon: bool = False) -> Look:
    """Return the look of an agreement's status; ending soon lies over in force."""
    if ending_soon and status == "in_force":
        return STATUS["ending_soon"]
    return STATUS.get(status, STATUS["undetermined"])


def pill_width(text: str) -> float:
    """Return the width in pixels that `text` needs."""
    return _LEFT + QFontMetricsF(font(12, MEDIUM)).horizontalAdvance(text) + _RIGHT


def paint_pill(painter: QPainter, place: QRectF, look: Look, text: str) -> float:
    """Draw a pill at the left of `place`, in its middle, and return the width it took."""
    colours = state_colours(look.state)
    face = font(12, MEDIUM)
    width = min(pill_width(text) if text else _SIGN_ALONE, place.width())
    pill = QRectF(place.left(), place.center().y() - HEIGHT / 2, width, HEIGHT)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(state_colour(look.state, "ground"))
    painter.drawRoundedRect(pill, HEIGHT / 2, HEIGHT / 2)
    mark = QRectF(pill.left() + 8, pill.center().y() - _ICON / 2, _ICON, _ICON)
    paint_icon(painter, look.icon, mark, colours.text, _STROKE)
    painter.setFont(face)
    painter.setPen(state_colour(look.state))
    room = width - _LEFT - _RIGHT + 1
    word = QFontMetricsF(face).elidedText(text, Qt.TextElideMode.ElideRight, room)
    painter.drawText(
        QRectF(pill.left() + _LEFT, pill.top(), room + 2, HEIGHT),
        Qt.AlignmentFlag.AlignVCenter,
        word,
    )
    return width


def paint_pills(painter: QPainter, place: QRectF, pills: Sequence[tuple[Look, str]]) -> None:
    """Draw pills side by side; one whose word has no room left keeps its sign alone."""
    left = place.left()
    for look, text in pills:
        rest = QRectF(left, place.top(), place.right() - left, place.height())
        is_first = left == place.left()
        if not is_first and pill_width(text) > rest.width():
            rest.setWidth(min(rest.width(), _SIGN_ALONE))
            text = ""  # noqa: PLW2901  the word is told by who reads the cell out
        left += paint_pill(painter, rest, look, text) + _GAP


class Pill(QWidget):
    """One state as a widget."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(look, text)

    def show_state(self, look: Look, text: str) -> None:
        """Show another state."""
        self._look = look
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(pill_width(self._text) + 0.5), HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_pill(QPainter(self), QRectF(self.rect()), self._look, self._text)
