"""What is done with the list, or with what is selected of it: handed out, corrected, put back."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from luutru.errors import LuutruError
from luutru.gui.agreements.finding import Finding
from luutru.gui.agreements.result_list import ResultList
from luutru.gui.formats import Grouped
from luutru.gui.jobs import Job
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.i18n import translate, translate_count

if TYPE_CHECKING:
    from luutru.services.together import Together

# ruff: noqa: PLC0415  what they know is loaded by whoever hands out or corrects a list


class ListActs(QObject):
    """Opens the dialogs of the list, and tells above it what was done."""

    def __init__(
        self, desk: Desk, results: ResultList, finding: Finding, asked: Callable[[], str]
    ) -> None:
        """`asked` tells in words what the list answers, but for its day."""
        super().__init__(results)
        self._desk = desk
        self._results = results
        self._finding = finding
        self._asked = asked
        on = desk.actions.on
        for name, do in (
            ("export_list", self.export),
            ("correct_together", self.correct),
            ("copies_together", self.copy_each),
            ("as_recorded", self.look_back),
        ):
            results.addAction(on(name, do))
        results.table.selected.connect(self._follow)
        self._follow(0)

    def export(self) -> None:
        """Ask how the list shall leave, as a file or on paper."""
        from luutru.gui.agreements.lists.export_dialog import ExportDialog, Listed
        from luutru.services.tables.agreements import Asked

        selected = self._results.table.selected_ids()
        asked = Asked(self._asked(), self._finding.question.wanted.day)
        listed = Listed(self._results.model.ids, selected, asked)
        ExportDialog(self._desk, self._results, listed).open()

    def correct(self) -> None:
        """Ask which fields of the agreements that are selected shall be corrected."""
        from luutru.gui.agreements.lists.together_dialog import TogetherDialog

        dialog = TogetherDialog(self._desk, self._results, self._results.table.selected_ids())
        dialog.corrected.connect(self._tell)
        dialog.open()

    def copy_each(self) -> None:
        """Lead to the page on which copies are issued, with the agreements that are selected."""
        archive, ids = self._desk.archive, list(self._results.table.selected_ids())

        def work(_job: Job) -> list[str]:
            from luutru.services.rows import agreement_rows

            return [row.reference for row in agreement_rows(archive, ids)]

        self._desk.jobs.start(work, self._desk.copies_wanted.emit, lane=Lane.READING)

    def look_back(self) -> None:
        """Show what the archive had recorded by a past day of what is listed."""
        from luutru.gui.agreements.lists.past_dialog import PastDialog

        question, found = self._finding.question, self._finding.last
        narrowed = question.wanted
        if question.explains and found is not None:
            narrowed = replace(narrowed.without("statuses"), ids=frozenset(found.ids))
        dialog = PastDialog(self._desk, self._results, narrowed)
        dialog.wanted.connect(self._desk.agreement_wanted)
        dialog.open()

    def _follow(self, selected: int) -> None:
        for name in ("correct_together", "copies_together"):
            self._desk.actions[name].setEnabled(selected > 1)

    def _tell(self, done: "Together") -> None:
        def undo() -> None:
            self._undo(done)

        words = translate_count(
            "{count} agreement corrected.",
            "{count} agreements corrected.",
            Grouped(done.agreements),
        )
        button = push_button(translate("Undo"), undo, icon_name="undo-2")
        self._results.notice.say("good", words, "", button)

    def _undo(self, done: "Together") -> None:
        from luutru.services.together import undo_together

        archive = self._desk.archive
        self._results.notice.clear()

        def work(job: Job) -> "Together":
            return undo_together(archive, done, job)

        title = translate("Correcting agreements")
        self._desk.jobs.start(
            work, self._undone, lane=Lane.WRITING, title=title, failed=self._not_undone
        )

    def _undone(self, undone: "Together") -> None:
        words = translate_count(
            "{count} agreement put back as it was.",
            "{count} agreements put back as they were.",
            Grouped(undone.agreements),
        )
        self._results.notice.say("good", words)

    def _not_undone(self, error: Exception) -> None:
        if isinstance(error, LuutruError):
            self._results.notice.say("warn", error.what_happened(), error.what_next())
        else:
            self._desk.jobs.tell(error)
