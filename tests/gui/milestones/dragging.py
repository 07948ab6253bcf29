"""Drags as a hand does, and looks for the question that follows."""

from PySide6.QtCore import Qt

from luutru.gui.milestones.dialogs.moving import MoveDialog

LEFT = Qt.MouseButton.LeftButton


def drag(qtbot, view, start, end, *, release=True):
    """Press, move in two steps, and let go."""
    where = view.viewport() if hasattr(view, "viewport") else view
    qtbot.mousePress(where, LEFT, pos=start.toPoint())
    qtbot.mouseMove(where, pos=((start + end) / 2).toPoint())
    qtbot.mouseMove(where, pos=end.toPoint())
    if release:
        qtbot.mouseRelease(where, LEFT, pos=end.toPoint())


def dialog_of(qtbot, screen):
    qtbot.waitUntil(lambda: bool(screen.findChildren(MoveDialog)))
    return screen.findChildren(MoveDialog)[-1]
