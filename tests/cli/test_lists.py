import hashlib

import pytest

IRAN = (
    "title_vi=Bản ghi nhớ với INSO",
    "party.foreign=Tổ chức Tiêu chuẩn Quốc gia Iran; INSO; IR",
    "signed_on=9/8/2023",
)


@pytest.fixture
def iran(luutru, home):
    return luutru("new", *IRAN).out.strip()


def test_agreements_are_listed_one_a_line(luutru, iran):
    told = luutru("list")
    heading, line = told.lines
    assert heading.split()[0] == "Reference"
    assert line.split()[:2] == [iran, "09/08/2023"]
    assert line.endswith("Bản ghi nhớ với INSO")
    assert "1 agreement" in told.err


def test_a_pipe_gets_no_colours_and_whole_lines(luutru, home):
    title = "Thỏa thuận " * 60
    luutru("new", f"title_vi={title}")
    told = luutru("list")
    assert "\x1b" not in told.out
    assert title.strip() in told.lines[1]


@pytest.mark.parametrize(
    ("partner", "count"), [("inso", 1), ("tieu chuan quoc gia iran", 1), ("saso", 0)]
)
def test_a_partner_narrows_the_list(luutru, iran, partner, count):
    assert luutru("list", "--partner", partner, "--json").json["total"] == count


def test_a_status_is_named_by_code_or_label(luutru, iran):
    by_code = luutru("list", "--status", "draft", "--json").json
    by_label = luutru("list", "--status", "Undetermined", "--json").json
    assert (by_code["total"], by_label["total"]) == (0, 1)
    assert luutru("list", "--status", "bogus").status == 2


def test_the_order_may_be_chosen(luutru, iran):
    luutru("new", "title_vi=Á", "signed_on=2020")
    listed = luutru("list", "--sort", "title", "--json").json["agreements"]
    assert [row["title"] for row in listed] == ["Á", "Bản ghi nhớ với INSO"]


def test_no_internal_number_is_told(luutru, iran):
    assert "id" not in luutru("list", "--json").json["agreements"][0]


def test_scripts_get_each_original_with_its_checksum(luutru, iran, a_scan):
    scan = a_scan()
    reference = luutru("intake", "--no-wait", scan).out.split()[1]
    checksum = hashlib.sha256(scan.read_bytes()).hexdigest()
    assert luutru("list", "--porcelain").lines == [f"{reference} {checksum}"]
    assert luutru("list", "--porcelain", "--partner", "inso").lines == []


def test_everything_known_is_shown(luutru, iran):
    told = luutru("show", iran).out
    for known in (iran, "Bản ghi nhớ với INSO", "Iran", "09/08/2023", "Foreign side"):
        assert known in told


def test_partners_are_listed_with_their_names(luutru, iran):
    assert "Iran" in luutru("partners").out
    told = luutru("partners", "INSO")
    assert iran in told.out
    partner = luutru("partners", "inso", "--json").json["partners"][0]
    assert partner["country"] == "IR"
    assert partner["names"][0]["abbreviation"] == "INSO"
    assert [row["reference"] for row in partner["agreements"]] == [iran]


def test_a_misspelled_partner_is_shown_with_a_remark(luutru, iran):
    told = luutru("partners", "Irann")
    assert iran in told.out
    assert told.err.startswith("No partner is called “Irann”; “Iran")
    assert luutru("partners", "zzzzzzzz").out == ""
    assert "No partner" not in luutru("partners", "INSO").err


def test_the_log_tells_who_did_what(luutru, iran):
    told = luutru("custody", iran)
    assert "archivist" in told.out
    assert "Agreement recorded" in told.out
    assert "Head of the log" in told.err


def test_the_log_of_nothing_is_refused(luutru, iran):
    assert luutru("custody", "2026-0099").status == 3


def test_the_head_of_the_log_is_told_to_programs(luutru, iran):
    told = luutru("custody", "--json").json
    assert told["head"]["seq"] > told["entries"][0]["seq"]  # the last one seals what was written
    assert told["head"]["hash"] not in {entry["hash"] for entry in told["entries"]}
    assert told["entries"][-1]["act"] == "opened"
