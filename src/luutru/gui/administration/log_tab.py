"""The tab “Nhật ký hệ thống”: the whole custody log, narrowed, checked, kept as paper or file."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget
from typing_extensions import override

from luutru.gui import formats
from luutru.gui.administration.log_detail import LogDetail
from luutru.gui.administration.log_filters import LogFilters
from luutru.gui.administration.log_model import (
    ACT,
    CODE,
    NUMBER,
    PERSON,
    REFERENCE,
    TOLD,
    WHEN,
    LogModel,
)
from luutru.gui.jobs import Job, Newest
from luutru.gui.lanes import Lane
from luutru.gui.plain_copies import LIST, NewFile, to_new_file
from luutru.gui.screen import Desk
from luutru.gui.widgets.awaited import AwaitedDelegate
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.empty_state import EmptyState
from luutru.gui.widgets.layouts import STRETCH, box, column, label, line, row
from luutru.gui.widgets.paged_rows import PAGE
from luutru.gui.widgets.pill import Look, Pill
from luutru.gui.widgets.table import Table
from luutru.i18n import mark, translate, translate_count

if TYPE_CHECKING:
    from array import array

    from luutru.services.administration.log_reading import LogFacets, LogFilter, LogRow
    from luutru.services.archive import Archive
    from luutru.services.chain import ChainVerdict

_ROW: Final = 38
_WIDE: Final = {NUMBER: 66, WHEN: 156, PERSON: 132, ACT: 182, REFERENCE: 112, CODE: 104}
_NARROW: Final = {NUMBER: 54, WHEN: 150, PERSON: 120, ACT: 176, REFERENCE: 112, CODE: 96}
_WIDE_FROM: Final = 1250
_FORMS: Final = mark("Lists (*.xlsx *.csv *.docx *.pdf)")
EXPORTING: Final = mark("Writing the log")


class LogTab(QWidget):
    """The newest entries first; nothing in it can be changed or removed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._reading = Newest(desk.jobs, Lane.SEARCHING)
        self._checking = Newest(desk.jobs, Lane.CHECKING)
        self._wanted_entry = 0
        self.filters = LogFilters()
        self.model = LogModel(self._fetch, desk.jobs, self)
        self.table = Table(translate("Entries of the log"), _ROW)
        self.table.setModel(self.model)
        self.table.setItemDelegate(AwaitedDelegate(self.table))
        self.table.setIconSize(QSize(16, 16))
        self.table.set_widths(_WIDE, TOLD)
        self.detail = LogDetail()
        self._pill = Pill(Look("draft", "circle-dashed"), translate("Not checked yet"))
        self._count = label("", "caption")
        self.check = push_button(
            translate("Check the chain"), self.check_chain, icon_name="link",
            tip=translate("Look whether any entry was changed or removed"),
        )  # fmt: skip
        self.print = push_button(
            translate("Print…"), self._print, icon_name="printer",
            tip=translate("Print the entries shown, with the head of the log"),
        )  # fmt: skip
        self.export = push_button(
            translate("Export…"), self._ask_export, icon_name="download",
            tip=translate("Write the entries shown to a file, with the head of the log"),
        )  # fmt: skip
        advice = translate("Drop a filter, or look for other words.")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(EmptyState("filter-x", translate("No entry fits"), advice))
        self._head = label("", "caption")
        self.setLayout(column(self._card(), spacing=0))
        self._connect()
        self.refresh()

    def _card(self) -> QFrame:
        tools = row(
            self._count, STRETCH, self._pill, self.check, self.print, self.export, spacing=8
        )
        bar = column(self.filters, tools, spacing=10, margins=(16, 12, 14, 12))
        note = label(
            translate(
                "Entries are added, never changed or removed. Print the head of the log from time "
                "to time and keep it: it shows when the last entries were cut off."
            ),
            "caption",
            wrap=True,
        )
        foot = column(self._head, note, spacing=2, margins=(16, 8, 16, 8))
        middle = row((self._stack, 1), self.detail, spacing=0)
        return box(
            "card",
            column(bar, line(), (middle, 1), line(), foot, spacing=0, margins=(1, 1, 1, 1)),
        )

    def _connect(self) -> None:
        self.filters.changed.connect(self._ask)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.model.dataChanged.connect(self._show_read)
        self.table.doubleClicked.connect(self._open)
        self.detail.opened.connect(self._desk.agreement_wanted)

    # --- reading ---------------------------------------------------------------------------

    def first(self) -> QWidget:
        """Return where the keyboard begins."""
        return self.table

    def refresh(self) -> None:
        """Read anew: entries were added."""
        self._ask()

    def show_entry(self, seq: int) -> None:
        """Let an entry be the chosen one once the list is read."""
        self._wanted_entry = seq

    def _ask(self) -> None:
        archive, wanted = self._desk.archive, self.filters.wanted()
        self._reading.ask(lambda job: _read(archive, wanted, job), self._show)

    def _fetch(self, numbers: Sequence[int]) -> "list[LogRow]":
        from luutru.services.administration.log_reading import log_rows  # noqa: PLC0415

        return log_rows(self._desk.archive, numbers)

    def _show(self, told: "_Told") -> None:
        numbers, first_rows, facets, (seq, head) = told
        chosen = self._wanted_entry or self._chosen_number()
        self._wanted_entry = 0
        self.filters.offer(facets)
        self.model.show_numbers(numbers, first_rows)
        self._stack.setCurrentIndex(0 if numbers else 1)
        count = formats.Grouped(len(numbers))
        self._count.setText(translate_count("{count} entry", "{count} entries", count))
        self._head.setText(translate("Head of the log: entry {seq}, {hash}",
                                     seq=formats.number(seq), hash=head))  # fmt: skip
        self.detail.show_entry(None)
        if numbers:
            place = numbers.index(chosen) if chosen in numbers else 0
            self.table.selectRow(place)

    def _chosen_number(self) -> int:
        place = self.table.currentIndex().row()
        return self.model.numbers[place] if 0 <= place < len(self.model.numbers) else 0

    def _choose(self, index: QModelIndex) -> None:
        self.detail.show_entry(self.model.row(index.row()) if index.isValid() else None)

    def _show_read(self, first: QModelIndex, last: QModelIndex) -> None:
        """Show the chosen entry where it is among rows that have just been read."""
        chosen = self.table.currentIndex()
        if chosen.isValid() and first.row() <= chosen.row() <= last.row():
            self._choose(chosen)

    def _open(self, index: QModelIndex) -> None:
        entry = self.model.row(index.row())
        if entry is not None and entry.reference:
            self._desk.agreement_wanted.emit(entry.reference)

    # --- the chain -------------------------------------------------------------------------

    def check_chain(self) -> None:
        """Walk along the whole chain in the background."""
        archive = self._desk.archive

        def work(job: Job) -> "ChainVerdict":
            from luutru.services.chain import check_chain  # noqa: PLC0415  starts quicker

            return check_chain(archive, progress=job)

        self.check.setEnabled(False)
        self._pill.show_state(Look("progress", "clock"), translate("Being checked…"))
        self._checking.ask(work, self._checked, self._not_checked)

    def _checked(self, verdict: "ChainVerdict") -> None:
        self.check.setEnabled(True)
        if verdict.is_sound:
            words = translate_count(
                "Not changed · {count} entry",
                "Not changed · {count} entries",
                formats.Grouped(verdict.entries),
            )
            self._pill.show_state(Look("active", "circle-check"), words)
            return
        first = formats.number(verdict.broken[0])
        words = translate("Changed at entry {seq}", seq=first)
        self._pill.show_state(Look("overdue", "shield-alert"), words)
        self._desk.told.emit(
            "bad",
            translate("The custody log has been changed at entry {seq}.", seq=first),
            translate(
                "Somebody changed the log past the program. Keep this copy of the archive as "
                "evidence, and compare it with the last printed head of the log."
            ),
        )

    def _not_checked(self, error: Exception) -> None:
        self.check.setEnabled(True)
        self._pill.show_state(Look("draft", "circle-dashed"), translate("Not checked yet"))
        self._desk.jobs.tell(error)

    # --- paper and files -------------------------------------------------------------------

    def _print(self) -> None:
        from luutru.gui.printing import print_made  # noqa: PLC0415  the printer is rarely wanted

        archive, wanted = self._desk.archive, self.filters.wanted()

        def make(path: Path) -> None:
            from luutru.services.administration.reports import write_log  # noqa: PLC0415

            write_log(archive, wanted, path)

        print_made(self, self._desk, translate("Custody log"), make)

    def _ask_export(self) -> None:
        title = translate("Export the log")
        wanted = NewFile(self, title, "nhat-ky.xlsx", translate(_FORMS))
        to_new_file(self._desk, LIST, wanted, self.export_to)

    def export_to(self, path: Path) -> None:
        """Write the entries that are shown, with the head of the log."""
        archive, wanted, desk = self._desk.archive, self.filters.wanted(), self._desk

        def work(job: Job) -> int:
            from luutru.services.administration.reports import write_log  # noqa: PLC0415

            return write_log(archive, wanted, path, job)

        def told(count: int) -> None:
            words = translate_count(
                "{count} entry written to {file}.",
                "{count} entries written to {file}.",
                formats.Grouped(count),
                file=path.name,
            )
            desk.told.emit("good", words, str(path.parent))

        desk.jobs.start(work, told, lane=Lane.EXPORTING, title=translate(EXPORTING))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        widths = _WIDE if self.width() >= _WIDE_FROM else _NARROW
        for column_number, width in widths.items():
            self.table.setColumnWidth(column_number, width)


_Told = tuple["array[int]", "list[LogRow]", "LogFacets", tuple[int, str]]


def _read(archive: "Archive", wanted: "LogFilter", job: Job) -> "_Told":
    from luutru.services import custody  # noqa: PLC0415  starts quicker
    from luutru.services.administration.log_reading import (  # noqa: PLC0415
        log_facets,
        log_numbers,
        log_rows,
    )

    numbers = log_numbers(archive, wanted, job)
    first_rows = log_rows(archive, numbers[:PAGE])
    return numbers, first_rows, log_facets(archive), custody.head(archive)
