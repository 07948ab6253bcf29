import pytest
from tests.reading.conftest import VIETNAMESE, a_sheet

from luutru.demo import raster
from luutru.demo.truth import Placement
from luutru.reading.orientation import turn_needed


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_told_how_to_be_turned_back(turn):
    upright = raster.drawn(a_sheet(VIETNAMESE * 3), 150, "L", Placement())
    assert turn_needed(upright.rotate(-turn, expand=True), 150) == (360 - turn) % 360


def test_an_empty_page_is_left_as_it_is():
    assert turn_needed(raster.drawn(a_sheet(), 150, "L", Placement()), 150) == 0
