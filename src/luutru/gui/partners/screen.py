"""The screen “Đối tác”: the directory at the left, one partner or a brief at the right."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget
from typing_extensions import override

from luutru.errors import CatalogueOutOfReach, LuutruError
from luutru.gui.jobs import Newest
from luutru.gui.lanes import Lane
from luutru.gui.partners.asking import Asking
from luutru.gui.partners.brief_page import BriefPage
from luutru.gui.partners.directory import ALL, WIDTH, Directory
from luutru.gui.partners.page import PartnerPage
from luutru.gui.screen import Desk, Screen
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.empty_state import EmptyState
from luutru.gui.widgets.layouts import column
from luutru.i18n import translate
from luutru.services.authorities.card import AuthorityCard, authority
from luutru.services.authorities.duplicates import Suspicion, suspicions
from luutru.services.filters import Filter
from luutru.services.milestones.rows import Wanted
from luutru.services.partners import Partner, partners

WAITING, PAGE, NOBODY, TROUBLE, BRIEF = range(5)
_ROOMS: Final = [WIDTH, 10_000]
"""Pixels; the directory starts as narrow as it goes."""


class PartnersScreen(Screen):
    """Lists partners and shows the one that is chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lists, self._cards = Newest(desk.jobs), Newest(desk.jobs)
        self._duplicates = Newest(desk.jobs, Lane.COMPARING)
        self._known: tuple[Partner, ...] = ()
        self._suspected: tuple[Suspicion, ...] = ()
        self.asking = Asking(desk, self)
        self._wanted: int | None = None
        self.card: AuthorityCard | None = None
        self.directory, self.page = Directory(), PartnerPage(desk.permits)
        self.brief = BriefPage(desk)
        self._trouble = EmptyState(
            "circle-alert", translate("The partner cannot be shown"), "",
            push_button(translate("Try again"), self.refresh, icon_name="refresh-cw"),
        )  # fmt: skip
        self._stack = QStackedWidget()
        for part in (QWidget(), self.page, self._nobody(), self._trouble, self.brief):
            self._stack.addWidget(part)
        self._halves = QSplitter(Qt.Orientation.Horizontal)
        self._halves.addWidget(self.directory)
        self._halves.addWidget(self._stack)
        self._halves.setStretchFactor(1, 1)
        self._halves.setCollapsible(0, False)  # noqa: FBT003  Qt's signature
        self._halves.setCollapsible(1, False)  # noqa: FBT003
        self._halves.setHandleWidth(1)
        self._halves.setSizes(_ROOMS)
        self.setLayout(column(self._halves, spacing=0))
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        page, desk, asking = self.page, self.desk, self.asking
        desk.permits.guard(self.directory.add, "authority_recorded")
        self.directory.chosen.connect(self._choose)
        self.directory.entered.connect(page.names.table.setFocus)
        self.directory.new_wanted.connect(asking.new_partner)
        page.agreement_wanted.connect(desk.agreement_wanted)
        page.partner_wanted.connect(self.show_partner)
        page.list_wanted.connect(self._open_list)
        page.duties_wanted.connect(self._open_duties)
        page.in_milestones.setEnabled(desk.has_screen("milestones"))
        page.name_wanted.connect(asking.name)
        page.merge_wanted.connect(self._merge)
        page.parting_wanted.connect(asking.part)
        page.head.brief.clicked.connect(lambda _checked: self.show_brief())
        self.brief.left.connect(self._leave_brief)
        self.brief.shown.connect(self._enter_brief)
        self.brief.agreement_wanted.connect(desk.agreement_wanted)
        self.directory.list.clicked.connect(lambda _index: self._leave_brief())
        page.head.edit.clicked.connect(lambda _checked: asking.edit())
        page.head.new.clicked.connect(lambda _checked: asking.new_agreement())
        page.head.acts.setMenu(asking.acts)
        asking.partner_wanted.connect(self._show_later)

    # --- reading ---------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        archive = self.desk.archive
        self.brief.refresh()
        self._lists.ask(lambda _job: partners(archive), self._take, self._failed)
        self._duplicates.ask(lambda _job: suspicions(archive), self._take_suspicions)

    def _take(self, known: Sequence[Partner]) -> None:
        first = not self._known
        self._known = tuple(known)
        if first and known and all(one.is_ours for one in known):
            self.directory.sides.pick(ALL)
        wanted, self._wanted = self._wanted, None
        self.directory.show_partners(known, wanted)
        if wanted is not None:
            self.directory.choose(wanted)
        if not known:
            self.card = None
            self._stack.setCurrentIndex(NOBODY)

    def _take_suspicions(self, found: Sequence[Suspicion]) -> None:
        self._suspected = tuple(found)
        if self.card is not None:
            self.page.show_suspicions(self._suspected)

    def _choose(self, authority_id: int) -> None:
        archive = self.desk.archive
        self._cards.ask(lambda _job: authority(archive, authority_id), self._show, self._failed)

    def _show(self, shown: AuthorityCard) -> None:
        is_other = self.card is not None and self.card.partner.id != shown.partner.id
        self.card = shown
        self.asking.about(shown)
        self.page.show_card(shown)
        self.page.show_suspicions(self._suspected)
        if is_other or not self.brief.is_wanted:
            self._leave_brief()

    def _enter_brief(self) -> None:
        if self._stack.currentIndex() != BRIEF:
            self._stack.setCurrentIndex(BRIEF)
            self.brief.back.setFocus()
            if self.brief.brief is not None and self.brief.brief.partner is None:
                self.directory.list.clearSelection()

    def _leave_brief(self) -> None:
        self.brief.forget()
        self._stack.setCurrentIndex(PAGE if self.card is not None else NOBODY)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, CatalogueOutOfReach):
            return  # what is shown stays; the window tells of the outage
        if not isinstance(error, LuutruError):
            self.desk.jobs.tell(error)
            return
        self._trouble.say(error.what_happened(), error.what_next())
        self._stack.setCurrentIndex(TROUBLE)

    # --- what others want ------------------------------------------------------------------

    @override
    def show_partner(self, authority_id: int) -> None:
        if self._known:
            self._choose_root(authority_id)
        else:
            self._wanted = authority_id

    @override
    def show_country(self, code: str) -> None:
        self.brief.show_country(code)

    def show_brief(self) -> None:
        """Show the brief of the partner that is shown."""
        if self.card is not None:
            self.brief.show_partner(self.card.partner.id)

    def _choose_root(self, authority_id: int) -> None:
        """Choose a partner, or the one it was merged into."""
        if any(one.id == authority_id for one in self._known):
            self.directory.choose(authority_id)
            self._choose(authority_id)
            return
        archive = self.desk.archive
        self._cards.ask(
            lambda _job: authority(archive, authority_id).partner.id,
            self.directory.choose,
            self._failed,
        )

    @override
    def panes(self) -> tuple[QWidget, ...]:
        return (self.directory.list, *self.page.panes(), self.brief.back)

    @override
    def go_back(self) -> bool:
        was_brief = self._stack.currentIndex() == BRIEF
        if was_brief:
            self._leave_brief()
            place = self.page.head.brief if self.card is not None else self.directory.list
            place.setFocus(Qt.FocusReason.OtherFocusReason)
        return was_brief

    # --- ways on ---------------------------------------------------------------------------

    def _merge(self) -> None:
        self.asking.merge(self._known, self._suspected)

    def _show_later(self, authority_id: int) -> None:
        """Show a partner once the directory has been read anew."""
        self._wanted = authority_id

    def _open_list(self, authority_id: int) -> None:
        self.desk.list_wanted.emit(Filter(partners=frozenset({authority_id})))

    def _open_duties(self, authority_id: int) -> None:
        self.desk.milestones_wanted.emit(Wanted(partner_ids=frozenset({authority_id})))

    def _nobody(self) -> QWidget:
        record = push_button(
            translate("Record a partner…"), self.asking.new_partner, icon_name="plus"
        )
        return EmptyState(
            "handshake",
            translate("No partner yet"),
            translate(
                "Partners appear here when agreements are described: from the proposals of the "
                "intake, or from the form of an agreement."
            ),
            self.desk.permits.guard(record, "authority_recorded"),
        )
