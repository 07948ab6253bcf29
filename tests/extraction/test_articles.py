"""Articles, sentences, and the strands that they are cut from."""

import pytest
from tests.extraction.typed import script

from luutru.extraction.articles import cut
from luutru.extraction.sentences import sentences
from luutru.extraction.strands import strands


def articles(*pages):
    (strand,) = strands(script(*pages))
    return [(one.number, one.label, one.title) for one in cut(strand) if one.number]


def test_articles_are_told_by_number_and_title():
    assert articles(
        """
        Điều 1. Mục đích
        Hai Bên hợp tác.
        Điều 2. Hiệu lực và chấm
        dứt
        Theo Điều 1 của Bản ghi nhớ này, hai Bên
        Điều 1 nêu trên.
        Điều 3
        Bản ghi nhớ này có hiệu lực từ ngày ký.
        """
    ) == [(1, "Điều 1", "muc dich"), (2, "Điều 2", "hieu luc va cham dut"), (3, "Điều 3", "")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Article 1: Purpose", "Article 2: Duration"),
        ("ARTICLE I – PURPOSE", "ARTICLE II – DURATION"),
        ("Article One. Purpose", "Article Two. Duration"),
        ("1. Purpose", "2. Duration"),
        ("I. PURPOSE", "II. DURATION"),
        ("Section 1. Purpose", "Section 2. Duration"),
        ("Article l. Purpose", "Article 2. Duration"),
    ],
)
def test_headings_are_known_in_many_forms(first, second):
    found = articles(
        f"""
        The Parties have agreed as follows:
        {first}
        The Parties cooperate with each other.
        {second}
        This Memorandum remains valid for three years.
        """
    )
    assert [(number, title) for number, _, title in found] == [(1, "purpose"), (2, "duration")]


def test_an_unread_heading_does_not_hide_the_next():
    found = articles("Điều 1. Mục đích\nHai Bên hợp tác.\nĐiều 3. Kinh phí\nMỗi Bên tự chịu.")
    assert [number for number, *_ in found] == [1, 3]


def test_an_annex_ends_the_articles():
    (strand,) = strands(
        script("Điều 1. Mục đích\nHợp tác.\nĐiều 2. Phí\nTự chịu.\nPhụ lục I\nĐiều 3. Khác\nKhác.")
    )
    assert [one.label for one in cut(strand)] == ["", "Điều 1", "Điều 2", "Phụ lục I"]


def test_sentences_end_at_full_stops_semicolons_and_items():
    told = sentences(
        script(
            """
            Điều 1. Trách nhiệm
            1. Bên A phải:
            a) gửi báo cáo số No. 5 trước ngày 15
            tháng 11 hằng năm;
            b) cử chuyên gia.
            2. Chi phí do Bên A chịu. Bên B không trả.
            """
        )
    )
    assert [(" ".join(one.text.split()), one.lead) for one in told] == [
        ("Bên A phải:", ""),
        ("gửi báo cáo số No. 5 trước ngày 15 tháng 11 hằng năm;", "ben a phai:"),
        ("cử chuyên gia.", "ben a phai:"),
        ("Chi phí do Bên A chịu.", ""),
        ("Bên B không trả.", ""),
    ]


def test_a_sentence_goes_on_over_a_page_and_its_number():
    head = "Điều 1. Mục đích\nHai Bên hợp tác.\nĐiều 2. Hiệu lực\n"
    told = sentences(script("2\n" + head + "Bản ghi nhớ có hiệu lực", "3\nkể từ ngày ký."))
    assert " ".join(told[-1].text.split()) == "Bản ghi nhớ có hiệu lực kể từ ngày ký."
    assert [place.page for place in told[-1].places(0, len(told[-1].text))] == [1, 2]


def test_two_languages_are_two_strands_even_within_a_line():
    found = strands(
        script(
            """
            Bản ghi nhớ này có hiệu lực kể từ ngày ký
            This Memorandum takes effect on the date of signature
            và có giá trị trong ba năm.
            and remains valid for three years.
            """
        )
    )
    assert [(one.language, " ".join(one.text.split())) for one in found] == [
        ("vi", "Bản ghi nhớ này có hiệu lực kể từ ngày ký và có giá trị trong ba năm."),
        (
            "en",
            (
                "This Memorandum takes effect on the date of signature and remains valid for three"
                " years."
            ),
        ),
    ]


def test_an_empty_document_has_no_sentence():
    assert sentences(script("")) == ()
