"""A backup comes back into an office: into an empty database and an empty store, or not at all."""

import os
import subprocess
import sys
from contextlib import closing

import psycopg
import pytest
from tests.encrypted_run import plain_only
from tests.office_run import address_of, new_database, one_desk_only
from tests.services.backup.dumped import LAST, asked, brought_back, dump_on
from tests.services.backup.media import flip, objects_on
from tests.services.migration.meddling import Meddling, stop

from luutru import failpoints
from luutru.errors import BackupDamaged, DatabaseTaken, DatabaseUnfit, OnlyAtOneDesk, StoreTaken
from luutru.holdings.locks import only_one
from luutru.progress import SILENT, Cancelled
from luutru.services import custody
from luutru.services.accession import take_in
from luutru.services.archive import Archive, create_archive, open_archive
from luutru.services.backup.backing_up import back_up
from luutru.services.backup.bringing import RESTORING
from luutru.services.backup.encryption import Encrypting, key_of
from luutru.services.backup.medium import medium_at
from luutru.services.backup.restoring import Wish
from luutru.services.copies import continuity
from luutru.services.describe import describe
from luutru.services.inspecting import verify
from luutru.services.keyring import Secrets
from luutru.services.migration.from_backup import Target, restore_to_office
from luutru.services.migration.to_server import COPYING
from luutru.services.migration.to_store import PUTTING
from luutru.services.offices import join_office

pytestmark = [one_desk_only, plain_only]

PASSPHRASE = "nine green mountains"  # noqa: S105  of an archive of the tests


@pytest.fixture
def medium(office, a_scan, tmp_path):
    """A medium with the backup of an office that has three documents."""
    with office("first") as here:
        for mark in "abc":
            take_in(here, a_scan(mark))
        describe(here, "2026-0001", [("title_vi", "Hợp tác đo lường")])
        back_up(here, tmp_path / "medium")
    return tmp_path / "medium"


@pytest.fixture
def target(tmp_path, server):
    """Where the office is to be: an empty database, a store that is not there, room for the way."""
    return Target(address_of(new_database()), str(tmp_path / "new store"), tmp_path / "room")


@pytest.fixture
def joined(monkeypatch, tmp_path):
    """Join an office at a desk that has never seen the archive, as a keeper does."""
    found: list[Archive] = []

    def at(address, store=None):
        home = tmp_path / f"desk {len(found)}"
        monkeypatch.setenv("LUUTRU_INDEX_DIR", str(home / "index"))
        found.append(join_office(address, person="an", store=store, folder=home / "home"))
        found[-1].catalogue.viewer.is_keeper = True
        return found[-1]

    yield at
    for one in found:
        one.close()


ON_THE_WAY = ("restored", "migrated_away", "migrated_here")


def way_of(archive):
    return tuple(one.act for one in reversed(custody.entries(archive)) if one.act in ON_THE_WAY)


def is_untouched(target):
    with psycopg.connect(target.address) as server:
        tables = server.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        return tables.fetchone() == (0,)


def test_the_office_goes_on_in_an_empty_database_and_store(medium, target, joined, tmp_path):
    before = medium_at(medium).snapshot()
    report = restore_to_office([medium], target)
    assert (report.files, report.lost) == (3, ())
    new = joined(target.address)
    assert new.id == before.archive_id
    assert verify(new, full=True).findings == ()
    log = asked(target.address, "SELECT act, hash FROM custody_entry ORDER BY seq")
    assert (log[before.seq - 1][1], log[before.seq][0]) == (before.heads.custody.hash, "restored")
    assert way_of(new) == ON_THE_WAY
    assert report.head in [hashed for _act, hashed in log]
    assert continuity.standing(new).block == continuity.Block(continuity.RESTORED)
    assert list((tmp_path / "room").iterdir()) == []


def test_the_dump_brought_back_by_pg_restore_is_the_archive_as_well(medium, target, joined):
    restore_to_office([medium], target)
    address = brought_back(dump_on(medium))
    assert asked(address, LAST) == [medium_at(medium).snapshot().heads.custody]
    assert verify(joined(address, target.store), full=True).findings == ()


