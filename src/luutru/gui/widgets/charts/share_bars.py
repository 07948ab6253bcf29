"""Bars that lie one below the other, each with its name and its number."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from typing_extensions import override

from luutru.gui import formats
from luutru.gui.theme.current import colour, tokens
from luutru.gui.theme.fonts import MEDIUM, font
from luutru.gui.widgets.charts.chart import Chart, Part

_ROW: Final = 34
_BAR: Final = 6
_INSET: Final = 4


class ShareBars(Chart):
    """Up and down go from bar to bar, Enter opens it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._items: tuple[tuple[str, int], ...] = ()

    def show_items(self, items: Sequence[tuple[str, int]]) -> None:
        """Draw other values."""
        self._items = tuple(items)
        self.setMinimumHeight(_ROW * max(1, len(self._items)))
        self.tell("\n".join(self.words(part) for part in self.parts()))

    @override
    def parts(self) -> Sequence[Part]:
        return [Part(place) for place in range(len(self._items))]

    @override
    def part_at(self, point: QPointF) -> Part | None:
        return next((p for p in self.parts() if self._line(p.bar).contains(point)), None)

    @override
    def words(self, part: Part) -> str:
        label, count = self._items[part.bar]
        return f"{label}: {formats.number(count)}"

    @override
    def next_part(self, key: int) -> Part | None:
        if key not in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return None
        step = 1 if key == Qt.Key.Key_Down else -1
        here = self.current.bar if self.current else 0
        return Part(min(max(here + step, 0), len(self._items) - 1))

    def _line(self, place: int) -> QRectF:
        high = min(46.0, self.height() / max(1, len(self._items)))
        return QRectF(0, place * high, self.width(), high)

    @override
    def sizeHint(self) -> QSize:
        return QSize(260, _ROW * max(1, len(self._items)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        highest = max((count for _label, count in self._items), default=1)
        for place, (label, count) in enumerate(self._items):
            line = self._line(place)
            if self.marked == Part(place):
                painter.setPen(QPen(colour("accent"), 2) if self.ringed else Qt.PenStyle.NoPen)
                painter.setBrush(colour("hover"))
                painter.drawRoundedRect(line.adjusted(1, 1, -1, -1), 6, 6)
            self._paint_line(painter, line.adjusted(_INSET, 0, -_INSET, 0), label, count, highest)

    @staticmethod
    def _paint_line(painter: QPainter, line: QRectF, label: str, count: int, highest: int) -> None:
        words = QRectF(line.left(), line.bottom() - _BAR - 26, line.width(), 18)
        painter.setFont(font(12, MEDIUM, tabular=True))
        told = formats.number(count)
        wide = QFontMetricsF(painter.font()).horizontalAdvance(told)
        painter.setPen(colour("text2"))
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, told)
        painter.setPen(colour("text"))
        room = words.adjusted(0, 0, -wide - 8, 0)
        shown = QFontMetricsF(painter.font()).elidedText(
            label, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        bar = QRectF(line.left(), line.bottom() - _BAR - 5, line.width(), _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("sunken"))
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        painter.setBrush(QColor(tokens().series[0 if count == highest else 1]))
        bar.setWidth(max(float(_BAR), bar.width() * count / highest))
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
