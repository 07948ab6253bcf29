import pytest
from PySide6.QtGui import QImage

from luutru.errors import PageNotShown
from luutru.gui.pages.page_images import ImageKey, PageImages


class Desk:
    """A renderer whose work is finished by hand, in the order it was asked for."""

    def __init__(self):
        self.asked = []
        self._pending = []

    def render(self, key):
        self.asked.append(key.number)
        if key.number == 13:
            return PageNotShown("2026-0001", 13, "damaged")
        return QImage(key.width, 10, QImage.Format.Format_RGB32)

    def run(self, work, then):
        self._pending.append((work, then))

    def finish(self):
        while self._pending:
            work, then = self._pending.pop(0)
            then(work())

    def finish_one(self):
        work, then = self._pending.pop(0)
        then(work())


def page(number, width=100):
    return ImageKey(1, number, width, 0)


@pytest.fixture
def desk(qapp):
    return Desk()


@pytest.fixture
def images(desk):
    return PageImages(desk.render, desk.run)


def test_an_image_is_here_once_it_was_drawn(images, desk, qtbot):
    images.want([page(1)])
    assert images.image(page(1)) is None
    with qtbot.waitSignal(images.arrived) as told:
        desk.finish()
    assert told.args == [page(1)]
    assert images.image(page(1)).width() == 100


def test_the_newest_wishes_overtake_the_older_ones(images, desk):
    images.want([page(n) for n in range(1, 10)])
    images.want([page(50), page(51)])
    desk.finish()
    assert desk.asked == [1, 50, 51]


def test_nothing_is_drawn_twice(images, desk):
    images.want([page(1)])
    desk.finish()
    images.want([page(1), page(2)])
    desk.finish()
    assert desk.asked == [1, 2]


def test_a_page_that_cannot_be_drawn_says_why_and_is_not_asked_again(images, desk):
    images.want([page(13), page(14)])
    desk.finish()
    images.want([page(13)])
    desk.finish()
    assert desk.asked == [13, 14]
    assert isinstance(images.trouble(page(13)), PageNotShown)


def test_another_size_stands_in(images, desk):
    images.want([page(1)])
    desk.finish()
    assert images.stand_in(page(1, width=300)).width() == 100
    assert images.stand_in(ImageKey(1, 1, 300, 90)) is None


def test_the_page_not_looked_at_for_longest_is_dropped(qapp, desk):
    images = PageImages(desk.render, desk.run, kept=3 * 100 * 10 * 4)
    images.want([page(1), page(2), page(3)])
    desk.finish()
    assert images.image(page(1)) is not None
    images.want([page(4)])
    desk.finish()
    assert images.image(page(1)) is not None
    assert images.image(page(2)) is None


def test_forgetting_drops_what_was_drawn(images, desk):
    images.want([page(1)])
    desk.finish()
    images.forget()
    assert images.image(page(1)) is None
