"""The welcome: open an archive kept before, open another, or make one."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from luutru.errors import LuutruError
from luutru.gui import choosing
from luutru.gui.messages import crash_report, notice_of
from luutru.gui.status_bar import shortened
from luutru.gui.theme.theme import Theme
from luutru.gui.welcome.archives import KnownArchive, known_archives
from luutru.gui.welcome.new_archive import NewArchiveForm
from luutru.gui.widgets.brand import NAME, Mark
from luutru.gui.widgets.buttons import icon_button, push_button
from luutru.gui.widgets.layouts import STRETCH, card, column, label, line, row, scrolled, set_ground
from luutru.gui.widgets.notice import Notice
from luutru.i18n import translate

_WIDTH = 920


class WelcomeScreen(QWidget):
    """Shown while no archive is open."""

    folder_chosen = Signal(object)
    """The `Path` of an archive to open."""
    archive_made = Signal(object)
    """A call that makes and opens a new archive."""
    language_wanted = Signal()
    theme_wanted = Signal()

    def __init__(self, theme: Theme, recent: list[Path]) -> None:
        super().__init__()
        set_ground(self, "page")
        self._theme = theme
        self._notice = Notice()
        self._form = NewArchiveForm()
        self._form.made.connect(self.archive_made)
        middle = QWidget()
        middle.setFixedWidth(_WIDTH)
        middle.setLayout(
            column(
                STRETCH,
                self._head(),
                10,
                self._notice,
                row(
                    (self._open_card(known_archives(recent)), 1), (self._new_card(), 1), spacing=16
                ),
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
            self._notice.say(*notice_of(error))
        else:
            self._notice.say("bad", translate("Something unexpected happened"), crash_report(error))

    @property
    def told(self) -> str:
        """What the notice says."""
        return self._notice.accessibleName() if not self._notice.isHidden() else ""

    def _head(self) -> QWidget:
        words = column(
            label(NAME, "h1"),
            label(translate("Keeps scanned agreements, and finds them by their words."), "muted"),
            spacing=2,
        )
        theme = icon_button("moon", translate("Light or dark"), self.theme_wanted.emit)
        language = icon_button("languages", "Tiếng Việt / English", self.language_wanted.emit)
        head = QWidget()
        head.setLayout(row(Mark(44), words, STRETCH, theme, language, spacing=14))
        return head

    def _open_card(self, archives: list[KnownArchive]) -> QWidget:
        entries = QVBoxLayout()
        entries.setSpacing(4)
        for archive in archives:
            entries.addWidget(self._entry(archive))
        if not archives:
            entries.addWidget(
                label(
                    translate("No archive was opened on this workstation yet."), "muted", wrap=True
                )
            )
        choose = push_button(translate("Open another archive…"), self._choose, icon_name="folder")
        return card(
            label(translate("Open an archive"), "h2"),
            line(),
            entries,
            STRETCH,
            row(choose, STRETCH),
        )

    def _entry(self, archive: KnownArchive) -> QPushButton:
        sample = translate("Sample archive") if archive.is_sample else ""
        where = shortened(archive.folder)
        button = push_button(
            f"{archive.name}\n{sample + ' · ' if sample else ''}{where}",
            lambda: self.folder_chosen.emit(archive.folder),
            icon_name="archive",
            kind="entry",
            tip=str(archive.folder),
        )
        button.setAccessibleName(f"{archive.name}, {where}")
        button.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        return button

    def _new_card(self) -> QWidget:
        return card(label(translate("Make a new archive"), "h2"), line(), self._form, STRETCH)

    def _choose(self) -> None:
        choosing.folder(self, self.folder_chosen.emit, translate("Choose the folder of an archive"))
