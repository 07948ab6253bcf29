"""Paints the parts of the timeline: its header, headings of groups, lanes, and today."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from luutru import i18n
from luutru.gui.formats import day
from luutru.gui.milestones.diamonds import paint_diamond, paint_ring
from luutru.gui.milestones.timeline.flag import flag, flag_of_today, paint_flag, today_words
from luutru.gui.milestones.timeline.lanes import GROUP_HEIGHT, LANE_HEIGHT, Bar, Lane, Strip
from luutru.gui.milestones.timeline.scale import Scale, Tick
from luutru.gui.theme.current import colour, state_colour, state_colours, tokens
from luutru.gui.theme.fonts import BODY, BOLD, MEDIUM, font
from luutru.gui.theme.icons import paint_icon
from luutru.i18n import translate
from luutru.services.milestones.rows import MilestoneRow
from luutru.services.milestones.standing import Standing

HEADER: Final = 54
_LINE: Final = 26
_BAR: Final = 14
_ROMAN: Final = ("I", "II", "III", "IV")
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter
_ONE_LINE: Final = Qt.TextFlag.TextSingleLine
_LEFT: Final = _MIDDLE | _ONE_LINE
_CENTRE: Final = Qt.AlignmentFlag.AlignCenter | _ONE_LINE


@dataclass(frozen=True, slots=True)
class Frame:
    """What one picture of the timeline is painted with: the scale, and where the days lie."""

    scale: Scale
    today: date
    left: float
    """Where the days begin: the titles stand before it."""
    right: float
    offset: float
    """How far the days are scrolled."""

    def x_of(self, value: date) -> float:
        """Return where the middle of a day lies in the window."""
        return self.left + self.scale.middle_of(value) - self.offset


def elided(face_size: int, weight: int, text: str, room: float) -> str:
    """Return as much of a text as fits into `room`."""
    return QFontMetricsF(font(face_size, weight)).elidedText(
        text, Qt.TextElideMode.ElideRight, room
    )


def paint_header(painter: QPainter, frame: Frame, heading: str) -> None:
    """Draw the line of quarters and the line of months, and what the lanes are."""
    table = tokens()
    whole = QRectF(0, 0, frame.right, HEADER)
    painter.fillRect(whole, colour("surface"))
    painter.save()
    painter.setClipRect(QRectF(frame.left, 0, frame.right - frame.left, HEADER))
    upper, lower = frame.scale.steps
    for tick in _ticks(frame, upper):
        painter.setPen(QPen(colour("border_strong"), 1))
        painter.drawLine(QPointF(tick.x, 4), QPointF(tick.x, HEADER))
        painter.setPen(colour("text"))
        painter.setFont(font(12, BOLD))
        named = place_of_period(frame, tick, upper, QFontMetricsF(painter.font()))
        if named is not None:
            painter.drawText(named[0], _LEFT, named[1])
    painter.setFont(font(12, MEDIUM, tabular=True))
    painter.setPen(QColor(table.text2))
    for tick in _ticks(frame, lower) if lower else ():
        if tick.x < frame.left:
            continue  # half a name of a month says less than none
        painter.drawText(QRectF(tick.x, _LINE, tick.width, _LINE), _CENTRE, _short(tick, lower))
    painter.restore()
    painter.setPen(colour("text2"))
    painter.setFont(font(12, BOLD))
    painter.drawText(QRectF(36, 0, frame.left - 48, HEADER), _LEFT, heading)
    painter.fillRect(QRectF(0, HEADER - 1, frame.right, 1), colour("border"))


def place_of_period(
    frame: Frame, tick: Tick, months: int, metrics: QFontMetricsF
) -> tuple[QRectF, str] | None:
    """Return where the name of a year or a quarter has room beside the flag of today."""
    first, last = max(tick.x, frame.left) + 10, tick.x + tick.width - 2
    today = flag_of_today(frame.x_of(frame.today), frame.today, frame.right)
    rooms = [(first, last)]
    if first < today.right() and today.left() < last:
        rooms = [(first, today.left() - 6), (today.right() + 6, last)]
    names = _period_words(tick, months)
    for words in names if tick.x >= frame.left else names[:1]:
        for left, right in rooms:
            wide = metrics.horizontalAdvance(words)
            if wide <= right - left:
                return QRectF(left, 3, wide + 1, _LINE), words
    return None


def _ticks(frame: Frame, months: int) -> list[Tick]:
    shift = frame.left - frame.offset
    found = frame.scale.ticks(months, frame.offset, frame.offset + frame.right - frame.left)
    return [Tick(tick.x + shift, tick.width, tick.first) for tick in found]


def _period_words(tick: Tick, months: int) -> tuple[str, ...]:
    """Return the name of a year or a quarter, and what it may be cut to."""
    year = str(tick.first.year)
    if months > 3:  # noqa: PLR2004  a quarter has three months
        return (year,)
    quarter = _ROMAN[(tick.first.month - 1) // 3]
    whole = translate("Quarter {quarter} · {year}", quarter=quarter, year=year)
    return whole, f"{quarter} · {year}", quarter


def _short(tick: Tick, months: int) -> str:
    if months > 1:
        return translate("Q{number}", number=(tick.first.month - 1) // 3 + 1)
    if i18n.language() == "vi":
        return f"Th.{tick.first.month}"
    return tick.first.strftime("%b")


def paint_grid(painter: QPainter, frame: Frame, bottom: float) -> None:
    """Shade every second month and mark the quarters below the header."""
    upper, lower = frame.scale.steps
    for tick in _ticks(frame, lower or upper):
        step = (tick.first.month - 1) // lower if lower else tick.first.year
        left = max(tick.x, frame.left)
        if step % 2 and tick.x + tick.width > left:
            place = QRectF(left, HEADER, tick.x + tick.width - left, bottom - HEADER)
            painter.fillRect(place, colour("bg"))
    painter.setPen(QPen(colour("grid"), 1))
    for tick in _ticks(frame, upper):
        if tick.x > frame.left:
            painter.drawLine(QPointF(tick.x, HEADER), QPointF(tick.x, bottom))


def paint_group(painter: QPainter, frame: Frame, strip: Strip, y: float, *, folded: bool) -> None:
    """Draw the heading of a group over its whole width."""
    place = QRectF(0, y, frame.right, GROUP_HEIGHT)
    painter.fillRect(place, colour("sunken"))
    mark = QRectF(14, place.center().y() - 8, 16, 16)
    icon = "chevron-right" if folded else "chevron-down"
    paint_icon(painter, icon, mark, tokens().text2)
    painter.setPen(colour("text"))
    painter.setFont(font(12, BOLD))
    title = elided(12, BOLD, strip.group.title, frame.left - 80)
    painter.drawText(QRectF(36, y, frame.left - 72, GROUP_HEIGHT), _LEFT, title)
    painter.setPen(colour("text3"))
    painter.setFont(font(12, MEDIUM, tabular=True))
    count = QRectF(frame.left - 60, y, 44, GROUP_HEIGHT)
    right = _MIDDLE | Qt.AlignmentFlag.AlignRight
    painter.drawText(count, right, str(len(strip.group.lanes)))


def paint_title(painter: QPainter, frame: Frame, lane: Lane, y: float) -> None:
    """Draw what a lane is: a dot of its state, its title and its caption."""
    middle = y + LANE_HEIGHT / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if lane.state:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(state_colour(lane.state, "solid"))
        painter.drawEllipse(QPointF(21, middle - 9), 4, 4)
    room = frame.left - 36 - 12
    painter.setPen(colour("text"))
    painter.setFont(font(BODY, MEDIUM))
    painter.drawText(
        QRectF(36, middle - 19, room, 20), _LEFT, elided(BODY, MEDIUM, lane.title, room)
    )
    painter.setPen(colour("text3"))
    painter.setFont(font(11))
    told = " · ".join(filter(None, (lane.status, lane.caption)))
    painter.drawText(QRectF(36, middle + 1, room, 16), _LEFT, elided(11, 400, told, room))


def paint_bars(painter: QPainter, frame: Frame, lane: Lane, y: float) -> None:
    """Draw the terms of a lane, from the day of effect to the day of expiry."""
    alone = len(lane.bars) == 1
    for bar in lane.bars:
        _paint_bar(painter, frame, bar, y + LANE_HEIGHT / 2, alone=alone)


def _paint_bar(painter: QPainter, frame: Frame, bar: Bar, middle: float, *, alone: bool) -> None:
    if bar.begins is None and bar.ends is None:
        return
    begin = frame.left - 40 if bar.begins is None else frame.x_of(bar.begins)
    end = frame.right + 40 if bar.ends is None else frame.x_of(bar.ends)
    left, right = max(begin, frame.left - 40), min(end, frame.right + 40)
    if right <= left:
        return
    colours = state_colours(bar.state)
    shape = QRectF(left, middle - _BAR / 2, right - left, _BAR)
    path = QPainterPath()
    path.addRoundedRect(shape, 6, 6)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = QColor(colours.ground)
    ground.setAlphaF(1.0 if alone else 0.7)
    line = QColor(colours.solid)
    line.setAlphaF(0.75)
    painter.setPen(QPen(line, 1.2))
    painter.setBrush(ground)
    painter.drawPath(path)
    if alone and bar.told_end and frame.left < end < frame.right:
        painter.setPen(colour("text3"))
        painter.setFont(font(11, tabular=True))
        told = QRectF(end + 16, middle - 9, 200, 18)
        painter.drawText(told, _LEFT, bar.told_end)


def paint_marks(
    painter: QPainter,
    frame: Frame,
    lane: Lane,
    y: float,
    current: int,
    hidden: Callable[[MilestoneRow], bool],
) -> None:
    """Draw the milestones of a lane, the one of number `current` last and ringed."""
    middle = y + LANE_HEIGHT / 2
    _paint_beyond(painter, frame, lane, middle)
    for number, mark in enumerate(lane.marks):
        if mark.due_on is None or number == current or hidden(mark):
            continue
        x = frame.x_of(mark.due_on)
        if frame.left - 12 < x < frame.right + 12:
            paint_diamond(painter, QPointF(x, middle), mark.standing)
    if 0 <= current < len(lane.marks) and not hidden(lane.marks[current]):
        mark = lane.marks[current]
        if mark.due_on is not None:
            place = QPointF(frame.x_of(mark.due_on), middle)
            paint_diamond(painter, place, mark.standing)
            paint_ring(painter, place)


def _paint_beyond(painter: QPainter, frame: Frame, lane: Lane, middle: float) -> None:
    """Tell at the edges how many milestones lie out of sight, and whether one of them is late."""
    before = [one for one in lane.marks if one.due_on and frame.x_of(one.due_on) < frame.left]
    after = [one for one in lane.marks if one.due_on and frame.x_of(one.due_on) > frame.right]
    for marks, told, x in (
        (before, f"‹ {len(before)}", frame.left + 8),
        (after, f"{len(after)} ›", frame.right - 42),
    ):
        if not marks:
            continue
        late = any(one.standing is Standing.OVERDUE for one in marks)
        place = QRectF(x, middle - 9, 34, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(state_colour("overdue", "ground") if late else colour("surface"))
        painter.drawRoundedRect(place, 9, 9)
        painter.setPen(state_colour("overdue") if late else colour("text2"))
        painter.setFont(font(11, BOLD, tabular=True))
        painter.drawText(place, _CENTRE, told)


def paint_moving(painter: QPainter, frame: Frame, mark: MilestoneRow, to: date, y: float) -> None:
    """Draw a milestone on its way to another day, with that day beside it."""
    place = QPointF(frame.x_of(to), y + LANE_HEIGHT / 2)
    paint_diamond(painter, place, mark.standing)
    paint_ring(painter, place)
    told = day(to.isoformat())
    paint_flag(painter, flag(place.x(), y - 14, told, frame.right), told)


def paint_today(painter: QPainter, frame: Frame, bottom: float) -> None:
    """Draw the line of today through all lanes, and its day in the header."""
    x = frame.x_of(frame.today)
    if not frame.left <= x <= frame.right:
        return
    painter.setPen(QPen(colour("accent"), 1.6))
    painter.drawLine(QPointF(x, HEADER - 20), QPointF(x, bottom))
    painter.save()
    painter.setClipRect(QRectF(frame.left, 0, frame.right - frame.left, bottom))
    paint_flag(painter, flag_of_today(x, frame.today, frame.right), today_words(frame.today))
    painter.restore()
