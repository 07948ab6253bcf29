"""What is this file? Told from its words alone."""

import pytest
from tests.extraction.typed import script

from luutru.demo.labelled import write_labelled
from luutru.extraction.kind import Kind, read_kind
from luutru.extraction.script import Script

MEMORANDUM = """
TỔNG CỤC TIÊU CHUẨN ĐO LƯỜNG CHẤT LƯỢNG
Số: 295/BGN-ĐLM
BẢN GHI NHỚ
giữa Cục Đo lường Miền Bắc và Viện Đo lường Lâu đài Trắng
Hôm nay, ngày 16 tháng 12 năm 1998, tại Huế, hai bên cùng thỏa thuận như sau:
Điều 1. Mục đích
Bản ghi nhớ này có thể được sửa đổi, bổ sung hoặc gia hạn bằng văn bản của hai bên.
Điều 2. Hiệu lực
"""
ANNEX = """
PHỤ LỤC II
KẾ HOẠCH HOẠT ĐỘNG NĂM 1999
(Kèm theo Bản ghi nhớ số 295/BGN-ĐLM ngày 16 tháng 12 năm 1998 giữa Cục Đo lường Miền Bắc
và Viện Đo lường Lâu đài Trắng)
1. Trao đổi chuyên gia
"""
ENGLISH_ANNEX = """
ANNEX B
to the Memorandum of Understanding between the Northern Metrology Office and
the White Castle Institute, signed on 16 December 1998
1. Exchange of experts
"""
EXTENSION = """
THỎA THUẬN
GIA HẠN HIỆU LỰC BẢN GHI NHỚ
Số 295/BGN-ĐLM ký ngày 16 tháng 12 năm 1998
Điều 1. Hai bên đồng ý
"""
AMENDMENT = """
AMENDMENT NO. 1
TO THE MEMORANDUM OF UNDERSTANDING
signed on 16 December 1998
Article 1
"""
LETTER = """
Kính gửi: Viện Đo lường Lâu đài Trắng
Trân trọng đề nghị Quý Viện đồng ý gia hạn thêm ba năm Bản ghi nhớ số 295/BGN-ĐLM đã ký ngày
16 tháng 12 năm 1998 giữa hai bên.
"""
SUBJECT = """
CỤC ĐO LƯỜNG MIỀN BẮC
V/v gia hạn Bản ghi nhớ hợp tác ký ngày 16/12/1998
Kính gửi: Viện Đo lường
"""
REPORT = """
BÁO CÁO
Kết quả thực hiện Bản ghi nhớ số 295/BGN-ĐLM ngày 16/12/1998
Trong năm qua hai bên đã tổ chức ba khóa đào tạo.
"""


def first(*pages):
    return read_kind(script(*pages)).signs[0]


@pytest.mark.parametrize(
    ("text", "kind", "rule"),
    [
        (MEMORANDUM, Kind.AGREEMENT, "heading_agreement"),
        (ANNEX, Kind.ANNEX, "heading_annex"),
        (ENGLISH_ANNEX, Kind.ANNEX, "heading_annex"),
        (EXTENSION, Kind.EXTENSION, "heading_extension"),
        (AMENDMENT, Kind.AMENDMENT, "heading_amendment"),
        (LETTER, Kind.EXTENSION, "letter_extension"),
        (SUBJECT, Kind.EXTENSION, "heading_extension"),
        (REPORT, Kind.EVIDENCE, "heading_evidence"),
        ("BIÊN BẢN GHI NHỚ\nHợp tác", Kind.AGREEMENT, "heading_agreement"),
        ("BIÊN BẢN GIAO NHẬN\nHôm nay", Kind.EVIDENCE, "heading_evidence"),
        ("MINUTES OF THE MEETING", Kind.EVIDENCE, "heading_evidence"),
    ],
)
def test_a_document_tells_what_it_is(text, kind, rule):
    sign = first(text)
    assert (sign.kind, sign.rule) == (kind, rule)


