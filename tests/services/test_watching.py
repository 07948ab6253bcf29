"""The watched folder: each file comes in exactly once, and not before it is complete."""

import os
import shutil
import sys
import time
import zipfile
from dataclasses import replace

import pytest

from luutru.errors import DiskFull, FileVanished
from luutru.services import custody
from luutru.services.accession import Receipt, Rejection
from luutru.services.inspecting import verify
from luutru.services.originals import originals
from luutru.services.watching import (
    NOTE_ENDING,
    TAKEN_FOLDER,
    After,
    Watch,
    WatchSettings,
    set_watch,
    watch_settings,
)


@pytest.fixture
def clock(monkeypatch):
    """A clock for the patience of the watch that goes on only when it is told to."""

    class Clock:
        now = 100.0

        def wait(self, seconds):
            self.now += seconds

    told = Clock()
    monkeypatch.setattr(time, "monotonic", lambda: told.now)
    return told


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "scanner"
    made.mkdir()
    return made


@pytest.fixture
def watch(archive, folder):
    return Watch(archive, WatchSettings(folder, delay=5))


@pytest.fixture
def scanned(folder, a_scan):
    """Put a scan into the folder at once, as a rename does."""

    def put(name="a.pdf", mark=None):
        return a_scan(mark or name).rename(folder / name)

    return put


def ready(watch, clock):
    """Return the names of what is complete after one more delay."""
    watch.poll()
    clock.wait(5)
    return [path.name for path in watch.poll()]


def taken(watch, clock):
    """Take in what is complete; return the names that were kept and those that were refused."""
    watch.poll()
    clock.wait(5)
    results = list(watch.take_in(watch.poll()))
    kept = [result.path.name for result in results if isinstance(result, Receipt)]
    return kept, [result.path.name for result in results if isinstance(result, Rejection)]


def test_a_file_is_ready_when_it_has_not_changed_for_a_while(watch, clock, scanned):
    scanned()
    assert watch.poll() == []
    clock.wait(4.9)
    assert watch.poll() == []
    clock.wait(0.1)
    assert [path.name for path in watch.poll()] == ["a.pdf"]


def test_a_file_that_still_grows_waits(watch, clock, scanned):
    file = scanned()
    for _ in range(4):
        watch.poll()
        clock.wait(4)
        with file.open("ab") as stream:
            stream.write(b"% more\n")
    assert watch.poll() == []
    assert ready(watch, clock) == ["a.pdf"]


def test_a_file_that_was_only_touched_waits_too(watch, clock, scanned):
    file = scanned()
    watch.poll()
    clock.wait(4.9)
    os.utime(file, (1, 1))
    watch.poll()
    clock.wait(0.2)
    assert watch.poll() == []


@pytest.mark.parametrize(
    "name", ["a.part", "a.pdf.tmp", "~$a.pdf", ".a.pdf", "a.PDF.PART", "Thumbs.db", "a.crdownload"]
)
def test_names_of_unfinished_files_are_passed_over(watch, clock, scanned, name):
    scanned(name)
    assert ready(watch, clock) == []


def test_an_empty_file_waits(watch, clock, folder):
    (folder / "a.pdf").touch()
    assert ready(watch, clock) == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who holds a file open")
def test_a_file_that_is_held_open_for_writing_waits(watch, clock, scanned):
    with scanned().open("ab"):
        assert ready(watch, clock) == []
    assert ready(watch, clock) == ["a.pdf"]


def test_folders_and_links_are_left_alone(watch, clock, folder, a_scan):
    (folder / "sub.pdf").mkdir()
    (folder / "link.pdf").symlink_to(a_scan())
    assert ready(watch, clock) == []


def test_looking_changes_nothing(archive, watch, clock, folder, scanned):
    scanned()
    before = (sorted(folder.rglob("*")), custody.head(archive))
    ready(watch, clock)
    assert (sorted(folder.rglob("*")), custody.head(archive)) == before


def test_a_source_moves_away_after_its_acknowledgement(archive, watch, clock, folder, scanned):
    scanned()
    assert taken(watch, clock) == (["a.pdf"], [])
    assert [path.name for path in (folder / TAKEN_FOLDER).iterdir()] == ["a.pdf"]
    assert ready(watch, clock) == []
    assert verify(archive, full=True).is_sound


