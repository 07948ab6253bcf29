"""Sheets are set as typists set them: nothing beside the paper, no heading left alone."""

from itertools import pairwise

import numpy as np
import pytest

from luutru.demo.manuscript import Letterhead, Manuscript, Side, body
from luutru.demo.paper import HEIGHT, WIDTH, Sheet, Style, broken
from luutru.demo.typesetter import typeset

SIDES = (Side("ĐẠI DIỆN BÊN A", "GIÁM ĐỐC", "Người ký mẫu A", stamped=True), Side("BÊN B"))
SENTENCE = "Hai Bên trao đổi tiêu chuẩn, quy chuẩn kỹ thuật và tài liệu hướng dẫn. " * 3


def set_pages(markup, language="vi", **more):
    text = Manuscript(
        language,
        Letterhead(("VIỆN MẪU",), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",), "Số: 01/MH", "Hà Nội"),
        ("BẢN GHI NHỚ", "giữa A và B"),
        body(markup, language, {}),
        SIDES,
        **more,
    )
    return typeset(text, np.random.default_rng(1))


@pytest.fixture(scope="module", params=[5, 9, 14, 23])
def sheets(request):
    return set_pages("\n\n".join(f"# Mục {n}\n\n{SENTENCE}" for n in range(request.param)))


def test_no_word_leaves_the_paper(sheets):
    for sheet in sheets:
        for word in sheet.words:
            left, top, right, bottom = word.box()
            assert 20 < left < right < WIDTH - 20
            assert 15 < top < bottom < HEIGHT - 15


def test_lines_do_not_overlap(sheets):
    for sheet in sheets:
        baselines = sorted({round(word.baseline, 1) for word in sheet.words if word.size == 13})
        assert all(after - before > 10 for before, after in pairwise(baselines))


def test_no_page_ends_with_a_heading(sheets):
    for sheet in sheets[:-1]:
        assert not sheet.lines[-3].startswith("Điều")


def test_signatures_stand_on_a_page_with_a_sentence(sheets):
    last = " ".join(sheets[-1].lines)
    assert "Người ký mẫu A" in last
    assert "(chữ ký minh họa)" in last
    assert "Hai Bên trao đổi" in last


@pytest.mark.parametrize("count", range(8, 13))
def test_signatures_take_the_last_sentence_with_them_where_there_are_no_headings(count):
    sheets = set_pages("\n\n".join([SENTENCE] * count))
    assert "Hai Bên trao đổi" in " ".join(sheets[-1].lines)


def test_every_sheet_says_what_it_is_and_its_number(sheets):
    for number, sheet in enumerate(sheets, 1):
        assert sheet.lines[0] == "BẢN MINH HỌA"
        assert sheet.lines[-2] == str(number)
        assert "không có giá trị pháp lý" in sheet.lines[-1]


def test_the_words_of_a_sheet_are_its_lines(sheets):
    for sheet in sheets:
        assert [word.text for word in sheet.words] == " ".join(sheet.lines).split()


def test_two_columns_stand_side_by_side_and_are_told_left_first():
    (sheet,) = set_pages("Một câu tiếng Việt. || One English sentence.", "bilingual", size=11)
    words = {word.text: word for word in sheet.words}
    assert words["Một"].baseline == words["One"].baseline
    assert words["Một"].left + 200 < words["One"].left
    lines = " ".join(sheet.lines)
    assert lines.index("Việt.") < lines.index("One")


def test_a_table_keeps_its_cells_apart():
    (sheet,) = set_pages("| TT | Nội dung | Quý\n\n| 7 | Đào tạo chuyên gia đánh giá | I\n\nHết.")
    words = {word.text: word for word in sheet.words}
    assert words["7"].left < words["Đào"].left < words["I"].left
    assert words["7"].baseline == words["I"].baseline


def test_a_justified_line_fills_its_measure():
    sheet = Sheet()
    sheet.text(SENTENCE, 50, 50, 300, Style(12))
    first = broken(SENTENCE, 300, Style(12))[0]
    last_word = sheet.words[len(first.words) - 1]
    assert last_word.box()[2] == pytest.approx(350, abs=0.5)


def test_the_stamp_says_minh_hoa_and_has_no_other_words():
    (sheet,) = set_pages("Một câu.")
    letters = "".join(one.text for one in sheet.slanted if one.text != "BẢN MINH HỌA")
    assert letters == "BẢNMINHHỌA•KHÔNGCÓGIÁTRỊPHÁPLÝ•MINHHỌA"
