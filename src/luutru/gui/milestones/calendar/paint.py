"""Paints the parts of a month: weekdays, days with what falls on them, today, the chosen day."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from luutru.gui.milestones.calendar.entries import Entry
from luutru.gui.milestones.calendar.month import DAYS, WEEKS, is_weekend
from luutru.gui.milestones.looks import LOOKS
from luutru.gui.theme.current import colour, state_colour, state_colours
from luutru.gui.theme.fonts import BOLD, MEDIUM, font
from luutru.gui.theme.icons import paint_icon
from luutru.i18n import mark, translate, translate_count
from luutru.services.milestones.standing import Standing

HEAD: Final = 34
_TOP: Final = 28
"""Height of a cell that its number takes."""
_ENTRY: Final = 19
_STEP: Final = 21
_HEADS: Final = (
    mark("Mon"), mark("Tue"), mark("Wed"), mark("Thu"), mark("Fri"), mark("Sat"), mark("Sun"),
)  # fmt: skip
_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


@dataclass(frozen=True, slots=True)
class Cell:
    """One day as it is painted."""

    place: QRectF
    day: date
    inside: bool
    """Whether it belongs to the month that is shown."""
    is_today: bool
    holiday: str
    entries: tuple[Entry, ...]


def rows_in(place: QRectF) -> int:
    """Return for how many entries a cell has room."""
    return max(1, int((place.height() - _TOP) // _STEP))


def shown_of(place: QRectF, many: int) -> int:
    """Return how many of `many` entries are shown; the rest is counted in the last line."""
    room = rows_in(place)
    return many if many <= room else max(0, room - 1)


def entry_number(cell: QRectF, place: QPointF, many: int) -> int:
    """Return the number of the entry at a place of a cell, -1 where there is none."""
    number = int((place.y() - cell.top() - _TOP) // _STEP)
    return number if 0 <= number < shown_of(cell, many) else -1


def paint_heads(painter: QPainter, place: QRectF) -> None:
    """Draw the names of the weekdays, Monday first."""
    painter.fillRect(place, colour("surface"))
    painter.setPen(colour("text2"))
    painter.setFont(font(12, BOLD))
    wide = place.width() / DAYS
    for number, name in enumerate(_HEADS):
        room = QRectF(number * wide + 10, 0, wide - 12, place.height())
        painter.drawText(room, _LEFT, translate(name))


def paint_cell(painter: QPainter, cell: Cell) -> None:
    """Draw a day, its number, and as many entries as it has room for."""
    free = is_weekend(cell.day) or bool(cell.holiday)
    painter.fillRect(cell.place, colour("bg" if free or not cell.inside else "surface"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_number(painter, cell)
    shown = shown_of(cell.place, len(cell.entries))
    y = cell.place.top() + _TOP
    for entry in cell.entries[:shown]:
        _paint_entry(painter, QRectF(cell.place.left() + 5, y, cell.place.width() - 10, _ENTRY),
                     entry)  # fmt: skip
        y += _STEP
    more = len(cell.entries) - shown
    if more:
        painter.setPen(colour("text2"))
        painter.setFont(font(12, MEDIUM))
        told = (
            translate_count("+{count} more", "+{count} more", more)
            if shown
            else translate_count("{count} milestone", "{count} milestones", more)
        )
        room = QRectF(cell.place.left() + 10, y, cell.place.width() - 14, _ENTRY)
        painter.drawText(room, _LEFT, told)


def _paint_number(painter: QPainter, cell: Cell) -> None:
    left, top = cell.place.left(), cell.place.top()
    number = QRectF(left + 8, top + 3, 23, 23)
    if cell.is_today:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent"))
        painter.drawEllipse(number)
    role = "on_accent" if cell.is_today else "text" if cell.inside else "text3"
    painter.setPen(colour(role))
    painter.setFont(font(12, BOLD if cell.is_today else MEDIUM, tabular=True))
    painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(cell.day.day))
    if cell.holiday:
        painter.setPen(state_colour("overdue"))
        painter.setFont(font(11, MEDIUM))
        room = QRectF(left + 36, top + 3, cell.place.width() - 40, 23)
        told = QFontMetricsF(painter.font()).elidedText(
            cell.holiday, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, _LEFT, told)


def _paint_entry(painter: QPainter, place: QRectF, entry: Entry) -> None:
    look = LOOKS[Standing.PLANNED if entry.again else entry.row.standing]
    colours = state_colours(look.state)
    if entry.again:
        painter.setPen(QPen(state_colour(look.state, "solid"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(state_colour(look.state, "ground"))
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    sign = QRectF(place.left() + 6, place.center().y() - 6.5, 13, 13)
    paint_icon(painter, "rotate-cw" if entry.again else look.icon, sign, colours.text, 2)
    painter.setPen(state_colour(look.state))
    painter.setFont(font(12, MEDIUM))
    room = place.adjusted(24, 0, -4, 0)
    told = QFontMetricsF(painter.font()).elidedText(
        entry.row.called, Qt.TextElideMode.ElideRight, room.width()
    )
    painter.drawText(room, _LEFT, told)


def paint_lines(painter: QPainter, place: QRectF) -> None:
    """Draw the lines between the days."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(QPen(colour("border"), 1))
    wide, tall = place.width() / DAYS, (place.height() - HEAD) / WEEKS
    for week in range(WEEKS):
        y = HEAD + week * tall
        painter.drawLine(QPointF(0, y), QPointF(place.width(), y))
    for weekday in range(1, DAYS):
        painter.drawLine(QPointF(weekday * wide, HEAD), QPointF(weekday * wide, place.height()))


def paint_chosen(painter: QPainter, place: QRectF, *, focused: bool) -> None:
    """Frame the day that is chosen, in the colour of the focus while the grid has it."""
    if place.isEmpty():
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour("accent" if focused else "text3"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 4, 4)


def paint_target(painter: QPainter, place: QRectF) -> None:
    """Show on which day a milestone would be dropped."""
    painter.fillRect(place, colour("accent", 0.14))
    painter.setPen(QPen(colour("accent"), 2, Qt.PenStyle.DashLine))
    painter.drawRect(place.adjusted(1, 1, -1, -1))
