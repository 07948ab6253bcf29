import pytest

from luutru.extraction.printed_numbers import PrintedNumber
from luutru.services.missing_pages import Limits, missing_pages

LIMITS = Limits(furthest=20, last=2, least_confidence=0.8)


def missing(*numbers, total=None, confidence=0.95, pages=None):
    """Tell what is missing where these numbers stand on the pages; 0 on one without."""
    printed = [
        PrintedNumber(page, number, total, confidence)
        for page, number in enumerate(numbers, 1)
        if number
    ]
    found = missing_pages(printed, pages or len(numbers), LIMITS)
    return [(gap.page, gap.first, gap.last) for gap in found]


@pytest.mark.parametrize(
    ("numbers", "gaps"),
    [
        ((1, 2, 4), [(3, 3, 3)]),
        ((1, 2, 6, 7), [(3, 3, 5)]),
        ((1, 3, 4, 7, 8), [(2, 2, 2), (4, 5, 6)]),
        ((0, 2, 0, 5), [(4, 4, 4)]),
    ],
)
def test_a_jump_in_the_numbers_tells_which_pages_are_missing(numbers, gaps):
    assert missing(*numbers) == gaps


@pytest.mark.parametrize(
    "numbers",
    [
        (),
        (1, 2, 3),
        (0, 2, 3, 0, 5),
        (1, 2, 8, 4, 5),  # misread
        (1, 2, 8),  # too far for a last one
        (1, 2, 3, 1, 2),  # an annex begins anew
        (1, 2, 3, 1),
        (12, 13, 14),  # out of a book
    ],
)
def test_where_nothing_is_missing_nothing_is_said(numbers):
    assert missing(*numbers) == []


def test_a_last_number_read_with_doubt_proves_nothing():
    assert missing(1, 2, 4, confidence=0.6) == []


def test_a_printed_total_tells_of_pages_missing_before_and_behind():
    assert missing(3, 4, total=6) == [(1, 1, 2), (2, 5, 6)]
    assert missing(1, 2, 3, total=3) == []
    assert missing(1, 2, 0, total=3) == []
