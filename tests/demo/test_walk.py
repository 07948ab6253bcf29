"""The walk as its users take it: one command, a sample archive, an account that is true."""

import json
import os
import subprocess
import sys
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from luutru.demo.walk import sample_archive
from luutru.progress import Cancelled
from luutru.services.archive import open_archive
from luutru.services.milestones.rows import milestone_rows
from luutru.services.milestones.standing import Standing
from luutru.services.overviews import overview


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    room = tmp_path_factory.mktemp("walk")
    places = {
        "LUUTRU_INDEX_DIR": room / "index",
        "XDG_STATE_HOME": room / "state",
        "XDG_DATA_HOME": room / "data",
        "XDG_CONFIG_HOME": room / "config",
        "LUUTRU_LANG": "vi",
    }
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "LUUTRU_ARCHIVE"}
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    return room, kept | {name: str(value) for name, value in places.items()}


def walk(world, *words):
    room, environment = world
    return subprocess.run(
        [sys.executable, "-m", "luutru", "demo", str(room / "demo"), *words],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )


@pytest.fixture(scope="module")
def told(world):
    return json.loads(walk(world, "--json").stdout)


@pytest.mark.slow
def test_every_page_is_read_and_surely(told):
    assert told["agreements"] == 12
    assert told["pages"] == 30
    assert told["failed_pages"] == 0
    assert told["mean_confidence"] > 88


@pytest.mark.slow
def test_every_search_finds_the_page_that_says_it(told):
    best = {search["query"]: search["hits"][0] for search in told["searches"]}
    assert "Belarus" in best["Belarus"]["title"]
    assert "INSO" in best["partner:INSO"]["title"]
    for query, words in (
        ("halal", "Halal"),
        ("tieu chuan hoa", "tiêu chuẩn hóa"),
        ("đánh giá sự phù hợp", "đánh giá sự phù hợp"),
    ):
        snippet = " ".join(best[query]["pages"][0]["snippet"].split())
        assert words.casefold() in snippet.casefold()


@pytest.mark.slow
def test_the_archive_holds_what_was_told(told, world, monkeypatch):
    monkeypatch.setenv("LUUTRU_INDEX_DIR", world[1]["LUUTRU_INDEX_DIR"])
    archive = open_archive(world[0] / "demo" / "archive")
    try:
        seen = overview(archive)
    finally:
        archive.close()
    assert (seen.agreements, seen.documents, seen.pages) == (12, 12, told["pages"])
    assert seen.pages_waiting == 0


@pytest.mark.slow
def test_milestones_stand_near_later_and_done_and_a_board_has_something_to_show(told):
    many = told["milestones"]
    assert many["this_week"] >= 1
    assert many["this_month"] >= 1
    assert many["planned"] >= 3
    assert many["done"] >= 1
    assert many["overdue"] >= 1


@pytest.mark.slow
def test_the_trial_copy_lies_where_it_was_told_and_was_accepted(told):
    copy = told["copy"]
    assert copy["number"] == 1
    assert copy["verdict"] == "accepted"
    assert sha256(Path(copy["file"]).read_bytes()).hexdigest() == copy["sha256"]


@pytest.mark.slow
def test_the_window_was_drawn(told):
    assert told["screenshots"]
    assert all(Path(picture).stat().st_size > 20_000 for picture in told["screenshots"])


@pytest.mark.slow
def test_a_former_walk_is_found_in_its_folder_only(told, world):
    assert sorted(path.name for path in (world[0] / "demo").iterdir()) == sorted(
        [".luutru-demo", "archive", "copies", "scans", "screenshots"]
    )
    assert told["agreements"] == len(list((world[0] / "demo" / "scans").iterdir()))


def test_the_sample_archive_is_made_once_and_found_again(tmp_path):
    folder = sample_archive(tmp_path / "demo-archive")
    with closing(open_archive(folder)) as archive:
        seen = overview(archive)
        assert seen.documents == 12
        assert seen.awaiting_review < seen.agreements
        rows = milestone_rows(archive)
    owners = {row.owner for row in rows if row.kind == "activity"}
    assert owners == {"Phòng Hợp tác quốc tế", "Phòng Tiêu chuẩn"}
    assert [row.owner for row in rows if row.standing is Standing.DONE] == ["Phòng Tiêu chuẩn"]
    before = (folder / "archive.toml").stat().st_mtime_ns
    assert sample_archive(tmp_path / "demo-archive") == folder
    assert (folder / "archive.toml").stat().st_mtime_ns == before


def test_a_sample_archive_that_is_stopped_leaves_nothing_half_made(tmp_path):
    class Stop:
        def report(self, done, total, label):
            if label == "Describing" and done:
                raise Cancelled

    with pytest.raises(Cancelled):
        sample_archive(tmp_path / "demo-archive", Stop())
    assert not (tmp_path / "demo-archive" / "archive").exists()
