"""The notice of a window whose server does not answer; it goes when the server is back."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from luutru.errors import CatalogueOutOfReach
from luutru.gui.messages import notice_of
from luutru.gui.session import Session
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.notice import Notice
from luutru.i18n import translate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from luutru.gui.opening import Opening
    from luutru.gui.welcome.screen import WelcomeScreen
    from luutru.services.archive import Archive


class OutageNotice(Notice):
    """Quiet, whatever else fails meanwhile; an archive that is read from a copy says so itself."""

    copy_wanted = Signal()
    """The copy of this desk is to be read until the server is back."""

    returned = Signal()
    """The copy was read, and the server answers again."""

    def __init__(self, session: Session) -> None:
        super().__init__(stays=True)
        self.setProperty("spaced", "true")
        self._session = session
        session.outage.changed.connect(self._tell)
        session.outage.over.connect(self._end)
        self._tell()

    def _end(self) -> None:
        if self._session.archive.is_mirrored:
            self.say("good", translate("The server answers again: the archive is opened anew."))
            self.returned.emit()

    def _tell(self) -> None:
        outage = self._session.outage
        if not outage.is_on or self._session.archive.is_mirrored:
            self.clear()
            return
        ways = []
        if outage.copied_at:
            ways.append(_copy_button(outage.copied_at, self.copy_wanted.emit))
        self.say(
            "warn",
            translate("The server of the archive does not answer."),
            translate(
                "What you entered stays in its fields; save it again when this notice is gone. "
                "Until then the server is asked every few seconds."
            ),
            *ways,
        )


class Opens(Protocol):
    """Opens the archive in a folder, or what this desk copied of it."""

    def __call__(self, folder: "Path", *, copied: bool = False) -> None:
        """Show it in the window."""


def offer_copy(
    error: Exception,
    archive: "Archive",
    opening: "Opening",
    screen: "WelcomeScreen",
    open_again: Opens,
) -> None:
    """Let an archive whose server did not answer be tried again, or read from the copy."""
    if not isinstance(error, CatalogueOutOfReach):
        return
    folder = archive.folder

    def work(_job: object) -> str:
        from luutru.services import mirror  # noqa: PLC0415  starts quicker

        known = mirror.mirror_of(archive)
        return mirror.time_of(known) if known else ""

    def tell(copied_at: str) -> None:
        ways = [push_button(translate("Try again"), lambda: open_again(folder))]
        if copied_at:
            ways.append(_copy_button(copied_at, lambda: open_again(folder, copied=True)))
        screen.notice.say(*notice_of(error), *ways)

    opening.start(work, tell)


def _copy_button(copied_at: str, do: "Callable[[], object]") -> QPushButton:
    return push_button(
        translate("Read the copy of {time}", time=copied_at), do, icon_name="file-search"
    )
