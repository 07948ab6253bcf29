"""Makes separator sheets as a PDF to be printed and laid between documents on the scanner."""

from pathlib import Path
from typing import Final

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QWidget

from luutru.gui import choosing
from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.fields.field_inputs import LineInput
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, column, label, row
from luutru.gui.widgets.segmented import Segmented
from luutru.i18n import translate

_USUAL: Final = 10
_MOST: Final = 500
_COUNT_WIDTH: Final = 90
_ANNEX: Final = 1


class SeparatorsDialog(DeskDialog):
    """Asks how many, and what follows each; nothing is printed here."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(
            desk,
            parent,
            translate("Separator sheets"),
            translate(
                "Print them, and lay one before each document of the pile. The cuts are then "
                "proposed where they lie, and they are left out."
            ),
        )
        self.count = LineInput(3)
        self.count.setValidator(QIntValidator(1, _MOST, self.count))
        self.count.put(str(_USUAL))
        self.count.setFixedWidth(_COUNT_WIDTH)
        self.count.setAccessibleName(translate("How many sheets"))
        self.follows = Segmented(
            translate("What follows each sheet"),
            (translate("A new agreement"), "file-plus"),
            (translate("An annex"), "files"),
        )
        self.of = LineInput(40)
        self.of.setAccessibleName(translate("Reference of the agreement"))
        self.of.setPlaceholderText(translate("Empty: of the document before it"))
        self._of_name = label(translate("Reference of the agreement"), "caption")
        self._of_name.setBuddy(self.of)
        self.save = push_button(translate("Save as PDF…"), self._choose, kind="primary")
        self._lay_out_fields()
        self.count.edited.connect(self.follow)
        self.follows.picked.connect(lambda _at: self.follow())
        self.follow()

    def _lay_out_fields(self) -> None:
        how_many = label(translate("How many sheets"), "caption")
        how_many.setBuddy(self.count)
        fields = column(
            how_many,
            row(self.count, STRETCH),
            6,
            label(translate("What follows each sheet"), "caption"),
            row(self.follows, STRETCH),
            6,
            self._of_name,
            self.of,
            spacing=4,
        )
        self.lay_out(fields, STRETCH, foot=(STRETCH, self.save), size=(540, 400))

    def follow(self) -> None:
        """Ask for a reference only where an annex follows."""
        annex = self.follows.current == _ANNEX
        self.of.setVisible(annex)
        self._of_name.setVisible(annex)
        self.save.setEnabled(self.count.hasAcceptableInput())

    def write(self, target: Path) -> None:
        """Write the sheets into the file `target`."""
        annex = self.follows.current == _ANNEX
        to, archive = self.of.typed() if annex else "", self.desk.archive
        count = int(self.count.typed())
        self.save.setEnabled(False)
        self.notice.clear()

        def work(_job: object) -> tuple[str, ...]:
            from luutru.records.document import Part  # noqa: PLC0415  starts quicker
            from luutru.services.separators import print_separators  # noqa: PLC0415

            part = Part.ANNEX if annex else Part.MAIN
            return print_separators(archive, target, count, part=part, to=to)

        def told(_serials: tuple[str, ...]) -> None:
            self.finish(translate("The separator sheets are saved."), str(target))

        self.run(work, told, Lane.WRITING)

    def _choose(self) -> None:
        choosing.new_file(
            self,
            self.write,
            translate("Save separator sheets"),
            translate("separator sheets"),
            translate("PDF files (*.pdf)"),
        )
