import pytest

from luutru.gui.agreements.row_words import says_all
from luutru.gui.theme.fonts import font
from luutru.gui.widgets.text_lines import brought_forward, set_lines

TITLE = "Bản ghi nhớ giữa Tổng cục và Viện Tiêu chuẩn về đánh giá sự phù hợp"


@pytest.fixture(autouse=True)
def _fonts(theme):
    pass


def marked(lines):
    return [
        line.text()[mark.start : mark.start + mark.length]
        for line in lines
        for mark in line.formats()
    ]


def test_a_short_text_is_one_line():
    (line,) = set_lines("Ngắn", (), font(), 500, 2)
    assert line.text() == "Ngắn"


def test_a_long_text_goes_on_in_the_second_line_and_ends_in_an_ellipsis():
    first, second = set_lines(TITLE, (), font(), 160, 2)
    assert (first.text() + second.text()).startswith("Bản ghi nhớ giữa")
    assert second.text().endswith("…")


def test_lines_are_broken_between_words():
    first, *_ = set_lines(TITLE, (), font(), 160, 2)
    assert first.text().strip() in TITLE
    assert TITLE[len(first.text().rstrip())] == " "


def test_a_mark_over_the_end_of_a_line_goes_on_in_the_next():
    first, _second = set_lines(TITLE, (), font(), 200, 2)
    cut = len(first.text())
    lines = set_lines(TITLE, [(cut - 4, cut + 4)], font(), 200, 2)
    assert [len(part) for part in marked(lines)] == [4, 4]


def test_no_text_has_no_line():
    assert set_lines("", (), font(), 100) == []


def test_line_breaks_of_the_text_are_blanks():
    (line,) = set_lines("một\nhai", (), font(), 500)
    assert line.text() == "một hai"


def test_a_late_mark_is_brought_into_sight():
    text = "chữ " * 40 + "đánh giá sự phù hợp ở cuối"
    start = text.index("đánh")
    shorter, ((a, b),) = brought_forward(text, [(start, start + 19)], 50)
    assert shorter.startswith("…")
    assert shorter[a:b] == "đánh giá sự phù hợp"
    assert b < 50


def test_an_early_mark_leaves_the_text_as_it_is():
    assert brought_forward("abc def", [(0, 3)], 50) == ("abc def", [(0, 3)])
    assert brought_forward("abc", [], 1) == ("abc", [])


def test_a_title_says_it_all_when_every_word_searched_is_marked_in_it():
    spans = [(TITLE.index("đánh"), len(TITLE))]
    assert says_all(TITLE, spans, "danh gia su phu hop")
    assert not says_all(TITLE, spans, "đánh giá halal")
    assert not says_all(TITLE, [], "đánh giá")
