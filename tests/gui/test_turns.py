"""Work begins in its turn: the window paints first, and what can wait waits."""

from threading import Event

import pytest
from PySide6.QtWidgets import QWidget

from luutru.gui.lanes import AWAITED, SPARE, Lane


class _Shown(QWidget):
    def __init__(self):
        super().__init__()
        self.told = []

    def paintEvent(self, event):
        self.told.append("painted")


@pytest.mark.parametrize("lane", sorted(AWAITED | SPARE))
def test_the_window_paints_an_answer_before_the_work_it_calls_for(jobs, qtbot, lane):
    shown = _Shown()
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    qtbot.waitUntil(lambda: bool(shown.told))
    shown.told.clear()
    shown.update()
    jobs.start(lambda _job: shown.told.append("begun"), lane=lane)
    jobs._lanes[lane].submit(lambda: None).result()  # whatever the lane was given is over
    qtbot.waitUntil(lambda: "begun" in shown.told)
    assert shown.told == ["painted", "begun"]


def test_what_can_wait_begins_after_what_is_awaited(jobs, qtbot):
    order: list[str] = []
    jobs.start(lambda _job: order.append("counted"), lane=Lane.COUNTING)
    jobs.start(lambda _job: "card", order.append, lane=Lane.READING)
    jobs.start(lambda _job: "rows", order.append, lane=Lane.ROWS)
    qtbot.waitUntil(lambda: len(order) == 3)
    assert order[-1] == "counted"


def test_what_can_wait_begins_though_something_awaited_takes_long(jobs, qtbot):
    go = Event()
    order: list[str] = []
    jobs.start(lambda _job: go.wait(120), lane=Lane.READING)
    jobs.start(lambda _job: "counted", order.append, lane=Lane.COUNTING)
    qtbot.waitUntil(lambda: bool(order))
    go.set()


def test_a_question_that_was_dropped_before_its_turn_is_never_worked_on(jobs, qtbot):
    worked = []
    job = jobs.start(lambda _job: worked.append("counted"), lane=Lane.COUNTING)
    job.cancel()
    qtbot.waitUntil(lambda: jobs.idle)
    assert worked == []


def test_closing_forgets_what_has_not_begun(jobs):
    worked = []
    jobs.start(lambda _job: worked.append("read"), lane=Lane.READING)
    jobs.close()
    assert worked == []
    assert jobs.idle
