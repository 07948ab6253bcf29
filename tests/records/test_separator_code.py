import pytest
from hypothesis import given
from hypothesis import strategies as st

from luutru.records.separator_code import SeparatorCode, read_code

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="|"), max_size=20)
VALUES = st.lists(st.tuples(WORDS.filter(bool), WORDS.filter(bool)), max_size=3).map(tuple)


@given(serial=WORDS, to=WORDS, values=VALUES)
def test_a_code_says_what_was_written_into_it(serial, to, values):
    code = SeparatorCode(serial, "annex", to, values)
    assert read_code(code.written()) == code


@pytest.mark.parametrize(
    "text", ["", "https://example.vn/1234", "LUUTRU-SEP1", "LUUTRU-SEP1|A|main|||00000000", "|||||"]
)
def test_codes_of_others_are_none_of_ours(text):
    assert read_code(text) is None


def test_a_damaged_code_is_none():
    text = SeparatorCode("K7Q2-001", "annex", "2026-0012").written()
    assert read_code(text)
    for place, letter in enumerate(text):
        assert read_code(text[:place] + ("x" if letter != "x" else "y") + text[place + 1 :]) is None
