"""Printed names and the authorities that the archive knows."""

import pytest
from tests.extraction.paper import Paper, values

from luutru.extraction.extract import extract
from luutru.extraction.known_names import KnownNames
from luutru.extraction.proposal import Doubt, KnownAuthority, KnownName

KNOWN = (
    KnownAuthority(
        1,
        "VN",
        (
            KnownName("Cục Kiểm chuẩn Mẫu", "KCM", valid_to="2019-12-31"),
            KnownName("Cục Chuẩn mực và Kiểm chuẩn Mẫu", "KCM", valid_from="2020-01-01"),
        ),
    ),
    KnownAuthority(2, "IR", (KnownName("Viện Chuẩn mực Velmora", "VCV"),)),
    KnownAuthority(3, "VN", (KnownName("Trung tâm Kỹ thuật Mẫu 1"),)),
)


def found(name, day=""):
    return KnownNames(KNOWN, day).find(name)


def test_a_name_without_its_marks_is_the_known_one():
    match = found("CUC KIEM CHUÂN MẪU")
    assert match is not None
    assert (match.name, match.is_misread) == ("Cục Kiểm chuẩn Mẫu", False)


def test_a_name_with_a_letter_exchanged_is_probably_the_known_one():
    match = found("Viện Chuẩn mực Velrnora")
    assert match is None  # two letters of 23 are too many
    match = found("Viện Chuẩn mực Veimora")
    assert match is not None
    assert (match.name, match.is_misread) == ("Viện Chuẩn mực Velmora", True)


@pytest.mark.parametrize("name", ["Trung tâm Kỹ thuật Mẫu 2", "Viện Chuẩn mực", "VELMAS", ""])
def test_another_name_is_another_authority(name):
    assert found(name) is None


@pytest.mark.parametrize(
    ("name", "day", "is_known"),
    [
        ("Cục Kiểm chuẩn Mẫu", "2015-06-05", True),
        ("Cục Kiểm chuẩn Mẫu", "2023-06-05", False),
        ("Cục Chuẩn mực và Kiểm chuẩn Mẫu", "2015-06-05", False),
        ("Cục Chuẩn mực và Kiểm chuẩn Mẫu", "2020", True),
        ("Cục Kiểm chuẩn Mẫu", "", True),
    ],
)
def test_a_name_counts_in_its_time(name, day, is_known):
    assert (found(name, day) is not None) == is_known


def agreement(home, abroad):
    paper = Paper().centre("BẢN GHI NHỚ").centre(f"giữa {abroad} và {home}")
    return paper.text(
        f"{abroad} (sau đây gọi là Bên A) và {home} (sau đây gọi là Bên B) đã thống nhất như sau:",
        "Điều 1. Mục đích",
        "Làm tại Hà Nội, ngày 05 tháng 6 năm 2015, thành hai bản.",
    )


def test_a_misread_party_is_proposed_by_its_known_name_with_doubt():
    read = extract(agreement("Cục Kiểm chuẩn Mẫu", "Viện Chuẩn mực Veimora").pages, KNOWN)
    (party,) = (p for p in read.proposals if p.field == "party.foreign")
    assert party.value == "Viện Chuẩn mực Velmora"
    assert party.printed == "Viện Chuẩn mực Veimora"
    assert party.doubt is Doubt.MISREAD
    assert party.confidence < 0.85


def test_what_the_archive_knows_tells_the_sides():
    paper = agreement("Cục Kiểm chuẩn Mẫu", "Viện Chuẩn mực Mẫu")
    assert values(extract(paper.pages), "party.vietnamese") == ["Viện Chuẩn mực Mẫu; ; VN"]
    read = extract(paper.pages, KNOWN)
    assert values(read, "party.vietnamese") == ["Cục Kiểm chuẩn Mẫu; ; VN"]
    assert values(read, "party.foreign") == ["Viện Chuẩn mực Mẫu"]
