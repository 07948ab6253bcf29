import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from luutru.holdings.fulltext import occurrences
from luutru.holdings.fulltext.entries import AgreementEntry, PageEntry
from luutru.holdings.fulltext.occurrences import Together
from luutru.holdings.fulltext.postings import Frame
from luutru.holdings.fulltext.query import (
    Among,
    And,
    Everything,
    Field,
    Fuzzy,
    Likely,
    Near,
    Not,
    Or,
    Pages,
    Phrase,
    Prefix,
    Strict,
    Words,
)


@pytest.mark.parametrize(
    "typed", ["tieu chuan hoa", "tiêu chuẩn hoá", "TIÊU CHUẨN HÓA", "hóa tieu"]
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_words_are_found_however_their_marks_are_typed(put, found, typed, form):
    put(unicodedata.normalize("NFD", "Về tiêu chuẩn hóa và đo lường"), "Về kiểm định")
    assert found(Words(unicodedata.normalize(form, typed))) == [1]


@pytest.mark.parametrize(
    ("written", "typed"),
    [("thuý", "thúy"), ("kỹ thuật", "kĩ thuật"), ("Hoa Kỳ", "hoa ki"), ("đường", "duong")],
)
def test_spellings_that_are_one_word_are_found_by_each_other(put, found, written, typed):
    put(written)
    assert found(Words(typed)) == [1]


def test_what_has_the_marks_that_were_typed_comes_before_what_has_others(put, found):
    put("duong duong duong", "đường bộ dài hơn nhiều so với trang kia", "đương nhiên đương nhiên")
    assert found(Words("đường"))[0] == 2
    assert sorted(found(Words("đường"))) == [1, 2, 3]


def test_strict_words_are_found_with_exactly_their_marks(put, found):
    put("duong", "đường", "đương")
    assert found(Strict("đường")) == [2]
    assert found(Strict("duong")) == [1]


def test_a_phrase_wants_its_words_in_a_row(put, found):
    put("đánh giá sự phù hợp", "giá đánh sự hợp phù", ["đánh", "giá"])
    assert found(Phrase("danh gia")) == [1]
    assert found(Phrase("đánh giá sự phù hợp")) == [1]


def test_words_standing_together_come_before_words_apart(put, found):
    filling = "và các bên cùng nhau trao đổi thông tin về lĩnh vực này"
    put(f"tiêu {filling} chuẩn {filling}", f"tiêu chuẩn {filling} {filling}")
    assert found(Words("tieu chuan")) == [2, 1]


def test_words_may_stand_on_different_pages_of_one_agreement(put, found, fulltext):
    put(["Belarus", "halal"], ["Belarus", "đo lường"], "halal Belarus")
    assert found(Words("belarus halal")) == [3, 1]
    assert fulltext.ask(Words("belarus halal")).total == 2


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        (Or((Words("a1"), Words("b1"))), {1, 2, 4}),
        (And((Words("a1"), Words("b1"))), {4}),
        (And((Words("a1"), Not(Words("b1")))), {1}),
        (Not(Words("a1")), set()),  # no cards: pages alone are not what a refusal finds
        (And((Words("a1"), Among(frozenset({4, 5})))), {4}),
        (Or(()), set()),
        (Words(""), set()),
        (Words("…"), set()),
    ],
)
def test_parts_are_combined_as_asked(put, found, query, numbers):
    put("a1", "b1", "c1", ["a1", "b1"])
    assert set(found(query)) == numbers


def test_conditions_alone_find_the_cards(fulltext, found):
    with fulltext.write() as writing:
        for number in (1, 2, 3):
            writing.put_agreement(AgreementEntry(number, titles=("bản ghi nhớ",)))
        writing.put_pages(9, [PageEntry(1, 9, 1, "halal")])
    assert found(Everything()) == [1, 2, 3]
    assert found(Not(Words("halal"))) == [2, 3]
    assert found(And((Among(frozenset({1, 2})), Not(Words("halal"))))) == [2]


def test_pages_can_be_asked_for(put, found, fulltext):
    put(["halal", "tiêu chuẩn"], ["tiêu chuẩn", "halal"])
    assert found(And((Pages(2, 5), Words("halal")))) == [2]
    assert found(And((Pages(2, 5), Words("halal chuan")))) == []
    assert found(Pages(2, 2)) == [1, 2]
    assert [hit.number for hit in fulltext.ask(Pages(2, 2)).entries_of(1)] == [2]


def test_beginnings_and_near_misses(put, found):
    put("Kyrgyzstan", "Hoa Kỳ", "kinh tế", "Quatar", "Qatar")
    assert set(found(Prefix("ky"))) == {1, 2}
    assert set(found(Fuzzy("Qatar"))) == {4, 5}
    assert found(Fuzzy("Qatar"))[0] == 5


def test_near_words_stand_no_further_apart_than_asked(put, found):
    put("một hai ba bốn năm sáu", "sáu năm bốn ba hai một")
    assert set(found(Near("một bốn", 3))) == {1, 2}
    assert found(Near("một bốn", 2)) == []
    assert set(found(Near("một hai bốn", 2))) == {1, 2}


@pytest.mark.parametrize("typed", ["05/SY-TĐC", "05/sy-tdc", "số 05/SY-TĐC"])
def test_a_number_is_found_as_a_whole(put, found, typed):
    put("Số: 05/SY-TĐC", "05 bản và TĐC hoặc SY", "số 5", "Số 05 / SY - TĐC")
    assert set(found(Words(typed))) == {1, 4}


