"""Compares every original with its checksum, in the background, and says what came of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from luutru.gui.formats import Grouped
from luutru.gui.jobs import Job
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.i18n import mark, translate, translate_count

if TYPE_CHECKING:
    from luutru.services.inspecting import Verdict


class Checking(QObject):
    """One comparison at a time; it goes on while other screens are shown."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None

    @property
    def running(self) -> bool:
        """Tell whether originals are being compared now."""
        return self._job is not None

    def begin(self) -> None:
        """Compare all originals."""
        if self._job is not None:
            return
        archive = self._desk.archive

        def work(job: Job) -> "Verdict":
            from luutru.services.inspecting import verify  # noqa: PLC0415  not for the first frame

            return verify(archive, full=True, progress=job)

        self._job = self._desk.jobs.start(
            work, self._tell, lane=Lane.CHECKING, title=mark("Comparing checksums")
        )
        self._job.on_end = self._over
        self.changed.emit()

    def _over(self) -> None:
        self._job = None
        self.changed.emit()

    def _tell(self, verdict: "Verdict") -> None:
        if verdict.is_sound:
            words = translate_count(
                "{count} file was read and is what was taken in.",
                "{count} files were read and are what was taken in.",
                Grouped(verdict.hashed),
            )
            self._desk.told.emit("good", translate("The archive is sound."), words)
            return
        words = translate_count(
            "{count} thing is not as it was taken in.",
            "{count} things are not as they were taken in.",
            Grouped(len(verdict.findings)),
        )
        first = "\n".join(finding.what for finding in verdict.findings[:5])
        self._desk.told.emit("bad", words, first)
