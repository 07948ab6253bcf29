"""An agreement that is recorded before there is a scan of it."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.fields.field_inputs import LineInput, input_for
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, label
from luutru.i18n import mark, translate
from luutru.records.fields import BY_NAME
from luutru.services.describe import new_agreement

_LINE: Final = 34
"""Height of an input of one line, beside whose middle its name stands."""
_ASKED: Final = ("title_vi", "official_name", "signed_on")
_PARTNER: Final = "party.foreign"
_HOW: Final = mark("name; short name; country")


class NewDialog(DeskDialog):
    """Asks for what tells it from others; everything else is described in the form."""

    recorded = Signal(str)
    """The reference that it was given."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(
            desk,
            parent,
            translate("New agreement without a scan"),
            translate("It gets a reference at once; a scan can be attached when there is one."),
        )
        self.inputs = {name: input_for(BY_NAME[name]) for name in _ASKED}
        self.partner = LineInput()
        self.partner.setPlaceholderText(translate(_HOW))
        form = QFormLayout()
        form.setSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, entered in self.inputs.items():
            self._ask(form, translate(BY_NAME[name].label), entered)
        self._ask(form, translate("Foreign side"), self.partner)
        for entered in (*self.inputs.values(), self.partner):
            entered.edited.connect(self.follow)
        self.save = push_button(translate("Record"), self._record, kind="primary")
        self.lay_out(form, STRETCH, foot=(STRETCH, self.save), size=(560, 380))
        self.inputs["title_vi"].setFocus()
        self.follow()

    @staticmethod
    def _ask(form: QFormLayout, name: str, entered: QWidget) -> None:
        entered.setAccessibleName(name)
        told = label(name, "caption")
        told.setBuddy(entered)
        told.setMinimumHeight(_LINE)
        form.addRow(told, entered)

    def follow(self) -> None:
        """Let an agreement have a title."""
        self.save.setEnabled(bool(self.inputs["title_vi"].typed()))

    def _record(self) -> None:
        typed = {name: entered.typed() for name, entered in self.inputs.items()}
        typed[_PARTNER] = self.partner.typed()
        archive = self.desk.archive
        changes = [one for one in typed.items() if one[1]]
        self.save.setEnabled(False)
        self.run(lambda _job: new_agreement(archive, changes), self._finish, Lane.WRITING)

    def _finish(self, reference: str) -> None:
        self.recorded.emit(reference)
        self.accept()
