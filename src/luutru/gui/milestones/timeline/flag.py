"""A day on a small flag over the timeline: today, or where a milestone is being moved to."""

from datetime import date
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from luutru.gui.theme.current import colour
from luutru.gui.theme.fonts import BOLD, font
from luutru.i18n import translate

_HIGH: Final = 20
_TOP: Final = 6
"""Where the flag of today stands in the header."""


def today_words(today: date) -> str:
    """Return what the flag of today says."""
    return translate("Today {day}", day=today.strftime("%d/%m"))


def flag_of_today(x: float, today: date, right: float) -> QRectF:
    """Return the place of the flag of today, which lies at `x`."""
    return flag(x, _TOP, today_words(today), right)


def flag(x: float, top: float, text: str, right: float) -> QRectF:
    """Return the place of a flag over `x`, which never goes beyond `right`."""
    width = QFontMetricsF(_face()).horizontalAdvance(text) + 20
    return QRectF(min(x - width / 2, right - width - 2), top, width, _HIGH)


def paint_flag(painter: QPainter, place: QRectF, text: str) -> None:
    """Draw a flag with a text."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("accent"))
    painter.drawRoundedRect(place, _HIGH / 2, _HIGH / 2)
    painter.setPen(colour("on_accent"))
    painter.setFont(_face())
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, text)


def _face() -> QFont:
    return font(11, BOLD, tabular=True)
