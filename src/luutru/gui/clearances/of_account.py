"""Which marked agreements one account may see."""

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


class ClearancesDialog(ClearingDialog):
    """References and marks alone: whoever clears need not see the agreements."""

    def __init__(self, desk: Desk, parent: QWidget, name: str) -> None:
        self._name = name
        told = Told(
            translate("What {name} may see of what is marked", name=name),
            translate(
                "Marked agreements by reference and mark alone. A clearance goes up to the mark "
                "that the agreement bears now."
            ),
            translate("Marked agreements"),
            (translate("Reference"), translate("Mark")),
            translate("No agreement bears a mark of secrecy."),
        )
        super().__init__(desk, parent, told)

    @override
    def lines(self, archive: "Archive") -> "Sequence[Line]":
        from luutru.services.people.clearances import marked_agreements  # noqa: PLC0415

        marks = code_list("secrecy")
        return [
            Line(
                one.reference,
                (one.reference, marks.label(one.secrecy)),
                self._name in one.cleared,
            )
            for one in marked_agreements(archive)
        ]

    @override
    def whom(self, key: str) -> tuple[str, str]:
        return key, self._name
