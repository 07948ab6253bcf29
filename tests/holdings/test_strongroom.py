import errno
import hashlib
import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from luutru.errors import (
    DiskFull,
    DiskTrouble,
    EmptyFile,
    FileUnreadable,
    FileVanished,
    ForeignImage,
    NotAScan,
)
from luutru.holdings.disk import shown
from luutru.holdings.strongroom import Strongroom

PDF = b"%PDF-1.7\nsome bytes\n%%EOF"


@pytest.fixture
def strongroom(tmp_path):
    return Strongroom(tmp_path / "archive")


@pytest.fixture
def a_file(tmp_path):
    file = tmp_path / "scan.pdf"
    file.write_bytes(PDF)
    return file


def leftovers(strongroom: Strongroom) -> list[Path]:
    return [path for path in strongroom._folder.rglob("*") if path.is_file()]


def test_a_file_is_kept_byte_for_byte_under_its_checksum(strongroom, a_file):
    kept = strongroom.take_in(a_file)
    assert kept == (hashlib.sha256(PDF).hexdigest(), len(PDF), "application/pdf")
    assert strongroom.path_of(kept.sha256).read_bytes() == PDF
    assert list(strongroom) == [kept.sha256]
    assert strongroom.checksum_of(kept.sha256) == kept.sha256


def test_a_folder_that_could_not_be_made_before_is_made_once_there_is_room(strongroom, a_file):
    shutil.rmtree(strongroom._folder)
    kept = strongroom.take_in(a_file)
    assert strongroom.checksum_of(kept.sha256) == kept.sha256


def test_a_folder_that_cannot_be_made_is_told(strongroom, a_file):
    shutil.rmtree(strongroom._folder)
    strongroom._folder.write_text("in the way")
    with pytest.raises(DiskTrouble):
        strongroom.take_in(a_file)


def test_a_kept_file_is_read_only(strongroom, a_file):
    kept = strongroom.take_in(a_file)
    assert strongroom.path_of(kept.sha256).stat().st_mode & 0o222 == 0


def test_taking_the_same_bytes_in_twice_changes_nothing(strongroom, a_file):
    first = strongroom.take_in(a_file)
    before = strongroom.path_of(first.sha256).stat()
    assert strongroom.take_in(a_file) == first
    assert strongroom.path_of(first.sha256).stat().st_ino == before.st_ino
    assert len(leftovers(strongroom)) == 1


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyFile),
        (b"MZ not a scan", NotAScan),
        (b"x" * 1030 + b"%PDF-", NotAScan),
        (b"II*", NotAScan),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", ForeignImage),
        (b"\x00\x00\x00\x18ftypisom\x00\x00", NotAScan),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", ForeignImage),
        (b"GIF89a\x01\x00", ForeignImage),
        (b"BM\x00\x00", ForeignImage),
    ],
)
def test_what_is_no_scan_is_refused_and_leaves_nothing(strongroom, tmp_path, content, error):
    file = tmp_path / "bad.pdf"
    file.write_bytes(content)
    with pytest.raises(error, match=r"bad\.pdf"):
        strongroom.take_in(file)
    assert leftovers(strongroom) == []


@pytest.mark.parametrize(
    ("beginning", "media_type", "suffix"),
    [
        (b"II*\x00\x08\x00\x00\x00", "image/tiff", ".tif"),
        (b"MM\x00*\x00\x00\x00\x08", "image/tiff", ".tif"),
        (b"II+\x00\x08\x00\x00\x00", "image/tiff", ".tif"),
        (b"\xff\xd8\xff\xe0", "image/jpeg", ".jpg"),
        (b"\xff\xd8\xff\xfe %PDF-1.7 as a comment", "image/jpeg", ".jpg"),
        (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
    ],
)
def test_what_an_image_is_called_does_not_decide_what_it_is(
    strongroom, tmp_path, beginning, media_type, suffix
):
    file = tmp_path / "scan.pdf"
    file.write_bytes(beginning)
    kept = strongroom.take_in(file)
    assert kept.media_type == media_type
    assert strongroom.path_of(kept.sha256).suffix == suffix
    assert strongroom.holds(kept.sha256)
    assert list(strongroom) == [kept.sha256]
    assert strongroom.checksum_of(kept.sha256) == kept.sha256


def test_an_image_that_is_set_aside_lies_in_quarantine(strongroom, tmp_path):
    file = tmp_path / "scan"
    file.write_bytes(b"\xff\xd8\xff\xe0")
    strongroom.set_aside(strongroom.take_in(file).sha256)
    assert strongroom.in_quarantine() == 1
    assert list(strongroom) == []


def test_what_is_made_is_kept_under_its_checksum(strongroom):
    with strongroom.making(10, "made") as part:
        part.write_bytes(PDF)
        part.with_name(f"{part.stem}-1.part").write_bytes(b"half a page")
        kept = strongroom.settle(part, "made")
    assert strongroom.path_of(kept.sha256).read_bytes() == PDF
    assert strongroom.path_of(kept.sha256).stat().st_mode & 0o222 == 0
    assert len(leftovers(strongroom)) == 1


def test_what_was_not_finished_leaves_nothing(strongroom):
    with pytest.raises(RuntimeError), strongroom.making(10, "made") as part:
        part.write_bytes(b"half")
        raise RuntimeError
    assert leftovers(strongroom) == []


def test_a_header_behind_a_little_rubbish_is_still_a_pdf(strongroom, tmp_path):
    file = tmp_path / "odd.pdf"
    file.write_bytes(b"\x00" * 500 + PDF)
    assert strongroom.take_in(file).size == 500 + len(PDF)


def test_a_file_that_is_gone_is_named(strongroom, tmp_path):
    with pytest.raises(FileVanished, match="gone"):
        strongroom.take_in(tmp_path / "gone.pdf")


def test_a_folder_in_place_of_a_file_is_refused(strongroom, tmp_path):
    folder = tmp_path / "folder.pdf"
    folder.mkdir()
    with pytest.raises(FileUnreadable, match="folder"):
        strongroom.take_in(folder)
    assert leftovers(strongroom) == []


def test_a_full_disk_leaves_nothing_half_written(strongroom, a_file, monkeypatch):
    def no_room(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(DiskFull, match=r"scan\.pdf"):
        strongroom.take_in(a_file)
    assert leftovers(strongroom) == []


def test_too_little_room_is_noticed_before_anything_is_written(strongroom, a_file, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(total=1000, free=10))
    with pytest.raises(DiskFull):
        strongroom.take_in(a_file)
    assert leftovers(strongroom) == []


def test_the_file_is_on_disk_before_it_gets_its_name(strongroom, a_file, monkeypatch):
    order: list[str] = []
    real_sync, real_replace = os.fsync, Path.replace

    def sync(handle):
        order.append("sync")
        real_sync(handle)

    def rename(source, target):
        order.append("rename")
        return real_replace(source, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", rename)
    strongroom.take_in(a_file)
    assert order[:3] == ["sync", "rename", "sync"]


def test_unfinished_copies_of_dead_processes_are_swept_and_others_left(strongroom):
    dead = strongroom._incoming / "999999999-x.part"
    alive = strongroom._incoming / f"{os.getpid()}-x.part"
    for part in (dead, alive):
        part.write_bytes(b"half")
    assert strongroom.sweep() == 1
    assert alive.exists()
    assert not dead.exists()


def test_an_unreadable_name_is_shown_with_escapes(tmp_path):
    assert shown(Path(os.fsdecode(b"\xff\xfe.pdf"))) == "\\udcff\\udcfe.pdf"
