"""The sheet of keys, written from the table of actions."""

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from luutru.gui.actions import ACTIONS, ActionSpec
from luutru.gui.own_pages import show_about
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, column, label, row
from luutru.i18n import translate


class KeysSheet(QDialog):
    """All keys, by the part of the window in which they work; closed by Esc."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Keys"))
        about = push_button(translate("About Lưu Trữ…"), lambda: show_about(self), kind="ghost")
        left, right = column(spacing=6), column(spacing=6)
        groups = [(name, list(specs)) for name, specs in groupby(ACTIONS, lambda spec: spec.group)]
        half = sum(len(specs) for _name, specs in groups) / 2
        shown = 0
        for name, specs in groups:
            _add_group(left if shown < half else right, translate(name), specs)
            shown += len(specs)
        left.addStretch(1)
        right.addStretch(1)
        self.setLayout(
            column(
                label(translate("Keys"), "h1"),
                row(left, right, spacing=44),
                STRETCH,
                row(STRETCH, about),
                spacing=14,
                margins=(28, 22, 28, 24),
            )
        )


def _add_group(target: QVBoxLayout, name: str, specs: list[ActionSpec]) -> None:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(6)
    for line, spec in enumerate(specs):
        key = QKeySequence(spec.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        grid.addWidget(label(translate(spec.text)), line, 0)
        grid.addWidget(label(key, "key"), line, 1, Qt.AlignmentFlag.AlignRight)
    target.addWidget(label(name.upper(), "overline"))
    target.addLayout(grid)
    target.addSpacing(12)
