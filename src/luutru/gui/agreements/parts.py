"""The parts of an agreement, one a tab; all but the scan are built when they are first needed."""

from collections.abc import Sequence
from functools import cached_property
from typing import Final, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from luutru.gui.agreements.copies_pane import CopiesPane
from luutru.gui.agreements.form_pane import FormPane
from luutru.gui.agreements.history_pane import HistoryPane
from luutru.gui.agreements.milestones_pane import MilestonesPane
from luutru.gui.agreements.related.pane import RelatedPane
from luutru.gui.agreements.scan_pane import ScanPane
from luutru.gui.jobs import Newest
from luutru.gui.screen import Desk
from luutru.i18n import mark
from luutru.services.cards import AgreementCard
from luutru.services.description import Change
from luutru.services.histories import history

SCAN, FORM, MILESTONES, RELATIONS, COPIES, HISTORY = range(6)
TABS: Final = (
    mark("Document"),
    mark("Information"),
    mark("Milestones ({count})"),
    mark("Related ({count})"),
    mark("Certified copies"),
    mark("History"),
)
_Part = TypeVar("_Part", bound=QWidget)


class Parts(QStackedWidget):
    """Shows one of them; each knows the agreement that it shows."""

    wanted = Signal(str)
    """Another agreement, by its reference."""
    page_wanted = Signal(int, int)
    """A document of this agreement, and one of its pages."""
    changed = Signal()
    """The agreement was changed and is to be read anew."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._filled: dict[int, AgreementCard] = {}
        self._histories = Newest(desk.jobs)
        desk.actions["save"].setEnabled(False)  # the form, once there, says when there is something
        self.scan = ScanPane(desk)
        self.addWidget(self.scan)
        self._empty = {tab: QWidget() for tab in range(SCAN + 1, len(TABS))}
        for empty in self._empty.values():
            self.addWidget(empty)

    @cached_property
    def form(self) -> FormPane:
        """The tab of the description."""
        made = FormPane(self._desk)
        made.corrected.connect(lambda _reference: self.changed.emit())
        return self._placed(FORM, made)

    @cached_property
    def milestones(self) -> MilestonesPane:
        """The tab of the milestones."""
        return self._placed(MILESTONES, MilestonesPane(self._desk))

    @cached_property
    def related(self) -> RelatedPane:
        """The tab of what belongs to it."""
        made = RelatedPane(self._desk)
        made.opened.connect(self.wanted)
        made.page_wanted.connect(self.page_wanted)
        made.changed.connect(lambda _reference: self.changed.emit())
        return self._placed(RELATIONS, made)

    @cached_property
    def copies(self) -> CopiesPane:
        """The tab of its certified copies."""
        return self._placed(COPIES, CopiesPane(self._desk))

    @cached_property
    def history(self) -> HistoryPane:
        """The tab of what was done."""
        made = HistoryPane()
        made.undo_wanted.connect(self._undo)
        return self._placed(HISTORY, made)

    @property
    def unsaved(self) -> list[str]:
        """References of agreements with something entered and not saved."""
        return self.form.unsaved if FORM not in self._empty else []

    def fill(self, tab: int, shown: AgreementCard | None) -> None:
        """Show the agreement in a tab; what shows it already is left as it is."""
        if shown is None or self._filled.get(tab) is shown:
            return
        row, archive = shown.row, self._desk.archive
        self._filled[tab] = shown
        if tab == FORM:
            self.form.show_card(shown)
        elif tab == MILESTONES:
            self.milestones.show_agreement(row.reference, row.id)
        elif tab == RELATIONS:
            self.related.show_card(shown)
        elif tab == COPIES:
            self.copies.show_agreement(row.reference, row.title)
        elif tab == HISTORY:
            self._histories.ask(
                lambda _job: history(archive, row.reference), self.history.show_entries
            )

    def _undo(self, changes: Sequence[Change]) -> None:
        shown = self._filled.get(HISTORY)
        if shown is not None:
            self.form.undo(shown.row.reference, changes)

    def _placed(self, tab: int, part: _Part) -> _Part:
        """Put a part into its tab."""
        empty = self._empty.pop(tab)
        self.insertWidget(tab, part)
        self.removeWidget(empty)
        empty.deleteLater()
        return part
