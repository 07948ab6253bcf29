"""Splitters stand as the reader left them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from luutru.gui.preferences import Preferences


def side_by_side(
    left: tuple[QWidget, int], right: tuple[QWidget, int], preferences: Preferences, name: str
) -> QSplitter:
    """Lay two widgets beside each other, each with its usual width, or as they were left."""
    splitter = QSplitter(Qt.Orientation.Horizontal)
    for place, (shown, width) in enumerate((left, right)):
        splitter.addWidget(shown)
        splitter.setStretchFactor(place, width)
    splitter.setChildrenCollapsible(False)
    splitter.setSizes([left[1], right[1]])
    splitter.restoreState(preferences.arrangement(name))
    splitter.splitterMoved.connect(
        lambda _at, _number: preferences.keep_arrangement(name, splitter.saveState())
    )
    return splitter
