import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luutru.vietnamese.collation import ALPHABET, collation_key

vietnamese = st.text(st.sampled_from("aăâbdđeêoôơuưyàảãáạ ệợ 0129-"))

IN_ORDER = [
    ["ma", "mà", "mả", "mã", "má", "mạ"],
    ["an", "ăn", "ân", "ba", "da", "đa", "e", "ê", "o", "ô", "ơ", "u", "ư", "y"],
    ["bản ghi", "bàn ghi nhớ", "bản ghi nhớ", "bản ghi nhớ hợp tác", "bản thỏa thuận"],
    ["hòa bình", "hoa kì", "hoa tiêu"],
    ["Phụ lục 2", "Phụ lục 10", "Phụ lục A"],
    ["Đà Nẵng", "Điện Biên", "Đồng Nai"],
    ["Ả Rập Xê Út", "Ai Cập", "Áo", "Ấn Độ", "Bỉ", "Campuchia", "Cu Ba", "Dubai", "Đức"],
    ["Zimbabwe", "Белстандарт"],
]


@pytest.mark.parametrize("words", [pytest.param(words, id=words[0]) for words in IN_ORDER])
def test_words_stand_as_in_a_dictionary(words):
    assert sorted(set(words), key=collation_key) == words


def test_letters_decide_over_the_whole_text_before_any_tone():
    assert collation_key("hoa bính") < collation_key("hoà bình") < collation_key("hoa cà")


def test_the_alphabet_is_the_vietnamese_one():
    assert "".join(sorted(ALPHABET, key=collation_key)) == ALPHABET
    assert "".join(letter for letter in ALPHABET if letter not in "fjwz") == (
        "aăâbcdđeêghiklmnoôơpqrstuưvxy"
    )


@given(vietnamese)
def test_capitals_and_the_form_of_the_letters_do_not_matter(text):
    assert collation_key(text) == collation_key(text.upper())
    assert collation_key(text) == collation_key(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize(("one", "other"), [("hoà", "hòa"), ("“Thuý”", "thúy"), ("5", "05")])
def test_spellings_of_one_word_share_a_key(one, other):
    assert collation_key(one) == collation_key(other)


@given(st.text())
def test_a_key_can_be_made_of_any_text_and_stored_anywhere(text):
    assert all(sign >= " " for sign in collation_key(text))


@given(st.integers(0, 10**40), st.integers(0, 10**40))
def test_numbers_stand_in_the_order_of_their_values(one, other):
    if max(one, other) < 10**12:
        assert (one < other) == (collation_key(f"số {one}") < collation_key(f"số {other}"))


def test_foreign_letters_stand_with_their_plain_ones():
    names = ["Łódź", "Lugano", "Ørsted", "Oslo", "Oz"]
    assert sorted(names, key=collation_key) == ["Łódź", "Lugano", "Ørsted", "Oslo", "Oz"]


def test_an_empty_title_stands_first():
    assert collation_key("") < collation_key("a") < collation_key("a b")