@pytest.mark.parametrize("text", [ANNEX, EXTENSION, LETTER, REPORT])
def test_the_agreement_it_belongs_to_is_named_by_number_and_day(text):
    cited = first(text).cited
    assert (cited.number, cited.notation, cited.signed_on) == ("295", "BGN-ĐLM", "1998-12-16")
    assert cited.places[0].page == 1


def test_the_parties_of_the_agreement_cited_are_named():
    assert first(ANNEX).cited.parties == ("Cục Đo lường Miền Bắc", "Viện Đo lường Lâu đài Trắng")
    cited = first(ENGLISH_ANNEX).cited
    assert cited.parties == ("the Northern Metrology Office", "the White Castle Institute")
    assert cited.signed_on == "1998-12-16"


def test_what_only_provides_for_an_extension_extends_nothing():
    assert [sign.kind for sign in read_kind(script(MEMORANDUM)).signs] == [Kind.AGREEMENT]


def test_an_agreement_with_an_annex_behind_it_is_an_agreement():
    assert first(MEMORANDUM, ANNEX).kind is Kind.AGREEMENT


def test_its_own_number_is_not_the_one_it_cites():
    assert read_kind(script(MEMORANDUM)).number == "295/BGN-ĐLM"
    assert read_kind(script(ANNEX)).number == ""


def test_a_number_is_the_same_however_it_is_spelled():
    told = read_kind(script("Số : 0295 / BGN–DLM\nBẢN GHI NHỚ"))
    assert told.number_key == read_kind(script(MEMORANDUM)).number_key


def test_its_own_number_is_known_where_what_stands_before_it_was_misread():
    told = read_kind(script("CỤC ĐO LƯỜNG\n$6: 295/BGN-DLM Huế, ngày 1/2/2003\nBẢN GHI NHỚ"))
    assert told.number == "295/BGN-DLM"


def test_days_articles_and_language_are_told():
    told = read_kind(script(MEMORANDUM))
    assert (told.days, told.articles, told.language) == (frozenset({"1998-12-16"}), 2, "vi")
    assert read_kind(script(ENGLISH_ANNEX)).language == "en"


def test_a_translation_says_that_it_is_one():
    signs = read_kind(script("BẢN DỊCH\n" + MEMORANDUM)).signs
    assert {sign.kind for sign in signs} == {Kind.AGREEMENT, Kind.TRANSLATION}


@pytest.mark.parametrize("text", ["", "Danh sách đại biểu\n1. Đại biểu A", "12 345 678"])
def test_nothing_is_guessed_where_the_words_do_not_tell(text):
    assert read_kind(script(text)).signs == ()


def test_agreements_and_letters_that_nobody_wrote_for_these_rules_are_told():
    told = [
        (document.layout, [sign.kind for sign in signs.signs], signs)
        for document in write_labelled(4711, 32)
        for signs in [read_kind(Script(document.pages))]
    ]
    for layout, kinds, signs in told:
        if layout == "letter":
            assert kinds[0] in (Kind.EXTENSION, Kind.AMENDMENT)
            cited = signs.signs[0].cited
            assert cited is not None
            assert cited.notation.startswith("BGN-")
            assert cited.signed_on
        elif layout == "news":
            assert kinds == []
        else:
            assert kinds == [Kind.AGREEMENT]


def test_those_who_get_a_letter_are_no_part_of_a_party():
    letter = "V/v gia hạn Bản ghi nhớ giữa Cục Đo lường và Viện Lâu đài\nKính gửi: Viện Lâu đài"
    assert first(letter).cited.parties == ("Cục Đo lường", "Viện Lâu đài")
    sentence = "THỎA THUẬN\ngia hạn Bản ghi nhớ giữa Cục Đo lường và Viện\nLâu đài\nHai bên đồng ý"
    assert first(sentence).cited.parties == ("Cục Đo lường", "Viện Lâu đài")
