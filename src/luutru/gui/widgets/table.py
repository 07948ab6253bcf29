"""A table the way every list of the window is: fixed rows, no grid, one line of selection."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView


class Table(QTableView):
    """Row heights are fixed and nothing is measured, so that any number of rows scrolls."""

    def __init__(self, name: str, row_height: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(row_height)
        rows.setDefaultSectionSize(row_height)
        heads = self.horizontalHeader()
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setHighlightSections(False)
        heads.setMinimumSectionSize(40)

    def set_widths(self, widths: Mapping[int, int], stretched: int) -> None:
        """Give columns their widths in pixels; `stretched` takes what is left."""
        heads = self.horizontalHeader()
        for column, width in widths.items():
            self.setColumnWidth(column, width)
            heads.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        heads.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
