"""Twelve months at a glance: days off and days worked instead; the list beside it says the same."""

import calendar
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from luutru import clock
from luutru.gui.formats import locale
from luutru.gui.theme.current import colour, state_colour
from luutru.gui.theme.fonts import BOLD, MEDIUM, font
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.services.administration.working_year import WorkingYear
    from luutru.services.rules.working_days import Holiday

_MONTHS: Final = 12
_LOW: Final = 520
"""Height in pixels below which four months stand side by side instead of three."""
_WEEK: Final = 7
_LINES: Final = 8
"""Lines of a month: its name, the weekdays, six weeks."""
_GAP: Final = 14


class YearView(QWidget):
    """Draws a year; a click on a day wants it to be entered."""

    day_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._year: WorkingYear | None = None
        self._special: dict[date, Holiday] = {}
        self.setMinimumSize(430, 330)
        self.setAccessibleName(translate("The year at a glance"))

    def show_year(self, year: "WorkingYear") -> None:
        """Show another year."""
        self._year = year
        self._special = {one.day: one for one in year.special}
        self.setAccessibleName(translate("The year {year} at a glance", year=year.year))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(620, 330)  # and as tall as there is room

    def day_at(self, place: QPoint) -> date | None:
        """Return the day that is drawn at a place."""
        if self._year is None:
            return None
        for month in range(1, _MONTHS + 1):
            if self._month_box(month).contains(place.toPointF()):
                return self._day_in(month, place)
        return None

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().toPoint())
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self.day_wanted.emit(day)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self.day_at(event.pos())
            told = self._special.get(day) if day is not None else None
            QToolTip.showText(event.globalPos(), told.name if told is not None else "", self)
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._year is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for month in range(1, _MONTHS + 1):
            self._paint_month(painter, self._month_box(month), month)

    def _month_box(self, month: int) -> QRectF:
        across = 4 if self.height() < _LOW else 3
        down = _MONTHS // across
        wide = (self.width() - _GAP * (across - 1)) / across
        high = (self.height() - _GAP * (down - 1)) / down
        row, column = divmod(month - 1, across)
        return QRectF(column * (wide + _GAP), row * (high + _GAP), wide, high)

    def _cell(self, box: QRectF, line: int, weekday: int) -> QRectF:
        wide, high = box.width() / _WEEK, box.height() / _LINES
        return QRectF(box.left() + weekday * wide, box.top() + line * high, wide, high)

    def _weeks(self, month: int) -> list[list[int]]:
        year = self._year.year if self._year is not None else 1
        return calendar.Calendar().monthdayscalendar(year, month)

    def _day_in(self, month: int, place: QPoint) -> date | None:
        box = self._month_box(month)
        for line, week in enumerate(self._weeks(month), start=2):
            for weekday, number in enumerate(week):
                if number and self._cell(box, line, weekday).contains(place.toPointF()):
                    return date(self._year.year if self._year else 1, month, number)
        return None

    def _paint_month(self, painter: QPainter, box: QRectF, month: int) -> None:
        painter.setFont(font(12, BOLD))
        painter.setPen(colour("text"))
        head = QRectF(box.left(), box.top(), box.width(), box.height() / _LINES)
        painter.drawText(head, Qt.AlignmentFlag.AlignCenter, _called(month))
        painter.setFont(font(10, MEDIUM))
        painter.setPen(colour("text3"))
        for weekday, name in enumerate(weekdays()):
            painter.drawText(self._cell(box, 1, weekday), Qt.AlignmentFlag.AlignCenter, name)
        for line, week in enumerate(self._weeks(month), start=2):
            for weekday, number in enumerate(week):
                if number and self._year is not None:
                    day = date(self._year.year, month, number)
                    self._paint_day(painter, self._cell(box, line, weekday), day)

    def _paint_day(self, painter: QPainter, cell: QRectF, day: date) -> None:
        told = self._special.get(day)
        ground = cell.adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        words = colour("text2")
        if told is not None:
            state = "active" if told.is_worked else "overdue"
            painter.setBrush(state_colour(state, "ground"))
            painter.drawRoundedRect(ground, 4, 4)
            words = state_colour(state)
        elif self._year is not None and day in self._year.off:
            words = colour("text3")
            painter.setBrush(colour("sunken"))
            painter.drawRoundedRect(ground, 4, 4)
        if (told is not None and told.is_own) or day == clock.today():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("accent" if day == clock.today() else "text3"), 1.4))
            painter.drawRoundedRect(ground, 4, 4)
        painter.setFont(font(11, BOLD if told is not None else MEDIUM))
        painter.setPen(words)
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(day.day))


def _called(month: int) -> str:
    name = locale().standaloneMonthName(month)
    return name[:1].upper() + name[1:]


def weekdays() -> tuple[str, ...]:
    """Return the short names of the days of the week, Monday first."""
    return (
        translate("Mo"), translate("Tu"), translate("We"), translate("Th"), translate("Fr"),
        translate("Sa"), translate("Su"),
    )  # fmt: skip