@pytest.mark.parametrize("typed", ["9/8/2023", "09.08.2023", "ngày 09 tháng 8 năm 2023"])
def test_a_day_is_found_however_it_is_written(put, found, typed):
    put("ký ngày 9 tháng 8 năm 2023 tại Tehran", "Tehran, 09/08/2023", "ngày 8/9/2023")
    assert set(found(Words(typed))) == {1, 2}


CARD = AgreementEntry(
    1,
    titles=("Bản ghi nhớ với INSO",),
    numbers=("12/BGN-TĐC",),
    partners=("Tổ chức Tiêu chuẩn Quốc gia Iran", "INSO"),
    countries=("Iran",),
    people=("Vương Đình Huệ",),
)


def test_fields_of_the_card_are_asked_by_name(fulltext, found):
    with fulltext.write() as writing:
        writing.put_agreement(CARD)
        writing.put_agreement(AgreementEntry(2, titles=("Gửi Iran",), partners=("BelGISS",)))
    assert found(Field("partner", Words("iran"))) == [1]
    assert found(Field("country", Words("iran"))) == [1]
    assert set(found(Field("partner", Or((Words("belgiss"), Prefix("ins")))))) == {1, 2}
    assert found(Field("person", Words("huệ"))) == [1]
    assert found(Field("person", Strict("huệ"))) == [1]
    assert found(Field("person", Strict("hue"))) == []
    assert set(found(Words("iran"))) == {1, 2}


@pytest.mark.parametrize("typed", ["INSO", "inso", "12/BGN-TĐC"])
def test_a_query_that_is_a_name_finds_its_bearer_first(fulltext, found, typed):
    with fulltext.write() as writing:
        writing.put_pages(7, [PageEntry(3, 7, 1, "INSO INSO 12/BGN-TĐC 12/BGN-TĐC")])
        writing.put_agreement(CARD)
        writing.put_agreement(AgreementEntry(2, titles=("INSO và 12/BGN-TĐC",)))
    assert found(Words(typed))[0] == 1


def test_no_phrase_reaches_from_one_value_into_the_next(fulltext, found):
    with fulltext.write() as writing:
        writing.put_agreement(AgreementEntry(1, partners=("Viện A", "Cục B")))
    assert found(Phrase("A Cục")) == []
    assert found(Near("A Cục", 10)) == []


def test_most_words_are_enough_when_not_all_are_wanted(put, found):
    put("một hai ba", "một bốn", "một hai năm sáu")
    assert found(Likely("một hai ba sáu")) == [1, 3]


def test_best_entries_of_an_agreement_come_first(put, fulltext):
    put(["halal", "không", "halal halal halal chứng nhận halal"])
    best = fulltext.ask(Words("halal")).entries_of(1)
    assert [hit.number for hit in best] == [3, 1]
    assert fulltext.ask(Words("halal")).entries_of(99) == []


def test_the_pages_of_one_document_that_have_the_words(put, fulltext):
    put(["halal", "chứng nhận", "khác"], ["halal"])
    assert fulltext.pages_of(1, Words("halal chung nhan")) == [1, 2]
    assert fulltext.pages_of(2, Words("halal chứng")) == [1]
    assert fulltext.pages_of(2, Words("chứng nhận")) == []
    assert fulltext.pages_of(1, Everything()) == []


POSITIONS = st.lists(st.lists(st.integers(0, 12), max_size=6, unique=True).map(sorted), max_size=4)


SPAN = 50
"""Words of each entry; more than any position."""


def frame_of(*told):
    count = max(map(len, told))
    return Frame(np.full(count, SPAN, np.float32), np.arange(count + 1) * SPAN)


def as_places(positions, frame):
    keys = [entry * SPAN + at for entry, told in enumerate(positions) for at in sorted(told)]
    return Together(np.array(keys, np.int64), (), frame)


@given(POSITIONS, POSITIONS, POSITIONS)
def test_phrases_are_what_going_through_every_position_finds(first, second, third):
    frame = frame_of(first, second, third)
    words = [as_places(word, frame) for word in (first, second, third)]
    expected = [
        (entry, at)
        for entry, told in enumerate(first)
        for at in told
        if entry < min(len(second), len(third))
        and at + 1 in second[entry]
        and at + 2 in third[entry]
    ]
    assert as_pairs(occurrences.phrase(frame, words)) == expected


@given(POSITIONS, POSITIONS, st.integers(0, 6))
def test_near_words_are_what_going_through_every_pair_finds(first, second, width):
    expected = {
        entry
        for entry, told in enumerate(first)
        for at in told
        if entry < len(second) and any(abs(at - other) <= width for other in second[entry])
    }
    frame = frame_of(first, second)
    words = [as_places(first, frame), as_places(second, frame)]
    near = occurrences.near(frame, words, width)
    assert set(near.entries.tolist()) == expected


def as_pairs(places):
    return [divmod(key, SPAN) for key in places.keys.tolist()]


@pytest.mark.slow
def test_two_words_over_two_thousand_pages_are_found_once_an_agreement(fulltext):
    said = "tiêu chuẩn đo lường chất lượng hợp tác đánh giá phù hợp chứng nhận"
    syllables = said.split()
    with fulltext.write() as writing:
        for number in range(1, 251):
            pages = [
                PageEntry(number, number, at, " ".join(syllables[at:] * 25 + [f"mã{number}"]))
                for at in range(1, 9)
            ]
            writing.put_pages(number, pages)
    fulltext.ask(Words("mã1"))
    assert fulltext.ask(Words("chung nhan")).total == 250
