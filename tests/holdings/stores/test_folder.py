"""A folder that every desk sees keeps files so that nobody needs to trust it."""

import hashlib
import os
import shutil
from datetime import timedelta

import pytest

from luutru import failpoints
from luutru.errors import (
    DiskTrouble,
    ForeignStore,
    StoredFileChanged,
    StoreFull,
    StoreOutOfReach,
    StoreTaken,
    StoreUnfit,
)
from luutru.holdings.stores.marks import MARK
from luutru.holdings.stores.opening import found_store, open_store
from luutru.holdings.stores.store import PREFIXES, Sent

ARCHIVE = "0199-archive"
KEY = "originals/ab/cd/abcd.pdf"


@pytest.fixture
def share(tmp_path):
    return tmp_path / "share"


@pytest.fixture
def store(share):
    return found_store(str(share), ARCHIVE)


@pytest.fixture
def a_file(tmp_path):
    def make(content=b"%PDF-1.7 bytes", key=KEY):
        sha256 = hashlib.sha256(content).hexdigest()
        file = tmp_path / sha256
        file.write_bytes(content)
        return Sent(key, file, sha256)

    return make


def test_what_was_put_there_is_given_back(store, a_file, tmp_path):
    sent = a_file()
    store.put([sent])
    assert store.fetch(KEY, tmp_path / "back") == store.digest(KEY) == sent.sha256
    assert (tmp_path / "back").read_bytes() == sent.file.read_bytes()
    assert store.size(KEY) == sent.file.stat().st_size
    assert [one.key for one in store.listed("originals")] == [KEY]
    assert list(store.listed(".incoming")) == []


def test_a_kept_file_is_read_only_and_every_desk_may_read_it(store, share, a_file):
    store.put([a_file()])
    assert (share / KEY).stat().st_mode & 0o777 == 0o444


def test_the_same_bytes_may_be_put_there_again(store, share, a_file):
    store.put([a_file()])
    before = (share / KEY).stat()
    store.put([a_file()])
    assert (share / KEY).stat().st_ino == before.st_ino


def test_other_bytes_are_never_written_over_those_that_are_there(store, share, a_file):
    store.put([a_file(b"first")])
    with pytest.raises(StoredFileChanged, match="abcd"):
        store.put([a_file(b"second")])
    assert (share / KEY).read_bytes() == b"first"


def test_a_file_that_is_not_what_was_said_does_not_get_there(store, a_file):
    sent = a_file()
    sent.file.write_bytes(b"changed meanwhile")
    with pytest.raises(DiskTrouble):
        store.put([sent])
    assert store.size(KEY) is None


@pytest.mark.parametrize("ask", ["size", "digest", "remove"])
def test_an_empty_mount_point_is_no_empty_store(store, share, ask):
    shutil.rmtree(share)
    share.mkdir()
    with pytest.raises(StoreOutOfReach, match=MARK):
        getattr(store, ask)(KEY)
    with pytest.raises(StoreOutOfReach):
        list(store.listed("originals"))


def test_nothing_is_written_into_an_empty_mount_point(store, share, a_file):
    shutil.rmtree(share)
    share.mkdir()
    with pytest.raises(StoreOutOfReach):
        store.put([a_file()])
    assert list(share.iterdir()) == []


def test_the_store_of_another_archive_is_refused(store, share, a_file, tmp_path):
    other = open_store(share.as_uri(), "another")
    with pytest.raises(ForeignStore):
        other.put([a_file()])
    with pytest.raises(ForeignStore):
        other.fetch(KEY, tmp_path / "back")


def test_a_place_with_something_in_it_does_not_become_a_store(share):
    share.mkdir()
    (share / "letter.doc").touch()
    with pytest.raises(StoreTaken):
        found_store(str(share), ARCHIVE)


@pytest.mark.parametrize("address", ["ftp://host/share", "share", "~/share", ""])
def test_an_address_that_names_no_store_is_refused(address):
    with pytest.raises(StoreUnfit):
        open_store(address, ARCHIVE)


def test_a_folder_that_a_program_copies_elsewhere_is_refused(tmp_path):
    with pytest.raises(StoreUnfit, match="OneDrive"):
        found_store(str(tmp_path / "OneDrive" / "store"), ARCHIVE)


@pytest.mark.parametrize(("how", "error"), [("full", StoreFull), ("error", StoreOutOfReach)])
def test_trouble_of_the_share_is_told_as_such(store, a_file, monkeypatch, how, error):
    monkeypatch.setenv(failpoints.VARIABLE, f"store.put={how}")
    with pytest.raises(error):
        store.put([a_file()])
    assert store.size(KEY) is None


def test_what_is_set_aside_lies_in_quarantine(store, share, a_file):
    sent = a_file()
    store.put([sent])
    store.set_aside(KEY, "abcd.pdf")
    assert store.size(KEY) is None
    assert (share / "quarantine" / "abcd.pdf").read_bytes() == sent.file.read_bytes()
    store.set_aside(KEY, "abcd.pdf")


def test_what_another_desk_is_just_writing_is_not_swept(store, share):
    young, old = (share / ".incoming" / name for name in ("young.part", "old.part"))
    young.touch()
    old.touch()
    moment = (store.now() - timedelta(days=2)).timestamp()
    os.utime(old, (moment, moment))
    assert store.sweep() == 1
    assert young.exists()
    assert not old.exists()


def test_folders_are_open_to_the_same_desks_as_the_store(store, share, a_file):
    share.chmod(0o2770)
    store.put([a_file()])
    made = [share / "originals" / "ab", share / "originals" / "ab" / "cd"]
    assert {folder.stat().st_mode & 0o777 for folder in made} == {0o770}
    assert {path.name for path in share.iterdir()} >= {*PREFIXES, "quarantine", MARK}
