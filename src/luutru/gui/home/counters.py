"""The figures at the head of the screen; what leads nowhere is not counted."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from luutru import clock
from luutru.gui.formats import Grouped
from luutru.gui.home.counter import Counter
from luutru.gui.screen import Desk
from luutru.gui.screens import INTAKE, MILESTONES
from luutru.i18n import mark, translate, translate_count
from luutru.records.roles import Permission

if TYPE_CHECKING:
    from luutru.services.home.today import Home


@dataclass(frozen=True, slots=True)
class _Figure:
    name: str
    icon: str
    state: str
    count: "Callable[[Home], int]"
    note: "Callable[[Home], str]"
    lead: Callable[[Desk], None]
    screen: str = ""
    """The screen it needs beside the list of agreements."""
    needs: Permission | None = None
    """What whoever is led there may do."""


class Counters(QWidget):
    """The figures side by side."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.shown: dict[str, Counter] = {}
        self._figures = [f for f in _FIGURES if not f.screen or desk.has_screen(f.screen)]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        for counter in self._made():
            layout.addWidget(counter, 1)

    def show_home(self, told: "Home") -> None:
        """Show what was counted."""
        for figure in self._figures:
            self.shown[figure.name].show_count(figure.count(told), figure.note(told))

    def _made(self) -> Iterator[Counter]:
        for figure in self._figures:
            counter = Counter(translate(figure.name), figure.icon, figure.state)
            if figure.needs is not None:
                self._desk.permits.guard(counter, figure.needs)
            counter.clicked.connect(lambda _checked, lead=figure.lead: lead(self._desk))
            self.shown[figure.name] = counter
            yield counter


def _show_in_force(desk: Desk) -> None:
    from luutru.services.home.figures import IN_FORCE  # noqa: PLC0415  counted in the background

    desk.list_wanted.emit(IN_FORCE)


def _show_ending_soon(desk: Desk) -> None:
    from luutru.services.home.figures import ENDING_SOON  # noqa: PLC0415  see above

    desk.list_wanted.emit(ENDING_SOON)


def _show_awaiting_review(desk: Desk) -> None:
    from luutru.services.home.figures import AWAITING_REVIEW  # noqa: PLC0415  see above

    desk.list_wanted.emit(AWAITING_REVIEW)


def _show_late(desk: Desk) -> None:
    from luutru.services.home.today import LATE  # noqa: PLC0415  see above

    desk.milestones_wanted.emit(LATE)


def _late(told: "Home") -> int:
    from luutru.services.milestones.standing import Standing  # noqa: PLC0415  see above

    return told.milestones[Standing.OVERDUE]


def _of_all(told: "Home") -> str:
    count = Grouped(told.figures.agreements)
    return translate_count("of {count} agreement", "of {count} agreements", count)


def _longest_late(told: "Home") -> str:
    first = next((row.due_on for row in told.late if row.due_on), None)
    if first is None:
        return translate("Nothing is late")
    days = (clock.today() - first).days
    return translate_count("the longest by {count} day", "the longest by {count} days", days)


def _files_to_count(told: "Home") -> str:
    if told.files_waiting:
        return translate_count(
            "and {count} file not counted yet", "and {count} files not counted yet",
            Grouped(told.files_waiting),
        )  # fmt: skip
    return translate("Every page is read") if not told.pages_waiting else translate("being read")


def _documents(told: "Home") -> str:
    count = Grouped(told.documents_to_review)
    return translate_count("in {count} document", "in {count} documents", count)


_FIGURES: Final = (
    _Figure(mark("In force"), "file-check", "active", lambda told: told.figures.in_force, _of_all,
            _show_in_force),
    _Figure(mark("Ending soon"), "hourglass", "expiring", lambda told: told.figures.ending_soon,
            lambda _told: translate("within 90 days"), _show_ending_soon),
    _Figure(mark("Late milestones"), "triangle-alert", "overdue", _late, _longest_late, _show_late,
            MILESTONES),
    _Figure(mark("Pages to be read"), "scan-text", "progress", lambda told: told.pages_waiting,
            _files_to_count, lambda desk: desk.part_wanted.emit(INTAKE, "moving"), INTAKE,
            Permission.TAKE_IN),
    _Figure(mark("Awaiting review"), "file-search", "review",
            lambda told: told.figures.awaiting_review, _documents, _show_awaiting_review),
)  # fmt: skip
