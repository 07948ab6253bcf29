"""The window: shows the welcome or an archive at work, and hears of files dragged over it.

It stands before what works with an archive is loaded (docs/adr/0041-windows-wear-the-sheet.md).
"""

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from luutru import i18n
from luutru.gui.drop_target import DropTarget
from luutru.gui.formats import shortened
from luutru.gui.preferences import Preferences
from luutru.gui.shell import UNSEEN_MS, Shell
from luutru.gui.theme.dressing import Undressed, dress
from luutru.gui.theme.theme import Theme
from luutru.gui.widgets.brand import NAME
from luutru.gui.widgets.unsaved import may_stop_work
from luutru.i18n import mark
from luutru.overriding import override

if TYPE_CHECKING:
    from collections.abc import Callable

    from luutru.gui.jobs import Job
    from luutru.gui.opening import Opening
    from luutru.gui.session import Session
    from luutru.gui.signing_in.entrance import Entrance
    from luutru.gui.welcome.screen import WelcomeScreen
    from luutru.gui.workspace import Workspace
    from luutru.progress import Progress
    from luutru.services.archive import Archive

    SampleMaker = Callable[[Progress], Path]

# ruff: noqa: PLC0415  the window stands before what works in it is loaded

LEAST: Final = QSize(1280, 680)
USUAL: Final = QSize(1440, 900)


