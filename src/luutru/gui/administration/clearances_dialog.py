"""Which marked agreements an account may see; each is cleared and withdrawn with a reason."""

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.fields.field_inputs import LineInput
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, captioned, label
from luutru.gui.widgets.pill import Look
from luutru.gui.widgets.row_table import Cells, RowTable
from luutru.i18n import translate
from luutru.records.code_lists import code_list

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from luutru.services.people.clearances import MarkedAgreement

# ruff: noqa: PLC0415  services are loaded when they are asked

_CLEARED: Final = Look("active", "eye")
_NOT: Final = Look("draft", "lock")


class ClearancesDialog(DeskDialog):
    """References and marks alone: whoever clears need not see the agreements."""

    def __init__(self, desk: Desk, parent: QWidget, name: str) -> None:
        title = translate("What {name} may see of what is marked", name=name)
        guide = translate(
            "Marked agreements by reference and mark alone. A clearance goes up to the mark that "
            "the agreement bears now."
        )
        super().__init__(desk, parent, title, guide)
        self._name = name
        self._cleared: frozenset[str] = frozenset()
        self.table = RowTable(
            translate("Marked agreements"),
            (translate("Reference"), translate("Mark"), translate("State")),
            {0: 140, 2: 150}, stretched=1,
        )  # fmt: skip
        self.table.selectionModel().currentChanged.connect(lambda *_told: self.follow())
        self.empty = label(translate("No agreement bears a mark of secrecy."), "muted")
        self.reason = LineInput()
        self.reason.setAccessibleName(translate("Reason (kept in the log)"))
        self.clear = push_button(translate("Let them see it"), self._clear, kind="primary")
        self.withdraw = push_button(translate("Withdraw"), self._withdraw)
        self.lay_out(
            (self.table, 1), self.empty, captioned(self.reason),
            foot=(STRETCH, self.withdraw, self.clear), size=(620, 520),
        )  # fmt: skip
        self.reason.edited.connect(self.follow)
        self._show(())
        self._read()

    def follow(self) -> None:
        """Offer what can be done with the agreement that is chosen, once a reason is given."""
        reference = self.table.key()
        ready, cleared = bool(reference and self.reason.typed()), reference in self._cleared
        self.clear.setEnabled(ready and not cleared)
        self.withdraw.setEnabled(ready and cleared)

    def _read(self) -> None:
        archive = self.desk.archive

        def work(_job: object) -> "Sequence[MarkedAgreement]":
            from luutru.services.people.clearances import marked_agreements

            return marked_agreements(archive)

        self.run(work, self._show)

    def _show(self, marked: "Sequence[MarkedAgreement]") -> None:
        self._cleared = frozenset(one.reference for one in marked if self._name in one.cleared)
        self.table.show_rows([self._row(one) for one in marked])
        if marked and not self.table.key():
            self.table.selectRow(0)
        self.table.setVisible(bool(marked))
        self.empty.setVisible(not marked)
        self.follow()

    def _row(self, one: "MarkedAgreement") -> Cells:
        cleared = one.reference in self._cleared
        state = translate("may see it") if cleared else translate("may not see it")
        told = (one.reference, code_list("secrecy").label(one.secrecy), state)
        return Cells(told, _CLEARED if cleared else _NOT, one.reference)

    def _clear(self) -> None:
        archive, reference, reason = self.desk.archive, self.table.key(), self.reason.typed()
        name = self._name

        def work(_job: object) -> None:
            from luutru.services.people.clearances import grant

            grant(archive, reference, name, reason)

        said = translate("{name} may see {reference} now.", name=name, reference=reference)
        self._do(work, said)

    def _withdraw(self) -> None:
        archive, reference, reason = self.desk.archive, self.table.key(), self.reason.typed()
        name = self._name

        def work(_job: object) -> None:
            from luutru.services.people.clearances import withdraw

            withdraw(archive, reference, name, reason)

        said = translate("{name} may see {reference} no longer.", name=name, reference=reference)
        self._do(work, said)

    def _do(self, work: "Callable[[object], None]", said: str) -> None:
        self.clear.setEnabled(False)
        self.withdraw.setEnabled(False)
        self.run(work, lambda _none: self._done(said), Lane.WRITING)

    def _done(self, said: str) -> None:
        self.reason.clear()
        self.notice.say("good", said)
        self._read()
