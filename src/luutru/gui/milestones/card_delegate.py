"""Paints a milestone as a card: when, what, for which agreement, from where, by whom."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from luutru import clock
from luutru.gui.milestones.looks import LOOKS, source_words, when, whose
from luutru.gui.milestones.row_model import ROW
from luutru.gui.theme.current import colour, tokens
from luutru.gui.theme.fonts import BODY, BOLD, MEDIUM, font
from luutru.gui.theme.icons import paint_icon
from luutru.gui.widgets.pill import paint_pill
from luutru.services.milestones.rows import MilestoneRow

if TYPE_CHECKING:
    from datetime import date

HEIGHT: Final = 122
GAP: Final = 10
_INSET: Final = 14
_WIDE_INSET: Final = 17
_RADIUS: Final = 8
_LINE: Final = 18
_LINES: Final = 2
_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_CACHED: Final = 2000


class CardDelegate(QStyledItemDelegate):
    """One card an item; the texts that were set are kept until the width changes."""

    def __init__(self, *, framed: bool = True) -> None:
        super().__init__()
        self.today: date = clock.today()
        self._framed = framed
        self._set: dict[tuple[str, int], tuple[str, ...]] = {}

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(160, HEIGHT + (GAP if self._framed else 0))

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(ROW)
        place = QRectF(option.rect)
        state = option.state
        if isinstance(row, MilestoneRow):
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ground(painter, place, state)
            inset = _INSET if self._framed else _WIDE_INSET
            inner = QRectF(place.left() + 1, place.top() + 1, place.width() - 2, HEIGHT - 2)
            self._paint_words(painter, inner.adjusted(inset, 10, -inset, -8), row)
            painter.restore()

    def _paint_ground(self, painter: QPainter, place: QRectF, state: QStyle.StateFlag) -> None:
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        ringed = chosen and bool(state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        ground = "selection" if chosen else "hover" if hovered else "surface"
        if not self._framed:
            painter.fillRect(place, colour(ground))
            painter.fillRect(
                QRectF(place.left(), place.bottom() - 1, place.width(), 1), colour("border")
            )
            if ringed:
                painter.fillRect(QRectF(place.left(), place.top(), 3, HEIGHT), colour("accent"))
            return
        width = 2.0 if ringed else 1.0
        pen = colour("accent") if ringed else colour("border_strong" if hovered else "border")
        painter.setPen(QPen(pen, width))
        painter.setBrush(colour(ground))
        card = QRectF(place.left(), place.top(), place.width(), HEIGHT)
        half = width / 2
        painter.drawRoundedRect(card.adjusted(half, half, -half, -half), _RADIUS, _RADIUS)

    def _paint_words(self, painter: QPainter, room: QRectF, row: MilestoneRow) -> None:
        top = QRectF(room.left(), room.top(), room.width(), 24)
        width = paint_pill(painter, top, LOOKS[row.standing], when(row, self.today))
        self._paint_signs(painter, top.adjusted(width + 6, 0, 0, 0), row)
        y = room.top() + 30
        painter.setPen(colour("text"))
        painter.setFont(font(BODY, BOLD))
        for words in self._title(row.called, round(room.width())):
            painter.drawText(QRectF(room.left(), y, room.width(), _LINE), _LEFT, words)
            y += _LINE
        y += 3
        painter.setFont(font(12))
        metrics = QFontMetricsF(painter.font())
        for words, role in ((whose(row), "text2"), (_foot(row), "text3")):
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.setPen(colour(role))
            painter.drawText(QRectF(room.left(), y, room.width(), _LINE), _LEFT, shown)
            y += _LINE

    def _paint_signs(self, painter: QPainter, room: QRectF, row: MilestoneRow) -> None:
        """Draw, from the right, how much is done and whether it comes again."""
        right = room.right()
        if row.recurrence:
            mark = QRectF(right - 14, room.center().y() - 7, 14, 14)
            paint_icon(painter, "rotate-cw", mark, tokens().text3)
            right -= 20
        if row.state == "under_way":
            painter.setPen(colour("text2"))
            painter.setFont(font(12, MEDIUM, tabular=True))
            place = QRectF(room.left(), room.top(), right - room.left(), room.height())
            ends = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, ends, f"{row.percent_done}%")

    def _title(self, title: str, width: int) -> tuple[str, ...]:
        if len(self._set) > _CACHED:
            self._set.clear()
        if (title, width) not in self._set:
            self._set[title, width] = tuple(broken(title, width))
        return self._set[title, width]


def broken(text: str, width: float) -> list[str]:
    """Break a title into lines, the last of them cut where the room ends."""
    face = font(BODY, BOLD)
    layout = QTextLayout(text, face)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) < _LINES and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    lines = [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    if lines:
        ends = Qt.TextElideMode.ElideRight
        lines[-1] = QFontMetricsF(face).elidedText(lines[-1], ends, width)
    return lines


def _foot(row: MilestoneRow) -> str:
    return " · ".join(filter(None, (source_words(row), row.owner)))
