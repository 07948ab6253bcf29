"""The pane of one agreement: who and what on top, and its tabs."""

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QStackedWidget, QTabBar, QWidget

from luutru.errors import CatalogueOutOfReach, LuutruError
from luutru.gui.acts import keeping
from luutru.gui.acts.menu import ActsMenu
from luutru.gui.acts.reading import Subject
from luutru.gui.agreements.duplicate_notice import DuplicateNotice
from luutru.gui.agreements.parts import FORM, MILESTONES, RELATIONS, SCAN, TABS, Parts
from luutru.gui.agreements.row_words import identity, review_words, status_words, succession_words
from luutru.gui.agreements.title_label import TitleLabel
from luutru.gui.formats import day
from luutru.gui.jobs import Newest
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import action_button, tool_button
from luutru.gui.widgets.empty_state import EmptyState
from luutru.gui.widgets.layouts import (
    STRETCH,
    box,
    column,
    empty,
    label,
    line,
    row,
    set_ground,
    widget,
)
from luutru.gui.widgets.pill import Look, Pill
from luutru.i18n import translate
from luutru.services.cards import AgreementCard, card
from luutru.services.rows import AgreementRow

if TYPE_CHECKING:
    from luutru.services.duplicates import NearDuplicate

_OF_DAY: Final = Look("ended", "history")
UNBROKEN: Final = "\u00a0"


