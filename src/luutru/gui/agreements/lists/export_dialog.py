"""A list as a file, or on paper: what of it, which columns, in which form."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from luutru.gui.agreements.lists.column_list import ColumnList
from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.formats import Grouped
from luutru.gui.jobs import Job
from luutru.gui.lanes import Lane
from luutru.gui.plain_copies import LIST, NewFile, to_new_file
from luutru.gui.printing import print_made
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, label, row
from luutru.gui.widgets.segmented import Segmented
from luutru.i18n import mark, translate, translate_count
from luutru.services.tables.agreement_columns import COLUMNS, USUAL
from luutru.services.tables.agreements import NOTHING_SAID, Asked, export_list, write_for_print
from luutru.services.tables.writing import FORMS

REMEMBERED: Final = "list_columns"
FORM_REMEMBERED: Final = "list_form"
_FILTERS: Final = {
    "xlsx": mark("Excel workbooks (*.xlsx)"),
    "csv": mark("CSV files (*.csv)"),
    "docx": mark("Word documents (*.docx)"),
    "pdf": mark("PDF files (*.pdf)"),
}


@dataclass(frozen=True)
class Listed:
    """What can be handed out: the whole result, what is selected of it, and what was asked."""

    found: Sequence[int]
    selected: Sequence[int]
    asked: Asked = NOTHING_SAID


class ExportDialog(DeskDialog):
    """Asks what shall be in the file; writing goes on after it is closed."""

    def __init__(self, desk: Desk, parent: QWidget, listed: Listed) -> None:
        guide = translate("The columns stand in the order of this list, from left to right.")
        super().__init__(desk, parent, translate("Export the list"), guide)
        self._listed = listed
        several = len(listed.selected) > 1
        found, selected = map(Grouped, (len(listed.found), len(listed.selected)))
        self.scope = Segmented(
            translate("What of the list"),
            (translate("The whole result: {count}", count=found), "list"),
            (translate("What is selected: {count}", count=selected), "square-check"),
        )
        self.scope.segment(1).setEnabled(several)
        self.scope.pick(1 if several else 0)
        self.form = Segmented(
            translate("Form of the file"), *((form.upper(), "file-text") for form in FORMS)
        )
        kept = desk.remembered(FORM_REMEMBERED)
        self.form.pick(FORMS.index(kept[0]) if kept and kept[0] in FORMS else 0)
        labels = [(name, translate(one.label)) for name, one in COLUMNS.items()]
        self.columns = ColumnList(labels, desk.remembered(REMEMBERED) or USUAL)
        self.columns.changed.connect(self.follow)
        self.print_button = push_button(translate("Print…"), self._print, icon_name="printer")
        self.save = push_button(translate("Export…"), self._choose, kind="primary")
        desk.permits.guard_each((self.print_button, "printed"), (self.save, "list_exported"))
        self.lay_out(
            row(self.scope, STRETCH),
            (self.columns, 1),
            row(label(translate("Form of the file"), "caption"), self.form, STRETCH, spacing=12),
            foot=(row(self.print_button), STRETCH, self.save),
            size=(620, 640),
        )
        self.follow()

    def follow(self) -> None:
        """Let a list have at least one column and one row."""
        possible = bool(self.columns.chosen) and bool(self._ids())
        self.save.setEnabled(possible)
        self.print_button.setEnabled(possible)

    def _ids(self) -> Sequence[int]:
        return self._listed.selected if self.scope.current == 1 else self._listed.found

    def _remember(self) -> None:
        self.desk.remember(REMEMBERED, self.columns.chosen)
        self.desk.remember(FORM_REMEMBERED, (FORMS[self.form.current],))

    def _choose(self) -> None:
        form = FORMS[self.form.current]
        name = translate("list of agreements")
        title, kinds = translate("Export the list"), translate(_FILTERS[form])
        to_new_file(self.desk, LIST, NewFile(self, title, f"{name}.{form}", kinds), self.write)

    def write(self, path: Path) -> None:
        """Write the list to `path` in the background and close."""
        self._remember()
        archive, desk, asked = self.desk.archive, self.desk, self._listed.asked
        ids, columns = self._ids(), self.columns.chosen

        def work(job: Job) -> int:
            return export_list(archive, path, ids, columns, asked=asked, progress=job)

        def told(count: int) -> None:
            words = translate_count(
                "{count} agreement exported.", "{count} agreements exported.", count
            )
            desk.told.emit("good", words, str(path))

        desk.jobs.start(work, told, lane=Lane.EXPORTING, title=translate("Exporting the list"))
        self.accept()

    def _print(self) -> None:
        self._remember()
        archive, asked = self.desk.archive, self._listed.asked
        ids, columns = self._ids(), self.columns.chosen

        def make(path: Path) -> None:
            write_for_print(archive, path, ids, columns, asked)

        parent = self.parentWidget() or self
        self.accept()
        print_made(parent, self.desk, translate("List of agreements"), make)
