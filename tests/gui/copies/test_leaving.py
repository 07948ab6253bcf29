"""The page on which a copy is issued is left by Escape, and never with what was typed unasked."""

from functools import partial
from operator import is_

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from tests.gui.keys import CTRL, SHIFT, focus, press, tab_to, write

from luutru.services.describe import describe


@pytest.fixture
def window(open_window, archive, keep):
    reference = keep("Bản ghi nhớ về đo lường")
    describe(archive, reference, [("copy_kind", "original"), ("medium", "paper")])
    made = open_window("copies")
    made.reference = reference
    return made


@pytest.fixture
def screen(window):
    return window.workspace.screen_called("copies")


@pytest.fixture
def page(window, screen, qtbot):
    """The page of a copy, begun by its key."""
    qtbot.waitUntil(lambda: window.session.jobs.idle)
    press(Qt.Key.Key_N, CTRL | SHIFT)
    return screen.issuing()


def question(page):
    """Return what is asked now, if anything."""
    return next((one for one in page.findChildren(QMessageBox) if one.isVisible()), None)


def fill_in(page, words):
    tab_to(partial(is_, page.form.signer_name))
    write(words)


def test_a_page_with_nothing_filled_in_is_left_at_once(page, screen):
    press(Qt.Key.Key_Escape)
    assert question(page) is None
    assert not page.isVisible()
    assert screen.isAncestorOf(focus())


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape], ids=["enter", "escape"])
def test_where_something_was_typed_it_is_asked_and_nothing_is_lost_by_chance(page, key, qtbot):
    fill_in(page, "Tran Thi An")
    press(Qt.Key.Key_Escape)
    assert focus() is question(page).defaultButton()
    press(key)
    qtbot.waitUntil(lambda: question(page) is None)
    assert page.isVisible()
    assert page.form.signer_name.typed() == "Tran Thi An"
    assert focus() is page.form.signer_name


def test_whoever_leaves_finds_an_empty_page_the_next_time(page, screen, qtbot):
    tab_to(partial(is_, page.form.recipients))
    write("So Khoa hoc")
    press(Qt.Key.Key_Escape)
    leave = next(one for one in question(page).buttons() if one.text() == "Leave")
    tab_to(partial(is_, leave))
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not page.isVisible())
    press(Qt.Key.Key_N, CTRL | SHIFT)
    assert page.isVisible()
    assert page.form.recipients.typed() == "Lưu: VT."
    assert not page.form.is_filled


def test_what_the_archive_filled_in_itself_is_not_asked_about(window, screen, qtbot):
    page = screen.issue(window.reference)
    qtbot.waitUntil(lambda: page.form.agreement.reference() == window.reference)
    press(Qt.Key.Key_Escape)
    assert question(page) is None
    assert not page.isVisible()


def test_the_button_close_asks_as_escape_does(page):
    fill_in(page, "Tran Thi An")
    tab_to(lambda now: now.accessibleName() == "Back to the register", Qt.Key.Key_Backtab)
    press(Qt.Key.Key_Space)
    assert question(page) is not None
    assert page.isVisible()


def test_escape_in_the_search_field_clears_it_and_leaves_only_then(page, window):
    press(Qt.Key.Key_F, CTRL)
    window.workspace.top_bar.field.write("halal")
    press(Qt.Key.Key_Escape)
    assert page.isVisible()
    press(Qt.Key.Key_Escape)
    assert not page.isVisible()


def test_the_window_does_not_close_over_what_was_typed(page, window, monkeypatch):
    fill_in(page, "Tran Thi An")
    asked: list[tuple[object, ...]] = []

    def answer(*told):
        asked.append(told)
        return QMessageBox.StandardButton.No

    monkeypatch.setattr(QMessageBox, "question", answer)
    assert not window.close()
    (told,) = asked
    assert told[-1] == QMessageBox.StandardButton.No  # Enter stays
