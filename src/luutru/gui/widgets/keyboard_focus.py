"""Whether the focus came by key: only then a ring is drawn round what paints itself."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent

_KEYBOARD: Final = frozenset(
    {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason,
     Qt.FocusReason.ShortcutFocusReason}
)  # fmt: skip


def came_by_keyboard(event: QFocusEvent) -> bool:
    """Tell whether the reader came by key and not by mouse."""
    return event.reason() in _KEYBOARD
