"""The list under the job chip: everything that runs in the background, each with its end."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from luutru.gui.job_words import job_words
from luutru.gui.jobs import Job, Jobs
from luutru.gui.widgets.bars import ThinBar
from luutru.gui.widgets.buttons import icon_button
from luutru.gui.widgets.elided_label import ElidedLabel
from luutru.gui.widgets.layouts import STRETCH, column, label, row, set_ground
from luutru.i18n import translate

_WIDTH = 380


class JobList(QFrame):
    """Opened by the chip; closes when the reader clicks elsewhere or presses Esc."""

    def __init__(self, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        set_ground(self, "floating")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(translate("Running work"))
        self.setFixedWidth(_WIDTH)
        self._jobs = jobs
        self.lines: dict[Job, JobLine] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.setLayout(
            column(
                label(translate("Running work"), "h2"), self._list, spacing=10,
                margins=(16, 12, 12, 14),
            )
        )  # fmt: skip
        jobs.began.connect(self._show)
        jobs.progressed.connect(self._show)
        jobs.ended.connect(self._show)
        self._show()

    def _show(self, _job: Job | None = None) -> None:
        running = self._jobs.running
        for job in [job for job in self.lines if job not in running]:
            self.lines.pop(job).deleteLater()
        for job in running:
            if job not in self.lines:
                self.lines[job] = JobLine(job)
                self._list.addWidget(self.lines[job])
            self.lines[job].follow()
        if not running:
            self.close()
        self.adjustSize()


class JobLine(QWidget):
    """What one job does, how far it is, and the button that stops it."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job
        self._words = ElidedLabel()
        self._bar = ThinBar(translate(job.title))
        self.stop = icon_button("x", translate("Stop this work"), self._stop_job)
        self.setLayout(
            row((column(STRETCH, self._words, self._bar, STRETCH, spacing=5), 1), self.stop)
        )

    def follow(self) -> None:
        """Show how far it is now."""
        job = self._job
        words = job_words(job)
        self._words.say(words)
        self._bar.show_share(job.done / job.total if job.total else 0)
        self.stop.setEnabled(not job.stopping)
        self.stop.setAccessibleName(translate("Stop: {work}", work=words))

    def _stop_job(self) -> None:
        self._job.cancel()
        self.follow()


def open_job_list(jobs: Jobs, chip: QWidget) -> JobList:
    """Open the list under the chip."""
    shown = JobList(jobs, chip)
    under = chip.mapToGlobal(chip.rect().bottomRight())
    shown.move(under.x() - _WIDTH, under.y() + 6)
    shown.show()
    return shown
