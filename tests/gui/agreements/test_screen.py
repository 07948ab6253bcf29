from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from luutru.gui.agreements.chip import Chip
from luutru.gui.agreements.result_model import SIGNED, TITLE
from luutru.gui.agreements.results import Sorting
from luutru.services.filters import Filter
from luutru.services.rows import Order

BELARUS = "Bản ghi nhớ về tiêu chuẩn hóa với Belarus"
IRAN = "Bản ghi nhớ hợp tác với INSO"
HALAL = "Thỏa thuận về chứng nhận Halal"


@pytest.fixture
def archive(library):
    return library.archive


def titles(screen):
    model = screen.results.model
    return [model.row(number).title for number in range(model.rowCount())]


def chips(screen):
    return [chip for chip in screen.findChildren(Chip) if chip.isVisible()]


def test_all_agreements_are_listed_the_newest_first(open_screen):
    screen = open_screen()
    assert titles(screen) == [BELARUS, IRAN, HALAL]


def test_the_first_agreement_is_opened(library, open_screen, qtbot):
    screen = open_screen()
    qtbot.waitUntil(lambda: screen.agreement.reference == library.belarus)
    qtbot.waitUntil(lambda: screen.agreement.scan.view.page_count == 2)


def test_words_without_marks_find_words_with_marks(open_screen, search):
    screen = open_screen()
    search(screen, "danh gia su phu hop")
    assert titles(screen) == [BELARUS]
    assert screen.results.bar._count.text() == "1"
    assert "of 3 agreements" in screen.results.bar._rest.text()


