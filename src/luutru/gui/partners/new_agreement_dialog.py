"""The dialog in which an agreement with a partner is recorded without a scan."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from luutru.gui.fields.field_inputs import ChoiceInput, LineInput
from luutru.gui.lanes import Lane
from luutru.gui.partners.name_dialog import PartnerDialog, add_field
from luutru.gui.screen import Desk
from luutru.i18n import translate
from luutru.records.code_lists import code_list
from luutru.services.describe import new_agreement
from luutru.services.partners import Partner


class NewAgreementDialog(PartnerDialog):
    """Asks for what is known; everything else is described in the form of the agreement."""

    described = Signal(str)
    """The reference of the agreement."""

    def __init__(self, desk: Desk, parent: QWidget, partner: Partner) -> None:
        guide = translate(
            "It is recorded without a scan; a scan that is brought later can be attached to it."
        )
        title = translate("New agreement with {partner}", partner=partner.short or partner.called)
        super().__init__(desk, parent, title, guide, translate("Record"))
        self._partner = partner
        self.title_vi, self.signed_on = LineInput(500), LineInput()
        self.instrument = ChoiceInput(code_list("instrument"))
        self.name = LineInput(300)
        self.name.put(partner.called)
        self.signed_on.setPlaceholderText(translate("day, month or year, such as 21/03/2018"))
        add_field(self.form, translate("Title"), self.title_vi)
        add_field(self.form, translate("Instrument"), self.instrument)
        add_field(self.form, translate("Signed on"), self.signed_on)
        add_field(self.form, translate("Name when signed"), self.name)
        self.finish_layout()
        self.title_vi.setFocus()

    def record(self) -> None:
        """Record the agreement and open it."""
        partner, archive = self._partner, self.desk.archive
        side = "party.vietnamese" if partner.is_ours else "party.foreign"
        name = self.name.typed().replace(";", ",")
        party = f"{name}; {partner.short}; {partner.country}".rstrip("; ")
        typed = [
            ("title_vi", self.title_vi.typed()),
            ("official_name", self.instrument.typed()),
            ("signed_on", self.signed_on.typed()),
            (side, party if name else ""),
        ]
        changes = [(field, value) for field, value in typed if value]
        if not self.title_vi.typed():
            self.notice.say("bad", translate("Give the agreement a title first."))
            self.title_vi.setFocus()
            return

        def told(reference: str) -> None:
            self.described.emit(reference)
            self.accept()

        self.run(lambda _job: new_agreement(archive, changes), told, Lane.WRITING)
