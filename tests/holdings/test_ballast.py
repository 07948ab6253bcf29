"""Ballast is given up when the disk is full, and taken in again when there is room."""

import errno
import shutil
from collections import namedtuple

import pytest
from sqlalchemy import text

from luutru.errors import DiskFull
from luutru.holdings import ballast
from luutru.holdings.catalogue import open_catalogue

MB = 1 << 20
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def _two_mb(monkeypatch):
    monkeypatch.setenv("LUUTRU_BALLAST_MB", "2")


def disk_with(monkeypatch, free):
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: Usage(10_000 * MB, 0, free))


def test_ballast_is_room_that_is_really_taken(tmp_path):
    assert ballast.is_missing(tmp_path)
    assert ballast.hold(tmp_path)
    assert not ballast.is_missing(tmp_path)
    assert (tmp_path / ballast.FILE_NAME).stat().st_blocks * 512 >= 2 * MB


def test_no_ballast_is_taken_where_room_is_scarce(tmp_path, monkeypatch):
    disk_with(monkeypatch, 2 * MB)
    assert not ballast.hold(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_refuses_leaves_no_half_ballast(tmp_path, monkeypatch):
    def refuse(*_told):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(ballast, "_fill", refuse)
    assert not ballast.hold(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_gets_the_ballast_before_the_catalogue_is_opened(tmp_path, monkeypatch):
    open_catalogue(tmp_path).close()
    assert not ballast.is_missing(tmp_path)
    disk_with(monkeypatch, 4096)
    open_catalogue(tmp_path).close()
    assert not (tmp_path / ballast.FILE_NAME).exists()


def test_a_change_that_finds_no_room_gives_the_ballast_up(tmp_path):
    catalogue = open_catalogue(tmp_path)
    with pytest.raises(DiskFull), catalogue.write() as session:
        pages = session.scalar(text("PRAGMA page_count"))
        session.execute(text(f"PRAGMA max_page_count = {pages}"))
        session.execute(text("CREATE TABLE large (bytes BLOB)"))
        session.execute(text("INSERT INTO large VALUES (zeroblob(1000000))"))
    catalogue.close()
    assert ballast.is_missing(tmp_path)
