import pytest
from tests.services.papers import scanned, sheets

from luutru.demo import scanner


@pytest.fixture
def reference(luutru, home, tmp_path):
    scanned(tmp_path / "one.pdf", sheets()[:1], scanner.OFFICE_GREY)
    return luutru("intake", tmp_path / "one.pdf").out.split()[1]


def test_findings_are_listed_accepted_and_reopened(luutru, reference):
    told = luutru("quality", reference)
    assert told.status == 0
    assert "not_colour" in told.out
    accepted = luutru(
        "quality", reference, "--accept", "not_colour", "--page", 1, "--reason", "bản sao", "--json"
    )
    found = {it["code"]: it["accepted"] for it in accepted.json["findings"]}
    assert found["not_colour"] == "bản sao"
    assert "accepted: bản sao" in luutru("quality", reference).out
    told = luutru("quality", reference, "--reopen", "not_colour", "--page", 1)
    assert "accepted" not in told.out


def test_what_was_not_found_is_refused(luutru, reference):
    told = luutru("quality", reference, "--accept", "skewed", "--reason", "cong")
    assert told.status == 3
    assert "skewed" in told.err


def test_a_reason_is_asked_for(luutru, reference):
    assert luutru("quality", reference, "--accept", "not_colour", "--page", 1).status == 3


def test_findings_are_told_in_vietnamese(luutru, reference):
    assert "không phải ảnh màu" in luutru("quality", reference, language="vi").out