def test_an_archive_of_one_desk_is_restored_into_an_office(folder, target, joined, tmp_path):
    with closing(open_archive(folder, person="an")) as archive:
        archive.catalogue.viewer.is_keeper = True
        continuity.settle_here(archive)
        place = archive.index_folder.with_suffix(".place")
        known = place.read_text()
        back_up(archive, tmp_path / "medium")
        with only_one(archive.index_lock):
            assert restore_to_office([tmp_path / "medium"], target).files == 7
        assert place.read_text() == known
    assert verify(joined(target.address), full=True).findings == ()


def test_what_is_not_empty_is_left_alone(medium, target, address, share, tmp_path):
    with pytest.raises(DatabaseTaken):
        restore_to_office([medium], target._replace(address=address))
    with pytest.raises(StoreTaken):
        restore_to_office([medium], target._replace(store=str(share)))
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "letter").touch()
    with pytest.raises(StoreTaken):
        restore_to_office([medium], target._replace(store=str(tmp_path / "taken")))
    assert is_untouched(target)
    with psycopg.connect(target.address, autocommit=True) as server:
        server.execute("CREATE TABLE wages (amount integer)")
    with pytest.raises((DatabaseTaken, DatabaseUnfit)):
        restore_to_office([medium], target)
    assert list((tmp_path / "room").iterdir()) == []
    assert list((tmp_path / "taken").iterdir()) == [tmp_path / "taken" / "letter"]


@pytest.mark.parametrize("label", [RESTORING, COPYING, PUTTING])
def test_what_was_stopped_goes_on(medium, target, joined, tmp_path, label):
    with pytest.raises(Cancelled):
        restore_to_office([medium], target, progress=Meddling(label, stop))
    report = restore_to_office([medium], target)
    assert report.files == 3
    assert verify(joined(target.address), full=True).findings == ()
    assert list((tmp_path / "room").iterdir()) == []


def test_what_was_meant_for_another_target_is_not_gone_on_with(medium, target, joined, tmp_path):
    with pytest.raises(Cancelled):
        restore_to_office([medium], target, progress=Meddling(COPYING, stop))
    other = target._replace(address=address_of(new_database()), store=str(tmp_path / "other"))
    restore_to_office([medium], other)
    assert verify(joined(other.address), full=True).findings == ()


POINTS = ["restore.brought", "restore.finished", "migrate.copied:5", "migrate.closed",
          "migrate.opened", "migrate.switched"]  # fmt: skip


@pytest.mark.parametrize("point", POINTS)
def test_a_kill_at_any_step_is_finished_by_the_same_command(medium, target, joined, point):
    words = ["restore", medium, target.room, "--to", target.address, "--store", target.store]
    command = [sys.executable, "-m", "luutru", *map(str, words)]
    killed = subprocess.run(
        command, env={**os.environ, failpoints.VARIABLE: point}, check=False, capture_output=True
    )
    assert killed.returncode == -9
    done = subprocess.run(command, check=False, capture_output=True)
    assert done.returncode == 0, done.stderr
    new = joined(target.address)
    assert verify(new, full=True).findings == ()
    assert way_of(new) == ON_THE_WAY
    assert list(target.room.iterdir()) == []


def test_damage_is_named_and_what_is_whole_is_restored_if_wanted(medium, target, joined):
    flip(objects_on(medium)[0])
    with pytest.raises(BackupDamaged):
        restore_to_office([medium], target)
    assert list(target.room.iterdir()) == []
    assert is_untouched(target)
    report = restore_to_office([medium], target, Wish(despite_damage=True))
    assert (report.files, len(report.lost)) == (2, 1)
    assert {one.kind for one in verify(joined(target.address), full=True).findings} == {
        "original_missing"
    }


def test_an_encrypted_backup_goes_to_a_server_only_in_plain(target, joined, tmp_path, monkeypatch):
    secrets = Secrets(PASSPHRASE, "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ")
    medium = tmp_path / "medium"
    with closing(create_archive(tmp_path / "sealed", secrets=secrets)) as archive:
        back_up(archive, medium)
    known = Encrypting(key_of(medium, PASSPHRASE))
    with pytest.raises(OnlyAtOneDesk):
        restore_to_office([medium], target, Wish(encrypting=known))
    assert not target.room.exists()
    plain = Wish(encrypting=Encrypting(known.key, decrypt=True))
    restore_to_office([medium], target, plain, SILENT)
    assert verify(joined(target.address), full=True).findings == ()
