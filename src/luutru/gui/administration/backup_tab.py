"""The tab “Sao lưu”: when and where the archive was backed up, and whether that can be restored."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QGridLayout, QWidget

from luutru.gui import choosing
from luutru.gui.administration.backup_words import backup_text, drill_text, lines_of, media_text
from luutru.gui.administration.running import RunningLine
from luutru.gui.administration.safekeeping import Safekeeping
from luutru.gui.administration.state_card import StateCard
from luutru.gui.jobs import Newest
from luutru.gui.restoring.dialog import RestoreDialog
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.empty_state import EmptyState
from luutru.gui.widgets.layouts import CARD_MARGINS, box, column, label, scrolled, widget
from luutru.gui.widgets.word_table import WordTable
from luutru.i18n import mark, translate
from luutru.records.roles import Permission

if TYPE_CHECKING:
    from luutru.services.archive import Archive
    from luutru.services.backup.restoring import RestoreReport
    from luutru.services.backup.told import Safekeeping as Told
    from luutru.services.migration.from_backup import OfficeReport

_HEADINGS: Final = (
    mark("Backup medium"), mark("Last backup"), mark("Backups"), mark("Files"), mark("Last drill"),
)  # fmt: skip
_WIDTHS: Final = {1: 170, 2: 110, 3: 110, 4: 240}


class BackupTab(QWidget):
    """Reads the log anew whenever the archive has changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._reading = Newest(desk.jobs)
        self._same: Path | None = None
        self.work = Safekeeping(desk, self)
        self.write = push_button(
            translate("Back up…"), self._choose_medium, icon_name="hard-drive", kind="primary",
            tip=translate("Copy what is missing to a medium, and read back what was written"),
        )  # fmt: skip
        self.again = push_button(
            translate("To the same medium"), self._back_up_again, icon_name="refresh-cw",
            tip=translate("Back up to where the last backup lies; the medium is connected"),
        )  # fmt: skip
        self.try_out = push_button(
            translate("Restore drill…"), self._choose_backup, icon_name="shield-check",
            tip=translate("Read a backup to its end, try to restore it, and record the result"),
        )  # fmt: skip
        self.restore = push_button(
            translate("Restore…"), self._restore, icon_name="history",
            tip=translate("Make an archive of a backup in a new folder; this one stays as it is"),
        )  # fmt: skip
        desk.permits.guard_each(
            (self.write, "backed_up"), (self.again, "backed_up"), (self.try_out, "drilled"),
            (self.restore, Permission.BACKUP),
        )  # fmt: skip
        self.again.hide()
        self.backup = StateCard(translate("Backup"), "hard-drive", "active", self.write, self.again)
        self.drill = StateCard(translate("Restore drill"), "shield-check", "progress", self.try_out)
        self.media = StateCard(translate("Media"), "usb", "signed", self.restore)
        self.running = RunningLine()
        headings = [translate(one) for one in _HEADINGS]
        self.table = WordTable(translate("Media with backups"), headings, _WIDTHS, 0)
        self._lay_out()
        self.work.changed.connect(self._follow)
        self._follow()
        self.refresh()

    def _lay_out(self) -> None:
        cards = QGridLayout()
        cards.setSpacing(14)
        cards.setContentsMargins(0, 0, 0, 0)
        for place, card in enumerate((self.backup, self.drill, self.media)):
            cards.addWidget(card, 0, place)
            cards.setColumnStretch(place, 1)
        self._empty = EmptyState(
            "hard-drive", translate("No backup was made yet."),
            translate("Every medium with a backup is listed here, and when it was tried out."),
        )  # fmt: skip
        known = box(
            "card",
            column(
                label(translate("Media with backups"), "h2"), (self._empty, 1), (self.table, 1),
                spacing=8, margins=CARD_MARGINS,
            ),
        )  # fmt: skip
        self.table.setMinimumHeight(160)
        area = scrolled(widget(column(self.running, cards, (known, 1), spacing=14)))
        area.setAccessibleName(translate("Backup"))
        self.setLayout(column(area, spacing=0))

    def first(self) -> QWidget:
        """Return where the keyboard begins."""
        return self.write

    def refresh(self) -> None:
        """Read anew what the log tells."""
        archive = self._desk.archive
        self._reading.ask(lambda _job: _read(archive), self._show)

    def _show(self, read: "tuple[Told, Path | None]") -> None:
        told, self._same = read
        self.backup.show_text(backup_text(told))
        self.drill.show_text(drill_text(told.drill))
        self.media.show_text(media_text(told))
        self.table.show_lines(lines_of(told))
        self.table.setVisible(bool(told.sets))
        self._empty.setVisible(not told.sets)
        self.again.setVisible(self._same is not None)

    def _follow(self) -> None:
        """Show the work that runs, and let no button start another one."""
        running = self.work.running
        for button in (self.write, self.again, self.try_out):
            button.setEnabled(running is None)
        self.running.follow(running)

    def _choose_medium(self) -> None:
        choosing.folder(self, self.work.back_up, translate("Choose the medium for the backup"))

    def _back_up_again(self) -> None:
        if self._same is not None:
            self.work.back_up(self._same)

    def _choose_backup(self) -> None:
        choosing.folder(self, self.work.drill, translate("Choose the medium with the backup"))

    def _restore(self) -> None:
        guide = translate(
            "The archive that is open stays as it is. No copy is numbered in the restored one "
            "before its last number is confirmed."
        )
        dialog = RestoreDialog(self._desk.jobs, self, guide, self._desk.archive.person)
        dialog.restored.connect(self._tell_restored)
        dialog.open()

    def _tell_restored(self, report: "RestoreReport | OfficeReport") -> None:
        title = translate("The archive is restored in {folder}.", folder=report.place)
        text = translate("Close this archive and open that one to go on there.")
        self._desk.told.emit("warn" if report.lost else "good", title, text)


def _read(archive: "Archive") -> "tuple[Told, Path | None]":
    """Read what the log tells, and where the last medium is connected now."""
    from luutru.services.backup.told import safekeeping  # noqa: PLC0415  starts quicker

    told = safekeeping(archive)
    place = Path(told.last.place) if told.last else None
    return told, place if place is not None and place.is_dir() else None
