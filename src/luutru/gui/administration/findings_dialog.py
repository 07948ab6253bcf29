"""What a verification found: each thing with what to do about it; the report as paper or file."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from luutru.gui import choosing, formats
from luutru.gui.administration.work import Caretaking
from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, box, column, label
from luutru.gui.widgets.word_table import Line, WordTable
from luutru.i18n import mark, translate, translate_count

if TYPE_CHECKING:
    from luutru.services.inspecting import Verdict

_HEADINGS: Final = (mark("Finding"), mark("Reference"), mark("What to do"), mark("Rule"))


class FindingsDialog(DeskDialog):
    """Shows a verdict; changes nothing but files that are put back from a backup."""

    def __init__(self, desk: Desk, work: Caretaking, verdict: "Verdict", parent: QWidget) -> None:
        super().__init__(desk, parent, translate("Report of a verification"), _taken(verdict))
        self.table = WordTable(
            translate("Findings"), [translate(one) for one in _HEADINGS], {1: 116, 2: 320, 3: 72}, 0
        )
        self.table.show_lines(
            [Line((f.what, f.reference, f.advice, f.rule)) for f in verdict.findings]
        )
        self._verdict = verdict
        self._safekeeping = work.safekeeping
        self.mend = push_button(
            translate("Put back from a backup…"), self._choose_medium, icon_name="usb",
            tip=translate(
                "Take the selected file from a medium, or all that are lost or changed; only the "
                "same bytes are taken"
            ),
        )  # fmt: skip
        self.mend.setVisible(any(found.file for found in verdict.findings))
        self.save = push_button(
            translate("Save…"), lambda: work.save_report(verdict), icon_name="download"
        )
        self.print = push_button(
            translate("Print…"), lambda: work.print_report(verdict), icon_name="printer"
        )
        head = label(translate("Head of the log: {head}", head=verdict.head), "caption", wrap=True)
        head.setVisible(bool(verdict.head))
        card = box("card", column(self.table, spacing=0, margins=(1, 6, 1, 6)))
        card.setVisible(bool(verdict.findings))
        self.lay_out(
            label(_result(verdict), "h2", wrap=True),
            label(_figures(verdict), wrap=True),
            (card, 1),
            head,
            *(() if verdict.findings else (STRETCH,)),
            foot=(self.mend, STRETCH, self.print, self.save),
            size=(920, 520) if verdict.findings else (620, 300),
        )

    def _choose_medium(self) -> None:
        choosing.folder(self, self._put_back, translate("Choose the medium with the backup"))

    def _put_back(self, place: Path) -> None:
        """Put back the selected file, or all where none is selected; the window tells the end."""
        chosen = self.table.currentIndex().row()
        found = self._verdict.findings
        files = [found[chosen].file] if chosen >= 0 and found[chosen].file else []
        self._safekeeping.mend(place, files or [one.file for one in found if one.file])
        self.accept()


def _taken(verdict: "Verdict") -> str:
    return translate(
        "{moment}, by {person}; took {seconds} seconds",
        moment=formats.moment(verdict.at),
        person=verdict.person,
        seconds=formats.decimal(verdict.seconds),
    )


def _result(verdict: "Verdict") -> str:
    if verdict.is_sound:
        return translate("Result: all is as it was taken in.")
    return translate_count("Result: {count} finding", "Result: {count} findings", verdict.count)


def _figures(verdict: "Verdict") -> str:
    return translate(
        "{matching} of {originals} originals match; {missing} files missing, {changed} "
        "changed, {foreign} without a record",
        matching=formats.Grouped(verdict.matching),
        originals=formats.Grouped(verdict.originals),
        missing=formats.Grouped(verdict.missing),
        changed=formats.Grouped(verdict.changed),
        foreign=formats.Grouped(verdict.foreign),
    )
