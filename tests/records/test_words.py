from hypothesis import given
from hypothesis import strategies as st

from luutru.records.words import PlacedWord, pack, unpack

boxes = st.integers(0, 10_000)
words = st.builds(PlacedWord, st.text(min_size=1), boxes, boxes, boxes, boxes, st.integers(0, 100))


@given(st.lists(words))
def test_words_come_back_as_they_went_in(placed):
    assert unpack(pack(placed)) == placed


def test_no_word_takes_no_room():
    assert pack([]) == b""
