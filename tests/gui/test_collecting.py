"""What is garbage is collected on the thread of the window: Qt bears no other."""

import gc
from threading import Thread, get_ident

import pytest
from PySide6.QtCore import QTimer

from luutru.gui.collecting import Collecting


@pytest.fixture
def collecting(qapp):
    """Collect as the window does; what stands is let go again afterwards."""
    made = Collecting(qapp)
    made.begin()
    yield made
    made.stop()
    gc.unfreeze()


class Kept:
    """A timer in a cycle, which notes on which thread it was let go."""

    def __init__(self, gone):
        self.timer, self.itself = QTimer(), self
        self.timer.start(60_000)
        self.gone = gone

    def __del__(self):
        self.gone.append(get_ident())


def work():
    """Make what Python would collect, were it let."""
    for _ in range(20_000):
        made: list[object] = []
        made.append(made)


def test_a_job_lets_go_of_no_timer(collecting, qtbot):
    gone: list[int] = []
    Kept(gone)
    job = Thread(target=work)
    job.start()
    job.join()
    assert gone == []
    qtbot.waitUntil(lambda: gone == [get_ident()])
