"""The tab “Lịch sử”: who did what to this agreement, when, and what stood there before."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from luutru.gui.agreements.corrections import can_be_undone
from luutru.gui.formats import moment
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.icon_label import IconLabel
from luutru.gui.widgets.layouts import STRETCH, column, label, line, row, scrolled, widget
from luutru.i18n import translate
from luutru.records.code_lists import code_list
from luutru.services.change_words import field_label, value_words
from luutru.services.description import Change
from luutru.services.histories import HistoryEntry

ICONS: Final = {
    "taken_in": ("archive", "active"),
    "brought_again": ("copy", "draft"),
    "recorded": ("file-plus", "active"),
    "described": ("pencil", "progress"),
    "corrected": ("pencil", "progress"),
    "reviewed": ("file-check", "active"),
    "approved": ("badge-check", "active"),
    "planned": ("milestone", "progress"),
    "milestone_added": ("milestone", "progress"),
    "milestone_changed": ("pencil", "progress"),
    "milestone_moved": ("milestone", "expiring"),
    "milestone_begun": ("milestone", "progress"),
    "milestone_done": ("badge-check", "active"),
    "milestone_cancelled": ("milestone", "draft"),
    "milestone_reopened": ("undo-2", "progress"),
    "milestone_confirmed": ("square-check", "active"),
    "milestone_replanned": ("rotate-cw", "progress"),
    "set_for_batch": ("layers", "progress"),
    "word_corrected": ("pencil", "progress"),
    "flaw_accepted": ("square-check", "progress"),
    "flaw_reopened": ("undo-2", "draft"),
    "sorted": ("tag", "progress"),
    "scan_chosen": ("replace", "progress"),
    "gap_filled": ("file-plus", "active"),
    "gap_dismissed": ("square-check", "draft"),
    "held": ("lock", "overdue"),
    "admitted": ("key-round", "active"),
    "cleared": ("key-round", "active"),
    "kept_out": ("lock", "expiring"),
    "arranged": ("layers", "progress"),
    "split": ("scissors", "progress"),
    "joined": ("link", "progress"),
    "parted": ("scissors", "progress"),
    "made_searchable": ("search", "progress"),
    "wrapped": ("file-input", "progress"),
    "related": ("link", "progress"),
    "attached": ("link", "progress"),
    "read": ("scan-text", "progress"),
    "verified": ("shield-check", "active"),
    "recovered": ("rotate-cw", "expiring"),
}
MOST: Final = 200
"""Entries shown; the whole log is kept in the archive."""


class HistoryPane(QWidget):
    """Lists custody entries, the newest first."""

    undo_wanted = Signal(object)
    """These changes shall be corrected back."""

    def __init__(self) -> None:
        super().__init__()
        self._content = QWidget()
        self._area = scrolled(self._content, "panel")
        self._area.setAccessibleName(translate("History"))
        self.setLayout(column(self._area, spacing=0))

    def show_entries(self, entries: Sequence[HistoryEntry]) -> None:
        """Show the history of an agreement."""
        parts: list[QWidget] = []
        for entry in entries[:MOST]:
            if parts:
                parts.append(line())
            parts.append(_entry(entry, self.undo_wanted.emit))
        if not parts:
            parts.append(label(translate("Nothing has been done to this agreement yet."), "muted"))
        body = widget(column(*parts, STRETCH, spacing=0, margins=(20, 8, 20, 12)), "panel")
        self._area.setWidget(body)


def _entry(entry: HistoryEntry, undo: Callable[[Sequence[Change]], None]) -> QWidget:
    icon_name, state = ICONS.get(entry.act, ("circle-dot", "draft"))
    act = code_list("act").label(entry.act)
    head = label(f"{act} · {entry.reference}", "strong")
    who = label(f"{moment(entry.at)} · {entry.person}", "caption")
    lines: list[QWidget] = [_change(change) for change in entry.changes]
    if entry.sha256:
        half = len(entry.sha256) // 2
        halves = f"{entry.sha256[:half]}\n{entry.sha256[half:]}"
        lines.append(label(translate("SHA-256: {sha256}", sha256=f"\n{halves}"), "caption"))
    told = column(head, who, *lines, spacing=3)
    parts: list[QWidget] = []
    if can_be_undone(entry.changes) and any(change.before for change in entry.changes):
        button = push_button(
            translate("Put back"), lambda: undo(entry.changes), kind="ghost", icon_name="undo-2",
            tip=translate("Correct back to the values before this entry"),
        )  # fmt: skip
        parts.append(widget(column(button, STRETCH)))
    mark = widget(column(IconLabel(icon_name, state, 16, square=32), STRETCH))
    return widget(row(mark, (told, 1), *parts, spacing=12, margins=(0, 10, 0, 10)))


def _change(change: Change) -> QWidget:
    name, after = field_label(change.field), value_words(change.field, change.after)
    if not change.before:
        return _wrapping(label(f"{name}: {after}", "muted"))
    before = value_words(change.field, change.before)
    return _wrapping(label(f"{name}: {before} → {after}", "muted"))


def _wrapping(text: QLabel) -> QLabel:
    text.setWordWrap(True)
    text.setMinimumWidth(60)
    return text
