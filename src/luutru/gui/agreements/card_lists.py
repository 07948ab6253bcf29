"""The tabs “Mốc” and “Liên quan”, shown where an agreement has milestones or relations."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from luutru.gui.formats import day
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.icon_label import IconLabel
from luutru.gui.widgets.layouts import STRETCH, Item, column, label, line, row, scrolled, widget
from luutru.i18n import mark, translate
from luutru.records.code_lists import code_list
from luutru.services.cards import MilestoneCard, RelationCard

_FROM_OTHER: Final = mark("{relation} (told by the other agreement)")


class LinesPane(QWidget):
    """A scrolled list of lines, each with an icon, a title, a caption and a way on."""

    opened = Signal(str)
    """The agreement of this reference is wanted."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._area = scrolled(QWidget(), "panel")
        self._area.setAccessibleName(name)
        self.setLayout(column(self._area, spacing=0))

    def show_milestones(self, milestones: Sequence[MilestoneCard]) -> None:
        """List what has to happen by which day."""
        states = code_list("milestone_state")
        self._show(
            [
                _line("flag", one.title, _joined(_day(one.due_on), one.owner), label(
                    states.label(one.state), "caption"))
                for one in milestones
            ]
        )  # fmt: skip

    def show_relations(self, relations: Sequence[RelationCard]) -> None:
        """List the agreements this one amends, extends, replaces or carries out."""
        self._show([self._relation(one) for one in relations])

    def _relation(self, one: RelationCard) -> QWidget:
        kind = code_list("relation").label(one.kind)
        told = kind if one.outgoing else translate(_FROM_OTHER, relation=kind)
        go = push_button(
            translate("Open"), lambda: self.opened.emit(one.reference), kind="ghost",
            tip=translate("Open {reference}", reference=one.reference),
        )  # fmt: skip
        caption = _joined(told, one.reference, _day(one.effective_on))
        return _line("file-text", one.title, caption, go)

    def _show(self, lines: Sequence[QWidget]) -> None:
        parts: list[Item] = []
        for one in lines:
            parts += [line(), one] if parts else [one]
        body = column(*parts, STRETCH, spacing=0, margins=(20, 6, 20, 12))
        self._area.setWidget(widget(body, "panel"))


def _line(icon_name: str, title: str, caption: str, more: QWidget) -> QWidget:
    words = column(label(title, "strong", wrap=True), label(caption, "caption", wrap=True),
                   spacing=1)  # fmt: skip
    mark_of = IconLabel(icon_name, "progress", 16, square=32)
    return widget(row(mark_of, (words, 1), more, spacing=12, margins=(0, 9, 0, 9)))


def _day(value: date | None) -> str:
    return day(value.isoformat()) if value else ""


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))
