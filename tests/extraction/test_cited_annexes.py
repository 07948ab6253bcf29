"""Annexes that are cited and are not there."""

import pytest
from tests.extraction.typed import script

from luutru.demo.labelled import write_labelled
from luutru.extraction.cited_annexes import label_key, missing_annexes
from luutru.extraction.script import Script

BODY = "Điều 3. Kế hoạch được quy định tại Phụ lục I và Phụ lục II kèm theo Bản ghi nhớ này.\n"


def labels(*pages):
    return [annex.label for annex in missing_annexes(script(*pages))]


def test_annexes_cited_and_absent_are_missing():
    assert labels(BODY) == ["Phụ lục I", "Phụ lục II"]


def test_an_annex_in_the_same_document_is_not_missing():
    assert labels(BODY, "PHỤ LỤC I\nKế hoạch", "Phụ lục 2: Kinh phí\nMột") == []
    assert labels(BODY, "PHỤ LỤC l\nKế hoạch") == ["Phụ lục II"]
    assert labels(BODY, "PHỤ LỤC H\nKế hoạch") == ["Phụ lục I"]


@pytest.mark.parametrize(
    "text",
    [
        "theo mẫu tại Phụ lục III Nghị định số 30/2020/NĐ-CP của Chính phủ về công tác văn thư",
        "theo Phụ lục I ban hành kèm theo Thông tư số 05/2025/TT-BNV của Bộ trưởng Bộ Nội vụ",
        "thay thế Phụ lục II của Bản ghi nhớ số 12/BGN-TĐC ký ngày 3 tháng 4 năm 2001 trước đây",
        "as listed in Annex A to the Agreement signed between the two sides many years ago",
        "hai bên có thể lập các phụ lục bổ sung khi cần thiết theo thỏa thuận của cả hai bên",
    ],
)
def test_annexes_of_laws_and_of_other_agreements_are_not_its_own(text):
    assert labels(f"BẢN GHI NHỚ\nĐiều 1. {text}") == []


def test_an_annex_without_a_number_is_missing_where_it_is_said_to_be_attached():
    body = "Chi tiết được nêu trong phụ lục đính kèm, là phần không tách rời của Bản ghi nhớ.\n"
    assert labels(body) == ["phụ lục"]
    assert labels(body, "PHỤ LỤC\nKế hoạch") == []
    assert labels(body + BODY) == ["Phụ lục I", "Phụ lục II"]


def test_english_annexes_are_found_with_their_place():
    (annex,) = missing_annexes(
        script("Article 2", "The activities listed in Annex B attached hereto form part of it.")
    )
    assert (annex.label, annex.key, annex.places[0].page) == ("Annex B", "b", 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Phụ lục II", "Annex 2"), ("PHỤ LỤC SỐ 1", "Phụ lục l"), ("Phụ lục IV", "phụ lục 4")],
)
def test_a_label_is_the_same_however_it_is_spelled(one, other):
    assert label_key(one) == label_key(other) != ""


def test_letters_are_no_roman_numerals():
    assert label_key("Annex C") == "c"


def test_agreements_that_cite_no_annex_lack_none():
    drawn = write_labelled(909, 24)
    assert not any(missing_annexes(Script(document.pages)) for document in drawn)
