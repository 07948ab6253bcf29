"""Paints the rows of the result list: two lines of title, who, a snippet with its marks, days.

What is set for a row is kept until the result, the width or the theme changes: setting text is
most of what a frame costs.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from luutru.gui.agreements.result_model import EFFECT, SIGNED, TITLE, RowRole
from luutru.gui.agreements.row_words import identity, review_words, says_all, status_words, term
from luutru.gui.agreements.text_lines import Span, brought_forward, paint_lines, set_lines
from luutru.gui.formats import day
from luutru.gui.theme.current import colour, state_colour, tokens
from luutru.gui.theme.fonts import BOLD, MEDIUM, font
from luutru.gui.theme.icons import paint_icon
from luutru.gui.widgets.pill import HEIGHT, paint_pill
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.services.rows import AgreementRow
    from luutru.services.search import Hit

LEFT: Final = 46
RIGHT: Final = 12
CELL: Final = 10
TOP: Final = 9
TITLE_PITCH: Final = 19
PITCH: Final = 18
KEPT: Final = 600


@dataclass(frozen=True, slots=True)
class Density:
    """How much of an agreement a row shows; heights in pixels."""

    height: int
    title_lines: int
    searching_height: int


ROOMY: Final = Density(height=74, title_lines=2, searching_height=92)
COMPACT: Final = Density(height=38, title_lines=1, searching_height=38)


@dataclass(frozen=True, slots=True)
class SetRow:
    """The text of a first cell, ready to be drawn."""

    title: list[QTextLayout]
    identity: list[QTextLayout]
    snippet: list[QTextLayout]


class RowDelegate(QStyledItemDelegate):
    """Paints the three cells of an agreement."""

    def __init__(
        self,
        hit_of: Callable[[int], "Hit | None"],
        marks_of: Callable[[str], tuple[Span, ...]],
        text_of: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._hit_of = hit_of
        self._marks_of = marks_of
        self._text_of = text_of
        self._kept: OrderedDict[tuple[object, ...], SetRow] = OrderedDict()
        self.density = ROOMY
        self.searching = False

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
        chosen = _paint_ground(painter, place, option, index.column())
        if row is not None:
            match index.column():
                case column if column == TITLE:
                    self._paint_title(painter, place, row, chosen=chosen)
                case column if column == SIGNED:
                    self._paint_day(painter, place, row)
                case column if column == EFFECT:
                    self._paint_effect(painter, place, row)
        painter.restore()

    def _paint_title(
        self, painter: QPainter, place: QRectF, row: "AgreementRow", *, chosen: bool
    ) -> None:
        roomy = self.density is ROOMY
        top = place.top() + (TOP if roomy else (place.height() - TITLE_PITCH) / 2)
        name = "lock" if row.secrecy != "none" else "file-text"
        ink = tokens().accent if chosen else tokens().text3
        paint_icon(painter, name, QRectF(place.left() + 16, top + 1, 18, 18), ink)
        text = self._set(row, place.width() - LEFT - RIGHT)
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
        paint_pill(painter, line, *status_words(row))
        if self.density is not ROOMY:
            return
        below = line.translated(0, HEIGHT + 3)
        said = term(row)
        if not said and (review := review_words(row)) is not None:
            paint_pill(painter, below.translated(0, 2), *review)
            return
        face = font(12, tabular=True)
        painter.setFont(face)
        painter.setPen(state_colour("expiring") if row.ending_soon else colour("text3"))
        elided = QFontMetricsF(face).elidedText(said, Qt.TextElideMode.ElideLeft, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, elided)

    def _first_line(self, place: QRectF) -> QRectF:
        cell = place.adjusted(CELL, 0, -4, 0)
        if self.density is ROOMY:
            cell.setTop(place.top() + TOP - 1)
            cell.setHeight(TITLE_PITCH + 2)
        return cell

    def _set(self, row: "AgreementRow", width: float) -> SetRow:
        key = (row.id, width, tokens().name, self.density)
        if key not in self._kept:
            self._kept[key] = self._set_anew(row, width)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]

    def _set_anew(self, row: "AgreementRow", width: float) -> SetRow:
        marks = self._title_marks(row)
        if self.density is not ROOMY:
            lead = "".join(f"{partner}  ·  " for partner in row.partners[:1])
            marks = tuple((a + len(lead), b + len(lead)) for a, b in marks)
            return SetRow(set_lines(lead + row.title, marks, font(13, MEDIUM), width), [], [])
        title = set_lines(row.title, marks, font(13, BOLD), width, self.density.title_lines)
        who = set_lines(identity(row), (), font(12, tabular=True), width)
        shown = sum(len(line.text()) for line in title)
        seen = [span for span in marks if span[1] < shown or shown >= len(row.title)]
        said = self.searching and says_all(row.title, seen, self._text_of())
        return SetRow(title, who, self._set_snippet(row, width, 3 - len(title), titled=said))

    def _title_marks(self, row: "AgreementRow") -> tuple[Span, ...]:
        if not self.searching:
            return ()
        hit = self._hit_of(row.id)
        return hit.title_highlights if hit is not None else self._marks_of(row.title)

    def _set_snippet(
        self, row: "AgreementRow", width: float, most: int, *, titled: bool
    ) -> list[QTextLayout]:
        """Set what was found in the scan; where the title already shows the words, only where."""
        hit = self._hit_of(row.id) if self.searching else None
        if hit is None:
            return []
        best = hit.pages[0] if hit.pages else None
        if best is None or not best.highlights:
            return [] if titled else set_lines(hit.why, (), font(12), width)
        if titled:
            numbers = ", ".join(map(str, sorted({page.number for page in hit.pages})))
            return set_lines(translate("On page {pages}", pages=numbers), (), font(12), width)
        lead = translate("Page {page}: ", page=best.number)
        letters = most * width / QFontMetricsF(font(12)).averageCharWidth() - len(lead)
        text, spans = brought_forward(best.snippet, best.highlights, int(letters * 0.8))
        marks = [(a + len(lead), b + len(lead)) for a, b in spans]
        return set_lines(lead + text, marks, font(12), width, most)


def _paint_ground(
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
