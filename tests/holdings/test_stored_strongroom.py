"""The strongroom of an office: a store keeps the files, each desk has some of them at hand."""

import hashlib
import os
import shutil
import time
from datetime import timedelta

import pytest

from luutru.errors import StoredFileChanged, StoreOutOfReach
from luutru.holdings.stored_strongroom import StoredStrongroom
from luutru.holdings.stores.cache import Cache
from luutru.holdings.stores.opening import found_store, open_store

PDF = b"%PDF-1.7\nsome bytes\n%%EOF"
SHA256 = hashlib.sha256(PDF).hexdigest()


@pytest.fixture
def share(tmp_path):
    found_store(str(tmp_path / "share"), "archive")
    return tmp_path / "share"


@pytest.fixture
def desk(share, tmp_path):
    def sit(name):
        home = tmp_path / name
        cache = Cache(home, open_store(str(share), "archive"))
        return StoredStrongroom(home, "originals", lambda: None, cache)

    return sit


@pytest.fixture
def here(desk):
    return desk("here")


@pytest.fixture
def there(desk):
    return desk("there")


@pytest.fixture
def a_file(tmp_path):
    file = tmp_path / "scan.pdf"
    file.write_bytes(PDF)
    return file


def in_store(share):
    return next((share / "originals").glob("??/??/*"))


def test_a_file_taken_in_here_is_had_there(here, there, a_file):
    kept = here.take_in(a_file)
    assert there.holds(kept.sha256)
    assert there.path_of(kept.sha256).read_bytes() == PDF
    assert list(there) == [kept.sha256] == list(there.at_hand())
    assert there.checksum_of(kept.sha256) == kept.sha256
    assert there.is_whole(kept.sha256, len(PDF))


@pytest.mark.parametrize("beginning", [b"\xff\xd8\xff", b"II*\x00", b"\x89PNG\r\n\x1a\n"])
def test_an_image_is_had_there_under_its_own_kind(here, there, tmp_path, beginning):
    image = tmp_path / "image"
    image.write_bytes(beginning + b"rest")
    kept = here.take_in(image)
    assert there.path_of(kept.sha256).suffix == here.path_of(kept.sha256).suffix != ".pdf"


def test_what_was_fetched_is_there_without_the_share(here, there, a_file, share):
    kept = here.take_in(a_file)
    there.path_of(kept.sha256)
    shutil.rmtree(share)
    assert there.path_of(kept.sha256).read_bytes() == PDF
    with pytest.raises(StoreOutOfReach):
        there.holds(kept.sha256)


def test_a_file_at_hand_that_was_damaged_is_fetched_again(here, there, a_file):
    kept = here.take_in(a_file)
    at_hand = there.path_of(kept.sha256)
    at_hand.chmod(0o640)
    at_hand.write_bytes(b"%PDF-1.7 rubbish")
    assert there.path_of(kept.sha256).read_bytes() == PDF


def test_a_damaged_file_in_the_store_is_never_handed_on(here, there, a_file, share):
    kept = here.take_in(a_file)
    in_store(share).chmod(0o640)
    in_store(share).write_bytes(PDF.replace(b"some", b"same"))
    with pytest.raises(StoredFileChanged):
        there.path_of(kept.sha256)
    assert list(there.at_hand()) == []
    assert there.checksum_of(kept.sha256) != kept.sha256
    assert here.checksum_of(kept.sha256) != kept.sha256  # not what is at hand is verified


def test_nothing_is_at_hand_of_what_the_store_could_not_keep(here, a_file, share):
    shutil.rmtree(share)
    with pytest.raises(StoreOutOfReach):
        here.take_in(a_file)
    assert list(here.at_hand()) == []


def test_a_missing_file_is_missing(here):
    assert not here.path_of(SHA256).exists()
    assert not here.holds(SHA256)
    assert here.checksum_of(SHA256) is None
    here.dispose(SHA256)


def test_what_is_disposed_of_is_gone_here_and_in_the_store(here, a_file, share):
    kept = here.take_in(a_file)
    here.dispose(kept.sha256)
    assert not here.holds(kept.sha256)
    assert list(here.at_hand()) == []


def test_only_files_of_yesterday_are_given_up(here, there, a_file, share):
    kept = here.take_in(a_file)
    assert list(there.given_up()) == []
    moment = (there._store.now() - timedelta(days=2)).timestamp()
    os.utime(in_store(share), (moment, moment))
    assert list(there.given_up()) == [kept.sha256]
    there.set_aside(kept.sha256)
    assert there.in_quarantine() == 1
    assert not here.holds(kept.sha256)


def test_people_are_told_where_in_the_store_a_file_is(here, there, a_file, share):
    kept = here.take_in(a_file)
    assert there.whereabouts(kept.sha256) == str(in_store(share))
    assert there.name_of(kept.sha256) == f"{kept.sha256}.pdf"
    assert list(there.at_hand()) == []


def used(place, hours):
    """Let a file at hand have been used so many hours ago."""
    told = place.stat()
    os.utime(place, ns=(time.time_ns() - hours * 3600 * 10**9, told.st_mtime_ns))


@pytest.fixture
def three(here, tmp_path, monkeypatch):
    """Three files in the store, not quite a megabyte each, of which a desk may have three."""
    monkeypatch.setenv("LUUTRU_AT_HAND_MB", "3")
    return [here.take_in(big(tmp_path, mark)).sha256 for mark in "abc"]


def big(tmp_path, mark):
    file = tmp_path / f"{mark}.pdf"
    file.write_bytes(PDF + mark.encode() * 900_000)
    return file


def test_what_was_used_longest_ago_makes_room_for_what_is_fetched(here, there, three, tmp_path):
    for hours, sha256 in zip((5, 9, 2), three, strict=True):
        used(there.path_of(sha256), hours)
    fourth = here.take_in(big(tmp_path, "d")).sha256
    assert there.path_of(fourth).is_file()
    assert set(there.at_hand()) == {three[0], three[2], fourth}
    assert there.path_of(three[1]).is_file()


def test_what_is_in_use_stays_though_there_is_too_much_at_hand(here, there, three, tmp_path):
    for sha256 in three:
        there.path_of(sha256)
    fourth = here.take_in(big(tmp_path, "d")).sha256
    there.path_of(fourth)
    assert set(there.at_hand()) == {*three, fourth}


def test_nothing_goes_that_the_store_does_not_have(here, there, three, tmp_path, share):
    for sha256 in three:
        used(there.path_of(sha256), 5)
    for file in (share / "originals").glob("??/??/*"):
        file.unlink()
    fourth = here.take_in(big(tmp_path, "d")).sha256
    there.path_of(fourth)
    assert set(there.at_hand()) == {*three, fourth}
