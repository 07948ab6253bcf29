"""What another desk changes is shown in the window without being asked for."""

from datetime import timedelta

import pytest

from luutru import clock
from luutru.gui.screens import AGREEMENTS
from luutru.services.accession import take_in
from luutru.services.describe import describe
from luutru.services.indexing import bring_up_to_date


@pytest.fixture
def reference(at_desk, a_scan):
    with at_desk("An") as archive:
        made = take_in(archive, a_scan("one")).reference
        describe(archive, made, [("title_vi", "Hợp tác đo lường")])
        bring_up_to_date(archive)
        return made


@pytest.fixture
def window(main_window, at_desk, reference, qtbot):
    with at_desk("Bình") as there, at_desk("An") as archive:
        main_window.there = there
        main_window.show()
        main_window.open(archive.folder)
        qtbot.waitUntil(
            lambda: main_window.session is not None and main_window.session.archive.is_open
        )
        qtbot.waitUntil(lambda: bool(main_window.workspace.current))
        qtbot.waitUntil(lambda: main_window.session.jobs.idle)
        yield main_window


def test_a_list_shows_what_another_desk_corrected(window, reference, qtbot, elsewhere):
    screen = window.workspace.screen_shown(AGREEMENTS)
    qtbot.waitUntil(lambda: screen.agreement.row is not None)
    elsewhere(describe, window.there, reference, [("title_vi", "Kiểm định phương tiện đo")])
    qtbot.waitUntil(lambda: screen.agreement.row.title == "Kiểm định phương tiện đo")


def test_a_window_whose_clock_is_wrong_says_so(main_window, at_desk, reference, qtbot, monkeypatch):
    right = clock.own
    monkeypatch.setattr(clock, "_ahead", [timedelta(0)])
    monkeypatch.setattr(clock, "own", lambda: right() - timedelta(minutes=10))
    with at_desk("An") as archive:
        main_window.show()
        main_window.open(archive.folder)
        qtbot.waitUntil(lambda: bool(main_window.workspace and main_window.workspace.current))
        notice = main_window.workspace.notice
        qtbot.waitUntil(lambda: "10 minutes behind" in notice.accessibleName())
