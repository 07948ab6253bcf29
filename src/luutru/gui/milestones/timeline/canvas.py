"""What the timeline shows: one painted object; only the lanes in sight are painted."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame
from typing_extensions import override

from luutru import clock
from luutru.gui.milestones.looks import spoken
from luutru.gui.milestones.timeline import paint
from luutru.gui.milestones.timeline.lanes import LANE_HEIGHT, Group, Lane, Lanes, Strip, mark_at
from luutru.gui.milestones.timeline.scale import scale_for
from luutru.gui.theme.current import colour
from luutru.i18n import translate, translate_count
from luutru.services.milestones.rows import MilestoneRow

if TYPE_CHECKING:
    from luutru.gui.milestones.timeline.dragging import Dragging

TITLES: Final = 336
NARROW_TITLES: Final = 272
_NARROW_BELOW: Final = 1200
_EDGE: Final = 44
"""Pixels at the sides where it stands how many milestones lie out of sight."""
_AHEAD: Final = 0.42
"""Share of the width that lies before today when the timeline is first shown."""
_ZOOM_STEP: Final = 1.25


class TimelineCanvas(QAbstractScrollArea):
    """Lanes, their bars and diamonds, and which of them is chosen; scrolled both ways."""

    fold_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(translate("Timeline of milestones"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._heading = ""
        self._lanes = Lanes()
        self._today = clock.today()
        self._scale = scale_for([], self._today)
        self._strip = 0
        self._mark = -1
        self._hovered = -1
        self._drag: Dragging | None = None
        self._placed = False

    # --- what is shown ---------------------------------------------------------------------

    @property
    def lanes(self) -> Lanes:
        """The lanes as they lie."""
        return self._lanes

    @property
    def current_lane(self) -> Lane | None:
        """The lane that keys act on."""
        strips = self._lanes.strips
        return strips[self._strip].lane if self._strip < len(strips) else None

    @property
    def current_mark(self) -> MilestoneRow | None:
        """The milestone that keys act on."""
        lane = self.current_lane
        return lane.marks[self._mark] if lane and 0 <= self._mark < len(lane.marks) else None

    def show_groups(self, groups: Sequence[Group], today: date, heading: str) -> None:
        """Show other lanes; the one that was chosen stays so where it is still there."""
        kept, mark = self.current_lane, self.current_mark
        self._heading, self._today = heading, today
        self._lanes = Lanes(groups, self._lanes.folded)
        days = [row.due_on for group in groups for lane in group.lanes
                for row in lane.marks if row.due_on]  # fmt: skip
        start = self._scale.start
        self._scale = scale_for(days, today, self._scale.per_day)
        self._keep(kept, mark)
        shift = (start - self._scale.start).days * self._scale.per_day
        self._set_bars()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() + round(shift) if self._placed else bar.value())
        self._tell()
        self.viewport().update()

    def go_to_today(self) -> None:
        """Scroll to where today lies a little before the middle."""
        ahead = (self.viewport().width() - self._titles) * _AHEAD
        self.horizontalScrollBar().setValue(round(self._scale.x_of(self._today) - ahead))

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Make days wider by `factor`; the day at `x` of the window, else today, stays there."""
        frame = self._frame()
        at = frame.x_of(self._today) if x is None else max(x, frame.left)
        if not frame.left <= at <= frame.right:
            at = (frame.left + frame.right) / 2
        there = (at - frame.left + frame.offset) / self._scale.per_day
        self._scale = self._scale.zoomed(factor)
        self._set_bars()
        self.horizontalScrollBar().setValue(round(there * self._scale.per_day - at + frame.left))
        self.viewport().update()

    def place_of(self, row: MilestoneRow) -> QPointF | None:
        """Return where a milestone lies in the viewport, None where no lane shows it."""
        for strip in self._lanes.strips:
            if strip.lane and row.due_on and any(one.id == row.id for one in strip.lane.marks):
                x = self._frame().x_of(row.due_on)
                return QPointF(x, self._y_of(strip) + LANE_HEIGHT / 2)
        return None

    def fold(self, key: str) -> None:
        """Fold a group, or unfold it."""
        kept, mark = self.current_lane, self.current_mark
        self._lanes = Lanes(self._lanes.groups, self._lanes.folded ^ {key})
        self._keep(kept, mark)
        self._set_bars()
        self.viewport().update()
        self.fold_changed.emit()

    # --- painting --------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        frame, bottom = self._frame(), float(self.viewport().height())
        painter.fillRect(self.viewport().rect(), colour("surface"))
        paint.paint_grid(painter, frame, bottom)
        top = self.verticalScrollBar().value()
        strips = self._lanes.between(top, top + self.viewport().height() - paint.HEADER)
        painter.setClipRect(QRectF(0, paint.HEADER, frame.right, bottom))
        for strip in strips:
            self._paint_strip(painter, frame, strip)
        painter.setClipping(False)
        painter.fillRect(QRectF(frame.left - 1, 0, 1, bottom), colour("border"))
        paint.paint_header(painter, frame, self._heading)
        paint.paint_today(painter, frame, bottom)
        if self._drag is not None and self._drag.moved:
            y = self._y_of(self._lanes.strips[self._strip])
            paint.paint_moving(painter, frame, self._drag.mark, self._drag.day, y)
        painter.end()

    def _paint_strip(self, painter: QPainter, frame: paint.Frame, strip: Strip) -> None:
        y, lane = self._y_of(strip), strip.lane
        number = self._lanes.number_at(strip.top)
        chosen = number == self._strip and self.hasFocus()
        if lane is None:
            folded = strip.group.key in self._lanes.folded
            paint.paint_group(painter, frame, strip, y, folded=folded)
        else:
            if number in (self._strip, self._hovered):
                role = "selection" if number == self._strip else "hover"
                painter.fillRect(QRectF(0, y, frame.left, strip.height), colour(role))
            paint.paint_title(painter, frame, lane, y)
            days = QRectF(frame.left, y, frame.right - frame.left, strip.height)
            painter.save()
            painter.setClipRect(days & QRectF(0, paint.HEADER, frame.right, 1e6))
            if number == self._strip:
                painter.fillRect(days, colour("selection", 0.55))
            paint.paint_bars(painter, frame, lane, y)
            current = self._mark if number == self._strip and self.hasFocus() else -1
            paint.paint_marks(painter, frame, lane, y, current, self._is_dragged)
            painter.restore()
            painter.fillRect(QRectF(0, y + strip.height - 1, frame.right, 1), colour("grid"))
        if chosen:
            painter.fillRect(QRectF(0, y, 3, strip.height), colour("accent"))

    def _is_dragged(self, row: MilestoneRow) -> bool:
        return self._drag is not None and self._drag.moved and self._drag.mark.id == row.id

    @property
    def _titles(self) -> int:
        return TITLES if self.viewport().width() >= _NARROW_BELOW else NARROW_TITLES

    def _frame(self) -> paint.Frame:
        width = float(self.viewport().width())
        offset = float(self.horizontalScrollBar().value())
        return paint.Frame(self._scale, self._today, float(self._titles), width, offset)

    def _y_of(self, strip: Strip) -> float:
        return paint.HEADER + strip.top - self.verticalScrollBar().value()

    # --- what is chosen ----------------------------------------------------------------------

    def _choose(self, strip: int, mark: int) -> None:
        self._strip, self._mark = strip, mark
        self._show_current()
        self._tell()
        self.viewport().update()

    def _show_current(self) -> None:
        """Scroll so that what is chosen is in sight."""
        strip = self._lanes.strips[self._strip]
        bar, room = self.verticalScrollBar(), self.viewport().height() - paint.HEADER
        if strip.top < bar.value():
            bar.setValue(strip.top)
        elif strip.top + strip.height > bar.value() + room:
            bar.setValue(strip.top + strip.height - room)
        mark = self.current_mark
        if mark is None or mark.due_on is None:
            return
        frame, sideways = self._frame(), self.horizontalScrollBar()
        x = frame.x_of(mark.due_on)
        if not frame.left + 20 <= x <= frame.right - 20:
            sideways.setValue(round(sideways.value() + x - (frame.left + frame.right) / 2))

    def _keep(self, lane: Lane | None, mark: MilestoneRow | None) -> None:
        number = self._lanes.number_of(lane.key) if lane else -1
        first = 1 if len(self._lanes.strips) > 1 else 0
        self._strip = number if number >= 0 else min(self._strip or first, self._last)
        here = self.current_lane
        marks = [one.id for one in here.marks] if here and number >= 0 and mark else []
        self._mark = marks.index(mark.id) if mark and mark.id in marks else -1

    @property
    def _last(self) -> int:
        return max(0, len(self._lanes.strips) - 1)

    def _tell(self) -> None:
        """Let a screen reader hear what is chosen."""
        lane, mark = self.current_lane, self.current_mark
        if mark is not None:
            told = spoken(mark)
        elif lane is not None:
            many = translate_count("{count} milestone", "{count} milestones", len(lane.marks))
            told = ", ".join(filter(None, (lane.title, lane.status, lane.caption, many)))
        else:
            strips = self._lanes.strips
            told = strips[self._strip].group.title if strips else ""
        self.setAccessibleDescription(told)
        QAccessible.updateAccessibility(
            QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        )

    def _hit(self, place: QPointF) -> tuple[int, int]:
        if place.y() < paint.HEADER:
            return -1, -1
        strip = self._lanes.number_at(
            round(place.y()) - paint.HEADER + self.verticalScrollBar().value()
        )
        lane = self._lanes.strips[strip].lane if strip >= 0 else None
        frame = self._frame()
        if lane is None or place.x() < frame.left:
            return strip, -1
        return strip, mark_at(lane, self._scale, place.x() - frame.left + frame.offset)

    def _beyond(self, strip: int, x: float) -> int:
        """Return the nearest mark out of sight on the side whose count is hit, -1 elsewhere."""
        lane, frame = self._lanes.strips[strip].lane, self._frame()
        if lane is None or not (frame.left < x < frame.left + _EDGE or x > frame.right - _EDGE):
            return -1
        places = [frame.x_of(one.due_on or self._today) for one in lane.marks]
        if x < frame.left + _EDGE:
            return max((n for n, at in enumerate(places) if at < frame.left), default=-1)
        return min((n for n, at in enumerate(places) if at > frame.right), default=-1)

    # --- scrolling -------------------------------------------------------------------------

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_bars()
        if not self._placed and event.size().width() > NARROW_TITLES:
            self._placed = True
            self.go_to_today()

    def _set_bars(self) -> None:
        room = QSize(self.viewport().width() - self._titles, self.viewport().height())
        sideways, down = self.horizontalScrollBar(), self.verticalScrollBar()
        sideways.setRange(0, max(0, round(self._scale.width) - room.width()))
        sideways.setPageStep(max(1, room.width()))
        sideways.setSingleStep(40)
        down.setRange(0, max(0, self._lanes.height - room.height() + paint.HEADER))
        down.setPageStep(max(1, room.height() - paint.HEADER))
        down.setSingleStep(LANE_HEIGHT // 2)
