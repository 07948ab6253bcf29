"""The job chip: what runs in the background, how far it is, and how to stop it."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from luutru.gui.job_words import job_words
from luutru.gui.jobs import Job, Jobs
from luutru.gui.theme.current import colour
from luutru.gui.widgets.buttons import icon_button
from luutru.gui.widgets.layouts import label, row
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.gui.job_list import JobList

_RING: Final = 18
_FULL_CIRCLE: Final = 360 * 16
_TOP: Final = 90 * 16


class Ring(QWidget):
    """A share of a whole, drawn as a ring that fills clockwise."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0

    def show_share(self, share: float) -> None:
        """Fill the ring to `share`, between 0 and 1."""
        self._share = share
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(_RING, _RING)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QRectF(self.rect()).center()
        place = QRectF(middle.x() - 7, middle.y() - 7, 14, 14)
        painter.setPen(QPen(colour("border_strong"), 3))
        painter.drawEllipse(place)
        painter.setPen(QPen(colour("accent"), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(place, _TOP, round(-_FULL_CIRCLE * self._share))


class JobChip(QFrame):
    """Shows the oldest running job that somebody waits for; hidden while there is none."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.setProperty("ground", "chip")
        self._jobs = jobs
        self._ring = Ring()
        self._words = label()
        self._words.setProperty("role", "chip")
        self._stop = icon_button("x", translate("Stop this work"), self._stop_job)
        self._more = icon_button("chevron-down", translate("Show all running work"), self.open_list)
        self.setLayout(
            row(self._ring, self._words, self._more, self._stop, spacing=6, margins=(10, 0, 4, 0))
        )
        self.setFixedHeight(34)
        jobs.began.connect(self._show)
        jobs.progressed.connect(self._show)
        jobs.ended.connect(self._show)
        self._show()

    @property
    def job(self) -> Job | None:
        """The job that is shown."""
        running = self._jobs.running
        return running[0] if running else None

    def _show(self, _job: Job | None = None) -> None:
        job = self.job
        self.setVisible(job is not None)
        if job is None:
            return
        self._more.setVisible(len(self._jobs.running) > 1)
        share = job.done / job.total if job.total else 0.0
        words = job_words(job)
        self._ring.show_share(share)
        self._words.setText(words)
        self._stop.setEnabled(not job.stopping)
        self.setAccessibleName(words)

    def open_list(self) -> "JobList":
        """Show all work that runs, each with its end."""
        from luutru.gui.job_list import open_job_list  # noqa: PLC0415  asked for

        return open_job_list(self._jobs, self)

    def _stop_job(self) -> None:
        if (job := self.job) is not None:
            job.cancel()
            self._show()
