"""Milestones that leave the window: lists on paper, calendars and reports as files."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from luutru import clock
from luutru.gui.jobs import Job
from luutru.gui.plain_copies import LIST, NewFile, to_new_file
from luutru.gui.screen import Desk
from luutru.i18n import translate, translate_count
from luutru.services.milestones.rows import Wanted

if TYPE_CHECKING:
    from luutru.services.milestones.handing_over import HandOver
    from luutru.services.tables.table import Table

# ruff: noqa: PLC0415  services are loaded when they are wanted: the window starts quicker

_UNFIT: Final = str.maketrans('/\\:*?"<>|', "_________")
"""Letters that no name of a file may hold."""


class MilestoneLists(QObject):
    """Asks where to, and writes in the background what the services make."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._parent = parent

    def print(self, wanted: Wanted) -> None:
        """Ask for the printer and print what is wanted, by owner and week."""
        from luutru.services.milestones.printed import by_owner_and_week

        archive = self._desk.archive
        title = translate("Milestones by owner and week")
        self._print(title, lambda: by_owner_and_week(archive, wanted))

    def print_minutes(self, told: "HandOver") -> None:
        """Ask for the printer and print the minutes of a hand-over."""
        from luutru.services.milestones.printed import minutes

        archive = self._desk.archive
        self._print(translate("Minutes of the hand-over"), lambda: minutes(archive, told))

    def _print(self, title: str, make: "Callable[[], Table]") -> None:
        from luutru.gui.printing import print_made
        from luutru.services.tables.writing import write_table

        print_made(self._parent, self._desk, title, lambda file: write_table(make(), file))

    def export(self, owner: str = "") -> None:
        """Ask where the calendar goes and write it; of one owner where one is chosen."""
        archive = self._desk.archive
        name = "-".join(filter(None, (translate("milestones"), owner.translate(_UNFIT))))

        def work(path: Path) -> str:
            from luutru.services.milestones.icalendar_files import write_ics

            many = write_ics(archive, path, owner=owner or None)
            return translate_count(
                "{count} milestone written.", "{count} milestones written.", many
            )

        kinds = translate("Calendar files (*.ics)")
        self._ask(translate("Export the calendar"), f"{name}.ics", kinds, work)

    def report(self) -> None:
        """Ask where the report of this year goes and write it."""
        archive, year = self._desk.archive, clock.today().year

        def work(path: Path) -> str:
            from luutru.services.milestones.yearly import yearly_report
            from luutru.services.tables.writing import write_table

            write_table(yearly_report(archive, year), path)
            return translate("The report of {year} was written.", year=year)

        called = translate("implementation")
        name = f"{called}-{year}.xlsx"
        kinds = translate("Excel workbooks (*.xlsx)")
        others = translate("Word documents (*.docx)")
        self._ask(translate("Yearly report"), name, f"{kinds};;{others}", work)

    def _ask(self, title: str, name: str, kinds: str, work: Callable[[Path], str]) -> None:
        wanted = NewFile(self._parent, title, name, kinds)
        to_new_file(self._desk, LIST, wanted, lambda path: self.write(title, path, work))

    def write(self, title: str, path: Path, work: Callable[[Path], str]) -> Job:
        """Let `work` write a file in the background and tell what it says."""

        def tell(told: str) -> None:
            self._desk.told.emit("good", told, str(path))

        return self._desk.jobs.start(lambda _job: work(path), tell, title=title)
