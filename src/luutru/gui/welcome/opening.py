"""What is shown for the moment in which an archive is being opened, or made."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from luutru.gui.job_words import job_words
from luutru.gui.jobs import Job, Jobs
from luutru.gui.widgets.bars import ThinBar
from luutru.gui.widgets.brand import Mark
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, column, label, row, set_ground
from luutru.i18n import translate

_WIDTH = 360


class OpeningScreen(QWidget):
    """The mark and what is being done; what takes longer shows how far it is."""

    stopped = Signal()
    """The work was stopped and is over."""

    def __init__(self, title: str, text: str = "") -> None:
        super().__init__()
        set_ground(self, "page")
        self._job: Job | None = None
        self._text = label(text, "muted")
        self._bar = ThinBar(title)
        self._bar.setFixedWidth(_WIDTH)
        self._bar.hide()
        self.stop = push_button(translate("Stop"), self._stop_job, icon_name="x")
        self.stop.hide()
        words = column(label(title, "h2"), self._text, self._bar, 6, row(self.stop, STRETCH),
                       spacing=4)  # fmt: skip
        self.setLayout(column(STRETCH, row(STRETCH, Mark(44), words, STRETCH, spacing=14), STRETCH))

    def follow(self, job: Job, jobs: Jobs) -> None:
        """Show how far a job is, and let it be stopped."""
        self._job = job
        self._bar.show()
        self.stop.show()
        jobs.progressed.connect(self._show)
        jobs.ended.connect(self._over)

    def _show(self, job: Job) -> None:
        if job is self._job:
            self._text.setText(job_words(job))
            self._bar.show_share(job.done / job.total if job.total else 0)

    def _over(self, job: Job) -> None:
        if job is self._job and job.stopping:
            self.stopped.emit()

    def _stop_job(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._show(self._job)
