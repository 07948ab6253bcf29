"""Puts the style sheet on the parts of windows; what stands in a part, or opens from it, wears it.

The sheet is given neither to the application nor to a window that is made of parts. Qt would then
style each widget ever anew while a screen is put together, and everything behind the screen that
is open in one step with what is seen (docs/adr/0053-parts-wear-the-sheet.md).
"""

from collections.abc import Iterator
from time import perf_counter
from typing import Final
from weakref import WeakSet

from PySide6.QtCore import QChildEvent, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from luutru.overriding import override

_TURN: Final = 0.008
"""Seconds after which no other part is begun before the window has answered."""
_REST_MS: Final = 50
"""Between two parts that nobody sees."""
_dressed: WeakSet[QWidget] = WeakSet()
_sheet: str = ""


class Undressed:
    """A widget that wears no sheet itself: each part does that is shown in it or opens from it."""

    def childEvent(self, event: QChildEvent) -> None:  # noqa: N802  as Qt calls it
        """Dress what is about to be shown."""
        if event.type() == QEvent.Type.ChildPolished:
            child = event.child()
            if isinstance(child, QWidget) and not isinstance(child, Undressed):
                dress(child)


def dress(part: QWidget) -> None:
    """Let a part of a window, or a window, wear the style sheet, in whatever theme, from now on."""
    if part not in _dressed:
        _dressed.add(part)
        part.setStyleSheet(_sheet)


def put_on(sheet: str) -> None:
    """Let all parts wear another sheet, one after the other; called by the theme alone.

    Windows are painted again once all wears it that is seen. What nobody sees follows by and by,
    or when it is shown.
    """
    global _sheet  # noqa: PLW0603  one screen shows one theme
    _sheet = sheet
    parts = [part for part in _dressed if isValid(part)]
    if parts:
        _changing().begin(parts)


def sheet() -> str:
    """Return the style sheet in use."""
    return _sheet


class _Change(QTimer):
    """Dresses parts in the turns of the event loop, so that none of them takes long."""

    def __init__(self) -> None:
        super().__init__(QApplication.instance())
        self.setSingleShot(True)
        self.timeout.connect(self._go_on)
        self._seen: list[QWidget] = []
        self._unseen: list[QWidget] = []
        self._still: list[QWidget] = []
        """Windows that are not painted before all wears the sheet that is seen in them."""

    def begin(self, parts: list[QWidget]) -> None:
        """Dress these parts anew."""
        windows = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        origins = set(_origins(windows))
        self._seen = [part for part in parts if part.isVisible() or part in origins]
        self._unseen = [part for part in parts if part not in self._seen]
        for part in self._unseen:
            part.installEventFilter(self)
        for window in windows:
            window.setUpdatesEnabled(False)
        self._still += windows
        self.start(0)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and watched in self._unseen:
            self._unseen.remove(watched)
            self._dress(watched)
        return False

    def _go_on(self) -> None:
        began = perf_counter()
        if self._seen:
            while self._seen and perf_counter() - began < _TURN:
                self._dress(self._seen.pop())
            self.start(0)  # painting takes as long again, and has a turn of its own
            return
        if self._still:
            self._paint()
        elif self._unseen:
            self._dress(self._unseen.pop())
        if self._unseen:
            self.start(_REST_MS)

    def _paint(self) -> None:
        for window in self._still:
            if isValid(window):
                window.setUpdatesEnabled(True)
        self._still.clear()

    def _dress(self, part: QWidget) -> None:
        if isValid(part):
            part.removeEventFilter(self)
            if part.styleSheet() != _sheet:
                part.setStyleSheet(_sheet)


_change: _Change | None = None


def _changing() -> _Change:
    global _change  # noqa: PLW0603  made for the one application
    if _change is None or not isValid(_change):
        _change = _Change()
    return _change


def _origins(windows: list[QWidget]) -> Iterator[QWidget]:
    """Tell from what windows were opened: they wear the sheet of that, though it be hidden."""
    for window in windows:
        above = window.parentWidget()
        while above is not None:
            yield above
            above = above.parentWidget()
