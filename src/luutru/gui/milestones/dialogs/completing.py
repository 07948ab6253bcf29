"""Completes a milestone: proved by a page of a kept document, or explained by a reason."""

from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget
from typing_extensions import override

from luutru import clock
from luutru.gui.milestones.dialogs.base import WIDTH, MilestoneDialog
from luutru.gui.milestones.dialogs.day_field import DayField
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, column, label, row
from luutru.i18n import translate
from luutru.records.code_lists import code_list
from luutru.services.cards import AgreementCard, DocumentCard, card
from luutru.services.milestones.rows import MilestoneRow

_MOST_PAGES = 9999


class CompleteDialog(MilestoneDialog):
    """Offers the documents of the agreement as evidence; without one it asks for a reason."""

    def __init__(self, desk: Desk, shown: MilestoneRow, parent: QWidget) -> None:
        super().__init__(
            desk, shown, parent, translate("Complete milestone"),
            translate("Name the document that proves it, or say why there is none."),
        )  # fmt: skip
        self._documents: tuple[DocumentCard, ...] = ()
        self.done_on = DayField(translate("Done on"), clock.today())
        self.evidence = QComboBox()
        self.evidence.setAccessibleName(translate("Evidence"))
        self.evidence.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.evidence.addItem(translate("No document"), "")
        self.page = QSpinBox()
        self.page.setAccessibleName(translate("Page"))
        self.page.setRange(1, _MOST_PAGES)
        self.page.lineEdit().setTextMargins(8, 0, 0, 0)
        self.save = push_button(translate("Complete"), self._make, kind="primary")
        self._lay()
        self.evidence.activated.connect(self._on_evidence)
        self.done_on.edited.connect(self.follow)
        self.evidence.setFocus()
        archive, reference = desk.archive, shown.reference
        self.run(lambda _job: card(archive, reference), self._offer)
        self.follow()

    def _lay(self) -> None:
        which = label(translate("Evidence"), "caption")
        which.setBuddy(self.evidence)
        page = label(translate("Page"), "caption")
        page.setBuddy(self.page)
        day = column(label(translate("Done on"), "caption"), self.done_on, spacing=4)
        proof = column(which, self.evidence, spacing=4)
        self._page = QWidget()
        self._page.setLayout(column(page, self.page, spacing=4))
        self.lay_out(
            self.which(),
            day,
            row((proof, 1), self._page, spacing=10),
            *self.why(translate("Remark, or the reason why there is no document")),
            STRETCH,
            foot=(STRETCH, self.save),
            size=(WIDTH, 520),
        )

    def _offer(self, told: AgreementCard) -> None:
        self._documents = told.documents
        parts = code_list("part")
        for one in told.documents:
            words = f"{one.reference} · {parts.label(one.part)} · {one.filename}"
            self.evidence.addItem(words, one.reference)
        self._on_evidence()

    def _on_evidence(self) -> None:
        chosen = self.evidence.currentData()
        pages = next((one.pages for one in self._documents if one.reference == chosen), None)
        self.page.setMaximum(pages or _MOST_PAGES)
        self.evidence.setToolTip(self.evidence.currentText())
        self.follow()

    @override
    def follow(self) -> None:
        has_document = bool(self.evidence.currentData())
        self._page.setVisible(has_document)
        told = has_document or bool(self.reason.typed())
        self.save.setEnabled(told and self.done_on.day is not None)

    def _make(self) -> None:
        shown, reason, archive = self.shown, self.reason.typed(), self.desk.archive
        reference, day = self.evidence.currentData(), self.done_on.day
        proof = (str(reference), self.page.value()) if reference else None
        self.save.setEnabled(False)

        def work(_job: object) -> None:
            from luutru.services.milestones.changing import complete  # noqa: PLC0415

            complete(archive, shown.id, proof, reason, done_on=day, version=shown.version)

        self.write(work, translate("{title} is done.", title=shown.called))
