"""Takes in scans with the list that lies beside them: looked at row by row before anything is."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from luutru.gui import choosing
from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.intake.queue import IntakeQueue
from luutru.gui.jobs import Job, Newest
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.elided_label import ElidedLabel
from luutru.gui.widgets.layouts import box, column, label, row
from luutru.gui.widgets.word_table import Line, WordTable
from luutru.i18n import mark, translate, translate_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luutru.services.archive import Archive
    from luutru.services.list_planning import Plan, PlannedRow

_HEADINGS: Final = (mark("Row"), mark("File"), mark("What happens"), mark("What is wrong"))
_NEW: Final = mark("a new agreement")
_KNOWN: Final = mark("kept already as {reference}")
_JOINS: Final = mark("joins {reference}")
_LEFT_OUT: Final = mark("left out")


class ListDialog(DeskDialog):
    """Nothing is taken in before the rows were seen and the person says so."""

    def __init__(self, desk: Desk, queue: IntakeQueue, parent: QWidget) -> None:
        super().__init__(
            desk,
            parent,
            translate("Take in by a list"),
            translate(
                "The list (CSV or XLSX) names a file in each row, and what is known of it. A row "
                "in which anything is wrong is left out whole."
            ),
        )
        self._queue = queue
        self._list: Path | None = None
        self._folder: Path | None = None
        self._plan: Plan | None = None
        self._planning = Newest(desk.jobs)
        self.list_name = ElidedLabel(is_path=True)
        self.folder_name = ElidedLabel(is_path=True)
        self.choose_list = push_button(translate("Choose a list…"), self._choose_list)
        self.choose_folder = push_button(translate("Another folder…"), self._choose_folder)
        self.table = WordTable(
            translate("Rows of the list"),
            [translate(one) for one in _HEADINGS],
            {0: 64, 1: 220, 2: 190},
            3,
        )
        self.summary = label("", "muted", wrap=True)
        self.errors = push_button(translate("Save an error sheet…"), self._save_errors)
        self.save = push_button("", self._take_in, kind="primary")
        self.lay_out(
            row(label(translate("List"), "caption"), (self.list_name, 1), self.choose_list),
            row(label(translate("Scans in"), "caption"), (self.folder_name, 1), self.choose_folder),
            (box("card", column(self.table, spacing=0, margins=(1, 1, 1, 8))), 1),
            foot=((self.summary, 1), self.errors, self.save),
            size=(980, 640),
        )
        self._show()
        self.choose_list.setFocus()

    @property
    def plan(self) -> "Plan | None":
        """What would become of the list; None until it was looked at."""
        return self._plan

    def use_list(self, file: Path) -> None:
        """Look at a list, with the scans that lie beside it."""
        self._list = file
        self._folder = self._folder or file.parent
        self._look()

    def use_folder(self, folder: Path) -> None:
        """Look for the scans in another folder."""
        self._folder = folder
        self._look()

    def follow(self) -> None:
        """Let the buttons follow what the dry run says."""
        plan = self._plan
        good = len(_good(plan.rows)) if plan else 0
        bad = len(plan.rows) - good if plan else 0
        self.save.setText(
            translate_count("Take in {count} row", "Take in {count} rows", good)
            if good
            else translate("Take in")
        )
        self.save.setAccessibleName(self.save.text())
        self.save.setEnabled(good > 0)
        self.errors.setEnabled(bad > 0)
        self.choose_folder.setEnabled(self._list is not None)
        self.summary.setText(_summary(plan) if plan else "")

    # --- looking before ----------------------------------------------------------------------

    def _choose_list(self) -> None:
        choosing.one_file(
            self,
            self.use_list,
            translate("Choose a list"),
            translate("Lists (*.csv *.xlsx)"),
        )

    def _choose_folder(self) -> None:
        choosing.folder(self, self.use_folder)

    def _look(self) -> None:
        self._plan = None
        self.notice.clear()
        self._show()
        file, folder, archive = self._list, self._folder, self.desk.archive
        if file is None:
            return
        self.summary.setText(translate("Looking at the list…"))
        self._planning.ask(
            lambda job: _planned(archive, file, folder, job), self._take, self._refused
        )

    def _take(self, plan: "Plan") -> None:
        self._plan = plan
        self._show()
        self.table.setFocus()

    def _refused(self, error: Exception) -> None:
        self._show()
        self.explain(error)

    def _show(self) -> None:
        self.list_name.say(str(self._list) if self._list else translate("none chosen yet"))
        self.folder_name.say(str(self._folder) if self._folder else "–")
        self.table.show_lines([_line(one) for one in self._plan.rows] if self._plan else [])
        self.follow()

    # --- doing -------------------------------------------------------------------------------

    def _save_errors(self) -> None:
        plan = self._plan
        if plan is None:
            return
        self.errors.setEnabled(False)

        def work(_job: object) -> Path | None:
            from luutru.services.list_intake import write_error_sheet  # noqa: PLC0415

            return write_error_sheet(plan)

        def told(target: Path | None) -> None:
            self.notice.say("good", translate("The error sheet is saved."), str(target or ""))
            self.follow()

        self.run(work, told, Lane.WRITING)

    def _take_in(self) -> None:
        if self._plan is not None:
            self._queue.bring_list(self._plan)
            self.accept()


def _planned(archive: "Archive", file: Path, folder: Path | None, job: Job) -> "Plan":
    from luutru.services.list_planning import plan_list  # noqa: PLC0415  starts quicker
    from luutru.services.lists import read_list  # noqa: PLC0415

    return plan_list(archive, read_list(archive, file), [folder] if folder else [], job)


def _good(rows: "Sequence[PlannedRow]") -> "list[PlannedRow]":
    return [one for one in rows if not one.problems]


def _line(planned: "PlannedRow") -> Line:
    number = str(planned.row.number)
    name = planned.path.name if planned.path else planned.row.file or "–"
    wrong = " ".join(planned.problems)
    return Line((number, name, _what(planned), wrong or "–"), "overdue" if wrong else "")


def _what(planned: "PlannedRow") -> str:
    if planned.problems:
        return translate(_LEFT_OUT)
    if planned.known_as:
        return translate(_KNOWN, reference=planned.known_as)
    return translate(_JOINS, reference=planned.row.to) if planned.row.to else translate(_NEW)


def _summary(plan: "Plan") -> str:
    bad = len(plan.rows) - len(_good(plan.rows))
    said = [translate_count("{count} row", "{count} rows", len(plan.rows))]
    if bad:
        said.append(translate_count("{count} row left out", "{count} rows left out", bad))
    if plan.unlisted:
        said.append(
            translate_count(
                "{count} file that no row names", "{count} files that no row names",
                len(plan.unlisted),
            )
        )  # fmt: skip
    return " · ".join(said)
