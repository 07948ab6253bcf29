import pytest
from tests.services.test_sorting import ANNEX, MEMORANDUM
from tests.services.typed import bring

from luutru.services.archive import open_archive


@pytest.fixture
def two(home, tmp_path):
    """A memorandum, and an annex that it cites."""
    archive = open_archive(home)
    found = [bring(archive, tmp_path, name, text) for name, text in _TEXTS.items()]
    archive.close()
    return found


_TEXTS = {"memorandum": MEMORANDUM, "annex": ANNEX}


def test_proposals_are_shown_and_a_decision_is_recorded(luutru, two):
    memorandum, annex = two
    told = luutru("sort", annex)
    assert told.lines[1].startswith("annex-of")
    assert memorandum in told.lines[1]
    first = luutru("sort", annex, "--json").json["proposals"][0]
    assert (first["as"], first["reference"], first["label"]) == (
        "annex-of", memorandum, "PHỤ LỤC II",
    )  # fmt: skip
    assert first["places"][0]["page"] == 1
    done = luutru("sort", annex, "--as", "annex-of", "--to", memorandum)
    assert (done.status, done.err.strip()) == (0, f"{annex} was sorted.")
    assert luutru("sort", annex, "--as", "annex-of").status == 3
    assert luutru("sort", annex, "--shown").status == 3


def test_gaps_are_listed_filled_and_dismissed(luutru, two):
    memorandum, annex = two
    assert len(luutru("gaps").lines) == 3
    luutru("sort", annex, "--as", "annex-of", "--to", memorandum)
    (gap,) = luutru("gaps", memorandum, "--json").json["gaps"]
    assert (gap["label"], gap["page"]) == ("Phụ lục I", 1)
    assert luutru("gaps", "--dismiss", gap["id"]).status == 3
    told = luutru("gaps", "--dismiss", gap["id"], "--reason", "Đã bãi bỏ")
    assert "No annex is missing." in told.err
    assert "Đã bãi bỏ" in luutru("gaps", "--all").out


def test_what_is_unread_has_no_proposals(luutru, taken_in):
    assert "No page" in luutru("sort", taken_in()).err
