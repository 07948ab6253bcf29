import pytest

from luutru.extraction.printed_numbers import Margins, PrintedNumber, printed_numbers
from luutru.extraction.script import PageWords, Script
from luutru.records.words import PlacedWord

MARGINS = Margins(0.09, 0.88)


def a_page(number, *lines):
    """Set lines on a page, each with the height at which it stands, in ten-thousandths."""
    words = []
    for top, text in lines:
        for at, word in enumerate(text.split()):
            words.append(PlacedWord(word, 1000 + 600 * at, top, 1500 + 600 * at, top + 150, 91))
    return PageWords(number, tuple(words))


def read(*lines):
    return printed_numbers(Script([a_page(4, *lines)]), MARGINS)


@pytest.mark.parametrize(
    ("text", "number", "total"),
    [
        ("3", 3, None),
        ("- 12 -", 12, None),
        ("3/6", 3, 6),
        ("Trang 3/6", 3, 6),
        ("Trang số: 7", 7, None),
        ("BGN hợp tác đo lường, trang 2 / 5", 2, 5),
        ("Page 3 of 6", 3, 6),
    ],
)
@pytest.mark.parametrize("top", [300, 9400])
def test_the_number_of_a_page_is_read_at_its_head_or_foot(text, number, total, top):
    assert read((4000, "Điều 1. Mục đích"), (top, text)) == (PrintedNumber(4, number, total, 0.91),)


@pytest.mark.parametrize(
    ("top", "text"),
    [(5000, "3"), (9400, "7/6"), (9400, "0"), (9400, "Số 17 đường Hoàng"), (9400, "2023 - 2026")],
)
def test_other_numbers_are_none_of_pages(top, text):
    assert read((top, text)) == ()


def test_a_page_fed_upside_down_has_its_foot_above():
    words = (PlacedWord("5", 4900, 450, 5050, 600, 95),)
    script = Script([PageWords(1, words, rotation=180)])
    assert printed_numbers(script, MARGINS) == (PrintedNumber(1, 5, None, 0.95),)
