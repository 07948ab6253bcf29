"""Lets in what is held at the door, as what it is or as no secret; a reason is asked for."""

from PySide6.QtWidgets import QWidget

from luutru.gui.fields.field_inputs import ChoiceInput, TextInput
from luutru.gui.intake.dialog import IntakeDialog
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, column, label
from luutru.i18n import translate
from luutru.records.code_lists import code_list

_UNMARKED = "none"


class DoorDialog(IntakeDialog):
    """Shows nothing that the document says: neither its title nor the name of its file."""

    def __init__(self, desk: Desk, reference: str, parent: QWidget, *, admits: bool) -> None:
        title = (
            translate("Let {reference} into the archive", reference=reference)
            if admits
            else translate("{reference} is no secret", reference=reference)
        )
        guide = (
            translate("From now on it is shown as the rules for its secrecy say.")
            if admits
            else translate("It is read and found like any other document from now on.")
        )
        super().__init__(desk, parent, title, guide)
        self._reference = reference
        self._admits = admits
        self.secrecy = ChoiceInput(code_list("secrecy"))
        self.secrecy.setAccessibleName(translate("Secrecy"))
        self.secrecy.removeItem(self.secrecy.findData(_UNMARKED))
        self.reason = TextInput()
        self.reason.setAccessibleName(translate("Reason"))
        self.save = push_button(
            translate("Let in") if admits else translate("Let in as no secret"),
            self._make,
            kind="primary",
        )
        level = label(translate("Secrecy"), "caption")
        why = label(translate("Reason (kept in the log)"), "caption")
        level.setBuddy(self.secrecy)
        why.setBuddy(self.reason)
        for part in (level, self.secrecy):
            part.setVisible(admits)
        fields = column(level, self.secrecy, 6, why, self.reason, spacing=4)
        self.lay_out(fields, STRETCH, foot=(STRETCH, self.save), size=(520, 320))
        self.secrecy.edited.connect(self.follow)
        self.reason.edited.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Let the button be on once all is said."""
        said = bool(self.reason.typed()) and (not self._admits or bool(self.secrecy.typed()))
        self.save.setEnabled(said)

    def _make(self) -> None:
        archive, reference = self.desk.archive, self._reference
        secrecy, reason = self.secrecy.typed(), self.reason.typed()
        admits = self._admits
        self.save.setEnabled(False)

        def work(_job: object) -> None:
            from luutru.services import door  # noqa: PLC0415  starts quicker

            if admits:
                door.admit(archive, reference, secrecy, reason)
            else:
                door.clear(archive, reference, reason)

        def told(_none: object) -> None:
            self.finish(translate("{reference} was let in.", reference=reference))

        self.run(work, told, Lane.WRITING)
