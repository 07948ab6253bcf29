"""Who signed, and who witnessed it."""

import pytest
from tests.extraction.paper import Paper, values

from luutru.extraction.extract import extract
from luutru.extraction.people import person_at, person_line, whole_title

OPENING = (
    "Cục Kiểm chuẩn Mẫu (sau đây gọi là Bên A) và Viện Chuẩn mực Velmora (sau đây gọi là Bên B) đã"
    " thống nhất như sau:"
)
LEFT = ["ĐẠI DIỆN BÊN A", "KT. CỤC TRƯỞNG", "PHÓ CỤC TRƯỞNG", "", "(đã ký)", "", "Lê Mẫu Một"]
RIGHT = ["ĐẠI DIỆN BÊN B", "VIỆN TRƯỞNG", "", "", "(đã ký)", "", "TS. Rekal Vabenrad"]


def agreement(*said, left=LEFT, right=RIGHT):
    paper = Paper().centre("BẢN GHI NHỚ")
    paper.centre("giữa Cục Kiểm chuẩn Mẫu và Viện Chuẩn mực Velmora")
    paper.text(OPENING, *said, "Điều 1. Mục đích", "Hai Bên hợp tác về đo lường.")
    return paper.gap(2500).blocks(left, right) if left else paper


def signatories(paper):
    found = extract(paper.pages)
    return values(found, "signatory.vietnamese"), values(found, "signatory.foreign")


def test_signatures_side_by_side_are_read_by_where_they_stand():
    assert signatories(agreement()) == (
        ["Lê Mẫu Một; Phó Cục trưởng; KT."],
        ["Rekal Vabenrad; Viện trưởng"],
    )


def test_a_heading_tells_the_party_and_not_the_side_of_the_page():
    assert signatories(agreement(left=RIGHT, right=LEFT)) == signatories(agreement())


def test_a_name_may_go_on_in_the_next_line():
    left = ["ĐẠI DIỆN BÊN A", "CỤC TRƯỞNG", "", "", "PGS.TS. Lê Mẫu", "Một"]
    assert signatories(agreement(left=left))[0] == ["Lê Mẫu Một; Cục trưởng"]


def test_a_signature_without_a_name_gives_no_signatory():
    left = ["ĐẠI DIỆN BÊN A", "CỤC TRƯỞNG", "", "(đã ký)"]
    assert signatories(agreement(left=left))[0] == []


def test_who_represents_a_party_is_read_from_the_opening():
    paper = agreement(
        "Đại diện: Bà Lê Mẫu Một, Phó Cục trưởng;",
        "Người đại diện: Ông Rekal Vabenrad - Viện trưởng.",
        left=None,
    )
    assert signatories(paper) == (["Lê Mẫu Một; Phó Cục trưởng"], ["Rekal Vabenrad; Viện trưởng"])


def test_opening_and_signature_make_one_surer_signatory():
    said = "Đại diện: Bà Lê Mẫu Một, Phó Cục trưởng;"
    sures = [
        next(p for p in extract(paper.pages).proposals if p.field == "signatory.vietnamese")
        for paper in (agreement(), agreement(said))
    ]
    assert sures[0].value == sures[1].value
    assert sures[0].confidence < sures[1].confidence


@pytest.mark.parametrize(
    ("sentence", "witnesses"),
    [
        (
            "Chứng kiến lễ ký: Ông Lê Mẫu Hai, Đại sứ và Bà Rekal Tidobo, Chủ tịch.",
            ["Lê Mẫu Hai; Đại sứ; signing", "Rekal Tidobo; Chủ tịch; signing"],
        ),
        (
            "Chứng kiến: Đại sứ Malaysia Dato' Rekal Tidobo và Quyền Tổng cục trưởng Lê Mẫu Hai.",
            [
                "Dato' Rekal Tidobo; Đại sứ Malaysia; signing",
                "Lê Mẫu Hai; Quyền Tổng cục trưởng; signing",
            ],
        ),
        (
            "Với sự chứng kiến của Ông Lê Mẫu Hai, Đại sứ, hai Bên đã ký văn bản này.",
            ["Lê Mẫu Hai; Đại sứ; signing"],
        ),
        ("Ông Lê Mẫu Hai, Đại sứ, đã chứng kiến lễ trao.", ["Lê Mẫu Hai; Đại sứ; hand_over"]),
        (
            "The document was handed over in the presence of Mr. Rekal Tidobo, Ambassador.",
            ["Rekal Tidobo; Ambassador; hand_over"],
        ),
        ("Thủ tướng hai nước đã chứng kiến lễ công bố Năm hữu nghị.", []),
        ("Hai Bên có thể mời quan sát viên chứng kiến việc thử nghiệm.", []),
        (
            "This document, made at Astana, witnesses: Whereas Submission No. 7 was approved;",
            [],
        ),
        ("This document witnesses: The Velmora Productivity Institute is willing to help.", []),
    ],
)
def test_witnesses_are_read(sentence, witnesses):
    paper = agreement(left=None).text(sentence)
    assert values(extract(paper.pages), "witness") == witnesses


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("Ông Lê Mẫu Một, Phó Viện trưởng", "Lê Mẫu Một", "Phó Viện trưởng"),
        ("Dr. Rekal Tidobo, Director General.", "Rekal Tidobo", "Director General"),
        ("PGS.TS. Đỗ Bá Mẫu. Chức vụ: Hiệu trưởng.", "Đỗ Bá Mẫu", "Hiệu trưởng"),
        ("Thứ trưởng Lê Mẫu Một", "Lê Mẫu Một", "Thứ trưởng"),
        ("Mohammad bin Rekal", "Mohammad bin Rekal", ""),
    ],
)
def test_a_person_is_read_with_the_title(text, name, title):
    person = person_at(text)
    assert person is not None
    assert (person.name, person.title) == (name, title)


@pytest.mark.parametrize("text", ["hai Bên thống nhất", "Phó Viện trưởng", "Ngày 7/12/2023", ""])
def test_what_is_no_person_is_none(text):
    assert person_at(text) is None


def test_titles_are_written_as_agencies_write_them():
    assert whole_title("PHÓ VIỆN TRƯỞNG") == "Phó Viện trưởng"
    assert whole_title("Thứ trưởng / Deputy Minister") == "Thứ trưởng"
    assert whole_title("VELMORA") == ""
    assert person_line("LÊ MẪU MỘT") == "Lê Mẫu Một"


def test_what_recognition_makes_of_a_pen_is_no_name():
    assert person_at("RE ANy") is None
    assert person_at("LÊ VĂN MẪU") is not None
    assert person_at("Anna McDonald") is not None
