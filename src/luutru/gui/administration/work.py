"""Looking after the archive in the background: comparing, rebuilding, putting right."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from luutru.gui.administration.safekeeping import Safekeeping
from luutru.gui.jobs import Job
from luutru.gui.lanes import Lane
from luutru.gui.plain_copies import LIST, NewFile, to_new_file
from luutru.gui.screen import Desk
from luutru.i18n import mark, translate, translate_count

if TYPE_CHECKING:
    from luutru.services.indexing import IndexingReport
    from luutru.services.inspecting import Verdict
    from luutru.services.recovery import Recovery

COMPARING: Final = mark("Comparing with SHA-256")
REBUILDING: Final = mark("Building the index anew")
PUTTING_RIGHT: Final = mark("Putting right what a crash left")
VERDICT_FORMS: Final = mark("Reports (*.pdf *.docx *.xlsx *.csv *.json)")


class Caretaking(QObject):
    """Starts the work and says what came of it; one work of each kind at a time."""

    changed = Signal()
    """Work began, went on or ended."""
    verified = Signal(object)
    """A verification ended with this `services.inspecting.Verdict`."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window = parent
        self.safekeeping = Safekeeping(desk, self)
        desk.jobs.began.connect(self._follow)
        desk.jobs.progressed.connect(self._follow)
        desk.jobs.ended.connect(self._follow)

    @property
    def verification(self) -> Job | None:
        """The verification that runs or waits, also one begun before the window was built anew."""
        return next((job for job in self._desk.jobs.running if job.lane is Lane.CHECKING), None)

    @property
    def rebuilding(self) -> Job | None:
        """The building of the index that runs or waits."""
        return self._running(translate(REBUILDING))

    @property
    def putting_right(self) -> Job | None:
        """The recovery that runs or waits."""
        return self._running(translate(PUTTING_RIGHT))

    def verify(self) -> None:
        """Read every original and compare its checksum."""
        archive = self._desk.archive

        def work(job: Job) -> "Verdict":
            from luutru.services.inspecting import verify  # noqa: PLC0415  starts quicker

            return verify(archive, full=True, progress=job)

        if self.verification is None:
            self._desk.jobs.start(
                work, self._verified, lane=Lane.CHECKING, title=translate(COMPARING)
            )
            self.changed.emit()

    def rebuild(self) -> None:
        """Throw the index away and fill it again."""
        archive = self._desk.archive

        def work(job: Job) -> "IndexingReport":
            from luutru.services.indexing import rebuild  # noqa: PLC0415

            return rebuild(archive, job)

        if self.rebuilding is None:
            self._desk.jobs.start(
                work, self._rebuilt, lane=Lane.INTAKE, title=translate(REBUILDING)
            )
            self.changed.emit()

    def put_right(self) -> None:
        """Sweep, set aside, make again and queue what a crash left."""
        archive = self._desk.archive

        def work(job: Job) -> "Recovery":
            from luutru.services.recovery import recover  # noqa: PLC0415

            return recover(archive, job)

        if self.putting_right is None:
            self._desk.jobs.start(
                work, self._put_right, lane=Lane.INTAKE, title=translate(PUTTING_RIGHT)
            )
            self.changed.emit()

    def save_report(self, verdict: "Verdict") -> None:
        """Ask where the report of a verification is to be written, and write it."""
        name = f"kiem-tra-{verdict.at.astimezone():%Y%m%d-%H%M}.pdf"

        def write(path: Path) -> None:
            self._write_report(verdict, path)

        wanted = NewFile(self._window, translate("Save the report"), name, translate(VERDICT_FORMS))
        to_new_file(self._desk, LIST, wanted, write)

    def print_report(self, verdict: "Verdict") -> None:
        """Ask for the printer and print the report of a verification."""
        from luutru.gui.printing import print_made  # noqa: PLC0415  the printer is rarely wanted

        archive = self._desk.archive

        def make(path: Path) -> None:
            from luutru.services.administration.reports import write_verdict  # noqa: PLC0415

            write_verdict(archive, verdict, path)

        print_made(self._window, self._desk, translate("Report of a verification"), make)

    def _write_report(self, verdict: "Verdict", path: Path) -> None:
        desk, archive = self._desk, self._desk.archive

        def work(_job: Job) -> None:
            from luutru.services.administration.reports import write_verdict  # noqa: PLC0415

            write_verdict(archive, verdict, path)

        def told(_none: object) -> None:
            desk.told.emit("good", translate("The report is saved."), str(path))

        desk.jobs.start(work, told, lane=Lane.READING)

    def _running(self, title: str) -> Job | None:
        return next((job for job in self._desk.jobs.running if job.title == title), None)

    def _follow(self, job: Job) -> None:
        if job.lane in (Lane.CHECKING, Lane.INTAKE):
            self.changed.emit()

    def _verified(self, verdict: "Verdict") -> None:
        if verdict.is_sound:
            words = translate_count(
                "{count} original compared: all is as it was taken in.",
                "{count} originals compared: all is as it was taken in.",
                verdict.originals,
            )
            self._desk.told.emit("good", words, "")
        else:
            words = translate_count(
                "The verification found {count} thing to look at.",
                "The verification found {count} things to look at.",
                verdict.count,
            )
            advice = translate("Look at the findings before anything else, and issue no copies.")
            self._desk.told.emit("bad", words, advice)
        self.verified.emit(verdict)

    def _rebuilt(self, _report: object) -> None:
        self._desk.told.emit("good", translate("The index is built anew."), "")

    def _put_right(self, done: "Recovery") -> None:
        told = [
            translate("{count} unfinished copies swept away", count=done.unfinished_copies),
            translate("{count} files set aside", count=done.set_aside),
            translate("{count} documents queued again", count=done.requeued_documents),
            translate("{count} derivatives made again", count=done.remade),
        ]
        self._desk.told.emit("good", translate("Put right."), " · ".join(told))
