"""The tab “Lịch sử”: who did what to this agreement, when, and what stood there before."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from luutru.gui.agreements.corrections import can_be_undone
from luutru.gui.formats import moment, number
from luutru.gui.widgets.buttons import icon_button, push_button
from luutru.gui.widgets.icon_label import IconLabel
from luutru.gui.widgets.layouts import STRETCH, box, column, label, line, row, scrolled, widget
from luutru.i18n import translate, translate_count
from luutru.records.code_lists import code_list
from luutru.services.administration.log_words import LoggedChange
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
    "approval_withdrawn": ("undo-2", "draft"),
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
AT_ONCE: Final = 25
"""Entries shown, and added when older ones are wanted; the log itself is kept whole."""
_HALF: Final = 32


class HistoryPane(QWidget):
    """Lists custody entries, the newest first, all of them or those of one kind."""

    undo_wanted = Signal(object)
    """These changes shall be corrected back."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[HistoryEntry] = ()
        self._shown = AT_ONCE
        self._count = label("", "muted")
        self.kind = QComboBox()
        self.kind.setAccessibleName(translate("Show one kind of act"))
        self.kind.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.kind.setMinimumContentsLength(20)
        self.kind.activated.connect(self._narrow)
        self._area = scrolled(QWidget(), "panel")
        self._area.setAccessibleName(translate("History"))
        head = row(self._count, STRETCH, self.kind, margins=(20, 10, 16, 6))
        self.setLayout(column(box("panel", head), (self._area, 1), spacing=0))

    def show_entries(self, entries: Sequence[HistoryEntry]) -> None:
        """Show the history of an agreement."""
        self._entries, self._shown = entries, AT_ONCE
        self._fill_kinds()
        self._show()

    def _fill_kinds(self) -> None:
        """Offer the acts that occur; what was chosen stays chosen where it occurs."""
        chosen, acts = str(self.kind.currentData() or ""), code_list("act")
        many = Counter(entry.act for entry in self._entries)
        self.kind.clear()
        self.kind.addItem(translate("All acts"), "")
        for act in sorted(many, key=acts.label):
            self.kind.addItem(f"{acts.label(act)} ({many[act]})", act)
        self.kind.setCurrentIndex(max(0, self.kind.findData(chosen)))

    def _narrow(self) -> None:
        self._shown = AT_ONCE
        self._show()

    def _show_older(self) -> None:
        self._shown += AT_ONCE
        self._show()

    def _show(self) -> None:
        wanted = str(self.kind.currentData() or "")
        fitting = [entry for entry in self._entries if not wanted or entry.act == wanted]
        count = len(fitting)
        self._count.setText(translate_count("{count} entry", "{count} entries", count))
        parts: list[QWidget] = []
        for entry in fitting[: self._shown]:
            if parts:
                parts.append(line())
            parts.append(_entry(entry, self.undo_wanted.emit))
        if not parts:
            parts.append(label(translate("Nothing has been done to this agreement yet."), "muted"))
        if count > self._shown:
            older = push_button(translate("Show older entries"), self._show_older, kind="ghost")
            parts += [line(), widget(row(older, STRETCH))]
        body = widget(column(*parts, STRETCH, spacing=0, margins=(20, 0, 20, 12)), "panel")
        self._area.setWidget(body)


def _entry(entry: HistoryEntry, undo: Callable[[Sequence[Change]], None]) -> QWidget:
    icon_name, state = ICONS.get(entry.act, ("circle-dot", "draft"))
    act = code_list("act").label(entry.act)
    head = label(f"{act} · {entry.reference}", "strong", wrap=True)
    who = label(f"{moment(entry.at)} · {entry.person}", "caption")
    lines = [_wrapping(label(_words(change), "muted")) for change in entry.told]
    chain = label(_chain(entry), "caption")
    chain.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    chain.hide()
    told = column(head, who, *lines, chain, spacing=3)
    more = icon_button("chevron-down", translate("Show the entry of the log"), lambda: (
        chain.setVisible(chain.isHidden())
    ))  # fmt: skip
    parts: list[QWidget] = []
    if can_be_undone(entry.changes) and any(change.before for change in entry.changes):
        parts.append(push_button(
            translate("Put back"), lambda: undo(entry.changes), kind="ghost", icon_name="undo-2",
            tip=translate("Correct back to the values before this entry"),
        ))  # fmt: skip
    mark = widget(column(IconLabel(icon_name, state, 16, square=32), STRETCH))
    buttons = widget(column(row(*parts, more, spacing=2), STRETCH))
    return widget(row(mark, (told, 1), buttons, spacing=12, margins=(0, 10, 0, 10)))


def _words(change: LoggedChange) -> str:
    """Return a change on one line; checksums, which have no blank, on two more."""
    after = change.after
    if len(after) == 2 * _HALF and after.isalnum():
        return f"{change.label}:\n{after[:_HALF]}\n{after[_HALF:]}"
    return change.in_words


def _chain(entry: HistoryEntry) -> str:
    numbered = translate("Entry {number} of the log", number=number(entry.seq))
    code = f"{entry.hash[:_HALF]}\n{entry.hash[_HALF:]}"
    heading = translate("Chain code")
    return f"{numbered}\n{heading}:\n{code}"


def _wrapping(text: QLabel) -> QLabel:
    text.setWordWrap(True)
    text.setMinimumWidth(60)
    return text
