"""Frames on a scan: pointed at, looked at, whichever way the reader turns the page."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage

from luutru.gui.pages.framed_view import FramedView
from luutru.gui.pages.frames import Frame, Frames
from luutru.gui.pages.page_geometry import Box, Sheet
from luutru.gui.pages.page_images import PageImages
from luutru.gui.theme.tokens import LIGHT
from luutru.records.words import PlacedWord

NUMBER = Frame("code_number", 0, (Box(1000, 1000, 3000, 1300),), "Number", "active")
DAY = Frame("signed_on", 2, (Box(2000, 4000, 5000, 4300),), "Signed on", "overdue")
WORDS = [PlacedWord("05", 1000, 1000, 1800, 1300, 96), PlacedWord("BGN", 2000, 1000, 3000, 1300, 9)]


def draw(key):
    image = QImage(key.width, round(key.width * 1.414), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    return image


@pytest.fixture
def view(qtbot, theme):
    made = FramedView(PageImages(draw, lambda work, then: then(work())))
    qtbot.addWidget(made)
    made.resize(640, 480)
    made.show()
    made.show_document(
        7, [Sheet(n, 595, 842) for n in range(1, 4)], lambda _page, take: take(WORDS)
    )
    made.set_frames([NUMBER, DAY])
    return made


def middle_of(view, frame):
    place = view.places(frame.page, frame.boxes)[0].center()
    bars = QPointF(view.horizontalScrollBar().value(), view.verticalScrollBar().value())
    return (place - bars).toPoint()


def click(qtbot, view, at, to=None):
    port = view.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=at)
    if to is not None:
        qtbot.mouseMove(port, to)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=to or at)


@pytest.mark.parametrize("turns", range(4))
def test_a_click_into_a_frame_tells_whose_it_is(view, qtbot, turns):
    for _ in range(turns):
        view.rotate()
    view.reveal(view.places(0, NUMBER.boxes)[0])
    with qtbot.waitSignal(view.pointed) as told:
        click(qtbot, view, middle_of(view, NUMBER))
    assert told.args == ["code_number"]


def test_selecting_words_in_a_frame_points_at_nothing(view, qtbot):
    at = middle_of(view, NUMBER)
    with qtbot.assertNotEmitted(view.pointed):
        click(qtbot, view, at - QPoint(40, 0), at + QPoint(30, 0))
    assert view.selected_text() == "05 BGN"


def test_what_is_looked_at_is_scrolled_to_and_told_to_a_screen_reader(view):
    view.look_at("signed_on")
    assert view.viewport().rect().contains(middle_of(view, DAY))
    assert view.accessibleDescription() == "Signed on, page 3"
    view.look_at("note")
    assert view.accessibleDescription() == ""


def test_return_points_at_the_frame_that_is_looked_at(view, qtbot):
    view.look_at("signed_on")
    with qtbot.waitSignal(view.pointed) as told:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert told.args == ["signed_on"]


def test_a_frame_has_the_colour_of_its_state_and_a_ground_when_looked_at(view):
    def ink():
        return view.grab().toImage().pixelColor(middle_of(view, NUMBER)).name().upper()

    view.go_to_page(1)
    assert ink() == "#FFFFFF"
    view.look_at("code_number")
    assert ink() == LIGHT.status["active"].ground


def test_the_inner_of_two_frames_is_met():
    outer = Frame("title", 0, (Box(0, 0, 9000, 9000),), "Title", "active")
    inner = Frame("number", 0, (Box(100, 100, 900, 900),), "Number", "active")
    frames = Frames([inner, outer])
    assert frames.at(0, 500, 500) is inner
    assert frames.at(0, 5000, 5000) is outer
    assert frames.at(1, 500, 500) is None
