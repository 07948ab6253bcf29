import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luutru.vietnamese.folding import both_forms, exact_form, fold, strip_marks, without_tone

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
LETTERS = [
    unicodedata.normalize("NFC", vowel + tone)
    for vowel in VOWELS
    for tone in TONES
    if not (vowel + tone).isascii()
] + ["đ"]
vietnamese = st.text(st.sampled_from([*LETTERS, *map(str.upper, LETTERS), *"abcqu ghiy-/1"]))


def test_there_are_134_marked_letters_in_both_cases():
    assert len(LETTERS) * 2 == 134


@pytest.mark.parametrize("letter", LETTERS + [letter.upper() for letter in LETTERS])
def test_every_marked_letter_folds_to_one_plain_lower_case_letter(letter):
    assert fold(letter).isascii()
    assert fold(letter).islower()
    assert len(fold(letter)) == 1
    assert fold(unicodedata.normalize("NFD", letter)) == fold(letter)


@given(st.text() | vietnamese)
def test_composed_and_decomposed_text_fold_to_the_same(text):
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert fold(composed) == fold(decomposed)
    assert exact_form(composed) == exact_form(decomposed)


@given(st.text() | vietnamese)
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)
    assert exact_form(exact_form(text)) == exact_form(text)


@given(vietnamese)
def test_both_forms_of_a_word_agree_but_for_the_marks(word):
    assert fold(exact_form(word)) == fold(word)


@pytest.mark.parametrize(
    ("new", "old"),
    [("hòa", "hoà"), ("thúy", "thuý"), ("khỏe", "khoẻ"), ("Hủy", "HUỶ"), ("tọa", "toạ")],
)
def test_the_tone_may_stand_on_either_vowel(new, old):
    assert exact_form(new) == exact_form(old) == new.lower()


@pytest.mark.parametrize(
    "word", ["quý", "quỹ", "giá", "giỏ", "toàn", "hoài", "khuyến", "quà", "huế"]
)
def test_words_with_one_place_for_the_tone_stay(word):
    assert exact_form(word) == word


@pytest.mark.parametrize(("one", "other"), [("kỹ", "kĩ"), ("Mỹ", "Mĩ"), ("lý", "lí"), ("TỶ", "tỉ")])
def test_i_and_y_are_one_in_open_syllables(one, other):
    assert both_forms(one) == both_forms(other)


@pytest.mark.parametrize(("one", "other"), [("quy", "qui"), ("tay", "tai"), ("thúy", "thúi")])
def test_i_and_y_differ_elsewhere(one, other):
    assert fold(one) != fold(other)
    assert exact_form(one) != exact_form(other)


def test_longer_and_foreign_words_keep_their_y():
    assert fold("Germany, Sky, Kyrgyzstan, y tế, Uy") == "germany, sky, kyrgyzstan, y te, uy"


def test_folding_keeps_spaces_and_signs():
    assert fold("Số:  05/SL-TĐC_Hoa Kỳ") == "so:  05/sl-tdc_hoa ki"


def test_letters_of_other_languages_fold_too():
    assert fold("Türkiye Łódź Ørsted ﬁnal Straße") == "turkiye lodz orsted final strasse"
    assert fold(unicodedata.normalize("NFD", "Белорусский")) == "белорусский"


def test_the_beginning_of_a_word_keeps_its_y():
    assert strip_marks("Kỳ") == "ky"


def test_a_letter_loses_its_tone_but_not_its_hat():
    assert without_tone("đường Tiếng ngữ") == "đương Tiêng ngư"
