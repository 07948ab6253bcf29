"""Saved searches above the facets: run, changed, saved, renamed, ordered, deleted."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from luutru.gui.agreements.results import BEST_FIRST, NEWEST_FIRST, Sorting
from luutru.gui.agreements.saved.keeping import question_of, sort_of
from luutru.gui.agreements.saved.saved_line import SavedLine
from luutru.gui.agreements.sortings import SORTINGS
from luutru.gui.permits import Permits
from luutru.services.filters import Filter
from luutru.services.indexing import bring_up_to_date
from luutru.services.rows import Order
from luutru.services.saved_searches import SavedSearch, save_search, saved_searches
from luutru.services.search import Sort

IN_IRAN = Filter(countries=frozenset({"IR"}))


@pytest.fixture
def three(shelve, archive):
    """An archive with two agreements and three saved searches."""
    shelve("Hợp tác với INSO", "trang", parties=(("party.foreign", "INSO; INSO; IR"),))
    shelve("Hợp tác với BelGISS", "trang")
    bring_up_to_date(archive, recognise=False)
    save_search(archive, "Belarus", "BelGISS")
    save_search(archive, "Iran", "hợp tác", IN_IRAN, Sort.TITLE)
    save_search(archive, "Hợp tác", "hop tac")
    return archive


@pytest.fixture
def screen(three, open_screen, qtbot):
    shown = open_screen()
    qtbot.waitUntil(lambda: len(shown.saved.lines) == 3)
    return shown


def names(screen):
    return [line.search.name for line in screen.saved.lines]


def kept(archive):
    return [search.name for search in saved_searches(archive)]


def run(screen, qtbot, place):
    with qtbot.waitSignal(screen.finding.divided):
        screen.saved.lines[place].click()


def titles(screen):
    model = screen.results.model
    return [model.row(number).title for number in range(model.rowCount())]


def test_a_click_asks_words_filters_and_order(screen, qtbot):
    told: list[str] = []
    screen.desk.search_shown.connect(told.append)
    run(screen, qtbot, 1)
    assert told == ["hợp tác"]
    question = screen.finding.question
    assert (question.wanted, question.sorting) == (IN_IRAN, Sorting(Order.TITLE))
    assert titles(screen) == ["Hợp tác với INSO"]
    assert [line.isChecked() for line in screen.saved.lines] == [False, True, False]
    assert not screen.keeping.is_changed


def test_a_search_that_was_changed_is_marked_and_can_be_taken_back(screen, qtbot, search):
    run(screen, qtbot, 0)
    search(screen, "INSO")
    line = screen.saved.lines[0]
    assert line.accessibleName() == "Belarus, changed"
    assert screen.saved.overwrite.isVisible()
    with qtbot.waitSignal(screen.finding.divided):
        screen.saved.revert.click()
    assert screen.finding.question.text == "BelGISS"
    assert line.accessibleName() == "Belarus"
    assert not screen.saved.overwrite.isVisible()


def test_a_changed_search_is_saved_in_its_place(screen, three, qtbot, search):
    run(screen, qtbot, 0)
    search(screen, "INSO")
    screen.saved.overwrite.click()
    qtbot.waitUntil(lambda: not screen.keeping.is_changed)
    assert saved_searches(three)[0].query == "INSO"
    assert kept(three) == ["Belarus", "Iran", "Hợp tác"]


def test_a_changed_search_is_saved_as_another(screen, three, qtbot, search):
    run(screen, qtbot, 0)
    search(screen, "INSO")
    screen.saved.save_as.click()
    assert screen.saved.naming.text() == "Belarus"
    screen.saved.naming.setText("Tiêu chuẩn Iran")
    QTest.keyClick(screen.saved.naming, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(screen.saved.lines) == 4)
    assert kept(three)[-1] == "Tiêu chuẩn Iran"
    assert screen.saved.lines[-1].isChecked()
    assert saved_searches(three)[0].query == "BelGISS"


def test_ctrl_d_saves_the_open_search_with_its_filters(screen, three, qtbot, search):
    search(screen, "hợp tác")
    with qtbot.waitSignal(screen.finding.divided):
        screen.asking.narrow(IN_IRAN)
    screen.activateWindow()
    QTest.keyClick(screen, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert screen.saved.naming.text() == "hợp tác"
    assert screen.focusWidget() is screen.saved.naming
    screen.saved.naming.setText("Mới")
    QTest.keyClick(screen.saved.naming, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(screen.saved.lines) == 4)
    assert saved_searches(three)[-1].wanted == IN_IRAN


def test_nothing_is_saved_where_nothing_is_asked(screen, search):
    action = screen.desk.actions["save_search"]
    assert not action.isEnabled()
    search(screen, "hợp tác")
    assert action.isEnabled()


def test_escape_gives_up_a_name(screen, three, search):
    search(screen, "hợp tác")
    screen.desk.actions["save_search"].trigger()
    QTest.keyClick(screen.saved.naming, Qt.Key.Key_Escape)
    assert screen.saved.naming is None
    assert len(kept(three)) == 3


def test_a_search_is_renamed_from_its_menu(screen, three, qtbot):
    line = screen.saved.lines[1]
    rename = line.menu().actions()[0]
    assert rename.text() == "Rename"
    rename.trigger()
    assert not line.isVisible()
    screen.saved.naming.setText("INSO")
    QTest.keyClick(screen.saved.naming, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(screen) == ["Belarus", "INSO", "Hợp tác"])


def test_searches_are_ordered_by_key(screen, three, qtbot):
    line = screen.saved.lines[2]
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: names(screen) == ["Belarus", "Hợp tác", "Iran"])
    assert screen.saved.lines[1].hasFocus()
    QTest.keyClick(screen.saved.lines[0], Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: names(screen) == ["Hợp tác", "Belarus", "Iran"])
    assert kept(three) == ["Hợp tác", "Belarus", "Iran"]


def test_a_search_is_deleted_once_that_is_confirmed(screen, three, qtbot):
    QTest.keyClick(screen.saved.lines[0], Qt.Key.Key_Delete)
    asked = screen.findChild(QMessageBox)
    assert "Belarus" in asked.text()
    asked.button(QMessageBox.StandardButton.Yes).click()
    qtbot.waitUntil(lambda: names(screen) == ["Iran", "Hợp tác"])
    assert kept(three) == ["Iran", "Hợp tác"]


def test_showing_everything_closes_the_search(screen, qtbot):
    run(screen, qtbot, 0)
    with qtbot.waitSignal(screen.finding.divided):
        screen.asking.everything()
    assert screen.keeping.opened is None
    assert not any(line.isChecked() for line in screen.saved.lines)


def test_what_was_changed_elsewhere_is_told_and_read_anew(screen, three, qtbot):
    save_search(three, "Belarus", "Belarus BY")
    with qtbot.waitSignal(screen.desk.jobs.refused):
        screen.keeping.rename(screen.saved.lines[0].search, "Nga")
    qtbot.waitUntil(lambda: screen.saved.lines[0].search.query == "Belarus BY")
    assert names(screen)[0] == "Belarus"


def test_in_a_narrow_window_saving_opens_the_drawer(three, open_screen, search, qtbot):
    screen = open_screen(width=1200)
    search(screen, "hợp tác")
    assert not screen.facets.isVisible()
    screen.desk.actions["save_search"].trigger()
    assert screen.facets.isVisible()
    assert screen.focusWidget() is screen.saved.naming


def test_an_archive_without_searches_says_how_to_save_one(open_screen):
    screen = open_screen()
    assert screen.saved._none.isVisible()


@pytest.mark.parametrize(
    ("sorting", "sort"),
    [
        (BEST_FIRST, Sort.RELEVANCE),
        (NEWEST_FIRST, Sort.SIGNED_ON),
        (Sorting(Order.PARTNER), Sort.PARTNER),
        (Sorting(Order.EXPIRES_ON), Sort.EXPIRES_ON),
        (Sorting(Order.TITLE, descending=True), Sort.TITLE_REVERSED),
        (Sorting(Order.SIGNED_ON), Sort.SIGNED_ON_REVERSED),
    ],
)
def test_every_order_of_the_list_is_kept(sorting, sort):
    assert sort_of(sorting) == sort
    search = SavedSearch(1, 1, "Iran", "halal", IN_IRAN, sort)
    assert question_of(search).sorting == sorting


def test_no_order_of_the_list_is_lost():
    kept = {sort_of(sorting) for sorting in SORTINGS}
    assert len(kept) == len(SORTINGS)


def test_without_words_the_best_come_first_by_day():
    search = SavedSearch(1, 1, "Iran", "", IN_IRAN, Sort.RELEVANCE)
    assert question_of(search).sorting == NEWEST_FIRST


def test_the_dots_open_the_menu_and_the_name_runs_the_search(qtbot, theme, archive):
    line = SavedLine(SavedSearch(1, 1, "Iran", "", IN_IRAN, Sort.TITLE), Permits(archive))
    qtbot.addWidget(line)
    line.resize(220, 30)
    assert line.hitButton(line.rect().center())
    assert not line.hitButton(line.rect().center() + line.rect().topRight() / 2)
