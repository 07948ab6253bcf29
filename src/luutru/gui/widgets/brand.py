"""The mark of the program and the name of the archive that is open."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from luutru.gui.theme.current import colour, tokens
from luutru.gui.theme.fonts import HEAVY, font
from luutru.gui.theme.icons import paint_icon
from luutru.overriding import override

NAME: Final = "Lưu Trữ"
MARK: Final = 32
_RADIUS: Final = 9


def paint_mark(painter: QPainter, place: QRectF) -> None:
    """Draw the mark of the program into a square."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("accent"))
    radius = _RADIUS * place.width() / MARK
    painter.drawRoundedRect(place, radius, radius)
    inset = place.width() * 7 / MARK
    paint_icon(
        painter, "archive", place.adjusted(inset, inset, -inset, -inset), tokens().on_accent, 2
    )


class Mark(QWidget):
    """The mark alone, `side` pixels wide and high."""

    def __init__(self, side: int = MARK) -> None:
        super().__init__()
        self.setFixedSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_mark(QPainter(self), QRectF(self.rect()))


class Brand(QWidget):
    """Head of the side bar."""

    def __init__(self, archive_name: str) -> None:
        super().__init__()
        self.setFixedHeight(56)
        self._compact = False
        self.show_archive(archive_name)

    def show_archive(self, archive_name: str) -> None:
        """Say another name of the archive."""
        self.setAccessibleName(f"{NAME}: {archive_name}")
        self.setToolTip(archive_name)
        self._archive_name = archive_name
        self.update()

    def set_compact(self, *, compact: bool) -> None:
        """Show the mark alone, or mark and names."""
        self._compact = compact
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        left = (self.width() - MARK) / 2 if self._compact else 18
        paint_mark(painter, QRectF(left, 12, MARK, MARK))
        if self._compact:
            return
        painter.setPen(colour("text"))
        painter.setFont(font(16, HEAVY))
        painter.drawText(QRectF(60, 10, 140, 20), Qt.AlignmentFlag.AlignVCenter, NAME)
        painter.setPen(colour("text3"))
        painter.setFont(font(11))
        room = QRectF(60, 29, self.width() - 68, 16)
        words = QFontMetricsF(painter.font()).elidedText(
            self._archive_name, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
