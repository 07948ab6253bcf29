"""The words of a document as one text."""

import re

import pytest

from luutru.extraction.proposal import Box, Place
from luutru.extraction.script import PageWords, Script
from luutru.records.words import PlacedWord


def page(number, *lines, rotation=0):
    words = [
        PlacedWord(
            text, 1000 + 800 * column, 1000 + 300 * row, 1700 + 800 * column, 1200 + 300 * row, 95
        )
        for row, line in enumerate(lines)
        for column, text in enumerate(line.split())
    ]
    return PageWords(number, tuple(words), rotation=rotation)


def test_lines_and_pages_are_divided():
    script = Script([page(1, "BẢN GHI NHỚ", "giữa"), page(2, "Điều 1")])
    assert script.text == "BẢN GHI NHỚ\ngiữa\fĐiều 1"
    assert [line.page for line in script.lines] == [1, 1, 2]


def test_the_folded_text_has_every_letter_at_its_place():
    script = Script([page(1, "Đường ẨM ﬁ İ ß")])
    assert len(script.folded) == len(script.text)
    assert script.folded.startswith("duong am")


def test_what_a_pattern_finds_is_told_by_its_boxes():
    script = Script([page(1, "ngày 07 tháng", "12 năm 2023")])
    found = re.search(r"07\s+thang\s+12", script.folded)
    assert found
    assert script.places_of(found) == (
        Place(1, (Box(1800, 1000, 3300, 1200), Box(1000, 1300, 1700, 1500))),
    )


def test_a_place_over_two_pages_is_told_page_by_page():
    script = Script([page(1, "hai bên"), page(2, "thống nhất")])
    found = re.search(r"bên\s+thống", script.text)
    assert found
    assert [place.page for place in script.places_of(found)] == [1, 2]


def test_a_part_of_a_word_is_told_by_the_whole_word():
    script = Script([page(1, "Số: 05/BGN-TĐC")])
    at = script.text.index("BGN")
    assert script.places(at, at + 3) == (Place(1, (Box(1800, 1000, 2500, 1200),)),)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_lines_are_found_however_the_page_lies(rotation):
    upright = page(1, "một hai", "ba bốn")
    turned = {
        0: lambda w: (w.left, w.top, w.right, w.bottom),
        90: lambda w: (w.top, 10_000 - w.right, w.bottom, 10_000 - w.left),
        180: lambda w: (10_000 - w.right, 10_000 - w.bottom, 10_000 - w.left, 10_000 - w.top),
        270: lambda w: (10_000 - w.bottom, w.left, 10_000 - w.top, w.right),
    }[rotation]
    words = tuple(PlacedWord(w.text, *turned(w), 95) for w in upright.words)
    script = Script([PageWords(1, words, rotation=rotation)])
    assert script.text == "một hai\nba bốn"
    assert script.lines[0].upright == Box(1000, 1000, 2500, 1200)


def test_the_worst_word_tells_how_surely_something_was_read():
    words = (PlacedWord("ngày", 0, 0, 10, 10, 96), PlacedWord("O7", 20, 0, 30, 10, 41))
    script = Script([PageWords(1, words)])
    assert script.confidence(0, len(script.text)) == pytest.approx(0.41)
    assert script.confidence(0, 2) == pytest.approx(0.96)


def test_an_empty_document_has_no_lines():
    script = Script([])
    assert (script.text, script.lines, script.places(0, 5)) == ("", (), ())
