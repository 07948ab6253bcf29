"""The tab “Mốc”, shown where an agreement has milestones."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from luutru.gui.formats import day
from luutru.gui.widgets.icon_label import IconLabel
from luutru.gui.widgets.layouts import STRETCH, Item, column, label, line, row, scrolled, widget
from luutru.records.code_lists import code_list
from luutru.services.cards import MilestoneCard


class LinesPane(QWidget):
    """A scrolled list of lines, each with an icon, a title, a caption and a state."""

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
