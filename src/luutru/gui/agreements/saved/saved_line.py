"""One saved search in the list: a click runs it, its menu changes it."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy
from typing_extensions import override

from luutru.gui.permits import Permits
from luutru.gui.theme.current import colour, tokens
from luutru.gui.theme.fonts import BODY, MEDIUM, REGULAR, font
from luutru.gui.theme.icons import icon, paint_icon
from luutru.i18n import mark, translate

if TYPE_CHECKING:
    from luutru.services.saved_searches import SavedSearch

HEIGHT: Final = 30
_DOT: Final = 7
"""The mark of a search that was changed since it was saved."""
_MENU: Final = 28
"""Width at the right end where a click opens the menu."""
_ENTRIES: Final = (
    ("rename_wanted", mark("Rename"), "pencil", "search_changed"),
    ("raised", mark("Move up"), "arrow-up", "search_changed"),
    ("lowered", mark("Move down"), "arrow-down", "search_changed"),
    ("delete_wanted", mark("Delete"), "x", "search_deleted"),
)


class SavedLine(QAbstractButton):
    """Shows the name, whether it is open, and whether the question differs from it."""

    rename_wanted = Signal()
    delete_wanted = Signal()
    raised = Signal()
    lowered = Signal()

    def __init__(self, search: "SavedSearch", permits: Permits) -> None:
        super().__init__()
        self._permits = permits
        self.search = search
        self._changed = False
        self.setCheckable(True)
        self.setText(search.name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_state(is_open=False, is_changed=False)

    def show_state(self, *, is_open: bool, is_changed: bool) -> None:
        """Show whether this search is open, and changed since it was saved."""
        self.setChecked(is_open)
        self._changed = is_open and is_changed
        name = self.search.name
        said = translate("{name}, changed", name=name) if self._changed else name
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.update()

    def menu(self) -> QMenu:
        """Return what can be done with the search."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.setToolTipsVisible(True)
        for signal, text, icon_name, act in _ENTRIES:
            action = self._permits.guard(made.addAction(icon(icon_name), translate(text)), act)
            action.triggered.connect(partial(self._tell, signal))
        return made

    def _tell(self, signal: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  Qt's own
        getattr(self, signal).emit()

    # --- events ----------------------------------------------------------------------------

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    @override
    def nextCheckState(self) -> None:
        """Leave the look to `show_state`: running a search decides what is open."""

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos) and pos.x() < self.width() - _MENU

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        if self.rect().contains(place) and not self.hitButton(place):
            self.menu().popup(self.mapToGlobal(QPoint(self.width() - _MENU, self.height())))

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().popup(event.globalPos())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        moving = event.modifiers() == Qt.KeyboardModifier.AltModifier
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        elif moving and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            (self.raised if key == Qt.Key.Key_Up else self.lowered).emit()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place, on = QRectF(self.rect()).adjusted(8, 1, -8, -1), self.isChecked()
        hot = self.underMouse() or self.hasFocus()
        if on or hot:
            painter.setPen(QPen(colour("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(colour("selection" if on else "hover"))
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 6, 6)
        ink = tokens().accent if on else tokens().text2
        middle = place.center().y()
        bookmark = QRectF(place.left() + 8, middle - 8, 16, 16)
        paint_icon(painter, "bookmark", bookmark, ink)
        dots = QRectF(place.right() - 22, middle - 8, 16, 16)
        paint_icon(painter, "ellipsis", dots, tokens().text2 if on or hot else tokens().text3)
        words = QRectF(bookmark.right() + 9, place.top(), 0, place.height())
        words.setRight(dots.left() - 6)
        self._paint_words(painter, words)

    def _paint_words(self, painter: QPainter, place: QRectF) -> None:
        face = font(BODY, MEDIUM if self.isChecked() else REGULAR)
        room = place.width() - (_DOT + 6 if self._changed else 0)
        name = QFontMetricsF(face).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.setFont(face)
        painter.setPen(colour("text"))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, name)
        if self._changed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            middle = place.center().y()
            painter.drawEllipse(QRectF(place.right() - _DOT, middle - _DOT / 2, _DOT, _DOT))
