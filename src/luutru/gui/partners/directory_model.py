"""The directory as Qt asks for it, and the painter of its rows."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from luutru.gui import formats
from luutru.gui.theme.current import colour
from luutru.gui.theme.fonts import BODY, BOLD, REGULAR, font
from luutru.i18n import translate_count
from luutru.records.code_lists import code_list
from luutru.services.partners import Partner

Index = QModelIndex | QPersistentModelIndex
PARTNER: Final = Qt.ItemDataRole.UserRole
HEIGHT: Final = 58
_TOP: Final = QModelIndex()
_SIGN: Final = 44
_LETTERS: Final = 6
"""Letters of an abbreviation that fit into its square."""


def title(partner: Partner) -> str:
    """Return what a partner is listed under: its abbreviation, else its name."""
    return partner.short or partner.called


def country(partner: Partner) -> str:
    """Return the name of its country; nothing where it has none."""
    return code_list("country").label(partner.country) if partner.country else ""


def caption(partner: Partner) -> str:
    """Return country and how much is in force."""
    now = translate_count("{count} in force", "{count} in force", partner.in_force)
    return " · ".join(filter(None, [country(partner), now]))


class DirectoryModel(QAbstractListModel):
    """Knows nothing but the partners it was given."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.partners: tuple[Partner, ...] = ()

    def show_partners(self, partners: Sequence[Partner]) -> None:
        """Show others."""
        self.beginResetModel()
        self.partners = tuple(partners)
        self.endResetModel()

    def place_of(self, authority_id: int) -> int:
        """Return the row of a partner, -1 where it is not shown."""
        return next((n for n, one in enumerate(self.partners) if one.id == authority_id), -1)

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.partners)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        partner = self.partners[index.row()]
        if role == PARTNER:
            return partner
        if role == Qt.ItemDataRole.DisplayRole:
            return title(partner)
        if role == Qt.ItemDataRole.ToolTipRole:
            return partner.called
        if role == Qt.ItemDataRole.AccessibleTextRole:
            count = translate_count("{count} agreement", "{count} agreements", partner.agreements)
            told = dict.fromkeys((title(partner), partner.called, caption(partner), count))
            return ", ".join(told)
        return None


class DirectoryDelegate(QStyledItemDelegate):
    """Paints abbreviation, name, country and counts."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(180, HEIGHT)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        partner = index.data(PARTNER)
        if not isinstance(partner, Partner):
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        place = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, place, option, chosen=chosen)
        sign = QRectF(place.left() + 14, place.center().y() - 18, _SIGN, 36)
        _paint_sign(painter, sign, partner, chosen=chosen)
        _paint_words(painter, place, sign.right() + 12, partner)
        painter.restore()


def _paint_ground(
    painter: QPainter, place: QRectF, option: QStyleOptionViewItem, *, chosen: bool
) -> None:
    if chosen:
        painter.fillRect(place, colour("selection"))
        painter.fillRect(QRectF(place.left(), place.top(), 3, place.height()), colour("accent"))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(place, colour("hover"))
    painter.fillRect(QRectF(place.left(), place.bottom() - 1, place.width(), 1), colour("grid"))
    if option.state & QStyle.StateFlag.State_HasFocus and chosen:
        painter.setPen(colour("accent"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place.adjusted(1, 1, -2, -2))


def _paint_sign(painter: QPainter, place: QRectF, partner: Partner, *, chosen: bool) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("tint" if chosen else "sunken"))
    painter.drawRoundedRect(place, 8, 8)
    letters = partner.short if 0 < len(partner.short) <= _LETTERS else _initials(partner)
    painter.setFont(font(11 if len(letters) < _LETTERS - 1 else 10, BOLD))
    painter.setPen(colour("accent" if chosen else "text2"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, letters)


def _initials(partner: Partner) -> str:
    if partner.short:
        return partner.short[:3].upper()
    words = [word for word in partner.called.split() if word[0].isalnum()]
    if len(words) == 1:
        return words[0] if len(words[0]) <= _LETTERS else words[0][:3].upper()
    return "".join(word[0] for word in words[:3]).upper()


def _paint_words(painter: QPainter, place: QRectF, left: float, partner: Partner) -> None:
    count = formats.number(partner.agreements)
    painter.setFont(font(BODY, tabular=True))
    wide = QFontMetricsF(painter.font()).horizontalAdvance(count)
    painter.setPen(colour("text2"))
    right = place.right() - 14
    first = QRectF(left, place.top() + 9, right - left, 20)
    painter.drawText(first, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
    first.setRight(right - wide - 8)
    second = QRectF(left, place.top() + 29, right - left, 18)
    for room, words, weight, size, role in (
        (first, title(partner), BOLD, BODY, "text"),
        (second, caption(partner), REGULAR, 12, "text3"),
    ):
        painter.setFont(font(size, weight))
        painter.setPen(colour(role))
        shown = QFontMetricsF(painter.font()).elidedText(
            words, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
