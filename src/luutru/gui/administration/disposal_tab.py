"""Keeping and letting go: cases of disposal, what could go, and what is frozen."""

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from luutru import clock
from luutru.errors import CatalogueOutOfReach, LuutruError
from luutru.gui.acts.keeping import ask_to_dispose
from luutru.gui.entry_dialog import Enter, EntryDialog, Words
from luutru.gui.formats import plain_day
from luutru.gui.jobs import Newest
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.empty_state import EmptyState
from luutru.gui.widgets.layouts import STRETCH, column, label, row
from luutru.gui.widgets.pill import Look
from luutru.gui.widgets.row_table import Cells, RowTable
from luutru.gui.widgets.segmented import Segmented
from luutru.i18n import translate
from luutru.records.code_lists import code_list

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from luutru.services.archive import Archive
    from luutru.services.disposal.cases import Case
    from luutru.services.disposal.freezing import Frozen
    from luutru.services.disposal.retention import Candidate

# ruff: noqa: PLC0415  services are loaded when they are asked

CASES, COULD_GO, FROZEN = range(3)
_LOOKS: Final = {
    "proposed": Look("review", "hourglass"),
    "refused": Look("active", "circle-check"),
    "quarantined": Look("expiring", "archive"),
    "taken_back": Look("signed", "undo-2"),
    "disposed": Look("terminated", "ban"),
}
_ACTS: Final = {
    "propose": "disposal_proposed",
    "approve": "quarantined",
    "refuse": "disposal_refused",
    "take_back": "taken_back",
    "carry_out": "disposed",
    "lift": "unfrozen",
}
"""What the log calls that which the buttons do."""
_COULD_GO: Final = Look("draft", "hourglass")
_FROZEN: Final = Look("signed", "lock")


