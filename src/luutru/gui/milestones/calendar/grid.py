"""The month as one painted object; its twin, for those who hear it, is the agenda beside it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from luutru import clock
from luutru.gui.milestones.calendar import paint
from luutru.gui.milestones.calendar.entries import Entry
from luutru.gui.milestones.calendar.month import DAYS, WEEKS, Month, month_of, months_later
from luutru.gui.milestones.looks import spoken, weekday_words
from luutru.gui.milestones.timeline.dragging import may_move
from luutru.i18n import translate, translate_count

if TYPE_CHECKING:
    from luutru.services.milestones.rows import MilestoneRow

_DAYS_OF_KEYS: Final = {
    Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -DAYS, Qt.Key.Key_Down: DAYS,
}  # fmt: skip
_MONTHS_OF_KEYS: Final = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class MonthGrid(QWidget):
    """Arrows go from day to day, PgUp and PgDn from month to month, Home to today."""

    day_chosen = Signal(object)
    month_changed = Signal(object)
    opened = Signal(object)
    clicked = Signal()
    """A day was clicked, and nothing dragged."""
    entered = Signal()
    """Enter was pressed: the reader wants to go on to the agenda of the day."""
    move_wanted = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(translate("Month"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._today = clock.today()
        self._day = self._today
        self._month = month_of(self._today)
        self._entries: Mapping[date, Sequence[Entry]] = {}
        self._holidays: Mapping[date, str] = {}
        self._pressed: tuple[QPointF, MilestoneRow] | None = None
        self._target: date | None = None

    @property
    def day(self) -> date:
        """The day that is chosen."""
        return self._day

    @property
    def month(self) -> Month:
        """The month that is shown."""
        return self._month

    def show_entries(
        self,
        entries: Mapping[date, Sequence[Entry]],
        holidays: Mapping[date, str],
        today: date,
    ) -> None:
        """Show what falls on the days of the month."""
        self._entries, self._holidays, self._today = entries, holidays, today
        self._tell()
        self.update()

    def choose(self, day: date) -> None:
        """Choose a day and turn to its month."""
        self._day = day
        turned = month_of(day) != self._month
        self._month = month_of(day)
        if turned:
            self.month_changed.emit(self._month)
        self.day_chosen.emit(day)
        self._tell()
        self.update()

    def turn(self, months: int) -> None:
        """Turn to another month; the day keeps its number where the month has it."""
        self.choose(months_later(self._day, months))

    def cell(self, day: date) -> QRectF:
        """Return where a day lies, an empty place where the page does not show it."""
        place = self._month.place_of(day)
        return self._cell(*place) if place is not None else QRectF()

    def entry_at(self, place: QPointF) -> Entry | None:
        """Return what is hit at a place."""
        day = self._day_at(place)
        if day is None:
            return None
        entries = self._entries.get(day, ())
        number = paint.entry_number(self.cell(day), place, len(entries))
        return entries[number] if number >= 0 else None

    @override
    def sizeHint(self) -> QSize:
        return QSize(700, 520)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(420, 300)

    # --- painting --------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.paint_heads(painter, QRectF(0, 0, self.width(), paint.HEAD))
        for day in self._month.days():
            cell = paint.Cell(
                place=self.cell(day),
                day=day,
                inside=self._month.holds(day),
                is_today=day == self._today,
                holiday=self._holidays.get(day, ""),
                entries=tuple(self._entries.get(day, ())),
            )
            paint.paint_cell(painter, cell)
        paint.paint_lines(painter, QRectF(self.rect()))
        paint.paint_chosen(painter, self.cell(self._day), focused=self.hasFocus())
        if self._target is not None:
            paint.paint_target(painter, self.cell(self._target))
        painter.end()

    def _cell(self, week: int, weekday: int) -> QRectF:
        wide = self.width() / DAYS
        tall = (self.height() - paint.HEAD) / WEEKS
        return QRectF(weekday * wide, paint.HEAD + week * tall, wide, tall)

    def _day_at(self, place: QPointF) -> date | None:
        if place.y() < paint.HEAD or not QRectF(self.rect()).contains(place):
            return None
        week = int((place.y() - paint.HEAD) / ((self.height() - paint.HEAD) / WEEKS))
        weekday = int(place.x() / (self.width() / DAYS))
        return self._month.day_in(min(week, WEEKS - 1), min(weekday, DAYS - 1))

    # --- keys and mouse --------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self._target is not None:
            self._pressed = self._target = None
            self.update()
        elif key in _DAYS_OF_KEYS:
            self.choose(self._day + timedelta(_DAYS_OF_KEYS[key]))
        elif key in _MONTHS_OF_KEYS:
            self.turn(_MONTHS_OF_KEYS[key])
        elif key == Qt.Key.Key_Home:
            self.choose(self._today)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        day, entry = self._day_at(event.position()), self.entry_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or day is None:
            return
        if entry is not None and not entry.again and may_move(entry.row):
            self._pressed = (event.position(), entry.row)
        self.choose(day)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None:
            way = (event.position() - self._pressed[0]).manhattanLength()
            if self._target is not None or way >= QApplication.startDragDistance():
                self._target = self._day_at(event.position())
                self.update()
            return
        hand = self.entry_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, target = self._pressed, self._target
        self._pressed = self._target = None
        self.update()
        if target is None:
            self.clicked.emit()
        elif pressed is not None and target != pressed[1].due_on:
            self.move_wanted.emit(pressed[1], target)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._target = None
        entry = self.entry_at(event.position())
        if entry is not None:
            self.opened.emit(entry.row)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self.turn(-1 if event.angleDelta().y() > 0 else 1)
        event.accept()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            entry = self.entry_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), spoken(entry.row) if entry else "", self)
            return True
        return super().event(event)

    def _tell(self) -> None:
        """Let a screen reader hear the day that is chosen and what falls on it."""
        entries = self._entries.get(self._day, ())
        many = translate_count("{count} milestone", "{count} milestones", len(entries))
        titles = (entry.row.called for entry in entries)
        parts = (weekday_words(self._day), self._holidays.get(self._day, ""), many, *titles)
        self.setAccessibleDescription(", ".join(filter(None, parts)))
        told = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(told)
