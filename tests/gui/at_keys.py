"""A window over two agreements that were read, worked in by keys alone: fixtures of its tests."""

import pytest
from PySide6.QtCore import Qt
from tests.gui.agreements.conftest import put
from tests.gui.keys import CTRL, press, write

from luutru.services.indexing import bring_up_to_date

TITLE = "Bản ghi nhớ về tiêu chuẩn hóa"
NOTE = "Xem hop so 5"
"""Without marks, as single keys are pressed."""


@pytest.fixture
def references(archive, a_scan):
    """Two agreements whose scans were read and that wait for their review."""
    made = [
        put(archive, a_scan(name, pages=2), title, *pages)
        for name, title, pages in (
            ("one", TITLE, ("Hai Bên hợp tác\nsong phương", "Điều 2\nsong phương")),
            ("two", "Thỏa thuận Halal", ("chứng nhận", "Điều 3")),
        )
    ]
    bring_up_to_date(archive, recognise=False)
    return made


@pytest.fixture
def window(open_window, references):
    return open_window("home", 1366, 768)


@pytest.fixture
def settled(window, qtbot):
    """Wait until nothing is being read or written, and the window was drawn."""

    def wait():
        qtbot.waitUntil(lambda: window.session.jobs.idle)

    wait()
    return wait


@pytest.fixture
def screen(window):
    return window.workspace.screen_called


@pytest.fixture
def agreement(window, references, screen, settled, qtbot):
    """The pane of the first agreement, found by its words with keys only."""
    pane = screen("agreements").agreement
    press(Qt.Key.Key_F, CTRL)
    write("song phuong")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(pane.scan.view.marks) > 0 and pane.reference == references[0])
    settled()
    return pane