class DisposalTab(QWidget):
    """One list at a time, and below it what can be done with the row that is chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asking = Newest(desk.jobs)
        self.cases: Sequence[Case] = ()
        self.view = Segmented(
            translate("What is listed"),
            (translate("Cases"), "archive"),
            (translate("What could go"), "hourglass"),
            (translate("Frozen"), "lock"),
        )
        self.view.picked.connect(lambda _number: self.refresh())
        self._guide = label("", "muted", wrap=True)
        self.table = RowTable(
            translate("Disposal"),
            (translate("Reference"), translate("Title"), translate("Reason"), translate("Who"),
             translate("Since when"), translate("State")),
            {0: 110, 2: 240, 3: 170, 4: 110, 5: 250}, stretched=1,
        )  # fmt: skip
        self.table.selectionModel().currentChanged.connect(lambda *_told: self.follow())
        self._empty = EmptyState("archive", translate("Nothing is listed here"), "")
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.table)
        self.buttons = self._made_buttons()
        for name, act in _ACTS.items():
            desk.permits.guard(self.buttons[name], act)
        foot = row(STRETCH, *self.buttons.values(), spacing=8)
        head = row(self.view, STRETCH)
        self.setLayout(column(head, self._guide, (self._pages, 1), foot, spacing=10))
        self.refresh()

    def first(self) -> QWidget:
        """Return where the keyboard begins."""
        return self.table if self._pages.currentWidget() is self.table else self.view

    def _made_buttons(self) -> dict[str, QPushButton]:
        return {
            "propose": push_button(translate("Propose to dispose of it…"), self._propose),
            "approve": push_button(translate("Agree…"), self._approve),
            "refuse": push_button(translate("Keep it…"), self._refuse),
            "take_back": push_button(translate("Take it back…"), self._take_back),
            "carry_out": push_button(translate("Remove its files…"), self._carry_out),
            "lift": push_button(translate("Lift the freeze…"), self._lift),
        }

    # --- what is listed --------------------------------------------------------------------

    def refresh(self) -> None:
        """Read anew what is shown."""
        archive, view = self._desk.archive, self.view.current
        self._guide.setText(_guide(view))
        self._asking.ask(lambda _job: _rows(archive, view), self._show, self._explain)

    def _show(self, told: "tuple[list[Cells], Sequence[Case]]") -> None:
        rows, self.cases = told
        self.table.show_rows(rows)
        if rows and not self.table.key():
            self.table.selectRow(0)
        self._empty.say(translate("Nothing is listed here"), _guide(self.view.current))
        self._pages.setCurrentWidget(self.table if rows else self._empty)
        self._guide.setVisible(bool(rows))
        self.follow()

    def _explain(self, error: Exception) -> None:
        if isinstance(error, CatalogueOutOfReach):
            return  # what is shown stays; the window tells of the outage
        self._show(([], ()))
        if isinstance(error, LuutruError):
            self._empty.say(error.what_happened(), error.what_next())
        else:
            self._desk.jobs.tell(error)

    def follow(self) -> None:
        """Offer what can be done with the row that is chosen."""
        view, case = self.view.current, self._case()
        state = case.state if case is not None and view == CASES else ""
        removable = case is not None and case.may_be_removed(clock.today())
        offered = {
            "propose": view == COULD_GO,
            "approve": state == "proposed",
            "refuse": state == "proposed",
            "take_back": state == "quarantined",
            "carry_out": state == "quarantined",
            "lift": view == FROZEN,
        }
        for name, button in self.buttons.items():
            button.setVisible(offered[name])
            button.setEnabled(bool(self.table.key()))
        self.buttons["carry_out"].setEnabled(removable)
        until = case.quarantine_until if case is not None else None
        self.buttons["carry_out"].setToolTip(
            translate("Possible after {day}", day=plain_day(until)) if until else ""
        )

    def _case(self) -> "Case | None":
        return next((one for one in self.cases if str(one.id) == self.table.key()), None)

    # --- what is done ----------------------------------------------------------------------

    def _propose(self) -> None:
        dialog = ask_to_dispose(self._desk, self, self.table.key())
        dialog.accepted.connect(self.refresh)

    def _approve(self) -> None:
        from luutru.services.disposal.cases import approve

        words = translate("For thirty days it can be taken back; nobody sees it meanwhile.")
        self._settle(translate("Agree that it may go"), translate("Agree"), approve, words)

    def _refuse(self) -> None:
        from luutru.services.disposal.cases import refuse

        words = translate("It stays where it is; the case tells why.")
        self._settle(translate("Keep the document"), translate("Keep"), refuse, words)

    def _take_back(self) -> None:
        from luutru.services.disposal.cases import take_back

        words = translate("It is seen and found again as before; the case tells why.")
        self._settle(translate("Take the document back"), translate("Take back"), take_back, words)

    def _carry_out(self) -> None:
        from luutru.services.disposal.cases import carry_out

        words = translate("Its files are removed for good; the case and the log stay.")
        self._settle(translate("Remove the files"), translate("Remove"), carry_out, words)

    def _lift(self) -> None:
        reference = self.table.key()

        def do(archive: "Archive", reason: str) -> object:
            from luutru.services.disposal.freezing import lift

            lift(archive, reference, reason)
            return reference

        self._ask(
            translate("Lift the freeze of {reference}", reference=reference),
            translate("Lift"),
            translate("{reference} can be edited again.", reference=reference),
            do,
            translate("The order stays on record, with who lifted it and why."),
        )

    def _settle(
        self, title: str, button: str, do: "Callable[[Archive, int, str], object]", guide: str
    ) -> None:
        case = self._case()
        if case is not None:
            number, done = case.id, translate("Case {number}: done.", number=case.id)
            named = f"{title} · {case.reference}"
            self._ask(
                named, button, done, lambda archive, reason: do(archive, number, reason), guide
            )

    def _ask(self, title: str, button: str, done: str, do: Enter, guide: str) -> None:
        words = Words(title, translate("Reason"), button, done, guide)
        dialog = EntryDialog(self._desk, self, words, do)
        dialog.told.connect(self._tell)
        dialog.open()

    def _tell(self, title: str, text: str) -> None:
        self._desk.told.emit("good", title, text)
        self.refresh()


def _guide(view: int) -> str:
    if view == CASES:
        return translate(
            "One person proposes, another decides. What may go lies in quarantine for thirty days "
            "before its files are removed; the case and the log stay."
        )
    if view == COULD_GO:
        return translate(
            "Documents whose retention period is over, and other scans of a paper that is kept. "
            "Nothing goes by itself."
        )
    return translate(
        "Nothing of these agreements may be edited, moved or removed. An agreement is frozen from "
        "its menu of acts."
    )


def _rows(archive: "Archive", view: int) -> "tuple[list[Cells], Sequence[Case]]":
    if view == CASES:
        from luutru.services.disposal.cases import cases

        found = cases(archive, closed=True)
        return [_of_case(one) for one in reversed(found)], found
    if view == COULD_GO:
        from luutru.services.disposal.retention import candidates

        return [_of_candidate(one) for one in candidates(archive)], ()
    from luutru.services.disposal.freezing import freezes

    return [_of_freeze(one) for one in freezes(archive)], ()


def _of_case(case: "Case") -> Cells:
    people = " · ".join(filter(None, (case.proposed_by, case.decided_by, case.disposed_by)))
    state = code_list("disposal_state").label(case.state)
    if case.quarantine_until:
        state = translate("{state}, to {day}", state=state, day=plain_day(case.quarantine_until))
    told = (
        case.reference,
        case.title,
        case.reason,
        people,
        plain_day(case.proposed_at.date()),
        state,
    )
    return Cells(told, _LOOKS[case.state], str(case.id), is_struck=case.state == "disposed")


def _of_candidate(one: "Candidate") -> Cells:
    from luutru.services.disposal.retention import Why

    over = one.why is Why.PERIOD
    period = code_list("retention").label(one.retention) if one.retention else ""
    why = translate("Retention period over: {period}", period=period)
    since = plain_day(one.since) if one.since else ""
    words = why if over else translate("Another scan of a paper that is kept")
    told = (one.reference, one.title, words, "", since, translate("could go"))
    return Cells(told, _COULD_GO, one.reference)


def _of_freeze(one: "Frozen") -> Cells:
    since = plain_day(one.since.date())
    told = (one.reference, one.title, one.reason, one.ordered_by, since, translate("frozen"))
    return Cells(told, _FROZEN, one.reference)
