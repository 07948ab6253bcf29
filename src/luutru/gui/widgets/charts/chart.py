"""What all charts have in common: parts that are pointed at, walked through by key, and told."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from luutru.gui.widgets.keyboard_focus import came_by_keyboard


class Part(NamedTuple):
    """One bar, or one series within it; -1 is the bar as a whole."""

    bar: int
    series: int = -1


class Chart(QWidget):
    """One object for a screen reader: its name says where the reader is, its text tells all."""

    picked = Signal(int, int)
    """A part was chosen: its bar, and its series or -1 for the whole."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._current: Part | None = None
        self._hovered: Part | None = None
        self._by_keyboard = False
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # --- what a chart says of itself -------------------------------------------------------

    def parts(self) -> Sequence[Part]:
        """Return the parts that can be chosen, in the order in which keys walk through them."""
        raise NotImplementedError

    def part_at(self, point: QPointF) -> Part | None:
        """Return what lies under a point."""
        raise NotImplementedError

    def words(self, part: Part) -> str:
        """Tell a part with its number."""
        raise NotImplementedError

    def next_part(self, key: int) -> Part | None:
        """Return where an arrow key leads from the part the reader is at."""
        raise NotImplementedError

    # --- where the reader is ---------------------------------------------------------------

    @property
    def current(self) -> Part | None:
        """The part that keys act on."""
        return self._current

    @property
    def marked(self) -> Part | None:
        """The part that is drawn as pointed at, by the mouse or by keys."""
        if self._hovered is not None:
            return self._hovered
        return self._current if self.hasFocus() and self._by_keyboard else None

    @property
    def ringed(self) -> bool:
        """Whether the ring of focus is drawn."""
        return self.hasFocus() and self._by_keyboard

    def tell(self, text: str) -> None:
        """Take up new values, told as text."""
        self._current = self._hovered = None
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(text)
        self.update()

    def go_to(self, part: Part) -> None:
        """Let keys act on a part."""
        self._current = part
        self.setAccessibleName(f"{self._name}. {self.words(part)}")
        self.update()

    # --- events ----------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self._current is not None:
                self.picked.emit(*self._current)
            return
        led = self.next_part(event.key()) if self.parts() else None
        if led is None:
            super().keyPressEvent(event)
            return
        self._by_keyboard = True
        self.go_to(led)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = came_by_keyboard(event)
        if self._current is None and self.parts():
            self.go_to(self.parts()[-1])
        super().focusInEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hovered = self.part_at(event.position())
        if hovered != self._hovered:
            self._hovered = hovered
            pointing = Qt.CursorShape.PointingHandCursor
            self.setCursor(pointing if hovered else Qt.CursorShape.ArrowCursor)
            self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        part = self.part_at(event.position())
        if part is not None and event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(*part)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QHelpEvent.Type.ToolTip:
            part = self.part_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.words(part) if part else "", self)
            return True
        return super().event(event)
