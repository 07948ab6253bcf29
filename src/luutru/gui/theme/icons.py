"""Line icons (Lucide, ISC licence), coloured at the moment they are painted.

An icon therefore follows the theme and the scale of the screen by itself.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

from luutru.gui.theme.current import state_colours, tokens
from luutru.overriding import override
from luutru.resources import folder

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

STROKE: Final = 1.75
"""Width of a line on the 24-unit grid the icons are drawn on."""


def svg(name: str, colour: str, stroke: float = STROKE) -> bytes:
    """Return the drawing `name` in one colour.

    Raises:
        FileNotFoundError: No icon of this name comes with the program.
    """
    drawing = (folder("icons") / f"{name}.svg").read_text(encoding="utf-8")
    drawing = drawing.replace("currentColor", colour)
    return drawing.replace('stroke-width="2"', f'stroke-width="{stroke}"').encode()


@lru_cache(maxsize=512)
def _renderer(name: str, colour: str, stroke: float) -> "QSvgRenderer":
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415  the first frame has no icons

    return QSvgRenderer(QByteArray(svg(name, colour, stroke)))


def paint_icon(
    painter: QPainter, name: str, place: QRectF, colour: str, stroke: float = STROKE
) -> None:
    """Draw the icon `name` into `place`; `colour` is a value like `#4E5A67`."""
    _renderer(name, colour, stroke).render(painter, place)


def icon(name: str, role: str = "text2", *, checked: str = "accent") -> QIcon:
    """Return an icon in the colour of a role or a state, `checked` while it is switched on."""
    # An icon takes its engine for a part of its own object in Python. Where that object is garbage
    # in a circle, the collector empties the engine, from which copies of the icon still paint.
    return QIcon(QIcon(_ThemedEngine(name, role, checked)))


class _ThemedEngine(QIconEngine):
    """Draws one icon in the colours of the moment."""

    def __init__(self, name: str, role: str, checked: str) -> None:
        super().__init__()
        self._name = name
        self._role = role
        self._checked = checked

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        role = self._role
        if mode == QIcon.Mode.Disabled:
            role = "border_strong"
        elif state == QIcon.State.On:
            role = self._checked
        paint_icon(painter, self._name, QRectF(rect), role_colour(role))

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        if picture.isNull():
            return picture  # Qt asks for an icon of no size where a button has none
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, picture.rect(), mode, state)
        painter.end()
        return picture

    @override
    def clone(self) -> QIconEngine:
        return _ThemedEngine(self._name, self._role, self._checked)


def role_colour(role: str) -> str:
    """Return the value of a role (`text2`) or of the text of a state (`overdue`)."""
    table = tokens()
    return state_colours(role).text if role in table.status else str(getattr(table, role))
