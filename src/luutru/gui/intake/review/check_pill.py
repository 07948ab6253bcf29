"""The pill beside a proposed value: where it was read, or that a person has to look at it.

It is coloured only when there is a doubt. How sure the rules are is told on demand: under the
mouse, while the field has the focus, and always to a screen reader.
"""

from enum import Enum
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy
from typing_extensions import override

from luutru.gui.theme.current import colour
from luutru.gui.widgets.pill import HEIGHT, Look, paint_pill, pill_width
from luutru.i18n import mark, translate

TALL: Final = 28
"""Pixels that can be hit."""


class Standing(Enum):
    """What has become of a proposal."""

    SURE = Look("draft", "scan-text")
    LOOK = Look("expiring", "circle-alert")
    DECIDE = Look("overdue", "triangle-alert")
    MISSING = Look("expiring", "pencil")
    SEEN = Look("active", "check")
    CHANGED = Look("progress", "pencil")

    @property
    def is_open(self) -> bool:
        """Tell whether a person still has to look."""
        return self in (Standing.LOOK, Standing.DECIDE, Standing.MISSING)

    @property
    def is_proposed(self) -> bool:
        """Tell whether a proposal stands as it was made, so that its figure matters."""
        return self in (Standing.SURE, Standing.LOOK, Standing.DECIDE)


_WORDS: Final = {
    Standing.LOOK: mark("Check"),
    Standing.DECIDE: mark("Check"),
    Standing.MISSING: mark("Required"),
    Standing.SEEN: mark("Checked"),
    Standing.CHANGED: mark("Changed"),
}


class CheckPill(QAbstractButton):
    """A doubtful one can be pressed: a person has looked, and it is right."""

    def __init__(self, field: str) -> None:
        super().__init__()
        self._field = field
        self._standing = Standing.SURE
        self._page, self._percent = 0, ""
        self._near = False
        """Whether the field has the focus."""
        self._hot = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def standing(self) -> Standing:
        """What it shows."""
        return self._standing

    def show_standing(self, standing: Standing, page: int = 0, percent: str = "") -> None:
        """Show what has become of a proposal, the page it stands on (0 for none) and a figure."""
        self._standing, self._page, self._percent = standing, page, percent
        pressed = standing.is_open and standing.is_proposed
        self.setEnabled(pressed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if pressed else Qt.FocusPolicy.NoFocus)
        shape = Qt.CursorShape.PointingHandCursor if pressed else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self._tell()
        self.show()

    def set_near(self, *, near: bool) -> None:
        """Tell the figure while the field has the focus."""
        self._near = near
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """Return what is written on it now."""
        if self._standing.is_proposed and (self._near or self._hot):
            return self._percent
        if self._standing is Standing.SURE:
            return translate("Page {number}", number=self._page) if self._page else self._percent
        return translate(_WORDS[self._standing])

    def _tell(self) -> None:
        sure = translate("{field}: {percent} sure", field=self._field, percent=self._percent)
        tip = sure
        if self._standing is Standing.MISSING:
            tip = f"{self._field}: {translate(_WORDS[self._standing])}"
        elif self._standing.is_open:
            tip = translate("{sure}. Press if the value is right.", sure=sure)
        elif self._standing is not Standing.SURE:
            tip = f"{sure}. {translate(_WORDS[self._standing])}."
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        words = {self.words(), self._percent}  # it keeps its size under the mouse
        return QSize(round(max(map(pill_width, words)) + 0.5), TALL)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._hot = True
        self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hot = False
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        words = self.words()
        width = min(pill_width(words), float(self.width()))
        place = QRectF(self.width() - width, (TALL - HEIGHT) / 2, width, HEIGHT)
        paint_pill(painter, place, self._standing.value, words)
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), HEIGHT / 2, HEIGHT / 2)
