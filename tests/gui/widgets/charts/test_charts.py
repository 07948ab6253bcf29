"""Charts: their scale, their parts, and what they say."""

import pytest
from PySide6.QtCore import QPointF

from luutru.gui.widgets.charts.chart import Part
from luutru.gui.widgets.charts.scale import ticks
from luutru.gui.widgets.charts.share_bars import ShareBars
from luutru.gui.widgets.charts.stacked_bars import StackedBar, StackedBars


@pytest.mark.parametrize(
    ("highest", "expected"),
    [(0, (0, 1)), (1, (0, 1)), (4, (0, 1, 2, 3, 4)), (43, (0, 10, 20, 30, 40, 50)),
     (1248, (0, 500, 1000, 1500))],
)  # fmt: skip
def test_the_scale_goes_up_in_round_steps(highest, expected):
    assert ticks(highest) == expected


@pytest.fixture
def stacked(theme, qtbot):
    chart = StackedBars("Signed")
    qtbot.addWidget(chart)
    chart.resize(400, 240)
    chart.show_bars(
        ["Bản ghi nhớ", "Thỏa thuận"],
        [StackedBar("2024", (3, 1)), StackedBar("2025", (0, 0)), StackedBar("2026", (0, 2))],
    )
    return chart


def test_what_is_pointed_at_is_what_is_drawn_there(stacked):
    image = stacked.grab().toImage()
    series = {"#0b6b68": Part(0, 0), "#5aa9a3": Part(0, 1)}
    seen = set()
    for y in range(30, 210):
        here = stacked.part_at(QPointF(100, y))
        name = image.pixelColor(int(100 * image.devicePixelRatio()), y).name()
        if name in series:
            assert here == series[name]
            seen.add(name)
    assert seen == set(series)


def test_a_year_without_agreements_is_no_part(stacked):
    assert list(stacked.parts()) == [Part(0), Part(2)]
    assert stacked.part_at(QPointF(215, 150)) is None


def test_a_chart_is_told_as_text(stacked):
    assert stacked.accessibleDescription().splitlines() == [
        "2024: 4 (Bản ghi nhớ 3, Thỏa thuận 1)", "2025: 0", "2026: 2 (Thỏa thuận 2)",
    ]  # fmt: skip


def test_a_chart_without_values_is_drawn_too(stacked):
    stacked.show_bars([], [])
    stacked.grab()
    assert list(stacked.parts()) == []


def test_bars_that_lie_are_told_and_pointed_at(theme, qtbot):
    chart = ShareBars("Fields")
    qtbot.addWidget(chart)
    chart.resize(300, 200)
    chart.show_items([("Halal", 7), ("Đo lường", 3)])
    chart.grab()
    assert chart.accessibleDescription() == "Halal: 7\nĐo lường: 3"
    assert chart.part_at(QPointF(10, 5)) == Part(0)
    assert chart.part_at(QPointF(10, 199)) is None
