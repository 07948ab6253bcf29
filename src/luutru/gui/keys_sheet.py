"""The sheet of keys, written from the table of actions."""

from itertools import groupby
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from luutru.gui.actions import ACTIONS, ActionSpec
from luutru.gui.own_pages import show_about
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, column, label, row, scrolled, widget
from luutru.i18n import translate

_COLUMNS: Final = 3
_HEADING: Final = 2
"""Lines that the name of a group takes, with the room around it."""
_LINE: Final = 22
"""Pixels of a key with its frame."""
_SIZE: Final = (1240, 690)
"""Pixels; it fits the smallest screen, and is scrolled there."""


class KeysSheet(QDialog):
    """All keys, by the part of the window in which they work; closed by Esc."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Keys"))
        about = push_button(translate("About Lưu Trữ…"), lambda: show_about(self), kind="ghost")
        self.area = scrolled(widget(row(*_columns(), spacing=44)))
        self.area.setAccessibleName(translate("Keys"))
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setFocus()
        self.setLayout(
            column(
                label(translate("Keys"), "h1"),
                (self.area, 1),
                row(about, STRETCH, push_button(translate("Close"), self.reject)),
                spacing=14,
                margins=(28, 22, 28, 20),
            )
        )
        self.resize(*_SIZE)


def _columns() -> list[QVBoxLayout]:
    """Return the groups in columns of about the same length."""
    groups = [(name, list(specs)) for name, specs in groupby(ACTIONS, lambda spec: spec.group)]
    lines = sum(len(specs) + _HEADING for _name, specs in groups)
    columns = [column(spacing=6) for _ in range(_COLUMNS)]
    shown = 0
    for name, specs in groups:
        middle = shown + (len(specs) + _HEADING) / 2
        _add_group(columns[int(middle * _COLUMNS / lines)], translate(name), specs)
        shown += len(specs) + _HEADING
    for one in columns:
        one.addStretch(1)
    return columns


def _add_group(target: QVBoxLayout, name: str, specs: list[ActionSpec]) -> None:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(6)
    for line, spec in enumerate(specs):
        grid.setRowMinimumHeight(line, _LINE)
        key = QKeySequence(spec.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        grid.addWidget(label(translate(spec.text)), line, 0)
        grid.addWidget(label(key, "key"), line, 1, Qt.AlignmentFlag.AlignRight)
    target.addWidget(label(name.upper(), "overline"))
    target.addLayout(grid)
    target.addSpacing(12)
