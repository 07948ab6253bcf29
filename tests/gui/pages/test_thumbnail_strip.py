import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from luutru.gui.pages.hit_marks import HitMarks, Mark
from luutru.gui.pages.page_geometry import Box, Sheet
from luutru.gui.pages.page_images import PageImages
from luutru.gui.pages.thumbnail_strip import ThumbnailStrip


@pytest.fixture
def drawn():
    return []


@pytest.fixture
def strip(qtbot, drawn):
    def draw(key):
        drawn.append(key.number)
        image = QImage(key.width, key.width, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        return image

    made = ThumbnailStrip(PageImages(draw, lambda work, then: then(work())))
    qtbot.addWidget(made)
    made.resize(112, 400)
    return made


def sheets(count):
    return [Sheet(number, 595, 842) for number in range(1, count + 1)]


def test_only_pages_in_sight_are_drawn(strip, qtbot, drawn):
    strip.show()
    strip.show_sheets(7, sheets(500))
    qtbot.waitUntil(lambda: 1 in drawn)
    assert len(set(drawn)) < 12
    strip.scrollTo(strip.model().index(400))
    qtbot.waitUntil(lambda: 401 in drawn)
    assert 200 not in drawn


def test_a_hidden_strip_draws_nothing_until_it_is_shown(strip, qtbot, drawn):
    strip.show_sheets(7, sheets(3))
    strip._want_pictures()
    assert drawn == []
    strip.show()
    qtbot.waitUntil(lambda: set(drawn) == {1, 2, 3})


def test_arrows_go_to_the_page_and_the_page_moves_the_mark_back(strip, qtbot):
    strip.show()
    strip.show_sheets(7, sheets(5))
    with qtbot.waitSignal(strip.page_wanted) as told:
        qtbot.keyClick(strip, Qt.Key.Key_Down)
    assert told.args == [2]
    with qtbot.assertNotEmitted(strip.page_wanted):
        strip.show_page(4)
    assert strip.currentIndex().row() == 3


def test_a_page_with_hits_says_so(strip):
    strip.show()
    strip.show_sheets(7, sheets(3))
    place = (Box(0, 0, 1, 1),)
    strip.show_hits(HitMarks([Mark(1, place), Mark(1, place)]))
    words = [strip.model().index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert words == ["Page 1", "Page 2, 2 hits", "Page 3"]
    assert not strip.grab().isNull()
