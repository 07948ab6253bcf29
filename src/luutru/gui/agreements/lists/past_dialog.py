"""The list as the archive had recorded it by a past day, played back from the log."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtWidgets import QWidget

from luutru import clock
from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.formats import Grouped, day
from luutru.gui.jobs import Job, Newest
from luutru.gui.lanes import Lane
from luutru.gui.milestones.dialogs.day_field import DayField
from luutru.gui.plain_copies import LIST, NewFile, to_new_file
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, box, column, label, row
from luutru.gui.widgets.word_table import Line, WordTable
from luutru.i18n import mark, translate, translate_count
from luutru.records.code_lists import code_list
from luutru.services.filters import Filter
from luutru.services.life.past import PastList, list_on
from luutru.services.rows import AgreementRow
from luutru.services.tables.past_lists import export_past

_SETTLED_MS: Final = 350
_HEADINGS: Final = (
    mark("Reference"), mark("Title"), mark("Partner"), mark("Signed on"), mark("Expires on"),
    mark("Status"),
)  # fmt: skip


class PastDialog(DeskDialog):
    """Asks for a day and shows what was recorded by then; what is shown can be exported."""

    wanted = Signal(str)
    """Show the agreement of this reference, as it is today."""

    def __init__(self, desk: Desk, parent: QWidget, narrowed: Filter) -> None:
        super().__init__(
            desk,
            parent,
            translate("The list as it was recorded"),
            translate(
                "What the archive had recorded by the end of a day, right or wrong, played back "
                "from the log. What narrows the list narrows this one too."
            ),
        )
        self._narrowed = narrowed
        self.found: PastList | None = None
        self._looking = Newest(desk.jobs)
        self._soon = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._soon.timeout.connect(self._look)
        self.day = DayField(translate("Day"), narrowed.day or clock.today())
        self.day.edited.connect(self._soon.start)
        self.table = WordTable(
            translate("The list as it was recorded"),
            [translate(one) for one in _HEADINGS],
            {0: 124, 2: 140, 3: 100, 4: 104, 5: 150},
            1,
        )
        self.table.activated.connect(self._open)
        self.summary = label("", "muted", wrap=True)
        self.save = push_button(translate("Export…"), self._choose, icon_name="download")
        desk.permits.guard(self.save, "list_exported")
        self.lay_out(
            row((self.day, 1), STRETCH),
            (box("card", column(self.table, spacing=0, margins=(1, 1, 1, 8))), 1),
            foot=((self.summary, 1), self.save),
            size=(980, 640),
        )
        self.day.setFocus()
        self._look()

    def follow(self) -> None:
        """Let what is shown be exported."""
        self.save.setEnabled(self.found is not None and bool(self.found.rows))

    def _look(self) -> None:
        on = self.day.day
        self.notice.clear()
        if on is None:
            self._looking.forget()
            return
        self.found = None
        self.follow()
        self.table.show_lines(())
        self.summary.setText(translate("Being played back…"))
        archive, narrowed = self.desk.archive, self._narrowed

        def work(job: Job) -> PastList:
            def part(rows: Sequence[AgreementRow]) -> None:
                job.report(0, 0, "")  # stops here, where another day is wanted by now
                job.hand_over(self._add, on, rows)

            return list_on(archive, on, narrowed, recorded=True, part=part)

        self._looking.ask(work, self._show, self.explain)

    def _add(self, on: date, rows: Sequence[AgreementRow]) -> None:
        if on == self.day.day:
            self.table.add_lines(list(map(_line, rows)))

    def _show(self, found: PastList) -> None:
        self.found = found
        self.summary.setText(_summary(found))
        self.follow()

    def _open(self, index: QModelIndex) -> None:
        self.wanted.emit(self.table.lines[index.row()].cells[0])
        self.accept()

    def _choose(self) -> None:
        name = translate("list of agreements")
        kind = translate("Excel workbooks (*.xlsx)")
        wanted = NewFile(self, translate("Export the list"), f"{name}.xlsx", kind)
        to_new_file(self.desk, LIST, wanted, self.write)

    def write(self, path: Path) -> None:
        """Write what is shown to `path` in the background."""
        archive, found, desk = self.desk.archive, self.found, self.desk
        if found is None:
            return

        def work(job: Job) -> int:
            return export_past(archive, path, found, job)

        def told(count: int) -> None:
            words = translate_count(
                "{count} agreement exported.", "{count} agreements exported.", count
            )
            desk.told.emit("good", words, str(path))

        desk.jobs.start(work, told, lane=Lane.EXPORTING, title=translate("Exporting the list"))
        self.accept()


def _line(shown: AgreementRow) -> Line:
    status = code_list("status").label(shown.status)
    partners = ", ".join(shown.partners)
    days = day(shown.signed_on), day(shown.expires_on)
    return Line((shown.reference, shown.title, partners, *days, status))


def _summary(found: PastList) -> str:
    """Return in words how many there are, how many came later, and what cannot be told."""
    said = [translate_count("{count} agreement", "{count} agreements", Grouped(len(found.rows)))]
    if found.later:
        later = Grouped(found.later)
        said.append(translate_count("{count} recorded later", "{count} recorded later", later))
    if found.unplayed:
        acts = ", ".join(map(code_list("act").label, found.unplayed))
        said.append(translate("done later, and not undone here: {acts}", acts=acts))
    return " · ".join(said)
