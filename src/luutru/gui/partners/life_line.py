"""The history of a partner, painted: names as bands, agreements as bars, milestones as signs.

One object to a screen reader, which tells the item that is walked to; the tables beside it are its
twin in words.
"""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from luutru.gui.partners.life_layout import AXIS, BAND, DOT, Laid, LifeLayout, lay_out
from luutru.gui.partners.life_plan import Band, LifePlan, bands_changed
from luutru.gui.theme.current import colour, state_colour
from luutru.gui.theme.fonts import BOLD, MEDIUM, font
from luutru.gui.widgets.pill import status_look
from luutru.i18n import translate, translate_count

_RADIUS: Final = 5
_TOP: Final = 2
_CLEAR: Final = 58
"""Pixels to the nearest year from which on “today” has room to be written."""


class LifeLine(QWidget):
    """Shows a `LifePlan`; arrows walk through it, Return opens the agreement."""

    opened = Signal(str)
    """The agreement of this reference is wanted."""
    walked = Signal(str)
    """What is said of the item that is walked to; empty for none."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName(translate("History of the partner"))
        self._plan: LifePlan | None = None
        self._layout: LifeLayout | None = None
        self._at: int | None = None

    def show_plan(self, plan: LifePlan) -> None:
        """Show another picture."""
        self._plan = plan
        self._walk(None)
        self._lay()

    @property
    def current(self) -> Laid | None:
        """The item that is walked to."""
        if self._layout is None or self._at is None:
            return None
        return self._layout.laid()[self._at]

    # --- layout and painting ---------------------------------------------------------------

    def _lay(self) -> None:
        if self._plan is None:
            return
        measure = QFontMetricsF(font(11, MEDIUM)).horizontalAdvance
        self._layout = lay_out(self._plan, max(1.0, self.width() - 4.0), measure)
        self.setFixedHeight(round(self._layout.height) + _TOP)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, 120)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._lay()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._layout is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(2, _TOP)
        seen = QRectF(event.rect()).translated(-2, -_TOP)
        self._paint_axis(painter, self._layout)
        for band in self._layout.plan.bands:
            _paint_band(painter, self._layout, band)
        self._paint_days(painter, self._layout)
        for one in self._layout.bars:
            if one.place.intersects(seen) or one.label.intersects(seen):
                _paint_bar(painter, one)
        for one in self._layout.dots:
            _paint_dot(painter, one)
        current = self.current
        if current is not None:
            _paint_ring(painter, current, thick=self.hasFocus())

    def _paint_axis(self, painter: QPainter, layout: LifeLayout) -> None:
        painter.setFont(font(11, tabular=True))
        today = layout.x(layout.plan.today)
        for year in layout.years():
            at = layout.x(layout.plan.first.replace(year=year))
            painter.setPen(colour("grid"))
            painter.drawLine(QPointF(at, AXIS - 4), QPointF(at, layout.height))
            painter.setPen(colour("text3"))
            if at < layout.width - 30:
                painter.drawText(
                    QRectF(at, 0, 60, AXIS - 6), Qt.AlignmentFlag.AlignVCenter, str(year)
                )
        starts = (layout.x(layout.plan.first.replace(year=year)) for year in layout.years())
        near = any(abs(at - today) < _CLEAR for at in starts)
        painter.setPen(QPen(colour("accent"), 1.5))
        if not near:
            place = QRectF(today - 40, 0, 80, AXIS - 6)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, translate("Today"))
        painter.drawLine(QPointF(today, AXIS - 4), QPointF(today, layout.height))

    def _paint_days(self, painter: QPainter, layout: LifeLayout) -> None:
        """Draw the days on which the name or the authority changed."""
        pen = QPen(state_colour("replaced", "solid"), 1.3, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        days = {*bands_changed(layout.plan), *(mark.item.first for mark in layout.marks)}
        for day in days:
            at = layout.x(day)
            painter.drawLine(QPointF(at, AXIS - 4), QPointF(at, layout.height))

    # --- walking ---------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._layout.laid()) - 1 if self._layout else -1
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if last < 0:
            super().keyPressEvent(event)
        elif step is not None:
            first = self._nearest_today() if self._at is None else self._at + step
            self._walk(min(max(first, 0), last))
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._walk(0 if event.key() == Qt.Key.Key_Home else last)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.current)
        else:
            super().keyPressEvent(event)

    def _nearest_today(self) -> int:
        if self._layout is None:
            return 0
        today = self._layout.plan.today
        laid = self._layout.laid()
        return min(range(len(laid)), key=lambda n: abs((laid[n].item.first - today).days))

    def _walk(self, place: int | None) -> None:
        self._at = place
        current = self.current
        words = current.item.words if current else ""
        self.walked.emit(words)
        self.setAccessibleDescription(words or self._summary())
        changed = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(changed)
        self.update()

    def _summary(self) -> str:
        if self._plan is None:
            return ""
        count = len(self._plan.bars)
        told = translate_count("{count} agreement", "{count} agreements", count)
        return translate(
            "{agreements} from {first} to {last}; the arrows go from one to the next",
            agreements=told, first=self._plan.first.year, last=self._plan.last.year,
        )  # fmt: skip

    def _open(self, laid: Laid | None) -> None:
        if laid is not None and laid.item.reference:
            self.opened.emit(laid.item.reference)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._at is None and self._layout is not None and self._layout.laid():
            self._walk(self._nearest_today())
        self.update()

    # --- mouse -----------------------------------------------------------------------------

    def _under(self, point: QPointF) -> Laid | None:
        return self._layout.at(point - QPointF(2, _TOP)) if self._layout else None

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._under(event.position())
        super().mousePressEvent(event)
        if found is not None and self._layout is not None:
            self._walk(self._layout.laid().index(found))

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._open(self._under(event.position()))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._under(event.position())
        shape = Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            found = self._under(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), found.item.words if found else "", self)
            return True
        return super().event(event)


def _paint_band(painter: QPainter, layout: LifeLayout, band: Band) -> None:
    left, right = layout.x(band.first), layout.x(band.last)
    place = QRectF(left + 1, AXIS, max(right - left - 2, 2), BAND)
    ground = colour("accent") if band.is_current else state_colour("ended", "ground")
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(place, _RADIUS, _RADIUS)
    painter.setPen(colour("on_accent") if band.is_current else state_colour("ended"))
    painter.setFont(font(11, BOLD))
    words = QFontMetricsF(painter.font()).elidedText(
        band.words, Qt.TextElideMode.ElideRight, max(0.0, place.width() - 18)
    )
    painter.drawText(place.adjusted(9, 0, -9, 0), Qt.AlignmentFlag.AlignVCenter, words)


def _paint_bar(painter: QPainter, laid: Laid) -> None:
    state = status_look(laid.item.state).state
    painter.setBrush(state_colour(state, "ground"))
    open_end = laid.item.last is None
    pen = QPen(state_colour(state, "solid"), 1)
    if open_end:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.drawRoundedRect(laid.place.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(font(11, MEDIUM))
    painter.setPen(state_colour(state) if laid.is_inside else colour("text2"))
    painter.drawText(laid.label, Qt.AlignmentFlag.AlignVCenter, laid.item.label)


def _paint_dot(painter: QPainter, laid: Laid) -> None:
    middle = laid.place.center()
    painter.setPen(QPen(colour("surface"), 1.5))
    painter.setBrush(state_colour(laid.item.state, "solid"))
    reach = DOT - 0.5
    painter.drawPolygon(
        [middle + QPointF(0, -reach), middle + QPointF(reach, 0), middle + QPointF(0, reach),
         middle + QPointF(-reach, 0)]
    )  # fmt: skip


def _paint_ring(painter: QPainter, laid: Laid, *, thick: bool) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour("accent"), 2 if thick else 1))
    painter.drawRoundedRect(laid.place.adjusted(-2, -2, 2, 2), _RADIUS, _RADIUS)