class MainWindow(DropTarget):
    """Assembles; what it shows behaves by itself."""

    crashed = Signal(object)
    """Somebody did not catch this exception; may be told on any thread."""

    def __init__(
        self, theme: Theme, preferences: Preferences, sample: "SampleMaker | None" = None
    ) -> None:
        """`sample` makes the sample archive, where that comes with the program."""
        super().__init__()
        self._sample = sample
        self._theme = theme
        self._preferences = preferences
        self.crashed.connect(self.show_crash, Qt.ConnectionType.QueuedConnection)
        self._session: Session | None = None
        self._begun: Session | None = None
        """The session of which the catalogue was asked for."""
        self._welcome: WelcomeScreen | None = None
        self.setMinimumSize(LEAST)
        self.resize(USUAL.boundedTo(self.screen().availableSize()))
        self.restoreGeometry(preferences.geometry)

    @cached_property
    def _opening(self) -> "Opening":
        from luutru.gui.opening import Opening

        return Opening(self)

    @cached_property
    def _entrance(self) -> "Entrance":
        from luutru.gui.signing_in.entrance import Entrance

        made = Entrance(self, self._opening, leave=self._sign_out, anew=self._open_anew)
        made.idle.passed.connect(self.lock)
        return made

    @property
    def session(self) -> "Session | None":
        """The archive at work."""
        return self._session

    def welcome(self) -> "WelcomeScreen":
        """Show the welcome."""
        from luutru.gui.welcome.screen import WelcomeScreen
        from luutru.gui.welcome.ways import lead

        recent, sample = self._preferences.recent, self._sample is not None
        screen = WelcomeScreen(self._theme, recent, offers_sample=sample)
        lead(screen, self, self._opening)
        self._show(screen, NAME)
        self._welcome = screen
        return screen

    def open(self, folder: Path, *, copied: bool = False) -> None:
        """Open the archive in `folder`, or the copy of this desk, in a window that stands first."""
        shell = Shell(mark("Opening the archive…"), shortened(folder))
        shell.seen.connect(partial(self._find, folder, copied=copied))
        self._show(shell, NAME)

    def _find(self, folder: Path, *, copied: bool) -> None:
        found = partial(self._entrance.unlock, unlocked=self._stand_in, left=self.welcome)
        self._opening.find(folder, found, self._not_opened, copied=copied)

    def make(self, make: "Callable[[], Archive]") -> None:
        """Make a new archive, or join one, and open it; who joins may be asked for sign-in."""
        self._opening.make(make, self._stand_in, self._not_opened)

    def open_sample(self) -> None:
        """Open the sample archive; the first time it is made before the reader's eyes."""
        if self._sample is not None:
            self.bring(self._sample, mark("Making the sample archive"))

    def bring(self, work: "Callable[[Job], Path]", title: str) -> None:
        """Let `work` bring an archive before the reader's eyes, and open it."""
        waiting = self._opening.bring(work, title, self.open, self._not_opened)
        waiting.stopped.connect(self.welcome)
        self._show(waiting, NAME)

    def work_in(self, archive: "Archive") -> "Workspace":
        """Show an archive at work."""
        workspace = self._show_archive(archive)
        self._begin()
        return workspace

    def _show_archive(self, archive: "Archive") -> "Workspace":
        from luutru.gui.session import Session

        self.let_go()
        self._session = Session(archive, self)
        self._session.jobs.crashed.connect(self.show_crash)
        return self._build_workspace(self._session)

    def _stand_in(self, archive: "Archive") -> None:
        """Show the window of an archive; what opens it takes far longer to load than to paint."""
        workspace = self._show_archive(archive)
        workspace.stand_in(workspace.first(self._preferences.screen))
        workspace.painted.connect(self._open_catalogue)
        QTimer.singleShot(UNSEEN_MS, self._open_catalogue)

    def _open_catalogue(self) -> None:
        session = self._session
        if session is not None and session is not self._begun:
            self._begun = session
            self._opening.ask(
                session.archive,
                lambda asked: self._begin_with(session, asks=asked),
                self._not_opened,
            )

    def _begin_with(self, session: "Session", *, asks: bool) -> None:
        if session is self._session and asks:
            self.workspace = None
            self._entrance.ask(session.archive, self._entered, self.close_archive)
        elif session is self._session:
            if session.archive.member is not None:  # what stood in did not know what they may
                self._build_workspace(session)
            self._begin()

    def _entered(self) -> None:
        if self._session is not None:
            self._build_workspace(self._session)
            self._begin()
            self._entrance.idle.begin(self._preferences.lock_after)

    def lock(self) -> None:
        """Show nothing of the archive until whoever signed in has typed their password again."""
        if self._session is not None:
            self._entrance.lock(self._session.archive)

    def _sign_out(self, *, copied: bool = False) -> None:
        if self._may_close():
            self._open_anew(copied=copied)

    def _open_anew(self, *, copied: bool = False) -> None:
        if (session := self._session) is not None:
            self.let_go()
            self.open(session.archive.folder, copied=copied)

    def _begin(self) -> None:
        """Do what an archive that is open has to do."""
        if self._session is None or self.workspace is None:
            return
        from luutru.gui.reminders.tray import Tray

        self._begun = self._session
        self._preferences.opened(self._session.archive.folder)
        self.workspace.begin(self.workspace.first(self._preferences.screen))
        self._session.begin()
        self._tray = Tray(self._session.reminding, self._preferences, self._session)
        self._tray.opened.connect(self._show_reminders)

    def close_archive(self) -> None:
        """Close the archive and show the welcome, unless the reader thinks better of it."""
        if self._may_close():
            self.let_go()
            self.welcome()

    def let_go(self) -> None:
        """Stop all work and close the archive, without asking."""
        if self._session is not None:
            session, self._session = self._session, None
            self._entrance.forget()
            session.close()
            session.deleteLater()

    def change_language(self) -> None:
        """Speak the other language: what is shown is built again, what runs goes on."""
        if self.workspace is not None and not self.workspace.may_close():
            return
        self._preferences.language = i18n.use_language("en" if i18n.language() == "vi" else "vi")
        (self.welcome if self.workspace is None else self._build_anew)()

    def _build_anew(self) -> None:
        """Build again what is shown; what runs goes on."""
        if self._session is None or self.workspace is None:
            return
        screen, text = self.workspace.current, self.workspace.top_bar.field.text()
        workspace = self._build_workspace(self._session)
        workspace.show()  # only what is seen takes the keyboard
        if text:
            workspace.search(text)
        workspace.show_screen(workspace.first(screen or self._preferences.screen))
        self._session.queue.reload()

    def change_theme(self) -> None:
        """Change between light and dark."""
        self._preferences.scheme = self._theme.toggle()

    def show_crash(self, error: BaseException) -> None:
        """Show the report of a mistake of ours."""
        from luutru.gui.crash_dialog import CrashDialog
        from luutru.gui.crashes import crash_report

        CrashDialog(crash_report(error), self).open()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close():
            event.ignore()
            return
        self._preferences.geometry = self.saveGeometry()
        self.let_go()
        self._opening.close()
        super().closeEvent(event)

    def _not_opened(self, error: Exception) -> None:
        from luutru.gui.outage_notice import offer_copy

        archive = self._session.archive if self._session else None
        self.let_go()
        screen = self._welcome or self.welcome()
        screen.explain(error)
        if archive is not None:
            offer_copy(error, archive, self._opening, screen, self.open)

    def _build_workspace(self, session: "Session") -> "Workspace":
        from luutru.gui.workspace import Workspace

        workspace = Workspace(session, self._theme, self._preferences)
        queued = Qt.ConnectionType.QueuedConnection
        actions = workspace.actions_of_window
        actions.on("theme", self.change_theme)
        actions.on("language", self.change_language)
        actions.on("close_archive", self.close_archive)
        self._entrance.attend(workspace.desk)
        workspace.desk.permits_changed.connect(self._build_anew, queued)
        workspace.screen_changed.connect(partial(setattr, self._preferences, "screen"))
        workspace.outage.copy_wanted.connect(partial(self._sign_out, copied=True), queued)
        workspace.outage.returned.connect(self._sign_out, queued)
        self._show(workspace, f"{session.archive.settings.name} – {NAME}")
        self.workspace = workspace
        return workspace

    def _show_reminders(self) -> None:
        if self.isMinimized():
            self.showNormal()
        self.activateWindow()
        if self.workspace is not None:
            self.workspace.open_reminders()

    def _show(self, widget: QWidget, title: str) -> None:
        self.workspace = None
        self._welcome = None
        if not isinstance(widget, Undressed):
            dress(widget)
        self.setCentralWidget(widget)
        self.setWindowTitle(title)

    def _may_close(self) -> bool:
        if self._session is None:
            return True
        if self.workspace is not None and not self.workspace.may_close():
            return False
        return not self._session.jobs.running or may_stop_work(self)
