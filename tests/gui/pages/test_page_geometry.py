import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from luutru.gui.pages.page_geometry import (
    MARGIN,
    UNITS,
    Box,
    Column,
    Sheet,
    fitting_scale,
    placed,
    turned,
    units_at,
)

TOP_LEFT = Box(0, 0, 1000, 500)
turns = st.sampled_from([0, 90, 180, 270])


@pytest.mark.parametrize(
    ("turn", "expected"),
    [
        (0, Box(0, 0, 1000, 500)),
        (90, Box(9500, 0, 10000, 1000)),
        (180, Box(9000, 9500, 10000, 10000)),
        (270, Box(0, 9000, 500, 10000)),
        (360, Box(0, 0, 1000, 500)),
        (-90, Box(0, 9000, 500, 10000)),
    ],
)
def test_the_top_left_corner_goes_round_clockwise(turn, expected):
    assert turned(TOP_LEFT, turn) == expected


@given(turns, st.tuples(*[st.integers(0, UNITS)] * 4))
def test_turning_forth_and_back_changes_nothing(turn, corners):
    left, right = sorted(corners[:2])
    top, bottom = sorted(corners[2:])
    box = Box(left, top, right, bottom)
    assert turned(turned(box, turn), -turn) == box


@given(turns, st.integers(0, UNITS), st.integers(0, UNITS), st.floats(0.2, 6))
def test_a_place_on_the_screen_is_the_place_on_the_page_at_every_zoom(turn, x, y, zoom):
    page = QRectF(37, 911, 595 * zoom, 842 * zoom)
    dot = placed(Box(x, y, x, y), page, turn)
    assert units_at(dot.topLeft(), page, turn) == (x, y)


def test_a_box_grows_with_the_zoom():
    box = Box(1000, 2000, 3000, 2500)
    small = placed(box, QRectF(0, 0, 100, 200), 0)
    large = placed(box, QRectF(0, 0, 300, 600), 0)
    assert small == QRectF(10, 40, 20, 10)
    assert large == QRectF(30, 120, 60, 30)


def test_fitting_uses_the_width_a_turned_page_has():
    upright, turned_page = Sheet(1, 600, 800), Sheet(1, 600, 800, turn=90)
    assert fitting_scale([upright], 600 + 2 * MARGIN) == pytest.approx(1.0)
    assert fitting_scale([turned_page], 600 + 2 * MARGIN) == pytest.approx(0.75)


def test_pages_stand_centred_one_under_the_other():
    column = Column([Sheet(1, 100, 200), Sheet(2, 200, 100)], 1.0, 500)
    first, second = column.pages
    assert first.center().x() == second.center().x() == 250
    assert first.bottom() < second.top()
    assert column.height == second.bottom() + MARGIN


def test_a_zoomed_page_makes_the_column_wider_than_the_view():
    column = Column([Sheet(1, 100, 200)], 10.0, 500)
    assert column.width == 1000 + 2 * MARGIN
    assert column.pages[0].left() == MARGIN


@given(st.floats(0, 90_000), st.floats(0, 3_000))
def test_exactly_the_pages_that_touch_a_stretch_are_shown(top, height):
    column = Column([Sheet(n, 100, 50 + 10 * (n % 7)) for n in range(1, 801)], 1.0, 300)
    shown = set(column.between(top, top + height))
    touching = {
        index
        for index, page in enumerate(column.pages)
        if page.bottom() >= top and page.top() <= top + height
    }
    assert shown == touching


def test_an_empty_document_has_no_pages_to_show():
    column = Column([], 1.0, 300)
    assert list(column.between(0, 1000)) == []
    assert column.height == 0


def test_the_nearest_page_is_the_one_under_the_point_or_the_closest():
    column = Column([Sheet(1, 100, 100), Sheet(2, 100, 100)], 1.0, 300)
    first, second = column.pages
    assert column.nearest(first.center()) == 0
    assert column.nearest(QPointF(0, first.bottom() + 1)) == 0
    assert column.nearest(QPointF(0, second.top() - 1)) == 1
    assert column.nearest(QPointF(0, 99_999)) == 1
    assert column.nearest(QPointF(0, -50)) == 0
