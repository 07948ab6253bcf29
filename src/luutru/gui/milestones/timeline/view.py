"""The timeline by key and mouse.

To a screen reader it is one thing that tells what is chosen; its twin is the board.
"""

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip
from typing_extensions import override

from luutru.gui.milestones.looks import spoken
from luutru.gui.milestones.timeline import paint
from luutru.gui.milestones.timeline.canvas import TimelineCanvas
from luutru.gui.milestones.timeline.dragging import Dragging, may_move
from luutru.gui.milestones.timeline.keys import Step, step_of, stepped
from luutru.gui.milestones.timeline.lanes import LANE_HEIGHT

_ZOOM_STEP: Final = 1.25
_NOTCH: Final = 120
"""What a wheel tells for one step."""


class TimelineView(TimelineCanvas):
    """Lanes by arrow keys or mouse; Enter opens, dragging a diamond asks for another day."""

    opened = Signal(object)
    """A milestone (`MilestoneRow`) shall be shown whole."""
    agreement_opened = Signal(str)
    move_wanted = Signal(object, object)
    """A milestone shall fall on another day."""
    menu_wanted = Signal(object, QPoint)

    # --- keys ------------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._drag is not None and event.key() == Qt.Key.Key_Escape:
            self._drag = None
            self.viewport().update()
            return
        step = step_of(event)
        if step is Step.OPEN:
            self._open()
        elif step is Step.TODAY:
            self.go_to_today()
        elif step in (Step.WIDER, Step.NARROWER):
            self.zoom(_ZOOM_STEP if step is Step.WIDER else 1 / _ZOOM_STEP)
        elif step is not None and self._lanes.strips:
            page = max(1, (self.viewport().height() - paint.HEADER) // LANE_HEIGHT - 1)
            self._choose(*stepped(self._lanes, self._strip, self._mark, step, page))
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        mark, lane = self.current_mark, self.current_lane
        if mark is not None:
            self.opened.emit(mark)
        elif lane is not None and lane.reference:
            self.agreement_opened.emit(lane.reference)
        elif lane is None and self._lanes.strips:
            self.fold(self._lanes.strips[self._strip].group.key)

    # --- mouse -----------------------------------------------------------------------------

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        strip, mark = self._hit(event.position())
        if strip < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._lanes.strips[strip].lane is None:
            self._strip, self._mark = strip, -1
            self.fold(self._lanes.strips[strip].group.key)
            return
        self._choose(strip, mark if mark >= 0 else self._beyond(strip, event.position().x()))
        row = self.current_mark if mark >= 0 else None
        if row is not None and may_move(row):
            self._drag = Dragging(row, event.position().x())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            reach = QApplication.startDragDistance()
            self._drag.go_on(event.position().x(), self._scale, reach)
            self.viewport().update()
            return
        strip, mark = self._hit(event.position())
        lane = self._lanes.strips[strip].lane if strip >= 0 else None
        hand = strip >= 0 and (lane is None or mark >= 0)
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        if strip != self._hovered:
            self._hovered = strip
            self.viewport().update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        self.viewport().update()
        if drag is not None and drag.moved and drag.day != drag.mark.due_on:
            self.move_wanted.emit(drag.mark, drag.day)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._drag = None
        strip, _mark = self._hit(event.position())
        if strip >= 0 and self._lanes.strips[strip].lane is not None:
            self._open()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_ZOOM_STEP ** (event.angleDelta().y() / _NOTCH), event.position().x())
            event.accept()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - (event.angleDelta().y() or event.angleDelta().x()))
        else:
            super().wheelEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            mark = self.current_mark
            at = self.place_of(mark) if mark else None
            place = self.viewport().mapToGlobal((at or QPointF(40, 40)).toPoint())
        else:
            strip, mark_number = self._hit(QPointF(event.pos()))
            if strip >= 0:
                self._choose(strip, mark_number)
        if self.current_mark is not None:
            self.menu_wanted.emit(self.current_mark, place)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            strip, mark = self._hit(QPointF(event.pos()))
            lane = self._lanes.strips[strip].lane if strip >= 0 else None
            told = spoken(lane.marks[mark]) if lane and mark >= 0 else lane.title if lane else ""
            QToolTip.showText(event.globalPos(), told, self.viewport())
            return True
        return super().viewportEvent(event)
