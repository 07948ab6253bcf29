"""The screen “Thỏa thuận”: facets, results and the agreement that is open, side by side."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget
from typing_extensions import override

from luutru.gui.agreements.agreement_pane import AgreementPane
from luutru.gui.agreements.approving import Approving
from luutru.gui.agreements.asking import Asking
from luutru.gui.agreements.facet_drawer import FacetDrawer
from luutru.gui.agreements.facet_panel import FacetPanel
from luutru.gui.agreements.finding import Finding
from luutru.gui.agreements.lists.acts import ListActs
from luutru.gui.agreements.lists.views import Views
from luutru.gui.agreements.narrowing import active
from luutru.gui.agreements.opening import Opening
from luutru.gui.agreements.result_list import ResultList
from luutru.gui.agreements.results import Found, Question
from luutru.gui.agreements.saved.keeping import Keeping
from luutru.gui.agreements.saved.section import LONGEST, SavedSection
from luutru.gui.remembering import side_by_side
from luutru.gui.screen import Desk, Screen
from luutru.gui.widgets.layouts import row
from luutru.gui.widgets.unsaved import may_lose
from luutru.i18n import translate
from luutru.services.facets import Facets
from luutru.services.filters import Filter


class AgreementsScreen(Screen):
    """Finds agreements and shows them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.finding = Finding(desk, self)
        self.asking = Asking(desk, self.finding)
        self.keeping = Keeping(desk, self.asking)
        self.saved = SavedSection(desk.actions, self.keeping)
        self.facets = FacetPanel(self.saved)
        self.results = ResultList(desk, self.finding)
        self.agreement = AgreementPane(desk)
        self.opening = Opening(
            desk.actions, self.results, self.agreement, self.finding, self.asking
        )
        self._told = Facets()
        self.acts = ListActs(desk, self.results, self.finding, self._asked)
        self.approving = Approving(desk, self.results, self.agreement)
        self.views = Views(desk, self.results)
        within = row(self.facets, (self._sides(), 1), spacing=0)
        self.setLayout(within)
        self._drawer = FacetDrawer(self.facets, within, self.results, desk.actions["filters"])
        self._connect()
        self.finding.ask(Question())
        self.keeping.reload()

    def _sides(self) -> QSplitter:
        splitter = side_by_side(
            (self.results, 640), (self.agreement, 520), self.desk.preferences, "agreements"
        )
        splitter.setHandleWidth(1)
        return splitter

    def _connect(self) -> None:
        on, asking, bar = self.desk.actions.on, self.asking, self.results.bar
        self.addAction(on("filters", lambda: self._drawer.toggle(self)))
        self.addAction(on("drop_filters", asking.drop_filters))
        self.addAction(on("like", self.opening.show_alike))
        build = self.desk.actions["build"]
        self.addAction(on("build", lambda: self.results.show_builder(shown=build.isChecked())))
        self.addAction(on("as_of", self.results.enter_day))
        self.addAction(on("today", lambda: asking.as_of(None)))
        self.addAction(on("save_search", self.save_search))
        self.addAction(on("synonyms", self.show_synonyms))
        self.addAction(on("new_agreement", self.record_new))
        self.finding.asked.connect(self._follow)
        self.finding.found.connect(self._show_found)
        self.finding.divided.connect(self._show_facets)
        self.facets.narrowed.connect(asking.narrow)
        bar.facet_dropped.connect(asking.drop_facet)
        bar.sorting_wanted.connect(asking.sort)
        self.results.table.sorting_wanted.connect(asking.sort)
        self.results.text_wanted.connect(asking.search_instead)
        self.results.day_wanted.connect(asking.as_of)
        self.results.hints.back_wanted.connect(asking.go_back)
        self.results.nothing.everything_wanted.connect(asking.everything)

    # --- what the window asks --------------------------------------------------------------

    @override
    def refresh(self) -> None:
        self.finding.ask_again()
        self.keeping.reload()
        self.agreement.reload()

    @override
    def search(self, text: str) -> None:
        self.asking.search(text)

    @override
    def show_agreement(self, reference: str) -> None:
        self.opening.show_agreement(reference)

    @override
    def show_list(self, wanted: str | Filter) -> None:
        self.asking.open_list(wanted)

    @override
    def add_milestone(self) -> bool:
        return self.agreement.add_milestone()

    @override
    def panes(self) -> tuple[QWidget, ...]:
        self.facets.setFocusProxy(self.facets.first())
        shown = (self.facets, self.results.table, self.agreement.tabs, self.agreement.current())
        return tuple(pane for pane in shown if pane.isVisible())

    @override
    def begins_at(self) -> QWidget:
        return self.results.table

    @override
    def may_close(self) -> bool:
        return may_lose(self, self.agreement.unsaved)

    def show_synonyms(self) -> None:
        """Show which words are searched as one, to be changed."""
        # It knows the index, which takes its time to be loaded.
        from luutru.gui.synonyms.dialog import SynonymsDialog  # noqa: PLC0415

        SynonymsDialog(self.desk, self).open()

    def _asked(self) -> str:
        """Return in words what the list answers: what was searched, and what narrows it."""
        narrowed = active(self.finding.question.wanted, self._told)
        told = [f"{translate(facet.heading)}: {value}" for facet, value in narrowed]
        return " · ".join([*([f"“{self.asking.text}”"] if self.asking.text else []), *told])

    def record_new(self) -> None:
        """Record an agreement without a scan, and go on describing it."""
        from luutru.gui.agreements.lists.new_dialog import NewDialog  # noqa: PLC0415  seldom

        dialog = NewDialog(self.desk, self)
        dialog.recorded.connect(self._describe_new)
        dialog.open()

    def _describe_new(self, reference: str) -> None:
        self.show_agreement(reference)
        self.agreement.edit()

    # --- saved searches --------------------------------------------------------------------

    def save_search(self) -> None:
        """Ask for the name under which the open search shall be saved."""
        self._drawer.open(self)
        self.saved.begin_new(self.finding.question.text.strip()[:LONGEST])

    def _follow(self) -> None:
        question = self.finding.question
        self.desk.actions["today"].setEnabled(question.wanted.day is not None)
        self.desk.actions["save_search"].setEnabled(question.is_narrowed and not question.like)
        self.keeping.follow()

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

    # --- events ----------------------------------------------------------------------------

    @override
    def go_back(self) -> bool:
        question = self.finding.question
        if self._drawer.is_open:
            self._drawer.close()
        elif question.like is not None:
            self.asking.go_back()
        elif question.wanted.day is not None:
            self.asking.as_of(None)
        else:
            return False
        return True

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drawer.arrange(self)
