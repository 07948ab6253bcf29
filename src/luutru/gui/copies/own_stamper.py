"""The stamping process of a page or dialog: it ends with what shows it, or with the archive."""

from PySide6.QtCore import QObject

from luutru.gui.jobs import Jobs
from luutru.services.copies.preparing import Stamper


def own_stamper(owner: QObject, jobs: Jobs) -> Stamper:
    """Return a stamper that ends when `owner` is destroyed, or before the lanes are waited for.

    Its process is started by the first question, and gone a minute after the last. Work that
    waits for its answer would otherwise keep a window open that is being closed.
    """
    stamper = Stamper()
    owner.destroyed.connect(stamper.close)
    jobs.closing.connect(stamper.close)
    return stamper
