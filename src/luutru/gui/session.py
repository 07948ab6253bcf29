"""One opened archive while it is worked with: it outlives the widgets that show it."""

from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from luutru.gui.following import Following
from luutru.gui.intake.queue import IntakeQueue
from luutru.gui.intake.watcher import Watcher
from luutru.gui.jobs import Jobs
from luutru.gui.mirroring import Mirroring
from luutru.gui.outage import Outage
from luutru.gui.reminders.reminding import Reminding

if TYPE_CHECKING:
    from luutru.services.archive import Archive


class Session(QObject):
    """The archive, the work in its background and the files being taken in."""

    def __init__(self, archive: "Archive", parent: QObject) -> None:
        super().__init__(parent)
        self.archive = archive
        archive.sit_down()
        self.jobs = Jobs(self)
        self.queue = IntakeQueue(archive, self.jobs, self)
        self.watcher = Watcher(archive, self.jobs, self.queue, self)
        self.reminding = Reminding(archive, self.jobs, self)
        self.outage = Outage(archive, self.jobs, self)
        self.outage.changed.connect(self._follow_outage)
        self.following = Following(archive, self.jobs, self)
        self.following.changed.connect(self.queue.index_corrections)
        self.mirroring = Mirroring(archive, self.jobs, self)

    def begin(self) -> None:
        """Do what an archive that is open has to do by itself."""
        self.queue.catch_up()
        self.watcher.begin()
        self.mirroring.begin()
        self.following.begin()

    def _follow_outage(self) -> None:
        """Bring nothing in while the server is away; go on with what waited once it is back."""
        self.watcher.hold(held=self.outage.is_on)
        if not self.outage.is_on and not self.archive.is_mirrored:
            self.queue.catch_up()

    def take_over(self) -> bool:
        """Write from now on, where whoever did has left; tell whether that was so."""
        if not self.archive.sit_down():
            return False
        self.queue.catch_up()
        self.watcher.begin()
        return True

    def close(self) -> None:
        """Stop all work and let go of the archive.

        The processes that read are ended first: work that waits for one of them would
        otherwise keep the window open.
        """
        self.jobs.stop()
        self.following.close()
        self.archive.end_reading()
        self.jobs.close()
        closing = Thread(target=self.archive.close)  # it notes how far the log went
        closing.start()
        closing.join()
