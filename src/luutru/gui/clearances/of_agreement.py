"""Who may see one marked agreement."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from luutru.gui.clearances.dialog import ClearingDialog, Line, Told
from luutru.gui.screen import Desk
from luutru.i18n import translate
from luutru.records.code_lists import code_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luutru.services.archive import Archive


class NeedToKnowDialog(ClearingDialog):
    """The accounts of the archive, and whether each is cleared for the agreement."""

    def __init__(self, desk: Desk, parent: QWidget, reference: str) -> None:
        self._reference = reference
        told = Told(
            translate("Who may see {reference}", reference=reference),
            translate(
                "A marked agreement is seen by those alone who need to know it. A clearance goes "
                "up to the mark that the agreement bears now."
            ),
            translate("Accounts"),
            (translate("Account"), translate("Full name")),
            translate(
                "This agreement bears no mark of secrecy, or the archive has no accounts: nobody "
                "is kept from seeing it."
            ),
        )
        super().__init__(desk, parent, told)

    @override
    def lines(self, archive: "Archive") -> "Sequence[Line]":
        from luutru.services.people.clearances import need_to_know  # noqa: PLC0415

        roles = code_list("role")
        return [
            Line(
                one.name,
                (
                    one.name,
                    " · ".join(
                        filter(None, (one.full_name, ", ".join(map(roles.label, one.roles))))
                    ),
                ),
                one.is_cleared,
            )
            for one in need_to_know(archive, self._reference)
        ]

    @override
    def whom(self, key: str) -> tuple[str, str]:
        return self._reference, key
