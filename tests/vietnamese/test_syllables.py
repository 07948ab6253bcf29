import unicodedata

import pytest

from luutru.vietnamese.syllables import census, is_syllable, plausibility

PARAGRAPH = (
    "Bản ghi nhớ này có hiệu lực kể từ ngày ký và được giữ nguyên hiệu lực trong thời hạn ba năm. "
    "Các Bên khuyến khích trao đổi chuyên gia, tổ chức hội thảo về tiêu chuẩn, đo lường, công nhận."
)
LEGACY = "B¶n ghi nhí nµy cã hiÖu lùc kÓ tõ ngµy ký vµ ®­îc gi÷ nguyªn hiÖu lùc"


@pytest.mark.parametrize(
    "word",
    "thuyết minh nghiêng quốc gia giếng gìn khuya quyết quý kỳ Mĩ hoà hòa ghi ngoèo yêu ỷ Đ huơ "
    "quỳnh oan giữa gì uỷ ngoằn tuýp xoong khoăm quà quẻ qua".replace("Đ ", "đo ").split(),
)
def test_real_syllables_are_known(word):
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word).upper())


NO_SYLLABLES = """
céng hoc hốà hòá tàp kông cía ngế strong bcd hoµ nguyªn qoa ghà wăn ®\xadîc
"""


@pytest.mark.parametrize("word", NO_SYLLABLES.split())
def test_what_no_one_spells_so_is_no_syllable(word):
    assert not is_syllable(word)


def test_a_paragraph_of_an_agreement_is_plausible_throughout():
    assert plausibility(PARAGRAPH) == 1
    assert plausibility("The Parties shall cooperate in the field of standards and metrology.") == 1
    assert plausibility("Белорусский государственный институт стандартизации") == 1
    assert plausibility("NĐ số 30/2020/NĐ-CP, TĐC") == 1


def test_an_old_encoding_is_not_plausible():
    assert plausibility(LEGACY) < 0.6


def test_a_census_tells_marked_and_common_words():
    found = census("Hai bên và the partner, 12/2023")
    assert (found.words, found.plausible) == (5, 1)
    assert found.marked == pytest.approx(2 / 5)
    assert found.common == pytest.approx(4 / 5)


def test_no_text_has_no_plausible_words():
    assert census("").words == 0
    assert plausibility(" 12/2023 ") == 0