def test_a_source_that_moves_away_never_covers_another(watch, clock, folder, scanned):
    for mark in "xy":
        scanned("a.pdf", mark)
        taken(watch, clock)
    assert {path.name for path in (folder / TAKEN_FOLDER).iterdir()} == {"a.pdf", "a (2).pdf"}


def test_a_source_may_be_left_and_comes_in_once(archive, clock, folder, scanned):
    settings = WatchSettings(folder, delay=5, after=After.LEAVE)
    watch = Watch(archive, settings)
    scanned()
    assert taken(watch, clock) == (["a.pdf"], [])
    assert (folder / "a.pdf").exists()
    assert ready(watch, clock) == []
    assert ready(Watch(archive, settings), clock) == []  # nor after the program was started again


def test_other_bytes_under_a_name_that_was_left_come_in_again(archive, clock, folder, scanned):
    watch = Watch(archive, WatchSettings(folder, delay=5, after=After.LEAVE))
    scanned("a.pdf", "x")
    taken(watch, clock)
    scanned("a.pdf", "other")
    assert taken(watch, clock) == (["a.pdf"], [])
    assert len(originals(archive)) == 2


def test_what_is_refused_stays_with_a_note_until_it_changes(archive, watch, clock, folder, scanned):
    bad = folder / "letter.txt"
    bad.write_text("Dear Sir")
    assert taken(watch, clock) == ([], ["letter.txt"])
    note = folder / f"letter.txt{NOTE_ENDING}"
    assert "neither a PDF nor an image" in note.read_text("utf-8-sig")
    assert ready(watch, clock) == []
    assert ready(Watch(archive, WatchSettings(folder, delay=5)), clock) == []
    bad.write_bytes(scanned("b.pdf").read_bytes() + b"% as it should be\n")
    later = time.time_ns() + 10**10
    os.utime(bad, ns=(later, later))
    assert taken(watch, clock)[0] == ["b.pdf", "letter.txt"]
    assert not note.exists()


def test_a_package_moves_away_when_all_of_it_is_in(watch, clock, folder):
    for name, more in (("good.zip", {}), ("half.zip", {"b.txt": b"no"})):
        with zipfile.ZipFile(folder / name, "w") as packed:
            for called, content in ({"a.pdf": b"%PDF-1.7 " + name.encode()} | more).items():
                packed.writestr(called, content)
    assert taken(watch, clock) == (["a.pdf", "a.pdf"], ["b.txt"])
    assert [path.name for path in (folder / TAKEN_FOLDER).iterdir()] == ["good.zip"]
    assert (folder / f"half.zip{NOTE_ENDING}").exists()


def test_a_crash_before_the_move_costs_nothing(archive, watch, clock, folder, scanned, monkeypatch):
    scanned()
    monkeypatch.setattr(watch, "_settle", lambda _source: None)
    taken(watch, clock)
    again = Watch(archive, WatchSettings(folder, delay=5))
    assert taken(again, clock) == (["a.pdf"], [])
    assert (folder / TAKEN_FOLDER / "a.pdf").exists()
    assert len(originals(archive)) == 1


def test_trouble_leaves_the_files_for_the_next_time(archive, watch, clock, scanned, monkeypatch):
    scanned()
    with monkeypatch.context() as patch:

        def full(_file):
            raise DiskFull("disk", "a.pdf", needed_mb=1)

        patch.setattr(archive.strongroom, "copy", full)
        with pytest.raises(DiskFull):
            taken(watch, clock)
    assert taken(watch, clock) == (["a.pdf"], [])


def test_a_folder_that_goes_away_is_told_and_may_come_back(watch, clock, folder, scanned):
    shutil.move(folder, folder.with_name("away"))
    assert watch.poll() == []
    assert isinstance(watch.trouble, FileVanished)
    shutil.move(folder.with_name("away"), folder)
    scanned()
    assert ready(watch, clock) == ["a.pdf"]
    assert watch.trouble is None


def test_the_archive_remembers_how_it_watches(archive, folder, tmp_path):
    assert watch_settings(archive) == WatchSettings()
    wanted = WatchSettings(folder, delay=2.5, after=After.LEAVE)
    set_watch(archive, wanted)
    assert watch_settings(archive) == wanted
    assert custody.entries(archive)[0].act == "watch_set"
    set_watch(archive, replace(wanted, folder=None, delay=0))
    assert watch_settings(archive) == WatchSettings(None, delay=0.5, after=After.LEAVE)
    with pytest.raises(FileVanished):
        set_watch(archive, WatchSettings(tmp_path / "gone"))
