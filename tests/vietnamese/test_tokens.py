import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luutru.vietnamese.folding import both_forms
from luutru.vietnamese.tokens import find_wholes, spelled_words, tokenize, words

PIECES = [*"Tổng cục ĐLCL 05/SY-&.:_–\n729\u0301ký", "2023", "/8/2023", " năm 2024", "ISO 90"]
LIKE_A_PAGE = st.lists(st.sampled_from(PIECES)).map("".join)
ANY_TEXT = LIKE_A_PAGE | st.text()


def folded(text):
    return [token.folded for token in words(text)]


def wholes(text):
    return [token.folded for token in tokenize(text) if token.whole]


def test_no_word_is_too_short_or_too_common():
    assert folded("an toàn, in ấn ngày 9") == ["an", "toan", "in", "an", "ngay", "9"]


def test_a_word_has_a_form_with_marks_and_one_without():
    (word,) = words("Kỹ")
    assert (word.folded, word.exact) == ("ki", "kĩ")


def test_decomposed_words_stay_in_one_piece():
    text = unicodedata.normalize("NFD", "Tổng cục Đo lường")
    assert folded(text) == ["tong", "cuc", "do", "luong"]


def test_a_mark_without_a_letter_is_no_word():
    assert folded("\u0301 \u0323ISO 90") == ["iso", "90"]


@pytest.mark.parametrize("word", ["ประเทศไทย", "ສາທາລະນະລັດ", "កម្ពុជា", "भारत", "مُذَكِّرَة"])
def test_words_of_other_scripts_stay_in_one_piece(word):
    assert folded(f"{word}, {word}") == [word, word]


def test_a_fill_in_line_does_not_stick_to_the_word():
    assert folded("Số:___05____Ký") == ["so", "05", "ki"]


@given(ANY_TEXT)
def test_spans_index_into_the_text_as_given(text):
    for given_text in (text, unicodedata.normalize("NFD", text)):
        for token in words(given_text):
            assert tuple(words(given_text[token.start : token.end])[0][:2]) == token[:2]


@given(ANY_TEXT)
def test_tokens_come_in_the_order_of_the_text(text):
    tokens = tokenize(text)
    plain = [token for token in tokens if not token.whole]
    assert plain == words(text)
    assert [token.position for token in plain] == list(range(len(plain)))
    assert all(a.position <= b.position for a, b in pairwise(tokens))
    assert all(a.end <= b.start for a, b in pairwise(plain))


@given(ANY_TEXT)
def test_a_whole_begins_with_the_word_whose_position_it_has(text):
    plain = words(text)
    for token in tokenize(text):
        if token.whole:
            assert plain[token.position].start == token.start
            assert token.end in {word.end for word in plain}


@given(LIKE_A_PAGE | st.text(st.characters(max_codepoint=0x6FF)))
def test_composed_and_decomposed_text_give_the_same_tokens(text):
    one, other = (tokenize(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    assert [token[:2] for token in one] == [token[:2] for token in other]


@pytest.mark.parametrize(
    ("printed", "whole"),
    [
        ("Số: 05/SY-TĐC.", "05/sy-tdc"),
        ("(Luật 70/2020/QH14)", "70/2020/qh14"),
        ("04/BGN-TĐC,", "04/bgn-tdc"),
        ("Bộ KH&CN;", "kh&cn"),
        ("ISO/IEC 17025", "iso/iec 17025"),
        ("TCVN 5699-1:2010", "tcvn 5699-1:2010"),
        ("TCVN  ISO/IEC\n17025:2017", "tcvn iso/iec 17025:2017"),
        ("QCVN 7:2019/BKHCN", "qcvn 7:2019/bkhcn"),
        ("iso 9001:2015", "iso 9001:2015"),
        ("MOU–2023", "mou-2023"),
    ],
)
def test_a_code_is_found_whole_and_in_parts(printed, whole):
    assert whole in wholes(printed)
    assert set(folded(whole)) <= {token.folded for token in tokenize(printed) if not token.whole}


@pytest.mark.parametrize(
    "text",
    ["a.b::5/SY", "::5/SY::", "-5/SY-", "/ 5/SY //", "\u0301-a 5/SY", "5/SY x.y", "c-d 5/SY"],
)
def test_signs_around_a_code_do_not_hide_it(text):
    assert wholes(text) == ["5/sy"]


@pytest.mark.parametrize(
    "piece",
    ["::::-a", "\u0301-a", "2023 ", "1-", "năm ", "1/2.3-", " ", "a", "TCVN ", "ISO/IEC 1", "1/2/"],
)
@pytest.mark.timeout(120)  # what looks back for every letter would take hours
def test_no_text_takes_for_ever(piece):
    assert tokenize(piece * 40_000 + "2023")


def test_a_code_keeps_its_marks_in_the_exact_form():
    (code,) = [token for token in tokenize("số 05/SY-TĐC") if token.whole]
    assert code == ("05/sy-tdc", "05/sy-tđc", 3, 12, 1, True)


@pytest.mark.parametrize(
    "text", ["long-term", "trang 13-14", "1.234.567,5", "14:30", "và: hoặc", "en 2023"]
)
def test_other_joined_words_are_only_parts(text):
    assert wholes(text) == []


@pytest.mark.parametrize(
    ("printed", "whole"),
    [
        ("ngày 9 tháng 8 năm 2023", "2023-08-09"),
        ("Hà Nội, 09/08/2023.", "2023-08-09"),
        ("on 9 August 2023", "2023-08-09"),
        ("tháng 10/2023", "2023-10"),
    ],
)
def test_a_date_is_one_token_besides_its_parts(printed, whole):
    assert wholes(printed) == [whole]
    assert "2023" in {token.folded for token in tokenize(printed) if not token.whole}


def test_an_interval_holds_its_days():
    assert wholes("6-9/12/2023") == [
        "2023-12-06/2023-12-09",
        "2023-12-06",
        "2023-12-07",
        "2023-12-08",
        "2023-12-09",
    ]


def test_a_long_interval_is_not_taken_apart():
    assert wholes("01/01/2023 – 31/12/2023") == ["2023-01-01/2023-12-31"]


def test_a_number_of_a_law_is_no_date():
    assert wholes("Luật 01/02/2020/QH14, năm 2020") == ["01/02/2020/qh14"]


def test_a_page_without_a_date_or_code_has_plain_words_only():
    assert tokenize("Trung tâm Thông tin") == words("Trung tâm Thông tin")


@given(ANY_TEXT)
def test_the_quick_way_gives_the_same_words_and_wholes(text):
    tokens = tokenize(text)
    assert [both_forms(word) for word in spelled_words(text)] == [
        token[:2] for token in tokens if not token.whole
    ]
    assert sorted(
        (len(spelled_words(text[: whole.start])), whole.folded) for whole in find_wholes(text)
    ) == sorted((token.position, token.folded) for token in tokens if token.whole)
