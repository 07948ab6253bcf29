"""The window as it will stand, before anything of an archive is known.

It is painted before what works with an archive is even loaded, and so knows neither screens nor
services: grounds and grey cards, no words and nothing that looks as if it could be pressed.
"""

from typing import Final

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from luutru.gui.home.skeleton import paint_skeleton
from luutru.gui.theme.current import colour
from luutru.gui.theme.dressing import Undressed
from luutru.gui.widgets.layouts import PAGE_MARGINS, column
from luutru.i18n import translate
from luutru.overriding import override

RAIL: Final = 64
RAIL_WITH_WORDS: Final = 212
WORDS_FROM: Final = 1500
"""Width of the window in pixels from which the side bar has room for words."""
TOP: Final = 56
BOTTOM: Final = 28
UNSEEN_MS: Final = 1500
"""Work goes on after so long even where its window is not seen, as when minimised."""
_PATIENCE_MS: Final = 400


def rail_width(window_width: int) -> int:
    """Return the width of the side bar in a window."""
    return RAIL if window_width < WORDS_FROM else RAIL_WITH_WORDS


class Shell(Undressed, QWidget):
    """Stands until the workspace does; what takes longer is told in words."""

    seen = Signal()
    """It was painted for the first time, or nobody looks at it."""

    def __init__(self, title: str, text: str) -> None:
        """`title`, a marked sentence, and `text` say what is waited for, once it takes long."""
        super().__init__()
        self._told = title, text
        self._was_seen = False
        QTimer.singleShot(UNSEEN_MS, self, self._see)
        QTimer.singleShot(_PATIENCE_MS, self, self._say)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rail, width, height = rail_width(self.width()), self.width(), self.height()
        painter.fillRect(self.rect(), colour("bg"))
        painter.fillRect(0, 0, rail, height, colour("nav"))
        painter.fillRect(rail, 0, width - rail, TOP, colour("surface"))
        painter.fillRect(rail, height - BOTTOM, width - rail, BOTTOM, colour("surface"))
        for line in (
            (rail - 1, 0, 1, height),
            (rail, TOP - 1, width - rail, 1),
            (rail, height - BOTTOM, width - rail, 1),
        ):
            painter.fillRect(*line, colour("border"))
        page = QRectF(rail, TOP, width - rail, height - TOP - BOTTOM)
        left, top, right, bottom = PAGE_MARGINS
        paint_skeleton(painter, page.adjusted(left, top, -right, -bottom))
        QTimer.singleShot(0, self, self._see)

    def _see(self) -> None:
        if not self._was_seen:
            self._was_seen = True
            self.seen.emit()

    def _say(self) -> None:
        from luutru.gui.welcome.opening import OpeningScreen  # noqa: PLC0415  seldom needed

        title, text = self._told
        margins = (rail_width(self.width()), TOP, 0, BOTTOM)
        self.setLayout(column(OpeningScreen(translate(title), text), margins=margins))
