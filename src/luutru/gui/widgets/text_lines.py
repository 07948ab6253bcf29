"""Text set in a few lines with the words of a search marked; the last line ends in an ellipsis.

Setting a line costs far more than drawing it, so whoever paints many rows keeps what was set.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from luutru.gui.theme.current import colour

Span = tuple[int, int]
"""Beginning and end of a marked stretch of the text."""

ENDLESS: Final = 400
"""Letters beyond which a text is cut before it is set: no list shows more."""


def set_lines(
    text: str, spans: Iterable[Span], face: QFont, width: float, most: int = 1
) -> list[QTextLayout]:
    """Set `text` in at most `most` lines of `width` pixels, with `spans` marked."""
    text = " ".join(text[:ENDLESS].splitlines())
    marked = list(spans)
    lines: list[QTextLayout] = []
    start = 0
    while start < len(text) and len(lines) < most:
        rest = text[start:]
        if len(lines) == most - 1:
            whole = rest
            rest = QFontMetricsF(face).elidedText(rest, Qt.TextElideMode.ElideRight, width)
            length = len(rest)
            if rest != whole:  # what lies behind the ellipsis is not marked by it
                marked = [(a, min(b, start + length - 1)) for a, b in marked]
                marked = [(a, b) for a, b in marked if a < b]
        else:
            length = _fitting(rest, face, width)
            rest = rest[:length]
        lines.append(_set(rest, [(a - start, b - start) for a, b in marked], face))
        start += length
    return lines


def _fitting(text: str, face: QFont, width: float) -> int:
    """Return how many letters of `text` a line takes, broken between words where possible."""
    layout = QTextLayout(text, face)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    layout.endLayout()
    return max(1, line.textLength())


def _set(text: str, spans: Sequence[Span], face: QFont) -> QTextLayout:
    layout = QTextLayout(text, face)
    layout.setCacheEnabled(True)
    layout.setFormats([_marker(*_within(span, text)) for span in spans if _touches(span, text)])
    layout.beginLayout()
    layout.createLine().setLineWidth(1_000_000)
    layout.endLayout()
    return layout


def _touches(span: Span, text: str) -> bool:
    return span[0] < len(text) and span[1] > 0


def _within(span: Span, text: str) -> Span:
    return max(0, span[0]), min(len(text), span[1])


def _marker(start: int, end: int) -> QTextLayout.FormatRange:
    pen = QTextCharFormat()
    pen.setBackground(colour("hit"))
    pen.setForeground(colour("text"))
    range_ = QTextLayout.FormatRange()
    range_.start, range_.length, range_.format = start, end - start, pen
    return range_


def brought_forward(text: str, spans: Sequence[Span], room: int) -> tuple[str, list[Span]]:
    """Return `text` cut at its beginning so that its longest mark lies within `room` letters."""
    if not spans:
        return text, []
    start, end = max(spans, key=lambda span: span[1] - span[0])
    if end <= room:
        return text, list(spans)
    wanted = max(0, start - max(4, room // 4))
    cut = text.find(" ", wanted, start) + 1 or start
    kept = [(a - cut + 1, b - cut + 1) for a, b in spans if a >= cut]
    return f"…{text[cut:]}", kept


def paint_lines(
    painter: QPainter, lines: Iterable[QTextLayout], left: float, top: float, pitch: float
) -> float:
    """Draw lines one under the other, `pitch` pixels apart; return where the next would begin."""
    for line in lines:
        line.draw(painter, QPointF(left, top + (pitch - line.lineAt(0).height()) / 2))
        top += pitch
    return top
