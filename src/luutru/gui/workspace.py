"""An archive at work: side bar, top bar, screens and status bar put together."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from typing_extensions import override

from luutru import clock
from luutru.errors import LuutruError
from luutru.gui import choosing, own_pages
from luutru.gui.actions import Actions
from luutru.gui.badges import intake_badge, milestones_badge
from luutru.gui.by_keys import ByKeys
from luutru.gui.home.skeleton import Skeleton
from luutru.gui.jobs import Job
from luutru.gui.lanes import Lane
from luutru.gui.leading import Leading
from luutru.gui.messages import notice_of
from luutru.gui.outage_notice import OutageNotice
from luutru.gui.preferences import Preferences
from luutru.gui.read_only_notice import ReadOnlyNotice
from luutru.gui.screen import Desk, Screen, Stage
from luutru.gui.screens import AGREEMENTS, BY_NAME, INTAKE, MILESTONES, load
from luutru.gui.session import Session
from luutru.gui.shell import WORDS_FROM
from luutru.gui.side_bar import SideBar
from luutru.gui.status_bar import StatusBar
from luutru.gui.theme.dressing import Undressed, dress
from luutru.gui.theme.theme import Theme
from luutru.gui.top_bar import TopBar
from luutru.gui.widgets.layouts import PAGE_MARGINS, column, row, widget
from luutru.gui.widgets.notice import Notice

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from luutru.gui.palette.palette import Palette
    from luutru.gui.reminders.panel import ReminderPanel
    from luutru.services.overviews import Overview

_ANYWHERE: Final = (
    "search", "palette", "reminders", "next_pane", "refresh", "theme", "language", "manual", "keys",
    "self_check", "about", "close_archive", "change_password", "lock", "sign_out", "take_in",
    "take_in_folder", "take_in_package", "new_milestone",
)  # fmt: skip
"""What can be done on every screen."""


class Workspace(Undressed, ByKeys):
    """Everything inside the window while an archive is open, in one language.

    Another language builds another one over the same session, where what has to survive it lives.
    """

    screen_changed = Signal(str)
    painted = Signal()
    """It was seen for the first time."""

    def __init__(
        self, session: Session, theme: Theme, preferences: Preferences | None = None
    ) -> None:
        super().__init__()
        self._session = session
        self.actions_of_window = Actions(self)
        self.desk = Desk(session.archive, session.jobs, self.actions_of_window, theme, preferences)
        self._screens: dict[str, Screen] = {}
        self._was_painted = False
        self._waiting: QWidget | None = None
        self._palette: Palette | None = None
        self._reminders: ReminderPanel | None = None
        self._stack = Stage()
        actions = self.actions_of_window
        archive, closing = session.archive, actions["close_archive"]
        self.side_bar = SideBar(archive.settings.name, archive.person, actions)
        signed_in = archive.account.person if archive.account else ""
        self.top_bar = TopBar(actions, session.jobs, session.reminding, signed_in)
        self.notice = Notice()
        self.notice.setProperty("spaced", "true")
        self.read_only = ReadOnlyNotice(session)
        self.outage = OutageNotice(session)
        self.status_bar = StatusBar(archive, closing)
        self.setLayout(
            row(
                self.side_bar,
                (
                    column(
                        self.top_bar,
                        self.read_only,
                        self.outage,
                        self.notice,
                        (self._stack, 1),
                        self.status_bar,
                        spacing=0,
                    ),
                    1,
                ),
                spacing=0,
            )
        )
        self._connect()
        self._listen()

    @property
    def current(self) -> str:
        """The name of the screen that is shown."""
        return next(
            (n for n, screen in self._screens.items() if screen is self._stack.currentWidget()), ""
        )

    def first(self, wanted: str) -> str:
        """Return the screen to begin with: the one that is wanted, or one that may be shown."""
        may = [name for name in BY_NAME if self.actions_of_window[name].isEnabled()]
        return wanted if wanted in may else may[0]

    def screen_called(self, name: str) -> Screen:
        """Return a screen, built on its first visit."""
        if name not in self._screens:
            self.desk.room = self._stack
            self._screens[name] = BY_NAME[name].build(self.desk, self._session)
            self._stack.addWidget(self._screens[name])
            dress(self._screens[name])
        return self._screens[name]

    def show_screen(self, name: str) -> None:
        """Go to a screen, the keyboard with the reader."""
        self._turn_to(name)
        self.screen_called(name).take_keyboard()

    def _turn_to(self, name: str) -> None:
        self._stack.setCurrentWidget(self.screen_called(name))
        self.side_bar.show_current(name)
        self.screen_changed.emit(name)

    def stand_in(self, name: str) -> None:
        """Show the place of a screen while the archive is being opened."""
        self._waiting = widget(column(Skeleton(), margins=PAGE_MARGINS), "page")
        self._stack.setCurrentIndex(self._stack.addWidget(self._waiting))
        self.side_bar.show_current(name)

    def begin(self, name: str) -> None:
        """Show a screen now that the archive is open."""
        self.show_screen(name)
        if self._waiting is not None:
            self._waiting.deleteLater()
            self._waiting = None
        self._read_besides()
        self._session.jobs.start(lambda _job: load(), lane=Lane.LOADING)

    def screen_shown(self, name: str) -> Screen:
        """Go to a screen and return it."""
        self.show_screen(name)
        return self.screen_called(name)

    def search(self, text: str) -> None:
        """Search the whole archive and show what was found."""
        self.top_bar.field.write(text)
        self.screen_called(AGREEMENTS).search(text)
        self._turn_to(AGREEMENTS)  # whoever searches goes on typing

    def open_palette(self) -> "Palette":
        """Show the field in which anything can be found."""
        from luutru.gui.palette.palette import Palette  # noqa: PLC0415  asked for by key

        if self._palette is None:
            self._palette = Palette(self.desk, self)
            self._palette.closed.connect(partial(setattr, self, "_palette", None))
        return self._palette

    def open_reminders(self, *, take_focus: bool = True) -> "ReminderPanel":
        """Show what is late and near."""
        from luutru.gui.reminders.panel import ReminderPanel  # noqa: PLC0415  asked for by key

        if self._reminders is None:
            self._reminders = ReminderPanel(self.desk, self._session.reminding, self)
            self._reminders.closed.connect(partial(setattr, self, "_reminders", None))
        if take_focus:
            self._reminders.take_focus()
        return self._reminders

    def bring(self, paths: list[Path]) -> None:
        """Take files in and show how they come along."""
        if paths:
            self._session.queue.bring(paths)
            self.show_screen(INTAKE)

    def may_close(self) -> bool:
        """Tell whether no screen holds anything unsaved."""
        return all(screen.may_close() for screen in self._screens.values())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hear Escape once nothing with the focus wanted it: it leads back on every screen."""
        is_back = event.key() == Qt.Key.Key_Escape and bool(self.current)
        if not is_back or not self.screen_called(self.current).go_back():
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side_bar.set_compact(compact=self.width() < WORDS_FROM)

    def _connect(self) -> None:
        actions = self.actions_of_window
        for name in BY_NAME:
            actions.on(name, partial(self.show_screen, name))
        actions.on("search", self._focus_search)
        actions.on("next_pane", self._next_pane)
        actions.on("refresh", self._refresh)
        actions.on("palette", self.open_palette)
        actions.on("reminders", self.open_reminders)
        actions.on("new_milestone", self._add_milestone)
        own_pages.offer(actions, self.desk, self, lambda: self.current)
        actions.on("take_in", lambda: choosing.files(self, self.bring))
        actions.on("take_in_folder", lambda: choosing.folder(self, lambda one: self.bring([one])))
        actions.on("take_in_package", lambda: choosing.packages(self, self.bring))
        self.addActions([actions[name] for name in (*BY_NAME, *_ANYWHERE)])

    def _listen(self) -> None:
        desk, jobs = self.desk, self._session.jobs
        self.top_bar.field.searched.connect(self.search)
        desk.search_shown.connect(self.top_bar.field.write)
        self.read_only.taken_over.connect(desk.permits_changed)
        self._leading = Leading(desk, self.screen_shown)
        desk.files_brought.connect(self.bring)
        desk.settings_changed.connect(self._follow_settings)
        desk.told.connect(self.notice.say)
        jobs.refused.connect(self._explain)
        self._session.outage.over.connect(self._refresh)
        self._session.following.changed.connect(self._refresh)
        self._session.following.told.connect(self.notice.say)
        jobs.ended.connect(self._on_job_ended)
        self._session.queue.overviewed.connect(self._show_overview)
        self._session.queue.changed.connect(self._show_badges)
        self._session.reminding.changed.connect(self._show_badges)
        self._session.reminding.changed.connect(self._remind_once_a_day)

    def _remind_once_a_day(self) -> None:
        """Show the reminders by themselves, the first time an archive is open on a day."""
        preferences, told = self.desk.preferences, self._session.reminding.told
        name, today = f"reminded/{self.desk.archive.id}", clock.today().isoformat()
        if preferences.reminds and told and told.count and preferences.words(name) != (today,):
            preferences.keep_words(name, (today,))
            self.open_reminders(take_focus=False)

    def _add_milestone(self) -> None:
        """Plan one on the screen that is open, else on the screen of milestones."""
        if self.current and not self.screen_called(self.current).add_milestone():
            self.screen_shown(MILESTONES).add_milestone()

    def _follow_settings(self) -> None:
        self.side_bar.show_archive(self.desk.archive.settings.name)
        self._session.watcher.begin()

    def _explain(self, error: LuutruError) -> None:
        self.notice.say(*notice_of(error))

    def _on_job_ended(self, job: Job) -> None:
        if job.lane in (Lane.ACCESSION, Lane.INTAKE, Lane.CHECKING, Lane.BACKUP):
            self._refresh()
        elif job.lane is Lane.WRITING:
            self._session.queue.index_corrections()
            self._refresh()

    def _read_besides(self) -> None:
        """Read what is counted beside the screens; a screen reads by itself when it is built."""
        self._session.queue.reload()
        self._session.reminding.reload()

    def _refresh(self) -> None:
        self._read_besides()
        for screen in self._screens.values():
            screen.refresh()

    def _show_overview(self, seen: "Overview") -> None:
        self.status_bar.show_overview(seen)
        self._show_badges()

    def _show_badges(self) -> None:
        self.side_bar.show_badge(INTAKE, intake_badge(self._session.queue))
        told = self._session.reminding.told
        if MILESTONES in self.side_bar.buttons:
            self.side_bar.show_badge(MILESTONES, milestones_badge(told.late if told else 0))

    def _focus_search(self) -> None:
        self.top_bar.field.setFocus()
        self.top_bar.field.selectAll()

    def _next_pane(self) -> None:
        shown = self.screen_called(self.current).panes() if self.current else ()
        self.go_on((self.top_bar.field, *shown))
