"""Marks stamped in red are read, although recognition looks at an image without red."""

import numpy as np
import pytest
from tests.reading.conftest import VIETNAMESE, a_sheet

from luutru.demo import ornaments, scanner
from luutru.demo.paper import RED, Stroke, Style
from luutru.demo.typeface import Face
from luutru.extraction.script import PageWords
from luutru.extraction.secrecy import secrecy_mark
from luutru.reading.messages import ReadingOptions
from luutru.reading.page_reader import read_page
from luutru.records.words import PlacedWord
from luutru.vietnamese.folding import strip_marks


def stamped(mark, left=84, top=40):
    """Set a text, and a mark in its red frame above it."""
    sheet = a_sheet(VIETNAMESE, VIETNAMESE)
    width = 26 + 13 * len(mark)
    style = Style(18, Face.BOLD, "centre", colour=RED)
    sheet.text(mark, left, top, width, style)
    corners = ((left, top - 2), (left + width, top - 2), (left + width, top + 26), (left, top + 26))
    sheet.strokes.append(Stroke((*corners, corners[0]), 1.6, RED))
    return sheet


@pytest.fixture
def read(scanned, opened):
    def read_one(sheet, profile=scanner.OFFICE_COLOUR, turn=0):
        path, _truth = scanned(sheet, profile, turn)
        return read_page(opened(path), 1, ReadingOptions())

    return read_one


def mark_of(reading):
    words = tuple(PlacedWord(*word) for word in reading.words)
    found = secrecy_mark([PageWords(1, words, rotation=reading.rotation)])
    return found.level if found else None


@pytest.mark.parametrize(
    ("mark", "level"), [("MẬT", "secret"), ("TỐI MẬT", "top_secret"), ("TUYỆT MẬT", "most_secret")]
)
def test_a_mark_of_secrecy_in_red_is_read(read, mark, level):
    assert mark_of(read(stamped(mark))) == level


def test_the_mark_is_read_upside_down_too(read):
    assert mark_of(read(stamped("MẬT"), turn=180)) == "secret"


def test_the_mark_is_read_where_red_became_grey(read):
    assert mark_of(read(stamped("TỐI MẬT"), scanner.OFFICE_GREY)) == "top_secret"


def test_the_box_of_the_mark_lies_on_the_mark(read):
    words = read(stamped("MẬT")).words
    word = next(word for word in words if strip_marks(word.text) == "mat")
    assert 1200 < word.left < 2000
    assert 350 < word.top < 800


def test_a_round_seal_adds_no_words(read):
    plain, sealed = a_sheet(VIETNAMESE), a_sheet(VIETNAMESE)
    ornaments.stamp(sealed, 300, 500, np.random.default_rng(1))
    assert read(sealed).text == read(plain).text


def test_red_words_that_are_no_mark_are_left_out(read):
    assert "HIỆU" not in read(stamped("HIỆU QUẢ")).text
