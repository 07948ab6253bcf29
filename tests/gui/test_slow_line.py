"""The server of a shared archive is far away, or holds its answer back: the window goes on.

Whatever the window itself asked of the catalogue, `_nothing_blocks` would tell.
"""

import pytest
from PySide6.QtCore import QTimer
from tests.gui.forms import type_into_form

from luutru.gui.screens import AGREEMENTS
from luutru.services.accession import take_in
from luutru.services.cards import card
from luutru.services.describe import describe, new_agreement
from luutru.services.indexing import bring_up_to_date

FAR_S = 0.02
TITLE, OTHER = "Hợp tác đo lường", "An toàn thực phẩm"
BEAT_MS = 5


@pytest.fixture
def line(far_line):
    """Let every desk of these tests come by a way that can be slow or held up."""
    return far_line


@pytest.fixture
def shared(at_desk, a_scan):
    """An archive with two agreements, and their references."""
    with at_desk("An") as archive:
        first = take_in(archive, a_scan("one")).reference
        describe(archive, first, [("title_vi", TITLE), ("signed_on", "2021")])
        other = new_agreement(archive, [("title_vi", OTHER), ("signed_on", "2020")])
        bring_up_to_date(archive)
        return archive, first, other


@pytest.fixture
def window(main_window, shared, qtbot):
    archive, _first, _other = shared
    main_window.resize(1600, 1000)
    main_window.show()
    main_window.open(archive.folder)
    qtbot.waitUntil(lambda: main_window.session is not None and main_window.session.archive.is_open)
    qtbot.waitUntil(lambda: bool(main_window.workspace.current))
    qtbot.waitUntil(lambda: main_window.session.jobs.idle)
    return main_window


@pytest.fixture
def screen(window, qtbot):
    shown = window.workspace.screen_shown(AGREEMENTS)
    qtbot.waitUntil(lambda: shown.agreement.row is not None)
    qtbot.waitUntil(lambda: window.session.jobs.idle)
    return shown


@pytest.fixture
def beats(qtbot):
    """How often the event loop has come round."""
    counted = [0]
    timer = QTimer()
    timer.timeout.connect(lambda: counted.__setitem__(0, counted[0] + 1))
    timer.start(BEAT_MS)
    yield lambda: counted[0]
    timer.stop()


def titles(screen):
    model = screen.results.model
    return [row.title for row in map(model.row, range(model.rowCount())) if row is not None]


def list_anew(screen, shared, elsewhere):
    screen.refresh()
    return lambda: sorted(titles(screen)) == sorted([TITLE, OTHER])


def read_a_card(screen, shared, elsewhere):
    _archive, first, other = shared
    wanted = other if screen.agreement.row.reference == first else first
    screen.show_agreement(wanted)
    return lambda: screen.agreement.row is not None and screen.agreement.row.reference == wanted


def look_for_words(screen, shared, elsewhere):
    screen.search("thực phẩm")
    return lambda: titles(screen) == [OTHER]


def correct(screen, shared, elsewhere):
    archive, _first, _other = shared
    pane = screen.agreement.parts.form
    reference = screen.agreement.row.reference
    pane.save_button.click()

    def is_kept():
        told = elsewhere(card, archive, reference)
        return told.values["signed_place"].typed == "Hà Nội"

    return is_kept


ACTS = (list_anew, read_a_card, look_for_words, correct)


@pytest.mark.parametrize("act", ACTS)
def test_the_window_goes_on_while_no_answer_comes(
    act, screen, window, shared, way, beats, elsewhere, qtbot
):
    type_into_form(screen, "signed_place", "Hà Nội", qtbot)
    qtbot.waitUntil(lambda: window.session.jobs.idle)
    with way.held():
        is_done = act(screen, shared, elsewhere)
        qtbot.waitUntil(lambda: not window.session.jobs.idle)
        before = beats()
        qtbot.waitUntil(lambda: beats() > before + 10)
        window.workspace.show_screen("partners")
        window.workspace.show_screen(AGREEMENTS)
        assert way.is_held, "the window waited for the server"
        assert not window.session.jobs.idle
    qtbot.waitUntil(is_done)


def test_everything_is_done_at_a_desk_that_is_far_away(
    screen, window, shared, way, elsewhere, qtbot
):
    way.delay_s = FAR_S
    type_into_form(screen, "signed_place", "Hà Nội", qtbot)
    for act in (correct, list_anew, look_for_words, read_a_card):
        qtbot.waitUntil(act(screen, shared, elsewhere))
        qtbot.waitUntil(lambda: window.session.jobs.idle)
    assert not window.workspace.notice.isVisible()
    assert not window.workspace.outage.isVisible()
