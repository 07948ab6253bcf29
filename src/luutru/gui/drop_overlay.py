"""What lies over the window while files are dragged across it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from luutru.gui.theme.current import colour, tokens
from luutru.gui.theme.fonts import BOLD, font
from luutru.gui.theme.icons import paint_icon
from luutru.i18n import translate


class DropOverlay(QWidget):
    """Says that the files may be let go; hears no mouse itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._covered = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self) -> None:
        """Lie over the whole parent."""
        self.setGeometry(self._covered.rect())
        self.raise_()
        self.show()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour("tint", 0.97))
        place = QRectF(self.rect()).adjusted(18, 18, -18, -18)
        painter.setPen(QPen(colour("accent"), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(place, 14, 14)
        middle = place.center()
        mark = QRectF(middle.x() - 24, middle.y() - 52, 48, 48)
        paint_icon(painter, "scan-line", mark, tokens().accent)
        painter.setFont(font(22, BOLD))
        painter.setPen(colour("accent"))
        painter.drawText(
            place.adjusted(0, 40, 0, 40),
            Qt.AlignmentFlag.AlignCenter,
            translate("Let go to take the files in"),
        )
