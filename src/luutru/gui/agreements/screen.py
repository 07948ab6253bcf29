"""The screen “Thỏa thuận”: facets, results and the agreement that is open, side by side."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMessageBox, QSplitter, QWidget
from typing_extensions import override

from luutru.gui.agreements.agreement_pane import AgreementPane
from luutru.gui.agreements.facet_panel import WIDTH, FacetPanel
from luutru.gui.agreements.finding import Finding
from luutru.gui.agreements.result_list import ResultList
from luutru.gui.agreements.results import BEST_FIRST, NEWEST_FIRST, Found, Question, Sorting
from luutru.gui.screen import Desk, Screen
from luutru.gui.widgets.layouts import row
from luutru.i18n import translate
from luutru.services.facets import Facets
from luutru.services.filters import EVERYTHING, Filter
from luutru.services.rows import AgreementRow

DRAWER_BELOW: Final = 1340
"""Width of the screen in pixels under which the facets become a drawer."""


class AgreementsScreen(Screen):
    """Finds agreements and shows them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.finding = Finding(desk, self)
        self.facets = FacetPanel()
        self.results = ResultList(desk, self.finding)
        self.agreement = AgreementPane(desk)
        self._told = Facets()
        self._wanted_reference = ""
        """Asked for by reference and not shown yet: the list must not choose another meanwhile."""
        self._drawn = False
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(self.results)
        self._splitter.addWidget(self.agreement)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setStretchFactor(0, 11)
        self._splitter.setStretchFactor(1, 9)
        self._splitter.setSizes([640, 520])
        self._row = row(self.facets, (self._splitter, 1), spacing=0)
        self.setLayout(self._row)
        self._connect()
        self.finding.ask(Question())

    def _connect(self) -> None:
        on, bar = self.desk.actions.on, self.results.bar
        self.addAction(on("filters", self._toggle_drawer))
        self.addAction(on("drop_filters", self.drop_filters))
        self.finding.found.connect(self._show_found)
        self.finding.divided.connect(self._show_facets)
        self.facets.narrowed.connect(self.narrow)
        bar.facet_dropped.connect(self._drop_facet)
        bar.sorting_wanted.connect(self.sort)
        self.results.table.sorting_wanted.connect(self.sort)
        self.results.table.chosen.connect(self._open)
        self.results.table.entered.connect(self.agreement.scan.view.setFocus)
        self.results.text_wanted.connect(self._search_instead)
        self.results.nothing.everything_wanted.connect(self._show_everything)
        self.agreement.wanted.connect(self.show_agreement)
        self.agreement.shown.connect(self._choose_shown)

    # --- what the window asks --------------------------------------------------------------

    @override
    def refresh(self) -> None:
        self.results.model.forget_rows()
        self.finding.ask_again()
        self.agreement.reload()

    @override
    def search(self, text: str) -> None:
        before = self.finding.question
        question = replace(before, text=text)
        if question.searches != before.searches:
            sorting = BEST_FIRST if question.searches else NEWEST_FIRST
            question = replace(question, sorting=sorting)
        if question.searches or before.searches:
            self.finding.ask(question)

    @override
    def show_agreement(self, reference: str) -> None:
        self._wanted_reference = reference
        self.agreement.show_agreement(reference, self._text())

    @override
    def panes(self) -> tuple[QWidget, ...]:
        self.facets.setFocusProxy(self.facets.first())
        shown = (self.facets, self.results.table, self.agreement.tabs, self.agreement.current())
        return tuple(pane for pane in shown if pane.isVisible())

    @override
    def may_close(self) -> bool:
        unsaved = self.agreement.unsaved
        if not unsaved:
            return True
        answer = QMessageBox.question(
            self,
            translate("Corrections are not saved"),
            translate(
                "What was entered for {references} has not been saved and would be lost. "
                "Go on all the same?",
                references=", ".join(unsaved),
            ),
        )
        return answer == QMessageBox.StandardButton.Yes

    # --- narrowing and ordering ------------------------------------------------------------

    def narrow(self, wanted: Filter) -> None:
        """Show only what `wanted` asks for."""
        self.finding.ask(replace(self.finding.question, wanted=wanted))

    def drop_filters(self) -> None:
        """Show what the text alone finds."""
        self.narrow(EVERYTHING)

    def sort(self, sorting: Sorting) -> None:
        """Show the result in another order."""
        self.finding.ask(replace(self.finding.question, sorting=sorting))

    def _drop_facet(self, name: str) -> None:
        self.narrow(self.finding.question.wanted.without(name))

    def _search_instead(self, text: str) -> None:
        self.desk.search_shown.emit(text)
        self.search(text)

    def _show_everything(self) -> None:
        self.desk.search_shown.emit("")
        self.finding.ask(Question())

    def _text(self) -> str:
        question = self.finding.question
        return question.text.strip() if question.searches else ""

    # --- what was found --------------------------------------------------------------------

    def _show_found(self, found: Found) -> None:
        self.results.bar.show_filters(found.question.wanted, self._told)
        if not found.ids:
            self.agreement.show_nothing()

    def _show_facets(self, told: Facets) -> None:
        self._told = told
        wanted = self.finding.question.wanted
        self.facets.show_facets(told, wanted)
        self.results.bar.show_filters(wanted, told)

    def _open(self, agreement: int) -> None:
        number = self.results.table.currentIndex().row()
        chosen = self.results.model.row(number)
        if chosen is None or self._wanted_reference:
            return
        hit = self.finding.hit(agreement)
        best = (hit.pages[0].document_id, hit.pages[0].number) if hit and hit.pages else None
        self.agreement.show_agreement(chosen.reference, self._text(), best)

    def _choose_shown(self, shown: AgreementRow) -> None:
        """Let the list follow an agreement that was asked for by its reference."""
        self._wanted_reference = ""
        if self.results.table.chosen_id() != shown.id:
            self.results.table.choose(shown.id)

    # --- the drawer ------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._drawn and self.facets.isVisible():
            self.desk.actions["filters"].trigger()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(self.width() < DRAWER_BELOW)

    def _arrange(self, drawn: bool) -> None:  # noqa: FBT001  told by the width alone
        if drawn != self._drawn:
            self._drawn = drawn
            if drawn:
                self._row.removeWidget(self.facets)
            else:
                self._row.insertWidget(0, self.facets)
            self.facets.become("drawer" if drawn else "panel-left")
        action = self.desk.actions["filters"]
        action.setEnabled(drawn)
        self.results.bar.show_drawer_button(shown=drawn)
        self.facets.setVisible(not drawn or action.isChecked())
        if drawn:
            self._place_drawer()

    def _place_drawer(self) -> None:
        top = self.results.bar.filters.geometry().bottom() + 8
        self.facets.setGeometry(0, top, WIDTH + 24, self.height() - top)
        self.facets.raise_()

    def _toggle_drawer(self) -> None:
        if self._drawn:
            shown = self.desk.actions["filters"].isChecked()
            self.facets.setVisible(shown)
            self._place_drawer()
            (self.facets.first() if shown else self.results.table).setFocus()
