"""Which agreement of the list is open, and which of its pages."""

from datetime import date
from typing import Final

from PySide6.QtCore import QObject, QPoint

from luutru.gui.actions import Actions
from luutru.gui.agreements.agreement_pane import AgreementPane
from luutru.gui.agreements.asking import Asking
from luutru.gui.agreements.finding import Finding
from luutru.gui.agreements.result_list import ResultList
from luutru.gui.agreements.results import Original
from luutru.gui.agreements.row_menu import RowMenu
from luutru.services.rows import AgreementRow

Place = tuple[int, int]
"""A document and the number of a page of it."""
BEST: Final = 0


class Opening(QObject):
    """Lets the pane follow the list, and the list an agreement that was asked for by name."""

    def __init__(
        self,
        actions: Actions,
        results: ResultList,
        agreement: AgreementPane,
        finding: Finding,
        asking: Asking,
    ) -> None:
        super().__init__()
        self._actions = actions
        self._results = results
        self._agreement = agreement
        self._finding = finding
        self._asking = asking
        self._wanted = ""
        """Asked for by reference and not shown yet: the list must not choose another meanwhile."""
        self._awaited: int | None = None
        """Chosen while its row was still to be read."""
        self._page_at = BEST
        """Which of the best pages of the chosen hit was opened last."""
        table = results.table
        table.chosen.connect(self._open)
        results.model.dataChanged.connect(self._open_awaited)
        table.entered.connect(agreement.scan.view.setFocus)
        table.page_wanted.connect(self._open_page)
        table.page_stepped.connect(self._step_page)
        table.menu_wanted.connect(self._show_menu)
        agreement.wanted.connect(self.show_agreement)
        agreement.shown.connect(self._choose_shown)
        asking.came_back.connect(lambda original: results.keep(original.id))

    @property
    def _day(self) -> date | None:
        """As of which day the list tells, and the head of the agreement beside it."""
        return self._finding.question.wanted.day

    def show_agreement(self, reference: str) -> None:
        """Show one agreement, whether it is in the list or not."""
        self._wanted = reference
        self._agreement.show_agreement(reference, self._asking.text, day=self._day)

    def show_alike(self) -> None:
        """List what is most like the agreement that is open."""
        shown = self._agreement.row
        if shown is not None:
            self._asking.like(Original(shown.id, shown.reference, shown.title))

    def _open(self, agreement: int) -> None:
        chosen = self._results.model.row(self._results.table.currentIndex().row())
        self._awaited = agreement if chosen is None else None
        if chosen is not None and not self._wanted:
            best = self._page(agreement, BEST)
            reference, text = chosen.reference, self._asking.text
            self._agreement.show_agreement(reference, text, best, self._day)

    def _open_awaited(self) -> None:
        """Open the chosen agreement now that its row has been read."""
        if self._awaited is not None and self._awaited == self._results.table.chosen_id():
            self._open(self._awaited)

    def _page(self, agreement: int, number: int) -> Place | None:
        """Return one of the best pages of a hit, and remember that it is the one being read."""
        hit = self._finding.hit(agreement)
        if hit is None or not hit.pages:
            return None
        self._page_at = number % len(hit.pages)
        page = hit.pages[self._page_at]
        return page.document_id, page.number

    def _open_page(self, agreement: int, number: int) -> None:
        hit, place = self._finding.hit(agreement), self._page(agreement, number)
        if hit is not None and place is not None:
            self._agreement.show_page(hit.reference, self._asking.text, place, self._day)

    def _step_page(self, by: int) -> None:
        chosen = self._results.table.chosen_id()
        if chosen is not None:
            self._open_page(chosen, self._page_at + by)

    def _show_menu(self, place: QPoint) -> None:
        chosen = self._results.table.chosen_id()
        if chosen is not None:
            menu = RowMenu(self._results, self._actions, self._finding.hit(chosen))
            menu.page_wanted.connect(lambda number: self._open_page(chosen, number))
            menu.popup(place)

    def _choose_shown(self, shown: AgreementRow) -> None:
        """Let the list follow an agreement that was asked for by its reference."""
        self._wanted = ""
        if self._results.table.chosen_id() != shown.id:
            self._results.table.choose(shown.id)
