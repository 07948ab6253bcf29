"""`luutru partners` and `luutru brief`."""

import json
from datetime import date

import pytest

from luutru.cli.command import DONE, REFUSED
from luutru.services.authorities.card import authority
from luutru.services.authorities.changing import NameValues, add_name, correct_name
from luutru.services.partners import partners


@pytest.fixture
def asked(archive, keep, monkeypatch, luutru):
    """Ask the terminal of an archive with three partners."""
    keep("Đo lường", party__foreign="Tổ chức Tiêu chuẩn Quốc gia Iran; INSO; IR",
         signed_on="2023-08-09", effect_rule="on_signing")  # fmt: skip
    keep("Tiêu chuẩn", party__foreign="Viện Tiêu chuẩn Iran; ISIRI; IR")
    keep("Úc", party__foreign="Standards Australia; SA; AU")
    monkeypatch.setenv("LUUTRU_ARCHIVE", str(archive.folder))

    def ask(*words, status=DONE):
        told = luutru(*words)
        assert told.status == status
        return told

    return ask


def test_partners_are_listed_with_what_is_in_force(asked):
    lines = asked("partners").out.splitlines()
    assert [line.split()[-2:] for line in lines[1:]] == [["1", "1"], ["1", "0"], ["1", "0"]]


def test_the_name_of_a_day_is_told(asked, archive):
    number = partners(archive, "INSO")[0].id
    (name,) = authority(archive, number).names
    correct_name(archive, name.id, NameValues(name.name, "INSO", valid_from=date(2010, 1, 1)))
    add_name(archive, number, NameValues("Viện cũ", valid_to=date(2009, 12, 31)))
    assert asked("partners", "INSO", "--on", "1/1/2000").out.startswith("Viện cũ\n")
    told = json.loads(asked("--json", "partners", "INSO").out)["partners"][0]
    assert told["called"] == name.name
    assert told["names"][1]["valid_to"] == "2009-12-31"
    assert "id" not in told["names"][0]


def test_doubles_are_merged_with_a_reason_and_parted_again(asked, archive):
    asked("partners", "ISIRI", "--merge-into", "INSO", status=REFUSED)
    asked("partners", "ISIRI", "--merge-into", "INSO", "--reason", "một", "--dry-run")
    assert len(partners(archive)) == 3
    told = asked("partners", "ISIRI", "--merge-into", "INSO", "--reason", "một")
    assert "2 agreements are listed under it" in told.out
    assert len(partners(archive)) == 2
    asked("partners", "INSO", "--part", "Viện Tiêu chuẩn Iran")
    assert len(partners(archive)) == 3


def test_who_is_meant_has_to_be_clear(asked):
    assert "INSO, ISIRI" in asked("brief", "tieu chuan", status=REFUSED).err
    assert "qqqq" in asked("partners", "qqqq", "--merge-into", "INSO", status=REFUSED).err


def test_probable_doubles_are_listed(asked, archive):
    number = partners(archive, "ISIRI")[0].id
    add_name(archive, number, NameValues("Tổ chức Tiêu chuẩn Quốc gia Iran"))
    told = json.loads(asked("--json", "partners", "--duplicates").out)["duplicates"]
    assert [one["sign"] for one in told] == ["same_name"]
    assert "Viện Tiêu chuẩn Iran" in asked("partners", "--duplicates").out


def test_a_brief_of_a_country_or_a_partner_is_told(asked):
    told = asked("brief", "Iran").out
    assert told.startswith("Brief: Iran\n")
    assert "2 signed in all · 1 in force" in told
    assert json.loads(asked("--json", "brief", "INSO").out)["subject"] == "INSO"


def test_two_letters_are_an_abbreviation_before_they_are_a_country(asked):
    assert asked("brief", "SA").out.startswith("Brief: SA\n")
    assert asked("brief", "IR").out.startswith("Brief: Iran\n")


def test_a_brief_is_written_to_a_file(asked, tmp_path):
    file = tmp_path / "iran.pdf"
    assert str(file) in asked("brief", "Iran", "--out", str(file)).err
    assert file.read_bytes().startswith(b"%PDF")