class AgreementPane(QWidget):
    """Shows the agreement that is chosen in the list."""

    wanted = Signal(str)
    """Another agreement, by its reference."""
    shown = Signal(object)
    """The `AgreementRow` of the agreement that is shown now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._reference = ""
        self._text = ""
        self._day: date | None = None
        self._card: AgreementCard | None = None
        self._best: tuple[int, int] | None = None
        self._cards = Newest(desk.jobs)
        self.parts = Parts(desk)
        self.scan = self.parts.scan
        self._duplicates = Newest(desk.jobs, Lane.COMPARING)
        self.alike = DuplicateNotice()
        self.acts = ActsMenu(desk, self)
        self._pills = row(spacing=6)
        self._title = TitleLabel()
        self._who = label("", "muted", wrap=True)
        self.tabs = QTabBar()
        self._set_tabs()
        self._sides = QStackedWidget()
        self._sides.addWidget(self._whole())
        self._sides.addWidget(_nothing_chosen())
        self._sides.setCurrentIndex(1)
        self.setLayout(column(self._sides, spacing=0))
        self._connect()

    def _set_tabs(self) -> None:
        for text in TABS:
            self.tabs.addTab(translate(text, count=0) if "{" in text else translate(text))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName(translate("Parts of the record"))

    def _whole(self) -> QWidget:
        actions = self._desk.actions
        like = action_button(actions["like"], icon_name="layers", kind="ghost")
        acts = action_button(actions["acts"], icon_name="scroll-text", kind="ghost")
        top = row(self._pills, STRETCH, acts, like, tool_button(actions["edit"]), spacing=4)
        head = column(top, self._title, self._who, 2, self.tabs, spacing=4, margins=(18, 10, 14, 0))
        self.alike.setProperty("spaced", "true")
        return box(
            "panel", column(box("panel", head), line(), self.alike, (self.parts, 1), spacing=0)
        )

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._show_tab)
        self.alike.wanted.connect(self._open_alike)
        self.parts.wanted.connect(self.wanted)
        self.parts.page_wanted.connect(self._show_own_page)
        self.parts.changed.connect(self.reload)
        self.addAction(self._desk.actions.on("edit", self.edit))
        self.addAction(self._desk.actions.on("acts", self.choose_act))
        self.addAction(self._desk.actions.on("need_to_know", self.need_to_know))

    # --- what is shown ---------------------------------------------------------------------

    @property
    def row(self) -> AgreementRow | None:
        """The agreement that is shown, as a list tells of it."""
        card = self._card
        return card.row if card is not None and card.row.reference == self._reference else None

    @property
    def reference(self) -> str:
        """The reference of the agreement that is shown, "" without one."""
        return self._reference

    @property
    def unsaved(self) -> list[str]:
        """References of agreements with something entered and not saved."""
        return self.parts.unsaved

    def current(self) -> QWidget:
        """Return what takes the focus in the tab that is shown."""
        if self.tabs.currentIndex() == SCAN:
            return self.scan.view
        if self.tabs.currentIndex() == FORM:
            return self.parts.form
        return self.parts.currentWidget() or self.tabs

    def show_agreement(
        self,
        reference: str,
        text: str = "",
        best: tuple[int, int] | None = None,
        day: date | None = None,
    ) -> None:
        """Show an agreement, `text` marked on its scan; `best`: document and page of a hit.

        With a `day` its status is that of the day, which stands beside it.
        """
        self._reference, self._text, self._best, self._day = reference, text, best, day
        self.reload()

    def show_page(
        self, reference: str, text: str, place: tuple[int, int], day: date | None = None
    ) -> None:
        """Show one page of an agreement: its document and its number."""
        self.tabs.setCurrentIndex(SCAN)
        shown = self.row
        if shown is not None and shown.reference == reference and not self._cards.waiting:
            self.scan.show_page(*place)
        else:
            self.show_agreement(reference, text, place, day)

    def show_nothing(self) -> None:
        """Show that nothing is chosen."""
        self._reference = ""
        self._cards.forget()
        self._sides.setCurrentIndex(1)

    def reload(self) -> None:
        """Read the agreement anew."""
        archive, reference, on = self._desk.archive, self._reference, self._day
        if reference:
            self._cards.ask(lambda _job: card(archive, reference, on), self._show, self._not_found)

    def add_milestone(self) -> bool:
        """Plan a milestone of the agreement that is shown; tell whether there is one."""
        if self._reference:
            self.parts.fill(MILESTONES, self._card)
            self.parts.milestones.add()
        return bool(self._reference)

    def edit(self) -> None:
        """Go to the first field of the form."""
        if self._reference:
            self.tabs.setCurrentIndex(FORM)
            self.parts.form.edit()

    def need_to_know(self) -> QDialog | None:
        """Show who may see the agreement that is shown."""
        if self.row is None:
            return None
        return keeping.ask_who_may_see(self._desk, self, self.row.reference)

    def choose_act(self) -> None:
        """Open the menu of the acts upon the agreement that is shown."""
        shown = self.row
        if shown is not None:
            self.acts.offer(Subject(shown.title, shown.reference))
            self.acts.popup(self._title.mapToGlobal(self._title.rect().topRight()))

    def _not_found(self, error: Exception) -> None:
        if isinstance(error, CatalogueOutOfReach):
            self._stay()
            return
        self.show_nothing()
        if isinstance(error, LuutruError):
            self._desk.told.emit("warn", error.what_happened(), error.what_next())
        else:
            self._desk.jobs.crashed.emit(error)

    def _stay(self) -> None:
        """Stay with what is shown and was entered, and let the list go back to it.

        The window tells that the server is away.
        """
        if self._card is not None and self.row is None and self._sides.currentIndex() == 0:
            self._reference = self._card.row.reference
            self.shown.emit(self._card.row)

    def _show(self, shown: AgreementCard) -> None:
        self._sides.setCurrentIndex(0)
        self._show_head(shown)
        for tab, many in ((MILESTONES, shown.milestones), (RELATIONS, shown.relations)):
            self.tabs.setTabText(tab, translate(TABS[tab], count=len(many)))
        self.scan.show_documents(shown.documents, self._text, self._best)
        self._best = None
        if self._card is None or self._card.row.reference != shown.row.reference:
            self.alike.clear()
        self._card = shown
        self._look_for_duplicates(shown.row.reference)
        self._show_tab(self.tabs.currentIndex())
        self.shown.emit(shown.row)

    def _look_for_duplicates(self, reference: str) -> None:
        archive = self._desk.archive

        def work(_job: object) -> "tuple[NearDuplicate, ...]":
            # It knows the index, which takes its time to be loaded.
            from luutru.services.duplicates import near_duplicates  # noqa: PLC0415

            return near_duplicates(archive, reference)

        self._duplicates.ask(work, self.alike.show_duplicates)

    def _open_alike(self, reference: str, document: int) -> None:
        if reference == self._reference:
            self.scan.show_page(document, 1)
        else:
            self.wanted.emit(reference)
            self._best = (document, 1)  # its card is on its way now

    def _show_own_page(self, document: int, number: int) -> None:
        self.tabs.setCurrentIndex(SCAN)
        self.scan.show_page(document, number)

    def _show_head(self, card: AgreementCard) -> None:
        shown, standing = card.row, card.standing
        empty(self._pills)
        status = Pill(*status_words(shown))
        status.setToolTip(standing.explained)
        status.setAccessibleDescription(standing.explained)
        self._pills.addWidget(status)
        if self._day is not None:
            self._pills.addWidget(
                Pill(_OF_DAY, translate("On {day}", day=day(self._day.isoformat())))
            )
        frozen = (Look("signed", "lock"), translate("Frozen")) if card.is_frozen else None
        for pill in filter(None, (succession_words(shown), frozen, review_words(shown))):
            self._pills.addWidget(Pill(*pill))
        self._title.say(shown.title)
        signed = translate("signed {day}", day=day(shown.signed_on)) if shown.signed_on else ""
        parts = filter(None, (identity(shown), signed.replace(" ", UNBROKEN)))
        self._who.setText("  ·  ".join(parts))

    def _show_tab(self, tab: int) -> None:
        self.parts.fill(tab, self._card)
        self.parts.setCurrentIndex(tab)


def _nothing_chosen() -> QWidget:
    empty = EmptyState(
        "file-text",
        translate("No agreement chosen"),
        translate("Choose an agreement in the list to see its scan and its description."),
    )
    set_ground(empty, "panel")
    return widget(column(empty, spacing=0), "panel")
