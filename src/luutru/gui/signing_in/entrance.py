"""The entrance of a window: who asks is let in, and locked out after a while without a touch."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from luutru.errors import LuutruError
from luutru.gui.jobs import Jobs
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.signing_in.idle import Idle
from luutru.gui.theme.dressing import dress
from luutru.gui.widgets.brand import NAME

if TYPE_CHECKING:
    from luutru.gui.signing_in.page import SignInPage
    from luutru.gui.signing_in.unlock_page import UnlockPage
    from luutru.records.roles import Account
    from luutru.services.archive import Archive


def _page(name: str = "") -> "SignInPage":
    from luutru.gui.signing_in.page import SignInPage  # noqa: PLC0415  starts quicker

    return SignInPage(name)


class Entrance(QObject):
    """Puts the page that asks in place of what the window shows, and takes it away again."""

    def __init__(
        self,
        window: QMainWindow,
        jobs: Jobs,
        *,
        leave: Callable[[], object],
        anew: Callable[[], object],
    ) -> None:
        """`leave` signs out, if nothing keeps it from that; `anew` opens the archive anew at once.

        That has to be once sign-in was turned on or off: nobody may ask the archive as before.
        """
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._leave = leave
        self._anew = anew
        self._behind: QWidget | None = None
        self._title = ""
        self._put_away: list[QWidget] = []
        self.idle = Idle(self)

    @property
    def is_locked(self) -> bool:
        """Tell whether something waits behind the page."""
        return self._behind is not None

    def attend(self, desk: Desk) -> None:
        """Let the reader lock the window and sign out, and follow what they set of it."""
        archive, actions = desk.archive, desk.actions
        actions.on("lock", lambda: self.lock(archive))
        actions.on("sign_out", self._leave)
        signed_in = archive.account is not None
        actions.on("change_password", lambda: self._change_password(desk))
        for name in ("change_password", "lock", "sign_out"):
            actions[name].setVisible(signed_in)
        if signed_in:
            desk.lock_after_changed.connect(self.idle.begin)
        self._changed = desk.permits_changed
        desk.sign_in_changed.connect(self._anew, Qt.ConnectionType.QueuedConnection)

    def _change_password(self, desk: Desk) -> None:
        from luutru.gui.signing_in.password_dialog import (  # noqa: PLC0415  asked for by key
            ChangePasswordDialog,
        )

        dialog = ChangePasswordDialog(desk, self._window)
        dialog.told.connect(lambda title, text: desk.told.emit("good", title, text))
        dialog.open()

    def unlock(
        self,
        archive: "Archive",
        unlocked: Callable[["Archive"], object],
        left: Callable[[], object],
    ) -> None:
        """Ask for the passphrase of `archive` where it is encrypted, before it is opened."""
        if not archive.keyring.is_locked:
            unlocked(archive)
            return
        from luutru.gui.signing_in.unlock_page import UnlockPage  # noqa: PLC0415  starts quicker

        page = UnlockPage(archive.settings.name)

        def refused(error: Exception) -> None:
            self._refuse(page, error)

        def tried(passphrase: str) -> None:
            self._jobs.start(
                lambda _job: archive.keyring.unlock(passphrase),
                lambda _none: unlocked(archive),
                lane=Lane.READING,
                failed=refused,
            )

        def forgotten() -> None:
            from luutru.gui.signing_in.recover_dialog import (  # noqa: PLC0415  seldom asked
                RecoverDialog,
            )

            dialog = RecoverDialog(page, archive, self._jobs)
            dialog.recovered.connect(lambda: unlocked(archive))
            dialog.open()

        page.left.connect(left)
        page.wanted.connect(tried)
        page.recovery_wanted.connect(forgotten)
        self._show(page)

    def ask(
        self, archive: "Archive", entered: Callable[[], object], left: Callable[[], object]
    ) -> None:
        """Ask who somebody is before anything of `archive` is shown."""
        page = _page()
        if archive.member is not None:
            page.name.setText(archive.member.name)
        page.left.connect(left)
        self._show(page)
        page.wanted.connect(lambda name, word: self._sign_in(archive, page, name, word, entered))

    def lock(self, archive: "Archive") -> None:
        """Show nothing of `archive` until whoever signed in has typed their password again."""
        account = archive.account
        if account is None or self.is_locked:
            return
        self.idle.end()
        self._title = self._window.windowTitle()
        self._put_away = [
            one
            for one in QApplication.topLevelWidgets()
            if one is not self._window and one.isVisible()
        ]
        for one in self._put_away:
            one.hide()
        self._behind = self._window.takeCentralWidget()
        if self._behind is not None:
            self._behind.hide()
        page = _page(account.name)
        page.left.connect(self._leave)
        self._show(page)

        def unlock() -> None:
            self._unlock()
            if archive.account is not None and archive.account.roles != account.roles:
                self._changed.emit()

        page.wanted.connect(lambda name, word: self._sign_in(archive, page, name, word, unlock))

    def forget(self) -> None:
        """Let go of what waits behind the page: the archive is closed."""
        self.idle.end()
        if self._behind is not None:
            self._behind.deleteLater()
        self._behind, self._put_away = None, []

    def _unlock(self) -> None:
        behind, self._behind = self._behind, None
        if behind is None:
            return
        self._window.setCentralWidget(behind)
        behind.show()
        self._window.setWindowTitle(self._title)
        for one in self._put_away:
            one.show()
        self._put_away = []
        self.idle.again()

    def _refuse(self, page: "SignInPage | UnlockPage", error: Exception) -> None:
        if isinstance(error, LuutruError):
            page.refuse(error)
        else:
            self._jobs.crashed.emit(error)

    def _show(self, page: "SignInPage | UnlockPage") -> None:
        dress(page)
        self._window.setCentralWidget(page)
        self._window.setWindowTitle(NAME)
        page.begin()

    def _sign_in(
        self,
        archive: "Archive",
        page: "SignInPage",
        name: str,
        password: str,
        entered: Callable[[], object],
    ) -> None:
        def work(_job: object) -> "Account":
            from luutru.services.people.signing_in import sign_in  # noqa: PLC0415  starts quicker

            return sign_in(archive, name, password)

        def refused(error: Exception) -> None:
            self._refuse(page, error)

        self._jobs.start(work, lambda _account: entered(), lane=Lane.READING, failed=refused)
