"""Puts the style sheet on windows; what stands in a window, or opens from it, wears it too.

The sheet is never given to the application. Qt would then style every widget anew with each
parent that it gets while a screen is put together, and for a theme take several times as long
(docs/adr/0041-windows-wear-the-sheet.md).
"""

from weakref import WeakSet

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

_windows: WeakSet[QWidget] = WeakSet()
_sheet: str = ""


def dress(window: QWidget) -> None:
    """Let a window without a parent wear the style sheet, in whatever theme, from now on."""
    if window not in _windows:
        _windows.add(window)
        window.setStyleSheet(_sheet)


def put_on(sheet: str) -> None:
    """Let all windows wear another sheet; called by the theme alone."""
    global _sheet  # noqa: PLW0603  one screen shows one theme
    _sheet = sheet
    for window in list(_windows):
        if isValid(window):
            window.setStyleSheet(sheet)


def sheet() -> str:
    """Return the style sheet in use."""
    return _sheet
