"""Hands all open milestones of one person on to another, and prints the minutes of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.jobs import Newest
from luutru.gui.lanes import Lane
from luutru.gui.milestones.dialogs.form import field
from luutru.gui.milestones.dialogs.owner_field import OwnerField
from luutru.gui.milestones.lists import MilestoneLists
from luutru.gui.milestones.looks import LOOKS, day_words, standing_word
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, box, column, label, row
from luutru.gui.widgets.word_table import Line, WordTable
from luutru.i18n import translate, translate_count
from luutru.services.milestones.rows import MilestoneRow, owners

if TYPE_CHECKING:
    from luutru.services.milestones.handing_over import HandOver

# ruff: noqa: PLC0415  services are loaded when they are wanted: the window starts quicker

_SIZE: Final = (760, 600)
_DUE, _WHAT, _STATE = range(3)


class HandOverDialog(DeskDialog):
    """Shows beforehand what will change hands."""

    def __init__(self, desk: Desk, parent: QWidget, giver: str = "") -> None:
        super().__init__(
            desk, parent, translate("Hand over milestones"),
            translate("Everything that is not done or cancelled gets the new owner, in one step."),
        )  # fmt: skip
        self._open = Newest(desk.jobs)
        self._wanted = giver
        self.rows: tuple[MilestoneRow, ...] = ()
        self.made: HandOver | None = None
        """What was handed over, once it was."""
        self.giver = QComboBox()
        self.giver.setAccessibleName(translate("Handed over by"))
        self.taker = OwnerField(translate("Taken over by"))
        self._many = label("", "muted")
        headings = (translate("Due day"), translate("Milestone"), translate("State"))
        self.table = WordTable(translate("What is handed over"), headings,
                               {_DUE: 110, _STATE: 140}, _WHAT)  # fmt: skip
        self.minutes = push_button(
            translate("Print minutes…"), self._print, icon_name="printer", kind="primary"
        )
        self.save = push_button(translate("Hand over"), self._make, kind="primary")
        who = row(
            (column(*field(translate("Handed over by"), self.giver), spacing=4), 1),
            (column(*field(translate("Taken over by"), self.taker), spacing=4), 1),
            spacing=14,
        )
        listed = box("card", column(self.table, margins=(1, 1, 1, 1)))
        self.lay_out(
            who,
            self._many,
            (listed, 1),
            foot=(STRETCH, self.minutes, self.save),
            size=_SIZE,
        )
        self.minutes.hide()
        self.giver.activated.connect(lambda _place: self._look())
        self.taker.editTextChanged.connect(lambda _text: self.follow())
        archive = desk.archive
        self.run(lambda _job: owners(archive), self._offer)
        self.follow()

    def _offer(self, known: Sequence[str]) -> None:
        self.giver.addItems(list(known))
        self.giver.setCurrentIndex(max(0, self.giver.findText(self._wanted)))
        self.taker.offer(known)
        self.taker.setEditText("")
        self._look()

    def _look(self) -> None:
        archive, giver = self.desk.archive, self.giver.currentText()

        def work(_job: object) -> list[MilestoneRow]:
            from luutru.services.milestones.handing_over import open_of

            return open_of(archive, giver)

        self._open.ask(work, self._show)

    def _show(self, rows: Sequence[MilestoneRow]) -> None:
        self.rows = tuple(rows)
        many = translate_count(
            "{count} milestone is handed over", "{count} milestones are handed over", len(rows)
        )
        self._many.setText(many)
        self.table.show_lines(
            [
                Line(
                    (day_words(one.due_on), _what(one),
                     standing_word(one.standing)),
                    LOOKS[one.standing].state,
                )
                for one in rows
            ]
        )  # fmt: skip
        self.follow()

    @override
    def follow(self) -> None:
        taker = self.taker.typed()
        other = bool(taker) and taker != self.giver.currentText()
        self.save.setEnabled(other and bool(self.rows) and self.made is None)

    def _make(self) -> None:
        archive, giver, taker = self.desk.archive, self.giver.currentText(), self.taker.typed()
        self.save.setEnabled(False)

        def work(_job: object) -> "HandOver":
            from luutru.services.milestones.handing_over import reassign

            return reassign(archive, giver, taker)

        self.run(work, self._show_made, Lane.WRITING)

    def _show_made(self, made: "HandOver") -> None:
        self.made = made
        self.giver.setEnabled(False)
        self.taker.setEnabled(False)
        self.save.hide()
        self.minutes.show()
        self.minutes.setFocus()
        many = translate_count("{count} milestone", "{count} milestones", len(made.milestones))
        told = translate("{giver} handed {many} over to {taker}.", giver=made.giver, many=many,
                         taker=made.taker)  # fmt: skip
        self.notice.say("good", told, translate("Print the minutes for both to sign."))

    def _print(self) -> None:
        if self.made is not None:
            MilestoneLists(self.desk, self).print_minutes(self.made)


def _what(one: MilestoneRow) -> str:
    return " · ".join((one.called, *one.partners[:1], one.reference))
