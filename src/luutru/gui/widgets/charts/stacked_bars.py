"""Upright bars of several series, one upon the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from typing_extensions import override

from luutru.gui import formats
from luutru.gui.theme.current import colour, tokens
from luutru.gui.theme.fonts import MEDIUM, font
from luutru.gui.widgets.charts.chart import Chart, Part
from luutru.gui.widgets.charts.scale import ticks

_LEFT: Final = 38
_RIGHT: Final = 6
_BOTTOM: Final = 24
_LEGEND_LINE: Final = 20
_SHARE: Final = 0.56
"""Of the room of a bar that is drawn."""
_FAINT: Final = 0.45
_CORNER: Final = 4


@dataclass(frozen=True, slots=True)
class StackedBar:
    """One bar: what stands below it, and a value for each series."""

    label: str
    values: tuple[int, ...]

    @property
    def total(self) -> int:
        """How high it is."""
        return sum(self.values)


class StackedBars(Chart):
    """Left and right go from bar to bar, up and down through its series, Enter opens it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._series: tuple[str, ...] = ()
        self._bars: tuple[StackedBar, ...] = ()
        self._ticks: tuple[int, ...] = (0, 1)
        self.setMinimumHeight(190)

    def show_bars(self, series: Sequence[str], bars: Sequence[StackedBar]) -> None:
        """Draw other values."""
        self._series, self._bars = tuple(series), tuple(bars)
        self._ticks = ticks(max((bar.total for bar in bars), default=0))
        self.tell("\n".join(self.words(Part(place)) for place in range(len(self._bars))))

    # --- what the chart says of itself -----------------------------------------------------

    @override
    def parts(self) -> Sequence[Part]:
        return [Part(place) for place, bar in enumerate(self._bars) if bar.total]

    @override
    def part_at(self, point: QPointF) -> Part | None:
        for place, bar in enumerate(self._bars):
            if not bar.total or not self._room(place).contains(point):
                continue
            for series in range(len(bar.values)):
                if bar.values[series] and self._segment(place, series).contains(point):
                    return Part(place, series)
            return Part(place)
        return None

    @override
    def words(self, part: Part) -> str:
        bar = self._bars[part.bar]
        if part.series >= 0:
            value = formats.number(bar.values[part.series])
            return f"{bar.label}, {self._series[part.series]}: {value}"
        told = [
            f"{name} {formats.number(value)}"
            for name, value in zip(self._series, bar.values, strict=True)
            if value
        ]
        return f"{bar.label}: {formats.number(bar.total)}" + (f" ({', '.join(told)})" * bool(told))

    @override
    def next_part(self, key: int) -> Part | None:
        here = self.current or self.parts()[-1]
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            places = [part.bar for part in self.parts()]
            step = 1 if key == Qt.Key.Key_Right else -1
            at = places.index(here.bar) + step
            return Part(places[min(max(at, 0), len(places) - 1)])
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            values = self._bars[here.bar].values
            levels = [-1, *(n for n, value in enumerate(values) if value)]
            step = 1 if key == Qt.Key.Key_Up else -1
            return Part(here.bar, levels[(levels.index(here.series) + step) % len(levels)])
        return None

    # --- where things lie ------------------------------------------------------------------

    def _legend(self) -> list[tuple[QRectF, str]]:
        """Return where each series is named: in as many lines as they need."""
        metrics = QFontMetricsF(font(12))
        left, top, places = 0.0, 0.0, []
        for name in self._series:
            wide = metrics.horizontalAdvance(name) + 18
            if left and left + wide > self.width():
                left, top = 0.0, top + _LEGEND_LINE
            places.append((QRectF(left, top, wide, _LEGEND_LINE), name))
            left += wide + 16
        return places

    @property
    def _top(self) -> float:
        legend = self._legend()
        return legend[-1][0].bottom() + 4 if legend else 0.0

    @property
    def _ground(self) -> float:
        return self.height() - _BOTTOM

    def _room(self, place: int) -> QRectF:
        width = (self.width() - _LEFT - _RIGHT) / max(1, len(self._bars))
        return QRectF(_LEFT + place * width, self._top, width, self.height() - self._top)

    def _height_of(self, value: float) -> float:
        return (self._ground - self._top - 10) * value / self._ticks[-1]

    def _segment(self, place: int, series: int) -> QRectF:
        room = self._room(place)
        values = self._bars[place].values
        below = self._height_of(sum(values[:series]))
        high = self._height_of(values[series])
        left = room.left() + room.width() * (1 - _SHARE) / 2
        return QRectF(left, self._ground - below - high, room.width() * _SHARE, high)

    # --- painting --------------------------------------------------------------------------

    @override
    def sizeHint(self) -> QSize:
        return QSize(360, 220)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_legend(painter)
        self._paint_scale(painter)
        for place in range(len(self._bars)):
            self._paint_bar(painter, place)
        if self.ringed:
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_legend(self, painter: QPainter) -> None:
        painter.setFont(font(12))
        for (place, name), shade in zip(self._legend(), tokens().series, strict=False):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shade))
            painter.drawRoundedRect(QRectF(place.left(), place.top() + 5, 10, 10), 3, 3)
            painter.setPen(colour("text2"))
            room = place.adjusted(16, 0, 2, 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)

    def _paint_scale(self, painter: QPainter) -> None:
        painter.setFont(font(11, tabular=True))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for value in self._ticks:
            at = self._ground - self._height_of(value)
            painter.setPen(QPen(colour("grid" if value else "border_strong"), 1))
            painter.drawLine(QPointF(_LEFT, at), QPointF(self.width() - _RIGHT, at))
            painter.setPen(colour("text3"))
            painter.drawText(QRectF(0, at - 8, _LEFT - 8, 16), right, formats.number(value))

    def _paint_bar(self, painter: QPainter, place: int) -> None:
        bar, room, marked = self._bars[place], self._room(place), self.marked
        if bar.total:
            painter.save()
            painter.setClipPath(self._outline(place))
            for series, shade in enumerate(tokens().series[: len(bar.values)]):
                segment = self._segment(place, series)
                faint = marked is not None and (
                    marked.bar != place or marked.series not in (-1, series)
                )
                tinted = QColor(shade)
                tinted.setAlphaF(_FAINT if faint else 1.0)
                painter.fillRect(segment, tinted)
                if bar.values[series]:
                    edge = QRectF(segment.left(), segment.bottom() - 0.75, segment.width(), 1.5)
                    painter.fillRect(edge, colour("surface"))
            painter.restore()
        on = marked is not None and marked.bar == place
        painter.setFont(font(11, MEDIUM if on else 400, tabular=True))
        painter.setPen(colour("text" if on else "text2"))
        below = QRectF(room.left(), self._ground + 5, room.width(), 16)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, bar.label)

    def _outline(self, place: int) -> QPainterPath:
        """Return the shape of a whole bar: round above, straight on the ground."""
        lowest, high = self._segment(place, 0), self._height_of(self._bars[place].total)
        path = QPainterPath()
        whole = QRectF(lowest.left(), self._ground - high, lowest.width(), high + _CORNER)
        path.addRoundedRect(whole, _CORNER, _CORNER)
        ground = QPainterPath()
        ground.addRect(QRectF(0, 0, self.width(), self._ground))
        return path.intersected(ground)
