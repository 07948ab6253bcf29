"""What a page says in 16 numbers: nearly the same for another reading of the same words."""

import random

import pytest

from luutru.reading.text_hash import LENGTH, text_hash

TEXT = (
    "Hai Bên trao đổi tiêu chuẩn, quy chuẩn kỹ thuật và ấn phẩm chuyên ngành, kể cả bản dịch nếu "
    "có, và tổ chức khóa đào tạo luân phiên tại Hà Nội và Đà Nẵng. Mỗi Bên chỉ định đầu mối liên "
    "lạc và thông báo bằng văn bản cho phía kia trong vòng ba mươi ngày kể từ khi ký; thông tin "
    "cung cấp theo thỏa thuận này không được tiết lộ cho bên thứ ba nếu không có sự đồng ý."
)


def agreeing(one, other):
    return sum(a == b for a, b in zip(text_hash(one), text_hash(other), strict=True))


def test_marks_capitals_and_line_breaks_do_not_matter():
    assert agreeing(TEXT, TEXT.upper().replace(" ", "\n")) == LENGTH
    assert agreeing(TEXT, TEXT.replace("kỹ", "kĩ").replace("khóa", "khoá")) == LENGTH


@pytest.mark.parametrize("seed", range(5))
def test_some_misread_words_change_a_few_numbers(seed):
    dice = random.Random(seed)  # noqa: S311  nothing is kept secret by it
    misread = [word if dice.random() > 0.03 else f"{word}x" for word in TEXT.split()]
    assert agreeing(TEXT, " ".join(misread)) >= LENGTH // 2


def test_another_text_agrees_in_next_to_none():
    other = (
        "The Parties exchange standards, technical regulations and professional publications, "
        "including translations where available, and review progress of this programme each year."
    )
    assert agreeing(TEXT, other) <= 1


@pytest.mark.parametrize("text", ["", "2", "Trang 2", "BẢN MINH HỌA - không có giá trị"])
def test_too_little_text_is_like_nothing(text):
    assert text_hash(text) == ()


def test_what_was_computed_once_stays_comparable():
    assert text_hash(TEXT)[:3] == (25048985, 7964702, 36158318)
