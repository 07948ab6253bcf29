"""The welcome: open an archive kept before, open another, or make one."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from luutru.errors import LuutruError
from luutru.gui import choosing
from luutru.gui.crashes import crash_report
from luutru.gui.formats import shortened
from luutru.gui.messages import notice_of
from luutru.gui.theme.theme import Theme
from luutru.gui.welcome.archive_entry import ArchiveEntry
from luutru.gui.welcome.archives import KnownArchive, known_archives
from luutru.gui.welcome.new_archive import NewArchiveForm
from luutru.gui.widgets.brand import NAME, Mark
from luutru.gui.widgets.buttons import icon_button, push_button
from luutru.gui.widgets.layouts import STRETCH, card, column, label, line, row, scrolled, set_ground
from luutru.gui.widgets.notice import Notice
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.gui.welcome.shared import SharedArchiveDialog

_WIDTH = 920


class WelcomeScreen(QWidget):
    """Shown while no archive is open."""

    folder_chosen = Signal(object)
    """The `Path` of an archive to open."""
    archive_made = Signal(object)
    """A call that makes and opens a new archive."""
    restore_wanted = Signal()
    """Make an archive of a backup."""
    sample_wanted = Signal()
    language_wanted = Signal()
    theme_wanted = Signal()
    check_wanted = Signal()
    """Look whether this computer has what the program needs."""

    def __init__(self, theme: Theme, recent: list[Path], *, offers_sample: bool = False) -> None:
        super().__init__()
        self.sample = push_button(
            translate("Open the sample archive"),
            self.sample_wanted.emit,
            icon_name="sparkles",
            tip=translate("Twelve invented agreements to try everything on"),
        )
        self.sample.setVisible(offers_sample)
        set_ground(self, "page")
        self._theme = theme
        self._sharing: SharedArchiveDialog | None = None
        """Once it was asked for: what was typed stays in it where a server refuses."""
        self.notice = Notice()
        self._form = NewArchiveForm()
        self._form.made.connect(self.archive_made)
        self._entries = [self._entry(archive) for archive in known_archives(recent)]
        middle = QWidget()
        middle.setFixedWidth(_WIDTH)
        middle.setLayout(
            column(
                STRETCH,
                self._head(),
                10,
                self.notice,
                row((self._open_card(), 1), (self._new_card(), 1), spacing=16),
                STRETCH,
                spacing=12,
                margins=(0, 24, 0, 24),
            )
        )
        page = QWidget()
        page.setLayout(row(STRETCH, middle, STRETCH))
        self.setLayout(column(scrolled(page)))

    def explain(self, error: Exception) -> None:
        """Say why an archive was not opened or made."""
        if isinstance(error, LuutruError):
            self.notice.say(*notice_of(error))
        else:
            self.notice.say("bad", translate("Something unexpected happened"), crash_report(error))

    @property
    def told(self) -> str:
        """What the notice says."""
        return self.notice.accessibleName() if not self.notice.isHidden() else ""

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus where the reader most likely goes on: on the archive opened last."""
        super().showEvent(event)
        if self._entries:
            self._entries[0].setFocus()
        else:
            self._form.begin()

    def _head(self) -> QWidget:
        words = column(
            label(NAME, "h1"),
            label(translate("Keeps scanned agreements, and finds them by their words."), "muted"),
            spacing=2,
        )
        theme = icon_button("moon", translate("Light or dark"), self.theme_wanted.emit)
        language = icon_button("languages", "Tiếng Việt / English", self.language_wanted.emit)
        self.check = push_button(
            translate("Self-check…"),
            self.check_wanted.emit,
            icon_name="list-checks",
            tip=translate("Look whether this computer has what the program needs"),
        )
        self.check.setShortcut("Ctrl+F1")
        head = QWidget()
        head.setLayout(row(Mark(44), words, STRETCH, self.check, theme, language, spacing=14))
        return head

    def _open_card(self) -> QWidget:
        choose = push_button(translate("Open another archive…"), self._choose, icon_name="folder")
        self.restore = push_button(
            translate("Restore from a backup…"),
            self.restore_wanted.emit,
            icon_name="history",
            tip=translate("Make an archive again of what lies on a medium"),
        )
        self.shared = push_button(
            translate("Shared archive…"),
            self._share,
            icon_name="server",
            tip=translate("Work in the archive of an office, which a server keeps"),
        )
        nothing = label(translate("No archive was opened on this workstation yet."), "muted")
        return card(
            label(translate("Open an archive"), "h2"),
            line(),
            column(*self._entries, spacing=8) if self._entries else nothing,
            STRETCH,
            row(choose, self.restore),
            row(self.shared, self.sample),
        )

    def _entry(self, archive: KnownArchive) -> ArchiveEntry:
        where = shortened(archive.folder)
        if archive.is_sample:
            where = " · ".join((translate("Sample archive"), where))
        entry = ArchiveEntry(archive.name, where, str(archive.folder))
        entry.clicked.connect(lambda _checked: self.folder_chosen.emit(archive.folder))
        return entry

    def _new_card(self) -> QWidget:
        return card(label(translate("Make a new archive"), "h2"), line(), self._form, STRETCH)

    def _share(self) -> None:
        if self._sharing is None:
            from luutru.gui.welcome.shared import SharedArchiveDialog  # noqa: PLC0415  see below

            self._sharing = SharedArchiveDialog(self)  # the welcome starts quicker without it
            self._sharing.made.connect(self.archive_made)
        self._sharing.open()

    def _choose(self) -> None:
        choosing.folder(self, self.folder_chosen.emit, translate("Choose the folder of an archive"))
