import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage

from luutru.gui.pages import page_words
from luutru.gui.pages.page_geometry import Box, Sheet
from luutru.gui.pages.page_images import PageImages
from luutru.gui.pages.page_view import PageView
from luutru.gui.pages.page_words import PageWords
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
    made.show_document(7, sheets, lambda page, take: take([] if page == 1 else WORDS))
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


class LateWords:
    """Hands over the words of a page when told to."""

    def __init__(self):
        self.asked = []
        self.takes = []

    def __call__(self, page, take):
        self.asked.append(page)
        self.takes.append(take)

    def come(self, words=WORDS):
        while self.takes:
            self.takes.pop()(words)


@pytest.fixture
def late(view, qtbot):
    """The words of the view, not there yet."""
    words = LateWords()
    view.show_document(8, [Sheet(number, 595, 842) for number in (1, 2, 3)], words)
    qtbot.waitUntil(lambda: bool(words.asked))
    return words


def test_words_are_asked_for_as_pages_are_shown(view, late):
    assert late.asked == [0]


def test_nothing_is_selected_before_the_words_are_there(view, late, qtbot):
    port, place = view.viewport(), at(view, 0, 0)
    qtbot.mousePress(port, LEFT, pos=place)
    qtbot.mouseMove(port, at(view, 1, 1))
    qtbot.mouseRelease(port, LEFT, pos=at(view, 1, 1))
    qtbot.mouseDClick(port, LEFT, pos=place)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(view, key, SHIFT)
    view.select_page()
    view.copy()
    assert view.selected_text() == ""
    late.come()
    qtbot.mouseDClick(port, LEFT, pos=place)
    assert view.selected_text() == "Hai"


def test_copying_waits_for_the_words_of_pages_in_between(view, late, qtbot):
    late.come()
    view.go_to_page(3)
    view._pick.pages.want(2)
    late.come()
    view._pick.pages._known.pop(1, None)  # as if it had been scrolled past
    view._pick.start(0, *box_of(2, 0)[:2])
    view._pick.stretch(2, *box_of(0, 0)[:2])
    QGuiApplication.clipboard().clear()
    view.copy()
    assert QGuiApplication.clipboard().text() == ""
    late.come(WORDS[:2])
    assert QGuiApplication.clipboard().text() == "chuẩn\nHai Bên\nHai"


def test_a_selection_is_dropped_where_its_words_are_gone(view, late):
    late.come()
    view._pick.take_word(0, *box_of(2, 0)[:2])
    assert view.selected_text() == "chuẩn"
    view.forget_words()
    assert view.selected_text() == "chuẩn"
    late.come(WORDS[:2])
    assert view.selected_text() == ""
    assert view._pick.end is None


def test_words_that_were_out_when_pages_were_read_anew_are_asked_for_again(view, late):
    view.forget_words()
    late.takes.pop()(WORDS[:1])
    view.select_page()
    assert view.selected_text() == "Hai"
    late.come(WORDS[:2])
    view.select_page()
    assert view.selected_text() == "Hai Bên"


def test_few_pages_of_words_are_kept_beside_those_selected(qapp, monkeypatch):
    monkeypatch.setattr(page_words, "PAGES_KEPT", 3)
    words = PageWords(lambda _page, take: take(WORDS), lambda: range(2))
    for page in range(9):
        words.want(page)
    assert list(words._known) == [0, 1, 8]
