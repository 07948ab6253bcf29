import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage

from luutru.gui.pages.hit_marks import Mark
from luutru.gui.pages.page_geometry import MARGIN, Box, Sheet
from luutru.gui.pages.page_images import PageImages
from luutru.gui.pages.page_view import PageView
from luutru.gui.pages.word_editor import WordEditor
from luutru.records.words import PlacedWord

INK = QColor("#102030")
HIT = Box(2000, 5000, 4000, 5300)
WORDS = [
    PlacedWord("đánh", 2000, 5000, 2400, 5300, 96),
    PlacedWord("giá", 2500, 5000, 2900, 5300, 96),
    PlacedWord("sự", 3000, 5000, 3400, 5300, 96),
    PlacedWord("phù", 2000, 6000, 2400, 6300, 96),
]


def draw(key):
    image = QImage(key.width, round(key.width * 1.414), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    return image


@pytest.fixture
def view(qtbot):
    images = PageImages(draw, lambda work, then: then(work()))
    made = PageView(images)
    qtbot.addWidget(made)
    made.resize(640, 480)
    made.show()
    made.show_document(
        7, [Sheet(n, 595, 842) for n in range(1, 7)], lambda _page, take: take(WORDS)
    )
    return made


def middle_of(view, index, box):
    place = view.places(index, [box])[0].center()
    bars = QPointF(view.horizontalScrollBar().value(), view.verticalScrollBar().value())
    return (place - bars).toPoint()


def drag(qtbot, view, start, end):
    port = view.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(port, end)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)


def test_a_document_is_shown_in_the_width_of_the_pane(view):
    assert view.page_rect(0).width() == pytest.approx(view.viewport().width() - 2 * MARGIN)
    assert view.page_count == 6


def test_fitting_follows_the_width_of_the_pane(view):
    view.resize(900, 480)
    assert view.page_rect(0).width() == pytest.approx(view.viewport().width() - 2 * MARGIN)


def test_a_chosen_zoom_stays_when_the_pane_changes_its_width(view):
    view.set_zoom(1.0)
    view.resize(900, 480)
    assert view.page_rect(0).width() == pytest.approx(595 * 96 / 72)


def test_zooming_keeps_the_place_in_the_middle(view):
    view.go_to_page(4)
    view.zoom_in()
    view.zoom_in()
    assert view.page == 4
    view.zoom_out()
    assert view.page == 4


def test_scrolling_tells_the_page_being_read(view, qtbot):
    with qtbot.waitSignal(view.page_changed) as told:
        view.go_to_page(3)
    assert told.args == [3]


def test_turning_the_view_keeps_the_page(view):
    view.go_to_page(3)
    view.rotate()
    assert (view.turn, view.page) == (90, 3)
    assert view.page_rect(0).width() > view.page_rect(0).height()


def test_the_picture_of_a_page_scanned_upside_down_is_asked_for_upright(qtbot):
    asked = []

    def note(key):
        asked.append(key)
        return draw(key)

    images = PageImages(note, lambda work, then: then(work()))
    view = PageView(images)
    qtbot.addWidget(view)
    view.show()
    view.show_document(8, [Sheet(1, 595, 842, upright=180)], lambda _page, take: take([]))
    view.rotate()
    assert {key.turn for key in asked} == {180, 270}


def test_the_next_hit_is_scrolled_to_and_the_last_leads_to_the_first(view):
    view.set_marks([Mark(0, (HIT,)), Mark(4, (HIT,))])
    view.step_hit(1)
    assert view.page == 5
    view.step_hit(1)
    assert view.page == 1
    view.step_hit(-1)
    assert (view.page, view.marks.place) == (5, 2)


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
@pytest.mark.parametrize("zoom", [0.4, 1.0, 2.5])
def test_a_hit_is_painted_where_its_box_is(view, turns, zoom):
    for _ in range(turns):
        view.rotate()
    view.set_zoom(zoom)
    view.set_marks([Mark(2, (HIT,)), Mark(5, (HIT,))])
    view.show_current_hit()
    seen = view.viewport().grab().toImage()
    at = middle_of(view, 2, HIT)
    assert seen.pixelColor(at) == QColor("#FFB020")
    beside = middle_of(view, 2, Box(6000, 5000, 8000, 5300))
    if seen.rect().contains(beside):
        assert seen.pixelColor(beside) == QColor("white")


def test_dragging_selects_words_and_copying_takes_them(view, qtbot):
    view.go_to_page(1)
    view.reveal(view.places(0, [HIT])[0])
    start = middle_of(view, 0, Box(*WORDS[1][1:5]))
    end = middle_of(view, 0, Box(*WORDS[3][1:5]))
    drag(qtbot, view, start, end)
    assert view.selected_text() == "giá sự\nphù"
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "giá sự\nphù"


def test_a_click_selects_nothing_and_a_double_click_a_word(view, qtbot):
    view.reveal(view.places(0, [HIT])[0])
    at = middle_of(view, 0, Box(*WORDS[2][1:5]))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.selected_text() == ""
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.selected_text() == "sự"


def test_select_all_takes_the_page_being_read(view, qtbot):
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert view.selected_text() == "đánh giá sự\nphù"


def test_a_selection_follows_the_page_when_it_is_turned(view, qtbot):
    view.rotate()
    view.rotate()
    view.reveal(view.places(0, [HIT])[0])
    at = middle_of(view, 0, Box(*WORDS[0][1:5]))
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.selected_text() == "đánh"


def test_keys_lead_to_the_ends(view, qtbot):
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.page == 6
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.page == 1


def test_a_view_without_a_document_takes_clicks_calmly(qtbot):
    images = PageImages(draw, lambda work, then: then(work()))
    empty = PageView(images)
    qtbot.addWidget(empty)
    empty.show()
    drag(qtbot, empty, QPoint(5, 5), QPoint(50, 50))
    empty.step_hit(1)
    empty.rotate()
    assert empty.selected_text() == ""
    assert not empty.grab().isNull()


def double_click(qtbot, view, index, box):
    place = middle_of(view, index, box)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_one_selected_word_is_corrected_in_a_line_beside_it(view, qtbot):
    view.go_to_page(2)
    double_click(qtbot, view, 1, Box(*WORDS[1][1:5]))
    view.correct_word()
    editor = view.viewport().findChild(WordEditor)
    assert editor.text() == "giá"
    editor.setText("gía")
    with qtbot.waitSignal(view.word_corrected) as told:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert told.args == [1, Box(*WORDS[1][1:5]), "gía"]


def test_escape_leaves_the_word_as_it_is(view, qtbot):
    double_click(qtbot, view, 0, Box(*WORDS[0][1:5]))
    view.correct_word()
    editor = view.viewport().findChild(WordEditor)
    editor.setText("danh")
    with qtbot.assertNotEmitted(view.word_corrected):
        qtbot.keyClick(editor, Qt.Key.Key_Escape)


def test_several_selected_words_are_not_corrected_at_once(view, qtbot):
    drag(qtbot, view, middle_of(view, 0, Box(*WORDS[0][1:5])),
         middle_of(view, 0, Box(*WORDS[2][1:5])))  # fmt: skip
    view.correct_word()
    assert view.viewport().findChild(WordEditor) is None


def test_a_word_left_as_it_was_is_no_correction(view, qtbot):
    double_click(qtbot, view, 0, Box(*WORDS[0][1:5]))
    view.correct_word()
    with qtbot.assertNotEmitted(view.word_corrected):
        qtbot.keyClick(view.viewport().findChild(WordEditor), Qt.Key.Key_Return)
