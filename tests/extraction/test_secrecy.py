"""Marks of state secrecy stop a document at the door; words that only sound like one do not."""

import pytest
from tests.extraction.typed import page

from luutru.demo.labelled import write_labelled
from luutru.extraction.script import PageWords
from luutru.extraction.secrecy import secrecy_mark
from luutru.records.words import PlacedWord

HEAD = "TỔNG CỤC TIÊU CHUẨN\nSố: 12/BC-TĐC\n"


def level(*texts):
    found = secrecy_mark([page(number, text) for number, text in enumerate(texts, 1)])
    return found.level if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD + "MẬT\nBÁO CÁO", "secret"),
        (HEAD + "TỐI MẬT\nBÁO CÁO", "top_secret"),
        (HEAD + "[TUYỆT MẬT]\nBÁO CÁO", "most_secret"),
        (HEAD + "TOP SECRET\nREPORT", "top_secret"),
        (HEAD + "Độ mật: Tối mật\nBáo cáo", "top_secret"),
        (HEAD + "Classification: SECRET", "secret"),
    ],
)
def test_a_mark_is_found(text, expected):
    assert level(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Điều 5. Bảo mật\nHai bên giữ bí mật thông tin.",
        "TIÊU CHUẨN VỀ MẬT ONG",
        "BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "ARTICLE 7. SECRET INFORMATION",
        "Mật\nong rừng",
        "Độ mật: Thường",
        HEAD + "dòng\n" * 30 + "MẬT\n" + "dòng\n" * 10,
    ],
)
def test_what_only_sounds_like_a_mark_is_none(text):
    assert level(text) is None


def test_the_highest_mark_of_all_pages_counts():
    assert level("MẬT\nmột", "TUYỆT MẬT\nhai", "ba") == "most_secret"


def test_a_stamp_beside_the_name_of_the_state_is_told_by_its_distance():
    def words(gap):
        return (
            PlacedWord("MẬT", 500, 500, 900, 650, 90),
            PlacedWord("CỘNG", 900 + gap, 500, 1400 + gap, 650, 95),
            PlacedWord("HÒA", 1500 + gap, 500, 1900 + gap, 650, 95),
        )

    assert secrecy_mark([PageWords(1, words(3000))]) is not None
    assert secrecy_mark([PageWords(1, words(80))]) is None


def test_a_page_that_lies_on_its_side_is_told_as_well():
    upright = page(1, HEAD + "MẬT\nBÁO CÁO")
    turned = tuple(
        PlacedWord(w.text, w.top, 10_000 - w.right, w.bottom, 10_000 - w.left, w.confidence)
        for w in upright.words
    )
    found = secrecy_mark([PageWords(1, turned, 842, 595, 90)])
    assert found is not None
    assert found.places[0].page == 1


def test_agreements_that_only_speak_of_secrets_bear_no_mark():
    assert not any(secrecy_mark(document.pages) for document in write_labelled(815, 24))
