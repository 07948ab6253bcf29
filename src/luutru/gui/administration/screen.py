"""The screen itself: a heading, and a tab for each thing that is looked after."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget
from typing_extensions import override

from luutru.gui.administration.overview_tab import OverviewTab
from luutru.gui.formats import shortened
from luutru.gui.screen import Desk, Screen
from luutru.gui.widgets.elided_label import ElidedLabel
from luutru.gui.widgets.layouts import PAGE_MARGINS, column, label
from luutru.gui.widgets.unsaved import may_lose
from luutru.i18n import mark, translate
from luutru.records.roles import Permission

if TYPE_CHECKING:
    from luutru.services.administration.condition import Condition

# ruff: noqa: PLC0415  a tab is loaded on its first visit


class Tab(Protocol):
    """What the screen asks of a tab, besides being a widget."""

    def refresh(self) -> None:
        """Read anew what is shown."""

    def first(self) -> QWidget:
        """Return where the keyboard begins."""


def _backup(desk: Desk) -> QWidget:
    from luutru.gui.administration.backup_tab import BackupTab

    return BackupTab(desk)


def _log(desk: Desk) -> QWidget:
    from luutru.gui.administration.log_tab import LogTab

    return LogTab(desk)


def _lists(desk: Desk) -> QWidget:
    from luutru.gui.administration.lists_tab import ListsTab

    return ListsTab(desk)


def _agency(desk: Desk) -> QWidget:
    from luutru.gui.administration.agency_tab import AgencyTab

    return AgencyTab(desk)


def _calendar(desk: Desk) -> QWidget:
    from luutru.gui.administration.calendar_tab import CalendarTab

    return CalendarTab(desk)


def _disposal(desk: Desk) -> QWidget:
    from luutru.gui.administration.disposal_tab import DisposalTab

    return DisposalTab(desk)


def _users(desk: Desk) -> QWidget:
    from luutru.gui.administration.users_tab import UsersTab

    return UsersTab(desk)


OVERVIEW, BACKUP, LOG, LISTS, AGENCY, CALENDAR, DISPOSAL, USERS = range(8)
_TABS: Final[tuple[tuple[str, Callable[[Desk], QWidget]], ...]] = (
    (mark("Overview"), OverviewTab),
    (mark("Backup"), _backup),
    (mark("Custody log"), _log),
    (mark("Lists and rules"), _lists),
    (mark("Agency"), _agency),
    (mark("Working calendar"), _calendar),
    (mark("Disposal"), _disposal),
    (mark("Users"), _users),
)


class AdministrationScreen(Screen):
    """Builds each tab on its first visit."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._built: dict[int, QWidget] = {}
        self._stale: set[int] = set()
        self._caption = ElidedLabel("muted", is_path=True)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(translate("Parts of the administration"))
        self.tabs.setExpanding(False)
        for name, _build in _TABS:
            self.tabs.addTab(translate(name))
        self.tabs.setTabVisible(LOG, desk.archive.may(Permission.INSPECT))
        self._stack = QStackedWidget()
        head = column(label(translate("Administration"), "h1"), self._caption, spacing=2)
        self.setLayout(column(head, self.tabs, (self._stack, 1), spacing=10, margins=PAGE_MARGINS))
        self._revision = ""
        self._say_place()
        self.tabs.currentChanged.connect(self._show)
        desk.settings_changed.connect(self._say_place)
        self._show(OVERVIEW)

    @override
    def refresh(self) -> None:
        self._stale = set(self._built)
        if self.isVisible():
            self._catch_up()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._catch_up()

    @override
    def panes(self) -> tuple[QWidget, ...]:
        current = self.tab(self.tabs.currentIndex())
        first = getattr(current, "first", None)
        return (self.tabs, first()) if first is not None else (self.tabs,)

    @override
    def may_close(self) -> bool:
        made = self._built.get(AGENCY)
        return made is None or may_lose(self, getattr(made, "unsaved", []))

    def tab(self, number: int) -> QWidget:
        """Return a tab, built on its first visit."""
        if number not in self._built:
            made = _TABS[number][1](self.desk)
            self._built[number] = made
            self._stack.addWidget(made)
            if isinstance(made, OverviewTab):
                made.log_wanted.connect(self.show_log)
                made.read.connect(self._tell_place)
        return self._built[number]

    def show_tab(self, number: int) -> QWidget:
        """Go to a tab and return it."""
        self.tabs.setCurrentIndex(number)
        return self.tab(number)

    @override
    def show_part(self, part: str) -> None:
        if part == "backup":
            self.show_tab(BACKUP)

    def show_log(self, _seq: int = 0) -> None:
        """Go to the log."""
        self.show_tab(LOG)

    def _show(self, number: int) -> None:
        self._stack.setCurrentWidget(self.tab(number))
        self._catch_up()

    def _catch_up(self) -> None:
        """Let the tab that is shown read anew what has changed since it was read."""
        number = self.tabs.currentIndex()
        if number in self._stale:
            self._stale.discard(number)
            refresh = getattr(self.tab(number), "refresh", None)
            if refresh is not None:
                refresh()

    def _tell_place(self, told: "Condition") -> None:
        self._revision = told.storage.revision
        self._say_place()

    def _say_place(self) -> None:
        archive = self.desk.archive
        parts = [archive.settings.name, shortened(archive.folder)]
        if self._revision:
            parts.append(translate("schema {revision}", revision=self._revision))
        self._caption.say(" · ".join(parts))
