"""A line that shows work in the background, with its progress, pause and stop."""

from PySide6.QtWidgets import QFrame

from luutru.gui import formats
from luutru.gui.jobs import Job
from luutru.gui.widgets.bars import ThinBar
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import column, label, row
from luutru.i18n import translate


class RunningLine(QFrame):
    """Hidden while nothing runs; a paused verification goes on where it was."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "info")
        self._job: Job | None = None
        self._words = label("", "strong")
        self._count = label("", "caption")
        self._bar = ThinBar(translate("Progress"))
        self.pause = push_button(translate("Pause"), self._pause, icon_name="pause")
        self.stop = push_button(translate("Stop"), self._stop, icon_name="x")
        told = column(row((self._words, 1), self._count), self._bar, spacing=6)
        self.setLayout(row((told, 1), self.pause, self.stop, spacing=10, margins=(14, 10, 10, 10)))
        self.hide()

    def follow(self, job: Job | None) -> None:
        """Show this work; None for none."""
        self._job = job
        self.setVisible(job is not None)
        if job is None:
            return
        self._words.setText(job.title)
        done, total = formats.number(job.done), formats.number(job.total)
        self._count.setText(f"{done} / {total}" if job.total else "")
        self._bar.show_share(job.done / job.total if job.total else 0.0)
        self.setAccessibleName(f"{job.title} {self._count.text()}")
        words = translate("Go on") if job.paused else translate("Pause")
        self.pause.setText(f" {words}")
        self.pause.setAccessibleName(words)
        self.pause.setEnabled(not job.stopping)
        self.stop.setEnabled(not job.stopping)

    def _pause(self) -> None:
        if self._job is not None:
            if self._job.paused:
                self._job.resume()
            else:
                self._job.pause()
            self.follow(self._job)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.follow(self._job)
