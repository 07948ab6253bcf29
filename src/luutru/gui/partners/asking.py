"""The dialogs of the screen of partners, and what follows from each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from luutru.gui.acts.menu import ActsMenu
from luutru.gui.acts.reading import Subject
from luutru.gui.partners.merge_dialog import MergeDialog
from luutru.gui.partners.name_dialog import EditDialog, NameDialog, NewPartnerDialog
from luutru.gui.partners.new_agreement_dialog import NewAgreementDialog
from luutru.gui.screen import Desk
from luutru.i18n import translate
from luutru.services.authorities.card import AuthorityCard
from luutru.services.authorities.duplicates import Suspicion
from luutru.services.authorities.merging import undo_merge
from luutru.services.partners import Partner

if TYPE_CHECKING:
    from luutru.services.archive import Archive


class Asking(QObject):
    """Opens dialogs about the partner that is shown."""

    partner_wanted = Signal(int)
    """Show this partner once the directory has been read anew."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self._parent = parent
        self.card: AuthorityCard | None = None
        self.acts = ActsMenu(desk, parent)

    def about(self, card: AuthorityCard) -> None:
        """Ask about another partner from now on."""
        self.card = card
        self.acts.offer(Subject(card.partner.called, authority_id=card.partner.id))

    def new_partner(self) -> QDialog:
        """Ask for a partner that has signed nothing yet."""
        dialog = NewPartnerDialog(self.desk, self._parent)
        dialog.recorded.connect(self.partner_wanted)
        dialog.open()
        return dialog

    def edit(self) -> QDialog | None:
        """Ask for country, kind and note."""
        if self.card is None:
            return None
        dialog = EditDialog(self.desk, self._parent, self.card)
        dialog.open()
        return dialog

    def name(self, name_id: int) -> QDialog | None:
        """Ask for a new name, or for the correction of one."""
        if self.card is None:
            return None
        name = next((one for one in self.card.names if one.id == name_id), None)
        dialog = NameDialog(self.desk, self._parent, self.card, name)
        dialog.open()
        return dialog

    def new_agreement(self) -> QDialog | None:
        """Ask for an agreement with this partner."""
        if self.card is None:
            return None
        dialog = NewAgreementDialog(self.desk, self._parent, self.card.partner)
        dialog.described.connect(self.desk.agreement_wanted)
        dialog.open()
        return dialog

    def merge(self, known: Sequence[Partner], suspected: Sequence[Suspicion]) -> QDialog | None:
        """Ask which other record is the same partner."""
        if self.card is None:
            return None
        partner = self.card.partner
        dialog = MergeDialog(self.desk, self._parent, partner, known, suspected)
        dialog.merged.connect(self._merged)
        dialog.open()
        return dialog

    def part(self, authority_id: int) -> QMessageBox:
        """Ask whether a merger shall be undone."""
        merged = next((one for one in self.card.merged if one.id == authority_id), None) if (
            self.card) else None  # fmt: skip
        buttons = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No
        asked = QMessageBox(
            QMessageBox.Icon.Question,
            translate("Undo the merger"),
            translate(
                "Let “{partner}” be a partner of its own again? Everything that was entered under "
                "its names goes back to it.",
                partner=merged.called if merged else "",
            ),
            buttons,
            self._parent,
        )
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.button(QMessageBox.StandardButton.Yes).clicked.connect(
            lambda _checked: self._part(self.desk.archive, authority_id)
        )
        asked.open()
        return asked

    def _part(self, archive: "Archive", authority_id: int) -> None:
        def told(_done: object) -> None:
            self.partner_wanted.emit(authority_id)
            self.desk.told.emit("good", translate("The merger was undone."), "")

        self.desk.jobs.start(lambda _job: undo_merge(archive, authority_id), told)

    def _merged(self, authority_id: int) -> None:
        self.partner_wanted.emit(authority_id)
        self.desk.told.emit(
            "good", translate("The two records are one partner now."),
            translate("The merger stands on the card of the partner and can be undone there."),
        )  # fmt: skip
