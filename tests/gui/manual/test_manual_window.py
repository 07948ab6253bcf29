"""The manual beside the work."""

import pytest
from PySide6.QtCore import QUrl

from luutru.gui.manual.window import ManualWindow
from luutru.gui.theme.current import colour


@pytest.fixture
def window(open_window):
    return open_window()


def manual_of(window):
    (found,) = window.workspace.findChildren(ManualWindow)
    return found


def test_f1_opens_the_chapter_of_the_screen(window):
    window.workspace.show_screen("copies")
    window.workspace.desk.actions["manual"].trigger()
    assert manual_of(window).contents.currentItem().text().startswith("Certified copies")
    assert "Register of copies" in manual_of(window).page.toPlainText()


def test_a_search_narrows_the_chapters_and_a_link_opens_any(window):
    window.workspace.desk.actions["manual"].trigger()
    manual = manual_of(window)
    every = manual.contents.count()
    manual.words.setText("restore drill")
    assert 0 < manual.contents.count() < every
    manual.page.anchorClicked.emit(QUrl("search.md"))
    assert manual.contents.count() == every
    assert manual.contents.currentItem().text() == "Searching and filtering"


def test_a_link_out_of_the_manual_leads_nowhere(window):
    window.workspace.desk.actions["manual"].trigger()
    manual = manual_of(window)
    before = manual.page.toPlainText()
    manual.page.anchorClicked.emit(QUrl("https://example.org/elsewhere"))
    assert manual.page.toPlainText() == before


def test_words_that_are_nowhere_list_nothing(window):
    window.workspace.desk.actions["manual"].trigger()
    manual = manual_of(window)
    manual.words.setText("xyzzy")
    assert manual.contents.count() == 0


def test_asked_again_the_manual_that_is_open_turns_to_the_screen(window):
    window.workspace.desk.actions["manual"].trigger()
    window.workspace.show_screen("milestones")
    window.workspace.desk.actions["manual"].trigger()
    assert manual_of(window).contents.currentItem().text() == "Milestones"


def test_the_chapter_follows_the_theme(window, qtbot):
    window.workspace.desk.actions["manual"].trigger()
    manual = manual_of(window)
    before = manual.page.document().defaultStyleSheet()
    window.workspace.desk.actions["theme"].trigger()
    qtbot.waitUntil(lambda: manual.page.document().defaultStyleSheet() != before)
    assert colour("text").name() in manual.page.document().defaultStyleSheet()
