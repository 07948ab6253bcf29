"""Enters a request for a copy: what is to be copied, who asks, and who is to decide."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.fields.field_inputs import LineInput
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.agreement_picker import AgreementPicker
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, column, label, row, widget
from luutru.i18n import translate
from luutru.records.code_lists import code_list

if TYPE_CHECKING:
    from luutru.services.copies.requests import Asked

_MOST_COPIES = 999
_LONGEST = 200
_LONGEST_PAGES = 60
_LONGEST_NAME = 120


class RequestDialog(DeskDialog):
    """The request waits without a number of the register until somebody approves it."""

    def __init__(self, desk: Desk, parent: QWidget, reference: str = "", title: str = "") -> None:
        super().__init__(
            desk,
            parent,
            translate("Request for a copy"),
            translate("It takes no number of the register; that is given when the copy is issued."),
        )
        self.agreement = AgreementPicker(desk, translate("Document to be copied"))
        if reference:
            self.agreement.begin("", reference, title)
        self.requested_by = _named(translate("Who asks"), _LONGEST)
        self.letter = _named(translate("Letter that asks: number and day"), _LONGEST)
        self.purpose = _named(translate("What it is for"), _LONGEST)
        self.approver = _named(translate("Who is to decide"), _LONGEST_NAME)
        self.pages = _named(translate("Pages of the extract, such as 3-5"), _LONGEST_PAGES)
        self.quantity, self.form = QSpinBox(), QComboBox()
        self._dress()
        self.enter_it = push_button(translate("Enter the request"), self._enter, kind="primary")
        self.lay_out(
            _line(translate("Document"), self.agreement),
            row((_line(translate("Who asks"), self.requested_by), 3),
                (_line(translate("Number of copies"), self.quantity), 1), spacing=12),
            _line(translate("Letter that asks: number and day"), self.letter),
            _line(translate("What it is for"), self.purpose),
            row((_line(translate("Form of the copy"), self.form), 1),
                (_line(translate("Pages"), self.pages), 1), spacing=12),
            _line(translate("Who is to decide"), self.approver),
            STRETCH,
            foot=(STRETCH, self.enter_it),
            size=(620, 560),
        )  # fmt: skip
        self.agreement.edited.connect(self.follow)
        self.requested_by.edited.connect(self.follow)
        self.follow()

    def _dress(self) -> None:
        self.quantity.setRange(1, _MOST_COPIES)
        self.quantity.lineEdit().setTextMargins(8, 0, 0, 0)
        self.quantity.setAccessibleName(translate("Number of copies"))
        self.form.setAccessibleName(translate("Form of the copy"))
        self.form.addItem(translate("Left to the clerk"), "")
        forms = code_list("copy_form")
        for code in forms.codes:
            self.form.addItem(forms.label(code), code)

    def follow(self) -> None:
        """Let the button be on once there is a document and somebody who asks."""
        is_said = bool(self.agreement.reference() and self.requested_by.typed())
        self.enter_it.setEnabled(is_said)

    def _asked(self) -> "Asked":
        from luutru.services.copies.requests import Asked  # noqa: PLC0415

        return Asked(
            reference=self.agreement.reference().split(" ")[0],
            requested_by=self.requested_by.typed(),
            letter=self.letter.typed(),
            purpose=self.purpose.typed(),
            quantity=self.quantity.value(),
            approver=self.approver.typed(),
            form=str(self.form.currentData()),
            pages=self.pages.typed(),
        )

    def _enter(self) -> None:
        archive, asked = self.desk.archive, self._asked()
        self.enter_it.setEnabled(False)

        def work(_job: object) -> str:
            from luutru.services.copies.requests import request_copy  # noqa: PLC0415

            return request_copy(archive, asked)

        self.run(work, self._done, Lane.WRITING)

    def _done(self, request: str) -> None:
        self.finish(translate("Request {request} waits.", request=request))


def _named(name: str, longest: int) -> LineInput:
    made = LineInput(longest)
    made.setAccessibleName(name)
    return made


def _line(name: str, part: QWidget) -> QWidget:
    return widget(column(label(name, "caption"), part, spacing=3))
