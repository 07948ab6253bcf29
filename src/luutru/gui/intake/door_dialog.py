"""Decides on what is held at the door: let in as what it is or as no secret, or left there."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QWidget

from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.fields.field_inputs import ChoiceInput, TextInput
from luutru.gui.intake.ways import Way
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, column, label
from luutru.i18n import mark, translate
from luutru.records.code_lists import code_list

_UNMARKED = "none"


@dataclass(frozen=True, slots=True)
class _Words:
    """What the dialog says, as marked sentences."""

    title: str
    guide: str
    button: str
    done: str


_WORDS: Final = {
    Way.ADMIT: _Words(
        mark("Let {reference} into the archive"),
        mark("From now on it is shown as the rules for its secrecy say."),
        mark("Let in"),
        mark("{reference} was let in."),
    ),
    Way.CLEAR: _Words(
        mark("{reference} is no secret"),
        mark("It is read and found like any other document from now on."),
        mark("Let in as no secret"),
        mark("{reference} was let in."),
    ),
    Way.KEEP_OUT: _Words(
        mark("Leave {reference} at the door"),
        mark("Nothing is removed and nothing of it is shown; the decision is kept in the log."),
        mark("Leave at the door"),
        mark("{reference} stays at the door; nothing was removed."),
    ),
}


class DoorDialog(DeskDialog):
    """Shows nothing that the document says: neither its title nor the name of its file."""

    def __init__(self, desk: Desk, reference: str, parent: QWidget, way: Way) -> None:
        words = _WORDS[way]
        title = translate(words.title, reference=reference)
        super().__init__(desk, parent, title, translate(words.guide))
        self._reference = reference
        self._way = way
        self.secrecy = ChoiceInput(code_list("secrecy"))
        self.secrecy.setAccessibleName(translate("Secrecy"))
        self.secrecy.removeItem(self.secrecy.findData(_UNMARKED))
        self.reason = TextInput()
        self.reason.setAccessibleName(translate("Reason"))
        self.save = push_button(translate(words.button), self._make, kind="primary")
        level = label(translate("Secrecy"), "caption")
        why = label(translate("Reason (kept in the log)"), "caption")
        level.setBuddy(self.secrecy)
        why.setBuddy(self.reason)
        for part in (level, self.secrecy):
            part.setVisible(way is Way.ADMIT)
        fields = column(level, self.secrecy, 6, why, self.reason, spacing=4)
        self.lay_out(fields, STRETCH, foot=(STRETCH, self.save), size=(520, 320))
        self.secrecy.edited.connect(self.follow)
        self.reason.edited.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Let the button be on once all is said."""
        levelled = self._way is not Way.ADMIT or bool(self.secrecy.typed())
        self.save.setEnabled(bool(self.reason.typed()) and levelled)

    def _make(self) -> None:
        archive, reference, way = self.desk.archive, self._reference, self._way
        secrecy, reason = self.secrecy.typed(), self.reason.typed()
        self.save.setEnabled(False)

        def work(_job: object) -> None:
            from luutru.services import door  # noqa: PLC0415  starts quicker

            if way is Way.ADMIT:
                door.admit(archive, reference, secrecy, reason)
            elif way is Way.CLEAR:
                door.clear(archive, reference, reason)
            else:
                door.keep_out(archive, reference, reason)

        def told(_none: object) -> None:
            self.finish(translate(_WORDS[way].done, reference=reference))

        self.run(work, told, Lane.WRITING)
