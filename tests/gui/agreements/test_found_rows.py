"""What a row of the result says: why it was found, and on which pages."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest

from luutru.gui.agreements.page_chips import chips_of, page_words
from luutru.gui.agreements.result_model import SIGNED, TITLE
from luutru.gui.agreements.row_delegate import COMPACT
from luutru.gui.agreements.row_menu import RowMenu
from luutru.gui.agreements.row_text import RowText
from luutru.services.rows import agreement_rows
from luutru.services.search import search as ask


@pytest.fixture
def archive(library):
    return library.archive


@pytest.fixture
def found(open_screen, search, library, qtbot):
    """The screen after a search that two pages of one agreement answer, the second the best."""
    screen = open_screen()
    search(screen, "song phuong")
    screen.results.table.choose(screen.results.model.row(row_of(screen, library.belarus)).id)
    qtbot.waitUntil(lambda: screen.agreement.reference == library.belarus)
    qtbot.waitUntil(lambda: screen.agreement.scan.view.page_count == 2)
    return screen


def row_of(screen, reference):
    model = screen.results.model
    return next(n for n in range(model.rowCount()) if model.row(n).reference == reference)


def chip_place(screen, number, chip):
    """Return where a page button of a row is on the list, in pixels."""
    table = screen.results.table
    row = screen.results.model.row(number)
    cell = QRectF(table.visualRect(screen.results.model.index(number, TITLE)))
    place = table.itemDelegate().foot_place(table, cell)
    centre = chips_of(screen.finding.hit(row.id))[chip].place.center()
    return (place.topLeft() + centre).toPoint()


def test_a_row_has_a_button_for_each_of_its_best_pages(found, library):
    hit = found.finding.hit(found.results.model.row(row_of(found, library.belarus)).id)
    assert [chip.words for chip in chips_of(hit)] == ["Page 2", "Page 1"]


def test_pages_of_several_documents_name_their_document(archive):
    (hit,) = ask(archive, '"đánh giá sự phù hợp"').hits
    (page,) = hit.pages
    assert page_words(page, hit.pages) == "Page 1"
    other = type(page)("2026-9999", page.document_id + 1, 3, "", ())
    assert page_words(other, (page, other)) == "2026-9999, page 3"


def test_a_click_on_a_page_button_opens_that_page(found, library, qtbot):
    place = chip_place(found, row_of(found, library.belarus), 1)
    QTest.mouseClick(found.results.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    view = found.agreement.scan.view
    qtbot.waitUntil(lambda: view.marks.current is not None and view.marks.current.page == 0)
    assert found.agreement.reference == library.belarus


def test_a_page_of_another_agreement_is_opened_from_its_row(found, library, qtbot):
    found.results.table.choose(found.results.model.row(row_of(found, library.iran)).id)
    qtbot.waitUntil(lambda: found.agreement.reference == library.iran)
    qtbot.waitUntil(lambda: found.agreement.scan.view.page_count == 1)
    place = chip_place(found, row_of(found, library.belarus), 1)
    QTest.mouseClick(found.results.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    view = found.agreement.scan.view
    qtbot.waitUntil(lambda: found.agreement.reference == library.belarus)
    qtbot.waitUntil(lambda: view.marks.current is not None and view.marks.current.page == 0)


def test_the_arrow_keys_go_through_the_best_pages(found, library, qtbot):
    found.results.table.choose(found.results.model.row(row_of(found, library.belarus)).id)
    view = found.agreement.scan.view
    qtbot.waitUntil(lambda: view.marks.current is not None and view.marks.current.page == 1)
    QTest.keyClick(found.results.table, Qt.Key.Key_Right)
    assert view.marks.current.page == 0
    QTest.keyClick(found.results.table, Qt.Key.Key_Right)
    assert view.marks.current.page == 1
    QTest.keyClick(found.results.table, Qt.Key.Key_Left)
    assert view.marks.current.page == 0


def test_the_menu_of_a_row_names_its_pages(found, library, qtbot):
    hit = found.finding.hit(found.results.model.row(row_of(found, library.belarus)).id)
    menu = RowMenu(found, found.desk.actions, hit)
    words = [action.text() for action in menu.actions() if action.text()]
    assert words[:2] == ["Open: Page 2", "Open: Page 1"]
    assert "More like this" in words
    with qtbot.waitSignal(menu.page_wanted) as told:
        menu.actions()[1].trigger()
    assert told.args == [1]


def test_the_menu_of_a_row_is_asked_for_by_key_at_that_row(found, library, qtbot):
    table = found.results.table
    table.menu_wanted.disconnect()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    with qtbot.waitSignal(table.menu_wanted) as told:
        table.contextMenuEvent(event)
    row = table.visualRect(table.currentIndex())
    assert told.args[0].y() == table.viewport().mapToGlobal(row.bottomLeft()).y() + 1


def test_a_page_button_under_the_mouse_stands_out(found, library):
    table = found.results.table
    number = row_of(found, library.belarus)
    delegate = table.itemDelegate()
    place = QPointF(chip_place(found, number, 0))
    assert delegate.chip_at(table, place) == (number, 0)
    QTest.mouseMove(table.viewport(), place.toPoint())
    assert delegate.under_mouse == (number, 0)
    assert table.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor


def test_the_reason_runs_below_all_cells_and_is_not_cut_off(found, library):
    table = found.results.table
    number = row_of(found, library.belarus)
    row = found.results.model.row(number)
    cell = QRectF(table.visualRect(found.results.model.index(number, SIGNED)))
    place = table.itemDelegate().foot_place(table, cell)
    (why,) = table.itemDelegate()._foot(row, place.width()).why
    assert why.text() == found.finding.hit(row.id).why != ""


def test_a_screen_reader_hears_the_reason(found, library):
    number = row_of(found, library.belarus)
    why = found.finding.hit(found.results.model.row(number).id).why
    index = found.results.model.index(number, TITLE)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith(why)


def test_compact_rows_have_no_foot(found, library):
    number = row_of(found, library.belarus)
    place = QPointF(chip_place(found, number, 0))
    found.results.table.set_density(COMPACT)
    table = found.results.table
    assert table.itemDelegate().chip_at(table, place) is None


def test_a_long_reason_begins_in_the_line_above_and_goes_on_beside_the_pages(
    library, archive, qapp
):
    (hit, *_) = ask(archive, '"đánh giá sự phù hợp"').hits
    long = replace(hit, why="Từ chung: " + ", ".join(["tiêu chuẩn", "đo lường"] * 8))
    text = RowText(lambda _id: long, lambda _title: (), lambda: "")
    row = agreement_rows(archive, [hit.agreement_id])[0]
    foot = text.foot(row, 620)
    assert foot.above
    said = "".join(line.text() for line in foot.why)
    assert said == long.why
    assert not text.foot(row, 2_000).above
    cut = text.foot(row, 400).why[-1].text()
    assert cut.endswith("…")
    assert text.roomy(row, 300, 2, foot).snippet == []