def test_hits_are_marked_on_the_scan_and_f3_goes_on(library, open_screen, search, qtbot):
    screen = open_screen()
    search(screen, "hợp")
    model = screen.results.model
    screen.results.table.choose(model.row(titles(screen).index(BELARUS)).id)
    qtbot.waitUntil(lambda: screen.agreement.reference == library.belarus)
    view = screen.agreement.scan.view
    qtbot.waitUntil(lambda: len(view.marks) == 2)
    assert view.marks.place == 1
    qtbot.keyClick(screen, Qt.Key.Key_F3)
    assert view.marks.place == 2
    qtbot.keyClick(screen, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert view.marks.place == 1


def test_one_letter_is_not_searched(open_screen, search):
    screen = open_screen()
    screen.search("h")
    assert len(titles(screen)) == 3
    assert not screen.finding.waiting


def test_emptying_the_search_shows_everything_again(open_screen, search):
    screen = open_screen()
    search(screen, "belarus")
    search(screen, "")
    assert titles(screen) == [BELARUS, IRAN, HALAL]


def test_of_many_searches_typed_at_once_only_the_last_is_shown(open_screen, qtbot):
    screen = open_screen()
    told = []
    screen.finding.found.connect(lambda found: told.append(found.question.text))
    with qtbot.waitSignal(screen.finding.divided):
        for text in ("be", "bel", "bela", "INSO", "halal"):
            screen.search(text)
    assert told == ["halal"]
    assert titles(screen) == [HALAL]


def test_choosing_a_facet_narrows_the_list_and_shows_a_chip(open_screen, qtbot):
    screen = open_screen()
    row = screen.facets.sections["countries"]._rows["IR"]
    with qtbot.waitSignal(screen.finding.divided):
        row.click()
    assert titles(screen) == [IRAN]
    qtbot.waitUntil(lambda: len(chips(screen)) == 1)
    (chip,) = chips(screen)
    assert "Iran" in chip.accessibleName()
    with qtbot.waitSignal(screen.finding.divided):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert len(titles(screen)) == 3
    qtbot.waitUntil(lambda: chips(screen) == [])


def test_counts_are_those_of_the_open_result(open_screen, search):
    screen = open_screen()
    search(screen, "tiêu chuẩn")
    counts = {value.code: value.count for value in screen.facets.sections["instruments"]._values}
    assert counts == {"memorandum": 2}


def test_years_narrow_the_list(open_screen, qtbot):
    screen = open_screen()
    with qtbot.waitSignal(screen.finding.divided):
        screen.facets.years.picked.emit((2019, 2021))
    assert titles(screen) == [HALAL]


def test_dropping_all_filters_keeps_the_search(open_screen, search, qtbot):
    screen = open_screen()
    search(screen, "tiêu chuẩn")
    with qtbot.waitSignal(screen.finding.divided):
        screen.asking.narrow(Filter(countries=frozenset({"IR"})))
    with qtbot.waitSignal(screen.finding.divided):
        screen.desk.actions["drop_filters"].trigger()
    assert sorted(titles(screen)) == sorted([BELARUS, IRAN])


def test_clicking_a_heading_orders_the_list_and_moves_the_arrow(open_screen, qtbot):
    screen = open_screen()
    headings = screen.results.table.horizontalHeader()
    assert headings.sortIndicatorSection() == SIGNED
    with qtbot.waitSignal(screen.finding.found):
        headings.sectionClicked.emit(TITLE)
    assert titles(screen) == [IRAN, BELARUS, HALAL]
    assert headings.sortIndicatorSection() == TITLE
    with qtbot.waitSignal(screen.finding.found):
        headings.sectionClicked.emit(TITLE)
    assert titles(screen) == [HALAL, BELARUS, IRAN]


def test_a_search_can_be_ordered_by_day(open_screen, search, qtbot):
    screen = open_screen()
    search(screen, "tiêu chuẩn")
    with qtbot.waitSignal(screen.finding.found):
        screen.asking.sort(Sorting(Order.SIGNED_ON))
    assert titles(screen) == [IRAN, BELARUS]


def test_nothing_found_says_what_was_searched_and_offers_ways_on(open_screen, search, qtbot):
    screen = open_screen()
    search(screen, "kimcuongxanh")
    nothing = screen.results.nothing
    assert nothing.isVisible()
    assert "kimcuongxanh" in nothing._words.accessibleName()
    with qtbot.waitSignals([screen.desk.search_shown, screen.finding.divided]):
        nothing._all.click()
    assert len(titles(screen)) == 3


def test_marks_that_count_can_be_dropped(open_screen, search, qtbot):
    screen = open_screen()
    search(screen, '="tiêu chuẩm"')
    assert screen.results.nothing._plain.isVisible()
    search(screen, '="tieu chuan"')
    told: list[str] = []
    screen.desk.search_shown.connect(told.append)
    with qtbot.waitSignal(screen.finding.divided):
        screen.results.nothing._plain.click()
    assert told == ['"tieu chuan"']
    assert len(titles(screen)) == 2


def test_filters_that_find_nothing_can_be_dropped(open_screen, qtbot):
    screen = open_screen()
    with qtbot.waitSignal(screen.finding.divided):
        screen.asking.narrow(Filter(statuses=frozenset({"suspended"})))
    assert screen.results.nothing.isVisible()
    with qtbot.waitSignal(screen.finding.divided):
        screen.results.nothing._drop.click()
    assert len(titles(screen)) == 3


def test_an_agreement_asked_for_by_reference_is_shown_and_chosen(library, open_screen, qtbot):
    screen = open_screen()
    with qtbot.waitSignal(screen.agreement.shown):
        screen.show_agreement(library.halal)
    assert screen.agreement.reference == library.halal
    assert screen.results.table.chosen_id() == screen.results.model.ids[2]


def test_the_agreement_that_is_open_stays_open_when_the_list_is_read_anew(
    library, open_screen, qtbot
):
    screen = open_screen()
    screen.results.table.choose(screen.results.model.ids[1])
    with qtbot.waitSignal(screen.finding.divided):
        screen.refresh()
    assert screen.agreement.reference == library.iran


def test_a_narrow_page_has_the_facets_in_a_drawer(open_screen, qtbot):
    screen = open_screen(width=1302)
    assert not screen.facets.isVisible()
    qtbot.keyClick(screen, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert screen.facets.isVisible()
    screen.resize(1500, 900)
    assert screen.facets.isVisible()
    assert not screen.results.bar.filters.isVisible()


def test_the_drawer_makes_way_for_a_control_under_it_that_keys_reach(open_screen, qtbot):
    screen = open_screen(width=1302)
    qtbot.keyClick(screen, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    drawer = QRect(screen.facets.mapToGlobal(QPoint()), screen.facets.size())
    hidden = [
        one for one in screen.results.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and drawer.contains(QRect(one.mapToGlobal(QPoint()), one.size()))
    ]  # fmt: skip
    assert hidden
    hidden[0].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: not screen.facets.isVisible())
    assert hidden[0].hasFocus()
    qtbot.keyClick(screen, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert screen.facets.isVisible()


def test_the_screen_fits_the_smallest_window(open_screen):
    screen = open_screen(width=1216, height=580)
    assert screen.minimumSizeHint().width() <= 1216
    assert screen.minimumSizeHint().height() <= 580


def test_compact_rows_are_lower(open_screen, qtbot):
    screen = open_screen()
    tall = screen.results.table.rowHeight(0)
    screen.results.bar.findChildren(QAbstractButton)
    _roomy, compact, _table = screen.results.bar._densities.actions()
    compact.trigger()
    assert screen.results.table.rowHeight(0) < tall


def test_everything_that_takes_the_focus_has_a_name(open_screen, qtbot):
    screen = open_screen()
    for tab in range(screen.agreement.tabs.count()):
        screen.agreement.tabs.setCurrentIndex(tab)
    qtbot.waitUntil(lambda: screen.agreement.parts.form.form.is_built)
    nameless = [
        widget
        for widget in screen.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
        and not isinstance(widget.parent(), QLineEdit)
        and not widget.isWindow()
        and widget.window() is screen
    ]
    assert nameless == []


def test_f6_can_go_through_the_panes(open_screen):
    screen = open_screen()
    panes = screen.panes()
    assert len(panes) == 4
    for pane in panes:
        pane.setFocus()
        assert screen.focusWidget() is not None


def test_the_same_question_twice_gives_the_same_answer(open_screen, qtbot):
    screen = open_screen()
    question = replace(screen.finding.question, text="tiêu chuẩn")
    with qtbot.waitSignal(screen.finding.divided):
        screen.finding.ask(question)
    first = titles(screen)
    with qtbot.waitSignal(screen.finding.divided):
        screen.finding.ask(question)
    assert titles(screen) == first
