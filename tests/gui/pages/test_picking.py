import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage

from luutru.gui.pages.page_geometry import Box, Sheet
from luutru.gui.pages.page_images import PageImages
from luutru.gui.pages.page_view import PageView
from luutru.records.words import PlacedWord

LINES = (("Hai", "Bên", "thỏa", "thuận"), ("hợp", "tác", "tiêu"), ("chuẩn",))
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


def box_of(line, place):
    return Box(1000 + 1500 * place, 1000 + 500 * line, 2200 + 1500 * place, 1300 + 500 * line)


def placed_word(word, line, place):
    left, top, right, bottom = box_of(line, place)
    return PlacedWord(word, left, top, right, bottom, 96)


WORDS = [
    placed_word(word, line, place)
    for line, words in enumerate(LINES)
    for place, word in enumerate(words)
]


def draw(key):
    image = QImage(key.width, round(key.width * 1.414), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    return image


@pytest.fixture
def view(qtbot):
    made = PageView(PageImages(draw, lambda work, then: then(work())))
    qtbot.addWidget(made)
    made.resize(640, 480)
    made.show()
    sheets = [Sheet(number, 595, 842) for number in (1, 2, 3)]
    made.show_document(7, sheets, lambda page: [] if page == 1 else WORDS)
    return made


def at(view, line, place, page=0):
    middle = view.places(page, [box_of(line, place)])[0].center()
    bars = QPointF(view.horizontalScrollBar().value(), view.verticalScrollBar().value())
    return (middle - bars).toPoint()


def test_a_selection_runs_over_lines_in_the_order_of_reading(view, qtbot):
    port = view.viewport()
    qtbot.mousePress(port, LEFT, pos=at(view, 0, 2))
    qtbot.mouseMove(port, at(view, 1, 1))
    qtbot.mouseRelease(port, LEFT, pos=at(view, 1, 1))
    assert view.selected_text() == "thỏa thuận\nhợp tác"
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "thỏa thuận\nhợp tác"
    assert view.accessibleDescription() == "4 words selected"


def test_a_click_with_shift_stretches_the_selection(view, qtbot):
    port = view.viewport()
    qtbot.mouseClick(port, LEFT, pos=at(view, 0, 1))
    qtbot.mouseClick(port, LEFT, SHIFT, pos=at(view, 2, 0))
    assert view.selected_text() == "Bên thỏa thuận\nhợp tác tiêu\nchuẩn"


def test_words_and_lines_are_selected_by_key(view, qtbot):
    qtbot.keyClick(view, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(view, Qt.Key.Key_Right, SHIFT)
    assert view.selected_text() == "Hai Bên"
    qtbot.keyClick(view, Qt.Key.Key_Down, SHIFT)
    assert view.selected_text() == "Hai Bên thỏa thuận\nhợp tác"
    qtbot.keyClick(view, Qt.Key.Key_Up, SHIFT)
    qtbot.keyClick(view, Qt.Key.Key_Left, SHIFT)
    assert view.selected_text() == "Hai"


def test_the_selection_goes_on_behind_a_page_without_words(view, qtbot):
    view.select_page()
    qtbot.keyClick(view, Qt.Key.Key_Right, SHIFT)
    assert view.selected_text().endswith("chuẩn\n\nHai")
    qtbot.keyClick(view, Qt.Key.Key_Up, SHIFT)
    assert view.selected_text().endswith("chuẩn")


def test_the_menu_offers_to_copy_only_what_is_selected(view):
    copy, page = view.menu().actions()[:2]
    assert not copy.isEnabled()
    page.trigger()
    copy = view.menu().actions()[0]
    assert copy.isEnabled()
    copy.trigger()
    assert QGuiApplication.clipboard().text().startswith("Hai Bên thỏa thuận\nhợp")


def test_dragging_below_the_edge_scrolls_on(view, qtbot):
    view.set_zoom(3.0)
    view.verticalScrollBar().setValue(0)
    port = view.viewport()
    qtbot.mousePress(port, LEFT, pos=at(view, 0, 0))
    qtbot.mouseMove(port, port.rect().bottomLeft() + QPoint(200, 60))
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 0)
    qtbot.mouseRelease(port, LEFT)
    assert len(view.selected_text().split()) > 1


def test_the_whole_page_fits_and_stays_so(view):
    view.fit_page()
    assert view.page_rect(0).height() <= view.viewport().height()
    view.resize(900, 700)
    assert view.page_rect(0).height() == pytest.approx(view.viewport().height() - 32, abs=2)
    view.fit_width()
    assert view.page_rect(0).width() == pytest.approx(view.viewport().width() - 32)
