"""How one page of the page view is painted: paper, picture, marks, selection.

Hits are multiplied onto the scan, as a marker pen would do it: the ink stays black. Paper stays
white in the dark theme, because it is a picture of paper.
"""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from luutru.gui.theme.current import colour
from luutru.gui.theme.fonts import BOLD, MEDIUM, font
from luutru.gui.theme.tokens import LIGHT

INK: Final = QColor(LIGHT.text)
"""What is written on paper, in both themes."""
PEN: Final = QColor("#FFE58A")
"""The marker on a scan; a scan is white in both themes, so it has one colour."""
CURRENT_PEN: Final = QColor("#FFB020")
CURRENT_EDGE: Final = QColor("#B86E00")
SELECTED: Final = QColor("#BBDCDA")
CORNER: Final = 2.5
FRAME_CORNER: Final = 3.5
TAG_GAP: Final = 6.0
"""Pixels between a frame and its name."""
TAG_PADDING: Final = 7.0
TAG_HEIGHT: Final = 20.0
_SHADOW: Final = ((3.0, 0.05), (2.0, 0.06), (1.0, 0.08))
"""How far each ring of the shadow reaches, in pixels, and how dark it is."""


def paint_shadow(painter: QPainter, page: QRectF) -> None:
    """Let the paper lie a little above the desk."""
    painter.setPen(Qt.PenStyle.NoPen)
    for reach, strength in _SHADOW:
        painter.setBrush(colour("shadow", strength))
        painter.drawRoundedRect(page.adjusted(-reach, -reach + 1, reach, reach + 1), 3, 3)


def paint_picture(painter: QPainter, page: QRectF, image: QImage, *, exact: bool) -> None:
    """Paint the scan; `exact` when it has the size of the screen, pixel for pixel."""
    hint = QPainter.RenderHint.SmoothPixmapTransform
    painter.setRenderHint(hint, on=not exact)
    painter.drawImage(page, image)
    painter.setRenderHint(hint, on=False)


def paint_waiting(painter: QPainter, page: QRectF, words: str) -> None:
    """Paint the grey page that stands until the picture comes, or says why it does not."""
    painter.fillRect(page, colour("border"))
    painter.setPen(colour("text3"))
    painter.setFont(font(13, MEDIUM))
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
    painter.drawText(page.adjusted(24, 48, -24, -24), flags, words)


def paint_marks(painter: QPainter, boxes: Iterable[QRectF], *, current: bool = False) -> None:
    """Draw the marker over `boxes`; the hit that is looked at is darker and has an edge."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for box in boxes:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(CURRENT_PEN if current else PEN)
        painter.drawRoundedRect(box, CORNER, CORNER)
        if current:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            painter.setPen(QPen(CURRENT_EDGE, 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, CORNER, CORNER)
    painter.restore()


def paint_selection(painter: QPainter, boxes: Iterable[QRectF]) -> None:
    """Tint the selected words."""
    painter.save()
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    for box in boxes:
        painter.fillRect(box, SELECTED)
    painter.restore()


def paint_frame(
    painter: QPainter, boxes: Iterable[QRectF], state: str, *, current: bool = False
) -> None:
    """Draw a frame in the colours of a state; paper is light, so they are those of the light theme.

    The frame that is looked at is filled and stronger.
    """
    colours = LIGHT.status[state]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for box in boxes:
        if current:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.ground))
            painter.drawRoundedRect(box, FRAME_CORNER, FRAME_CORNER)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.setPen(QPen(QColor(colours.solid), 2.2 if current else 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, FRAME_CORNER, FRAME_CORNER)
    painter.restore()


def paint_tag(painter: QPainter, page: QRectF, frame: QRectF, state: str, words: str) -> None:
    """Name the frame that is looked at: beside it, or where that leaves the page, below or above.

    `frame` is the place of all its boxes on the page.
    """
    face = font(11, BOLD)
    room = page.width() - 2 * TAG_GAP - 2 * TAG_PADDING
    text = QFontMetricsF(face).elidedText(words, Qt.TextElideMode.ElideRight, room)
    width = QFontMetricsF(face).horizontalAdvance(text) + 2 * TAG_PADDING
    tag = QRectF(frame.right() + TAG_GAP, frame.center().y() - TAG_HEIGHT / 2, width, TAG_HEIGHT)
    if tag.right() > page.right() - TAG_GAP:
        tag.moveRight(max(frame.right(), page.left() + TAG_GAP + width))
        below = frame.bottom() + TAG_GAP
        fits = below + TAG_HEIGHT < page.bottom()
        tag.moveTop(below if fits else frame.top() - TAG_GAP - TAG_HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LIGHT.status[state].text))
    painter.drawRoundedRect(tag, 4, 4)
    painter.setPen(QColor(LIGHT.on_accent))
    painter.setFont(face)
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def aligned(page: QRectF, ratio: float) -> QRectF:
    """Return `page` moved to whole device pixels, so that a picture of its size stays crisp."""
    corner = QPointF(round(page.left() * ratio) / ratio, round(page.top() * ratio) / ratio)
    across = round(page.width() * ratio) / ratio
    down = round(page.height() * ratio) / ratio
    return QRectF(corner.x(), corner.y(), across, down)
