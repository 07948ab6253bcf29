"""Lays the fields of a card out anew whenever other ones are shown."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from luutru.gui.fields.field_form import COLUMNS
from luutru.gui.intake.review.review_entries import ReviewEntries
from luutru.gui.intake.review.review_field import ReviewField, is_short

ReviewPart = ReviewField | ReviewEntries


def pack(grid: QGridLayout, parts: Sequence[ReviewPart]) -> None:
    """Lay parts below the heading of a card: two short ones that follow each other side by side."""
    for part in parts:
        grid.removeWidget(part)
    down, at = 1, 0
    while at < len(parts):
        both = parts[at : at + 2]
        pair = len(both) > 1 and all(isinstance(p, ReviewField) and is_short(p.field) for p in both)
        for place, part in enumerate(both if pair else both[:1]):
            span = COLUMNS // 2 if pair else COLUMNS
            grid.addWidget(part, down, place * span, 1, span, Qt.AlignmentFlag.AlignTop)
        down, at = down + 1, at + (2 if pair else 1)
