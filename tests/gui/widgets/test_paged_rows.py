from array import array
from threading import Event

import pytest

from luutru.errors import LuutruError
from luutru.gui.widgets.paged_rows import PAGE, PagedRows

PAGES = 40


class Shelf:
    """Hands out rows as soon as it is open."""

    def __init__(self):
        self.open = Event()
        self.asked = []
        self.broken = False

    def fetch(self, ids):
        self.asked.append(ids[0] // PAGE)
        self.open.wait()
        if self.broken:
            raise LuutruError
        return list(ids)


@pytest.fixture
def shelf():
    made = Shelf()
    yield made
    made.open.set()


@pytest.fixture
def rows(shelf, jobs):
    made: PagedRows[int] = PagedRows(shelf.fetch, int, jobs)
    made.show(array("q", range(PAGES * PAGE)))
    return made


def test_what_is_wanted_now_is_read_before_what_was_wanted_a_moment_ago(rows, shelf, jobs, qtbot):
    for page in range(0, PAGES, 5):
        rows.row(page * PAGE)
    shelf.open.set()
    qtbot.waitUntil(lambda: jobs.idle)
    assert shelf.asked == [0, 35, 36, 34, 30]


def test_the_first_rows_need_not_be_read(rows, shelf, jobs, qtbot):
    rows.show(array("q", range(PAGE)), range(PAGE))
    assert rows.row(3) == 3
    assert jobs.idle
    assert shelf.asked == []


def test_trouble_is_told_once_and_the_rows_stay_empty(rows, shelf, jobs, qtbot):
    rows.show(array("q", range(5)))
    shelf.broken = True
    shelf.open.set()
    with qtbot.waitSignal(jobs.refused):
        rows.row(0)
    assert rows.row(0) is None
    assert not rows.is_awaited(0)
    qtbot.waitUntil(lambda: jobs.idle)
    assert shelf.asked == [0]
