"""All that a window tells: shown, painted, spoken, offered in menus, or said by the tray."""

from functools import cache
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QPlainTextEdit,
    QSystemTrayIcon,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)
_SPOKEN = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
_NOT_TOLD = {"styleSheet", "objectName"}
_MOST = 50
"""Rows of a list, and parts of a painted picture, that are looked at."""


def windows():
    """Return the windows that are open, dialogs and menus among them."""
    return [one for one in QApplication.topLevelWidgets() if one.isVisible()]


def seen():
    """Return everything that the open windows and the tray tell, in an order that stays."""
    told = {line for window in windows() for line in _of_window(window)}
    application: Any = QApplication.instance()
    trays = application.findChildren(QSystemTrayIcon)
    return sorted(told | {f"tray {one.toolTip()}" for one in trays})


def _of_window(window):
    if isinstance(window, QFileDialog):
        return
    for widget in (window, *window.findChildren(QWidget)):
        if widget.isVisible():
            kind = type(widget).__name__
            yield from (f"{kind} {told}" for told in _of_widget(widget))


def _of_widget(widget):
    yield from _properties(widget)
    for action in widget.actions():
        yield from _properties(action)
    if isinstance(widget, QToolButton) and widget.menu() is not None:
        widget.menu().aboutToShow.emit()
        for action in widget.menu().actions():
            yield from _properties(action)
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _items(widget.model(), QModelIndex())
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(at) for at in range(widget.count()))
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        yield widget.toPlainText()
    yield from _spoken(widget)


def _properties(thing):
    """Yield every word among the properties: titles, texts, tips and names."""
    kind: Any = type(thing)
    for name in _worded(kind):
        if text := thing.property(name):
            yield f"{name}: {text}"


@cache
def _worded(kind):
    about = kind.staticMetaObject
    known = (about.property(at) for at in range(about.propertyCount()))
    return tuple(
        one.name() for one in known if one.typeName() == "QString" and one.name() not in _NOT_TOLD
    )


def _items(model, parent):
    yield f"rows: {model.rowCount(parent)}"
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for at in range(columns):
        yield f"head: {model.headerData(at, Qt.Orientation.Horizontal)}"
    for row in range(min(model.rowCount(parent), _MOST)):
        for column in range(columns):
            index = model.index(row, column, parent)
            yield from (f"item: {text}" for role in _ROLES if (text := model.data(index, role)))


def _spoken(widget):
    """Yield what a screen reader is told, also of parts that are only painted."""
    told: Any = QAccessible.queryAccessibleInterface(widget)
    if told is None or isinstance(widget, QAbstractItemView):
        return
    inner = (told.child(at) for at in range(min(told.childCount(), _MOST)))
    painted = [one for one in inner if one is not None and one.object() is None]
    for one in (told, *painted):
        yield from (f"spoken: {text}" for kind in _SPOKEN if (text := one.text(kind)))
