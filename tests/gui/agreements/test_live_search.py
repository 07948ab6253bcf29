"""Typing is never held up: searches run behind the window, and the newest wins."""

import time

import pytest
from PySide6.QtCore import QTimer

from luutru.gui.jobs import Newest
from luutru.gui.lanes import Lane
from luutru.services import search as searching

BEAT_MS = 5
"""Seconds; a promise of 0.05 with room for a machine that is busy with other tests."""
SLOW = 0.6


@pytest.fixture
def archive(library):
    return library.archive


@pytest.fixture
def slow_search(monkeypatch):
    """Searches that keep the processor busy for a while before they answer; what was asked."""
    asked: list[str] = []
    really = searching.search

    def slowly(archive, query, **how):
        asked.append(query)
        until = time.perf_counter() + SLOW
        while time.perf_counter() < until:
            sum(range(1_000))
        return really(archive, query, **how)

    monkeypatch.setattr(searching, "search", slowly)
    return asked


@pytest.fixture
def beats_of_window(qtbot):
    """Each time at which the window came round to what waits for it."""
    beats = [time.perf_counter()]
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start(BEAT_MS)
    yield lambda: beats
    timer.stop()


def test_the_window_answers_while_a_slow_search_runs(
    open_screen, slow_search, beats_of_window, qtbot
):
    screen = open_screen()
    opened = len(beats_of_window())
    qtbot.waitUntil(lambda: len(beats_of_window()) > opened + 3)
    skipped = len(beats_of_window())
    with qtbot.waitSignal(screen.finding.found):
        screen.search("tiêu chuẩn")
    assert len(beats_of_window()) - skipped > 10


def test_of_what_is_typed_meanwhile_only_the_last_is_searched(open_screen, slow_search, qtbot):
    screen = open_screen()
    with qtbot.waitSignal(screen.finding.divided):
        screen.search("ti")
        qtbot.waitUntil(lambda: slow_search == ["ti"])
        for text in ("tiê", "tiêu", "tiêu c", "tiêu chuẩn"):
            screen.search(text)
    assert slow_search == ["ti", "tiêu chuẩn"]
    assert screen.finding.last.question.text == "tiêu chuẩn"


def test_rows_found_before_stay_until_the_answer_comes(open_screen, slow_search, qtbot):
    screen = open_screen()
    screen.search("belarus")
    qtbot.waitUntil(lambda: slow_search == ["belarus"])
    assert screen.results.model.rowCount() == 3
    with qtbot.waitSignal(screen.finding.divided):
        pass
    assert screen.results.model.rowCount() == 1


@pytest.mark.parametrize("lane", [Lane.READING, Lane.COUNTING, Lane.WRITING, Lane.INTAKE])
def test_a_search_does_not_wait_for_other_work(open_screen, qtbot, lane):
    screen = open_screen()
    running = []

    def work(job):
        while not job.stopping:
            time.sleep(0.01)
            running.append(1)

    other = Newest(screen.desk.jobs, lane)
    other.ask(work, lambda _: None)
    qtbot.waitUntil(lambda: bool(running))
    with qtbot.waitSignal(screen.finding.found):
        screen.search("belarus")
    other.forget()
