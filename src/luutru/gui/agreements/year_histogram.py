"""The years of signing as bars, with two handles that choose a stretch of them."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from luutru.gui.agreements.narrowing import years_words
from luutru.gui.theme.current import colour, tokens
from luutru.gui.theme.fonts import BOLD, font
from luutru.i18n import translate

SIDE: Final = 18.0
TALL: Final = 40.0
BASE: Final = 46.0
RAIL: Final = 50.0
LEAST_YEARS: Final = 10
"""Years shown even when the agreements are of fewer: two bars alone would be walls."""
Years = tuple[int, int]


class YearHistogram(QWidget):
    """Chooses years by mouse or key: arrows move the end, with Shift the beginning."""

    picked = Signal(object)
    """First and last year, or None when all years are wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: dict[int, int] = {}
        self._chosen: Years | None = None
        self._span: Years | None = None
        self._dragged = -1
        self.setFixedHeight(76)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name()

    def show_years(self, years: Sequence[Years], chosen: Years | None) -> None:
        """Show how many agreements were signed in each year, and which years are chosen."""
        self._counts = dict(years)
        self._chosen = chosen
        seen = [*self._counts, *(chosen or ()), *(self._span or ())]
        if seen:
            self._span = (min(*seen, max(seen) - LEAST_YEARS + 1), max(seen))
        self._name()
        self.update()

    @property
    def span(self) -> Years | None:
        """First and last year shown; it only grows, so that years keep their places."""
        return self._span

    @property
    def chosen(self) -> Years | None:
        """The years chosen, or all."""
        return self._chosen or self.span

    def _name(self) -> None:
        if self.chosen is None:
            self.setAccessibleName(translate("Year of signing: none known"))
        else:
            years = years_words(*self.chosen)
            self.setAccessibleName(translate("Signed in the years {years}", years=years))

    # --- places ----------------------------------------------------------------------------

    def _width_of_year(self, span: Years) -> float:
        return (self.width() - 2 * SIDE) / (span[1] - span[0] + 1)

    def _edge(self, year: int, span: Years) -> float:
        return SIDE + (year - span[0]) * self._width_of_year(span)

    def _year_at(self, x: float, span: Years) -> int:
        year = span[0] + int((x - SIDE) // self._width_of_year(span))
        return min(span[1], max(span[0], year))

    # --- choosing --------------------------------------------------------------------------

    def _choose(self, first: int, last: int) -> None:
        if self.span is None:
            return
        low, high = self.span
        first, last = max(low, min(first, high)), min(high, max(last, low))
        self._chosen = (min(first, last), max(first, last))
        self._name()
        self.update()

    def _tell(self) -> None:
        self.picked.emit(None if self._chosen == self.span else self._chosen)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.span is None or self.chosen is None:
            return
        first, last = self.chosen
        x = event.position().x()
        to_first = abs(x - self._edge(first, self.span))
        to_last = abs(x - self._edge(last + 1, self.span))
        self._dragged = 0 if to_first < to_last else 1
        self._drag(x)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged >= 0:
            self._drag(event.position().x())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if self._dragged >= 0:
            self._dragged = -1
            self._tell()

    def _drag(self, x: float) -> None:
        if self.span is None or self.chosen is None:
            return
        year = self._year_at(x, self.span)
        first, last = self.chosen
        if self._dragged == 0:
            self._choose(min(year, last), last)
        else:
            self._choose(first, max(year, first))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._chosen = self.span
        elif step and self.chosen is not None:
            first, last = self.chosen
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._choose(min(first + step, last), last)
            else:
                self._choose(first, max(last + step, first))
        else:
            super().keyPressEvent(event)
            return
        self._tell()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    # --- painting --------------------------------------------------------------------------

    @override
    def sizeHint(self) -> QSize:
        return QSize(220, 76)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.span is None or self.chosen is None:
            painter.setFont(font(12))
            painter.setPen(colour("text3"))
            place = QRectF(self.rect()).adjusted(SIDE - 2, 0, -SIDE, 0)
            words = translate("No day of signing is known.")
            painter.drawText(place, Qt.AlignmentFlag.AlignTop, words)
            return
        self._paint_bars(painter, self._counts, self.span, self.chosen)
        self._paint_rail(painter, self.span, self.chosen)
        self._paint_words(painter, self.span, self.chosen)

    def _paint_bars(
        self, painter: QPainter, counts: Mapping[int, int], span: Years, chosen: Years
    ) -> None:
        most = max([1, *counts.values()])
        width = self._width_of_year(span)
        inset = min(0.8, width / 5)
        painter.setPen(Qt.PenStyle.NoPen)
        inside, outside = QColor(tokens().series[1]), colour("border_strong")
        for year, count in counts.items():
            if count:
                tall = max(2.0, TALL * count / most)
                painter.setBrush(inside if chosen[0] <= year <= chosen[1] else outside)
                bar = QRectF(self._edge(year, span) + inset, BASE - tall, width - 2 * inset, tall)
                painter.drawRoundedRect(bar, 1.5, 1.5)

    def _paint_rail(self, painter: QPainter, span: Years, chosen: Years) -> None:
        first, last = self._edge(chosen[0], span), self._edge(chosen[1] + 1, span)
        painter.setPen(QPen(colour("border"), 2))
        painter.drawLine(QPointF(SIDE, RAIL), QPointF(self.width() - SIDE, RAIL))
        painter.setPen(QPen(colour("accent"), 2))
        painter.drawLine(QPointF(first, RAIL), QPointF(last, RAIL))
        painter.setBrush(colour("accent" if self.hasFocus() else "surface"))
        for x in (first, last):
            painter.drawEllipse(QPointF(x, RAIL), 4.5, 4.5)

    def _paint_words(self, painter: QPainter, span: Years, chosen: Years) -> None:
        place = QRectF(SIDE - 2, 58, self.width() - 2 * SIDE + 4, 16)
        painter.setFont(font(11, tabular=True))
        painter.setPen(colour("text3"))
        if chosen != span:
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft, str(span[0]))
            painter.drawText(place, Qt.AlignmentFlag.AlignRight, str(span[1]))
        painter.setFont(font(11, BOLD, tabular=True))
        painter.setPen(colour("text"))
        painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, years_words(*chosen))
