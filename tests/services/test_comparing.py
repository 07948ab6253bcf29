"""Misreadings are told from what two agreements say differently."""

import pytest

from luutru.services.comparing import Wording, compare

TEXT = (
    "BẢN GHI NHỚ giữa Cục Đo lường và Viện Minh Khê\nHuế, ngày 16 tháng 12 năm 1998\n"
    "Hai Bên trao đổi tiêu chuẩn, quy chuẩn kỹ thuật và ấn phẩm chuyên ngành, kể cả bản dịch nếu "
    "có, và tổ chức khóa đào tạo luân phiên. Bản ghi nhớ có hiệu lực từ ngày 16 tháng 12 năm 1998."
)


def compared(other, text=TEXT):
    return compare(Wording(text), Wording(other))


def test_the_same_text_has_all_in_common():
    told = compared(TEXT.upper())
    assert (told.share, told.contained, told.differ) == (1.0, 1.0, False)


def test_a_word_misread_by_a_letter_counts_as_read():
    assert compared(TEXT.replace("chuyên", "chuyen8").replace("nghành", "nganh")).share == 1.0


def test_one_number_misread_is_no_difference():
    told = compared(TEXT.replace("16 tháng", "18 tháng", 1))
    assert not told.differ
    assert 0.95 < told.share < 1


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("16 tháng 12 năm 1998", "05 tháng 03 năm 2008"),
        ("1998", "1999"),
    ],
)
def test_other_days_are_a_difference_and_shown(ours, theirs):
    told = compared(TEXT.replace(ours, theirs))
    assert any(ours in phrase for phrase in told.ours)
    assert any(theirs in phrase for phrase in told.theirs)


def test_what_only_one_of_them_has_makes_no_difference_but_a_part():
    longer = TEXT + "\nPhụ lục: kinh phí năm 2001 và năm 2002 do Bên A chi trả 120 và 350 triệu."
    told = compared(longer)
    assert not told.differ
    assert told.contained == 1.0
    assert told.share < 0.9


def test_words_may_come_in_another_order():
    lines = TEXT.split("\n")
    assert compared("\n".join(reversed(lines))).share == 1.0


def test_nothing_has_nothing_in_common():
    assert compared("").share == 0.0
    assert compare(Wording(""), Wording("")).contained == 0.0
