"""Corrections are put where they belong, however another reading cuts the words there."""

import pytest

from luutru.records.files import WordCorrection
from luutru.records.words import PlacedWord
from luutru.services.corrected import applied


def line(*words, top=100):
    """Set words side by side, each as wide as its letters."""
    placed, left = [], 1000
    for word in words:
        placed.append(PlacedWord(word, left, top, left + 100 * len(word), top + 40, 90))
        left += 100 * len(word) + 60
    return placed


def correction(word, text, machine=None):
    return WordCorrection(
        page_id=1,
        left=word.left,
        top=word.top,
        right=word.right,
        bottom=word.bottom,
        machine_text=word.text if machine is None else machine,
        text=text,
    )


FIRST = line("Cộng", "hòa", "Belurus,", "ký")
SECOND = line("ngày", "9", "tháng", "8", top=200)
TEXT = "Cộng hòa Belurus, ký\nngày 9 tháng 8"
RIGHT = "Cộng hòa Belarus, ký\nngày 9 tháng 8"
AT_BELARUS = correction(FIRST[2], "Belarus,")


def said(corrected):
    return [word.text for word in corrected.words]


def test_a_word_is_replaced_in_the_text_and_among_the_words_and_keeps_its_place():
    corrected = applied(TEXT, FIRST + SECOND, [AT_BELARUS])
    assert corrected.text == RIGHT
    assert said(corrected) == RIGHT.split()
    assert corrected.words[2] == FIRST[2]._replace(text="Belarus,", confidence=100)


def test_a_page_without_corrections_stays_as_it_was():
    assert applied(TEXT, FIRST + SECOND, []) == (TEXT, tuple(FIRST + SECOND))


def test_another_reading_that_is_right_already_stays_right():
    again = [word._replace(text="Belarus,") if word is FIRST[2] else word for word in FIRST]
    assert applied(RIGHT, again + SECOND, [AT_BELARUS]).text == RIGHT


def test_a_word_that_is_now_read_in_two_is_replaced_whole():
    b, e = FIRST[2], FIRST[2]
    cut = [b._replace(text="Bel", right=b.left + 300), e._replace(text="urus,", left=b.left + 340)]
    words = [*FIRST[:2], *cut, FIRST[3], *SECOND]
    corrected = applied(TEXT.replace("Belurus,", "Bel urus,"), words, [AT_BELARUS])
    assert corrected.text == RIGHT
    assert said(corrected) == RIGHT.split()


def test_a_word_that_now_holds_its_neighbours_keeps_them():
    whole = PlacedWord("hòaBelurus,ký", FIRST[1].left, 100, FIRST[3].right, 140, 60)
    corrected = applied(
        "Cộng hòaBelurus,ký\nngày 9 tháng 8", [FIRST[0], whole, *SECOND], [AT_BELARUS]
    )
    assert corrected.text == "Cộng hòaBelarus,ký\nngày 9 tháng 8"


def test_a_word_that_is_no_longer_seen_is_added_behind_the_one_before_it():
    words = [*FIRST[:2], FIRST[3], *SECOND]
    corrected = applied("Cộng hòa ký\nngày 9 tháng 8", words, [AT_BELARUS])
    assert corrected.text == RIGHT
    assert said(corrected) == RIGHT.split()


def test_a_word_at_the_end_and_on_an_empty_page_is_added():
    assert applied("", [], [AT_BELARUS]).text == "Belarus,"
    last = correction(PlacedWord("", 3000, 200, 3400, 240, 0), "năm")
    assert applied(TEXT, FIRST + SECOND, [last]).text == f"{TEXT} năm"


@pytest.mark.parametrize(
    ("left", "top", "text"),
    [
        (400, 100, "Hôm Cộng hòa Belurus, ký\nngày 9 tháng 8"),
        (400, 200, "Cộng hòa Belurus, ký\nHôm ngày 9 tháng 8"),
        (400, 20, "Hôm Cộng hòa Belurus, ký\nngày 9 tháng 8"),
        (400, 300, "Cộng hòa Belurus, ký\nngày 9 tháng 8 Hôm"),
    ],
)
def test_a_word_that_the_machine_missed_is_put_on_its_line(left, top, text):
    missed = correction(PlacedWord("", left, top, left + 400, top + 40, 0), "Hôm")
    corrected = applied(TEXT, FIRST + SECOND, [missed])
    assert corrected.text == text
    assert said(corrected) == text.split()


def test_the_first_word_of_a_line_goes_with_the_space_behind_it():
    gone = [correction(FIRST[0], ""), correction(SECOND[0], "")]
    assert applied(TEXT, FIRST + SECOND, gone).text == "hòa Belurus, ký\n9 tháng 8"


def test_a_speck_that_was_taken_for_a_word_goes():
    corrected = applied(TEXT, FIRST + SECOND, [correction(FIRST[1], "")])
    assert corrected.text == "Cộng Belurus, ký\nngày 9 tháng 8"
    assert "hòa" not in said(corrected)


def test_several_words_in_the_place_of_one_share_its_box():
    corrected = applied(TEXT, FIRST + SECOND, [correction(FIRST[2], "Bê la rút")])
    assert corrected.text == "Cộng hòa Bê la rút ký\nngày 9 tháng 8"
    first, second, third = corrected.words[2:5]
    assert (first.left, third.right) == (FIRST[2].left, FIRST[2].right)
    assert first.right < second.left < second.right < third.left


@pytest.mark.parametrize("text", [TEXT, f"Trang 1\n{TEXT}\n(đã ký)", TEXT.replace("hòa", "hoà")])
def test_a_text_layer_may_say_more_than_has_boxes(text):
    corrected = applied(text, FIRST + SECOND, [AT_BELARUS])
    assert corrected.text == text.replace("Belurus", "Belarus")


def test_words_out_of_the_order_of_the_text_are_corrected_among_the_words_alone():
    corrected = applied("ngày 9 tháng 8", FIRST + SECOND, [AT_BELARUS])
    assert corrected.text == "ngày 9 tháng 8"
    assert "Belarus," in said(corrected)
