"""Scrolls no further than needed."""

from typing import Final

from PySide6.QtWidgets import QScrollBar

_BREATH: Final = 24
"""Pixels that stay free beside what is shown."""


def reveal(bar: QScrollBar, first: float, last: float, at: float) -> None:
    """Scroll so that a stretch shows, `at` a share of the view from its beginning."""
    if not bar.value() + _BREATH <= first <= last <= bar.value() + bar.pageStep() - _BREATH:
        bar.setValue(int(first - bar.pageStep() * at))
