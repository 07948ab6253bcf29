"""What both lists of need to know have in common: a state each, a reason, two buttons."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.fields.field_inputs import LineInput
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, captioned, column, label, widget
from luutru.gui.widgets.pill import Look
from luutru.gui.widgets.row_table import Cells, RowTable
from luutru.i18n import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from luutru.services.archive import Archive

# ruff: noqa: PLC0415  services are loaded when they are asked

_CLEARED: Final = Look("active", "eye")
_NOT: Final = Look("draft", "lock")
_SIZE: Final = (680, 520)


@dataclass(frozen=True, slots=True)
class Told:
    """What the dialog says, besides what it lists."""

    title: str
    guide: str
    list: str
    headings: tuple[str, str]
    nothing: str


@dataclass(frozen=True, slots=True)
class Line:
    """One agreement, or one account."""

    key: str
    words: tuple[str, str]
    is_cleared: bool


class ClearingDialog(DeskDialog):
    """Lets somebody see an agreement, and withdraws it, each with a reason for the log."""

    def __init__(self, desk: Desk, parent: QWidget, told: Told) -> None:
        super().__init__(desk, parent, told.title, told.guide)
        self._cleared: frozenset[str] = frozenset()
        headings = (*told.headings, translate("State"))
        self.table = RowTable(told.list, headings, {0: 140, 2: 150}, stretched=1)
        self.table.selectionModel().currentChanged.connect(lambda *_told: self.follow())
        self.empty = label(told.nothing, "muted", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.reason = LineInput()
        self.reason.setAccessibleName(translate("Reason (kept in the log)"))
        self.clear = push_button(translate("Let them see it"), self._clear, kind="primary")
        self.withdraw = push_button(translate("Withdraw"), self._withdraw)
        desk.permits.guard_each(
            (self.clear, "clearance_granted"), (self.withdraw, "clearance_withdrawn")
        )
        self.lay_out(
            (widget(column((self.table, 1), self.empty, spacing=0)), 1), captioned(self.reason),
            foot=(STRETCH, self.withdraw, self.clear), size=_SIZE,
        )  # fmt: skip
        self.reason.edited.connect(self.follow)
        self._show(())
        self._read()

    def lines(self, archive: "Archive") -> "Sequence[Line]":
        """Read what is listed; called in the background."""
        raise NotImplementedError

    def whom(self, key: str) -> tuple[str, str]:
        """Return the reference and the account that a line is about."""
        raise NotImplementedError

    @override
    def follow(self) -> None:
        """Offer what can be done with the line that is chosen, once a reason is given."""
        key = self.table.key()
        ready, cleared = bool(key and self.reason.typed()), key in self._cleared
        self.clear.setEnabled(ready and not cleared)
        self.withdraw.setEnabled(ready and cleared)

    def _read(self) -> None:
        archive = self.desk.archive
        self.run(lambda _job: self.lines(archive), self._show)

    def _show(self, lines: "Sequence[Line]") -> None:
        self._cleared = frozenset(one.key for one in lines if one.is_cleared)
        self.table.show_rows([_row(one) for one in lines])
        if lines and not self.table.key():
            self.table.selectRow(0)
        self.table.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self.follow()

    def _clear(self) -> None:
        from luutru.services.people.clearances import grant

        reference, name = self.whom(self.table.key())
        said = translate("{name} may see {reference} now.", name=name, reference=reference)
        self._do(grant, reference, name, said)

    def _withdraw(self) -> None:
        from luutru.services.people.clearances import withdraw

        reference, name = self.whom(self.table.key())
        said = translate("{name} may see {reference} no longer.", name=name, reference=reference)
        self._do(withdraw, reference, name, said)

    def _do(
        self,
        do: "Callable[[Archive, str, str, str], None]",
        reference: str,
        name: str,
        said: str,
    ) -> None:
        archive, reason = self.desk.archive, self.reason.typed()
        self.clear.setEnabled(False)
        self.withdraw.setEnabled(False)
        self.run(
            lambda _job: do(archive, reference, name, reason),
            lambda _none: self._done(said),
            Lane.WRITING,
        )

    def _done(self, said: str) -> None:
        self.reason.clear()
        self.notice.say("good", said)
        self._read()


def _row(one: Line) -> Cells:
    state = translate("may see it") if one.is_cleared else translate("may not see it")
    return Cells((*one.words, state), _CLEARED if one.is_cleared else _NOT, one.key)
