"""Paints the rows of the result list: title, who, a snippet with its marks, days, and why.

What is set for a row is kept until the result, the width or the theme changes: setting text is
most of what a frame costs.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView
from typing_extensions import override

from luutru.gui.agreements.page_chips import paint_chips, width_of
from luutru.gui.agreements.result_model import EFFECT, SIGNED, TITLE, RowRole
from luutru.gui.agreements.row_text import RowText, SetFoot, SetRow
from luutru.gui.agreements.row_words import (
    review_words,
    standing_pills,
    status_words,
    succession_words,
    term,
)
from luutru.gui.formats import day
from luutru.gui.theme.current import colour, state_colour, tokens
from luutru.gui.theme.fonts import font
from luutru.gui.theme.icons import paint_icon
from luutru.gui.widgets.awaited import paint_awaited
from luutru.gui.widgets.paged_rows import AwaitedRole
from luutru.gui.widgets.pill import HEIGHT, paint_pill, paint_pills
from luutru.gui.widgets.text_lines import paint_lines

if TYPE_CHECKING:
    from luutru.services.rows import AgreementRow

LEFT: Final = 46
RIGHT: Final = 12
CELL: Final = 10
TOP: Final = 9
TITLE_PITCH: Final = 19
PITCH: Final = 18
FOOT: Final = 20
BOTTOM: Final = 8
TAKEN_OVER: Final = 40
"""From the pill of the status to the one below the term."""
KEPT: Final = 600

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Density:
    """How much of an agreement a row shows; heights in pixels."""

    height: int
    title_lines: int
    searching_height: int


ROOMY: Final = Density(height=74, title_lines=2, searching_height=118)
COMPACT: Final = Density(height=38, title_lines=1, searching_height=38)
TABLE: Final = Density(height=38, title_lines=1, searching_height=38)
"""Every value in a column of its own; painted by `CellDelegate`."""


class RowDelegate(QStyledItemDelegate):
    """Paints the three cells of an agreement."""

    def __init__(
        self,
        text: RowText,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._text = text
        self._kept: OrderedDict[tuple[object, ...], Any] = OrderedDict()
        self.density = ROOMY
        self.searching = False
        """Whether every row has a hit that says why it was found."""
        self.under_mouse: tuple[int, int] | None = None
        """Row and number of the page whose button the mouse is over."""

    @property
    def has_foot(self) -> bool:
        """Tell whether rows have a last line with their pages and the reason."""
        return self.searching and self.density is ROOMY

    @property
    def row_height(self) -> int:
        """The height of every row, in pixels."""
        return self.density.searching_height if self.searching else self.density.height

    def forget(self) -> None:
        """Set all text anew: another result is shown, or hits have come."""
        self._kept.clear()

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(120, self.row_height)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: AgreementRow | None = index.data(RowRole)
        place = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = paint_ground(painter, place, option, index.column())
        if index.data(AwaitedRole):
            paint_awaited(painter, self._line_of(place, index.column()))
        if row is not None:
            foot = self._foot_of(option, row)
            match index.column():
                case column if column == TITLE:
                    self._paint_title(painter, place, row, foot, chosen=chosen)
                case column if column == SIGNED:
                    self._paint_day(painter, place, row)
                case column if column == EFFECT:
                    self._paint_effect(painter, place, row)
            if foot is not None:
                self._paint_foot(painter, option, index.row(), foot)
        painter.restore()

    def _paint_title(
        self,
        painter: QPainter,
        place: QRectF,
        row: "AgreementRow",
        foot: SetFoot | None,
        *,
        chosen: bool,
    ) -> None:
        roomy = self.density is ROOMY
        top = place.top() + (TOP if roomy else (place.height() - TITLE_PITCH) / 2)
        name = "lock" if row.secrecy != "none" else "file-text"
        ink = tokens().accent if chosen else tokens().text3
        paint_icon(painter, name, QRectF(place.left() + 16, top + 1, 18, 18), ink)
        width = place.width() - LEFT - RIGHT
        text = self._kept_as((row.id, width), lambda: self._set(row, width, foot))
        left = place.left() + LEFT
        painter.setPen(colour("text"))
        top = paint_lines(painter, text.title, left, top, TITLE_PITCH)
        if roomy:
            painter.setPen(colour("text2"))
            top = paint_lines(painter, text.identity, left, top, PITCH)
            painter.setPen(colour("text3"))
            paint_lines(painter, text.snippet, left, top, PITCH)

    def _paint_day(self, painter: QPainter, place: QRectF, row: "AgreementRow") -> None:
        painter.setFont(font(12, tabular=True))
        painter.setPen(colour("text"))
        painter.drawText(self._first_line(place), Qt.AlignmentFlag.AlignVCenter, day(row.signed_on))

    def _paint_effect(self, painter: QPainter, place: QRectF, row: "AgreementRow") -> None:
        line = self._first_line(place)
        if self.density is not ROOMY:
            paint_pills(painter, line, standing_pills(row))
            return
        paint_pill(painter, line, *status_words(row))
        below, said = line.translated(0, HEIGHT + 3), term(row)
        taken_over = succession_words(row)
        if taken_over is not None:
            paint_pill(painter, line.translated(0, TAKEN_OVER if said else HEIGHT + 5), *taken_over)
            below = line.translated(0, HEIGHT - 1)
        elif not said and (review := review_words(row)) is not None:
            paint_pill(painter, below.translated(0, 2), *review)
            return
        face = font(12, tabular=True)
        painter.setFont(face)
        painter.setPen(state_colour("expiring") if row.ending_soon else colour("text3"))
        elided = QFontMetricsF(face).elidedText(said, Qt.TextElideMode.ElideLeft, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, elided)

    def _line_of(self, place: QRectF, column: int) -> QRectF:
        """Return where the first line of text stands in a cell."""
        line = self._first_line(place)
        return line.adjusted(LEFT - CELL, 0, 0, 0) if column == TITLE else line

    def _first_line(self, place: QRectF) -> QRectF:
        cell = place.adjusted(CELL, 0, -4, 0)
        if self.density is ROOMY:
            cell.setTop(place.top() + TOP - 1)
            cell.setHeight(TITLE_PITCH + 2)
        return cell

    def _kept_as(self, key: tuple[object, ...], make: Callable[[], Kept]) -> Kept:
        """Return what was set under `key`, or set it now and keep it."""
        whole_key = (*key, tokens().name, self.density)
        if whole_key not in self._kept:
            self._kept[whole_key] = make()
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(whole_key)
        kept: Kept = self._kept[whole_key]
        return kept

    def _set(self, row: "AgreementRow", width: float, foot: SetFoot | None) -> SetRow:
        if self.density is not ROOMY:
            return self._text.compact(row, width, found=self.searching)
        return self._text.roomy(row, width, self.density.title_lines, foot)

    # --- the foot --------------------------------------------------------------------------

    def foot_place(self, table: QTableView, row: QRectF) -> QRectF:
        """Return where the foot of a row stands, of whose cells one lies in `row`."""
        left = table.columnViewportPosition(TITLE) + LEFT
        top = row.bottom() - FOOT - BOTTOM
        return QRectF(left, top, table.viewport().width() - left - RIGHT, FOOT)

    def chip_at(self, table: QTableView, position: QPointF) -> tuple[int, int] | None:
        """Return the row under `position` and which of its pages, if there is one."""
        index = table.indexAt(position.toPoint())
        row: AgreementRow | None = index.data(RowRole) if index.isValid() else None
        if row is None or not self.has_foot:
            return None
        place = self.foot_place(table, QRectF(table.visualRect(index)))
        within = position - place.topLeft()
        chips = self._foot(row, place.width()).chips
        numbers = (n for n, chip in enumerate(chips) if chip.place.contains(within))
        number = next(numbers, None)
        return None if number is None else (index.row(), number)

    def _foot(self, row: "AgreementRow", width: float) -> SetFoot:
        return self._kept_as((row.id, width, "foot"), lambda: self._text.foot(row, width))

    def _foot_of(self, option: QStyleOptionViewItem, row: "AgreementRow") -> SetFoot | None:
        """Return the foot of a row; None where rows have none."""
        table = option.widget
        if not self.has_foot or not isinstance(table, QTableView):
            return None
        return self._foot(row, self.foot_place(table, QRectF(option.rect)).width())

    def _paint_foot(
        self, painter: QPainter, option: QStyleOptionViewItem, number: int, foot: SetFoot
    ) -> None:
        """Paint what of the foot lies in one cell: it runs below all of them."""
        table = option.widget
        if not isinstance(table, QTableView):
            return
        place = self.foot_place(table, QRectF(option.rect))
        painter.setClipRect(option.rect)
        hot = self.under_mouse[1] if self.under_mouse and self.under_mouse[0] == number else None
        paint_chips(painter, foot.chips, place.topLeft(), hot)
        painter.setPen(colour("text2"))
        beside = foot.why
        if foot.above:
            paint_lines(painter, foot.why[:1], place.left(), place.top() - PITCH - 4, PITCH)
            beside = foot.why[1:]
        paint_lines(painter, beside, place.left() + width_of(foot.chips), place.top(), FOOT)


def paint_ground(
    painter: QPainter, place: QRectF, option: QStyleOptionViewItem, column: int
) -> bool:
    """Paint selection, hover and the line below; tell whether the row is chosen."""
    state = option.state
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    if chosen:
        painter.fillRect(place, colour("selection"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(place, colour("hover"))
    painter.fillRect(QRectF(place.left(), place.bottom() - 1, place.width(), 1), colour("grid"))
    if chosen and column == TITLE:
        painter.fillRect(QRectF(place.left(), place.top(), 3, place.height()), colour("accent"))
    return chosen
