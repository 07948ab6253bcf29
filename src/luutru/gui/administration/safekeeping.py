"""Backups and drills in the background: one at a time, with progress, pause and stop."""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from luutru.gui.formats import Grouped
from luutru.gui.formats import size as size_words
from luutru.gui.jobs import Job
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.i18n import mark, translate, translate_count

if TYPE_CHECKING:
    from luutru.services.backup.backing_up import BackupReport
    from luutru.services.backup.drilling import DrillReport
    from luutru.services.backup.mending import MendReport

# ruff: noqa: PLC0415  what works is loaded with the work

BACKING_UP: Final = mark("Backing up")
DRILLING: Final = mark("Restore drill")
MENDING: Final = mark("Putting back from a backup")
_TOLD: Final = 5
"""Findings that a notice tells; the log keeps the others."""


class Safekeeping(QObject):
    """Starts the work and says what came of it."""

    changed = Signal()
    """Work began, went on or ended."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        desk.jobs.began.connect(self._follow)
        desk.jobs.progressed.connect(self._follow)
        desk.jobs.ended.connect(self._follow)

    @property
    def running(self) -> Job | None:
        """The work that runs or waits, also one begun before the window was built anew."""
        return next((job for job in self._desk.jobs.running if job.lane is Lane.BACKUP), None)

    def back_up(self, place: Path) -> None:
        """Back up to the medium in `place`."""
        archive = self._desk.archive

        def work(job: Job) -> "BackupReport":
            from luutru.services.backup.backing_up import back_up

            return back_up(archive, place, progress=job)

        if self.running is None:
            self._desk.jobs.start(
                work, self._tell_backup, lane=Lane.BACKUP, title=translate(BACKING_UP)
            )
            self.changed.emit()

    def drill(self, place: Path) -> None:
        """Try out the newest backup on the medium in `place`."""
        archive = self._desk.archive

        def work(job: Job) -> "DrillReport":
            from luutru.services.backup.drilling import drill

            return drill(place, archive=archive, progress=job)

        if self.running is None:
            self._desk.jobs.start(
                work, self._tell_drill, lane=Lane.BACKUP, title=translate(DRILLING)
            )
            self.changed.emit()

    def mend(self, place: Path, names: Collection[str]) -> None:
        """Put files that are called so, as a verification found them, back from a medium."""
        archive = self._desk.archive

        def work(job: Job) -> "MendReport":
            from luutru.services.backup.mending import mend

            return mend(archive, [place], only=names, progress=job)

        if self.running is None:
            self._desk.jobs.start(
                work, self._tell_mended, lane=Lane.BACKUP, title=translate(MENDING)
            )
            self.changed.emit()

    def _follow(self, job: Job) -> None:
        if job.lane is Lane.BACKUP:
            self.changed.emit()

    def _tell_backup(self, report: "BackupReport") -> None:
        words = translate_count(
            "{count} file was copied and read back ({size}).",
            "{count} files were copied and read back ({size}).",
            Grouped(report.copied),
            size=size_words(report.copied_bytes),
        )
        if report.absent:
            title = translate_count(
                "{count} file of the archive is lost or changed, and could not be backed up.",
                "{count} files of the archive are lost or changed, and could not be backed up.",
                Grouped(len(report.absent)),
            )
            self._desk.told.emit("bad", title, "\n".join(report.absent[:_TOLD]))
        elif report.same_disk:
            title = translate("The archive is backed up, on its own disk.")
            text = translate("It would be lost with that disk: use a medium that can be put away.")
            self._desk.told.emit("warn", title, f"{words} {text}")
        elif report.without_dump:
            title = translate("The archive is backed up, without the server's own dump.")
            self._desk.told.emit("warn", title, f"{words} {report.without_dump}")
        else:
            self._desk.told.emit("good", translate("The archive is backed up."), words)

    def _tell_drill(self, report: "DrillReport") -> None:
        if report.is_sound and not report.is_full:
            words = translate("Only its bytes were compared: it is encrypted with another key.")
            self._desk.told.emit("warn", translate("The backup is as it was written."), words)
            return
        if report.is_sound:
            words = translate_count(
                "{count} file was read; catalogue, log and register are sound.",
                "{count} files were read; catalogue, log and register are sound.",
                Grouped(report.files),
            )
            self._desk.told.emit("good", translate("The backup can be restored, whole."), words)
            return
        title = translate_count(
            "The drill found {count} thing: make another backup and keep this one as it is.",
            "The drill found {count} things: make another backup and keep this one as it is.",
            Grouped(len(report.findings)),
        )
        self._desk.told.emit("bad", title, "\n".join(report.findings[:_TOLD]))

    def _tell_mended(self, report: "MendReport") -> None:
        if report.lost:
            title = translate_count(
                "{count} file is lost or changed, on the medium too: try another one.",
                "{count} files are lost or changed, on the medium too: try another one.",
                Grouped(len(report.lost)),
            )
            self._desk.told.emit("bad", title, "\n".join(report.lost[:_TOLD]))
            return
        title = translate_count(
            "{count} file was put back, as it was taken in.",
            "{count} files were put back, as they were taken in.",
            Grouped(len(report.mended)),
        )
        aside = any(one.set_aside for one in report.mended)
        words = translate("What was damaged lies in quarantine.") if aside else ""
        self._desk.told.emit("good", title, words)
