"""Pages alike are found among many without comparing each with each."""

import numpy as np
import pytest

from luutru.services.page_table import LOOKS_ALIKE, PageTable


def a_table(count, seed=0, *, silent=False):
    """Make pages by the throw of dice, two a document."""
    dice = np.random.default_rng(seed)
    texts = dice.integers(1, 2**32, (count, 16), np.uint64).astype(np.uint32)
    looks = dice.integers(1, 2**62, count)
    numbers = np.arange(count)
    return PageTable(numbers // 2 + 1, numbers % 2 + 1, looks, texts * np.uint32(not silent))


def copied(table, row, to, *, differing):
    """Make one row another reading of a second one, in which some numbers came out otherwise."""
    table.texts[to] = table.texts[row]
    places = np.random.default_rng(row).permutation(16)[:differing]
    table.texts[to, places] += np.uint32(1)


@pytest.mark.parametrize("differing", [0, 1, 2, 3])
def test_another_reading_of_a_page_is_always_found(differing):
    table = a_table(400)
    for row in range(0, 100, 2):
        copied(table, row, 300 + row, differing=differing)
    expected = {(row // 2 + 1, (300 + row) // 2 + 1): 1 for row in range(0, 100, 2)}
    assert dict(table.alike()) == expected
    assert all(300 + row in table.like(row) for row in range(0, 100, 2))


def test_pages_that_have_little_in_common_are_not_paired():
    table = a_table(100)
    copied(table, 0, 50, differing=9)
    assert table.alike() == {}
    assert table.like(0).size == 0


def test_a_form_that_hundreds_begin_alike_pairs_nobody():
    table = a_table(1000)
    table.texts[::2] = table.texts[0]
    copied(table, 1, 901, differing=0)
    assert dict(table.alike()) == {(1, 451): 1}
    assert len(table.like(0)) == 499


def test_pages_of_one_document_are_not_paired():
    table = a_table(10)
    table.texts[1] = table.texts[0]
    assert table.alike() == {}


def test_pictures_without_words_are_paired_by_their_look():
    table = a_table(100, silent=True)
    table.looks[60] = table.looks[4] ^ 0b1011
    table.looks[70] = table.looks[4] ^ (2 ** (LOOKS_ALIKE + 1) - 1 << 20)
    assert dict(table.alike()) == {(3, 31): 1}
    assert table.like(4).tolist() == [60]


def test_a_page_that_shows_nothing_is_like_nothing():
    table = a_table(10, silent=True)
    table.looks[:] = 0
    assert table.alike() == {}
    assert table.like(0).size == 0
    assert table.shows_something(table.rows_of(1)).size == 0
    assert table.pages_looking_alike(table.rows_of(1), table.rows_of(2)) == 0


def test_each_page_of_the_other_counts_once():
    table = a_table(8)
    table.looks[:4] = table.looks[0]
    assert table.pages_looking_alike(table.rows_of(1), table.rows_of(2)) == 2
    table.looks[3] ^= 2**40 - 1
    assert table.pages_looking_alike(table.rows_of(1), table.rows_of(2)) == 1
