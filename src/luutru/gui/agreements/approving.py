"""Approves descriptions: of the agreement that is open, or of all that are selected."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from luutru.gui.agreements.agreement_pane import AgreementPane
from luutru.gui.agreements.result_list import ResultList
from luutru.gui.formats import Grouped
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.i18n import translate, translate_count

if TYPE_CHECKING:
    from luutru.gui.jobs import Job
    from luutru.services.review import Approval, LeftOut

_TOLD: Final = 5
"""Agreements left out that are named one by one."""


class Approving(QObject):
    """Tells above the list what became of it, and offers the way back."""

    def __init__(self, desk: Desk, results: ResultList, agreement: AgreementPane) -> None:
        super().__init__(results)
        self._desk = desk
        self._results = results
        self._agreement = agreement
        results.addAction(desk.actions.on("approve", self.approve))
        results.table.selected.connect(lambda _count: self._follow())
        agreement.shown.connect(lambda _row: self._follow())
        self._follow()

    def _ids(self) -> list[int]:
        selected = list(self._results.table.selected_ids())
        shown = self._agreement.row
        return selected if len(selected) > 1 else [shown.id] if shown is not None else []

    def _follow(self) -> None:
        shown = self._agreement.row
        waits = shown is not None and shown.review_state == "reviewed"
        several = len(self._results.table.selected_ids()) > 1
        self._desk.actions["approve"].setEnabled(waits or several)

    def approve(self) -> None:
        """Approve what somebody has reviewed."""
        archive, ids = self._desk.archive, self._ids()

        def work(job: "Job") -> "Approval":
            from luutru.services.review import approve  # noqa: PLC0415  loaded by who approves

            return approve(archive, ids, job)

        if ids:
            title = translate("Approving descriptions")
            self._desk.jobs.start(work, self._tell, lane=Lane.WRITING, title=title)

    def _tell(self, told: "Approval") -> None:
        count = len(told.approved)
        words = translate_count(
            "{count} description approved.", "{count} descriptions approved.", Grouped(count)
        )
        undo = push_button(
            translate("Undo"), lambda: self._withdraw(told.approved), icon_name="undo-2"
        )
        self._desk.permits.guard(undo, "approval_withdrawn")
        kind = "warn" if told.left_out else "good"
        left = _left_words(told.left_out)
        self._results.notice.say(kind, words, left, *([undo] if count else []))
        self._agreement.reload()

    def _withdraw(self, references: tuple[str, ...]) -> None:
        archive = self._desk.archive
        self._results.notice.clear()

        def work(_job: "Job") -> tuple[str, ...]:
            from luutru.services.review import withdraw_approval  # noqa: PLC0415  see approve

            return withdraw_approval(archive, references)

        def told(taken_back: tuple[str, ...]) -> None:
            words = translate_count(
                "{count} approval taken back.",
                "{count} approvals taken back.",
                Grouped(len(taken_back)),
            )
            self._results.notice.say("good", words)
            self._agreement.reload()

        self._desk.jobs.start(work, told, lane=Lane.WRITING)


def _left_words(left_out: "tuple[LeftOut, ...]") -> str:
    """Return which agreements were left as they are, and why."""
    lines = [f"{one.reference}: {one.why}" for one in left_out[:_TOLD]]
    if len(left_out) > _TOLD:
        more = Grouped(len(left_out) - _TOLD)
        lines.append(translate_count("and {count} more", "and {count} more", more))
    return "\n".join(lines)
