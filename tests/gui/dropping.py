"""Drags files over a window as a file manager does."""

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent


def drag(files):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return data


def drop_on(window, data):
    ways, keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    left, place = Qt.MouseButton.LeftButton, window.rect().center()
    entering = QDragEnterEvent(place, ways, data, left, keys)
    window.dragEnterEvent(entering)
    window.dropEvent(QDropEvent(QPointF(place), ways, data, left, keys))
    return entering.isAccepted()
