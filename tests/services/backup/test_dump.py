"""The dump that the server of a shared archive writes itself, beside the catalogue as a file."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg
import pytest
from tests.office_run import Server, address_of, new_database
from tests.services.backup.dumped import (
    LAST,
    asked,
    brought_back,
    dump_on,
    instead_of_pg_dump,
)
from tests.services.backup.media import ROOT, flip
from tests.services.backup.test_interrupted import Meddling, stop
from tests.services.people.connected import desk, tied

from luutru import failpoints
from luutru.errors import CatalogueOutOfReach, DiskFull, MediumLost, PartOfArchive
from luutru.holdings.databases.addresses import lend_password
from luutru.holdings.databases.programs import FOLDER
from luutru.progress import Cancelled
from luutru.services import custody
from luutru.services.accession import take_in
from luutru.services.archive import create_archive, open_archive
from luutru.services.backup import snapshots
from luutru.services.backup.backing_up import back_up
from luutru.services.backup.drilling import drill
from luutru.services.backup.dumps import DumpFate
from luutru.services.backup.medium import medium_at
from luutru.services.backup.restoring import restore
from luutru.services.describe import describe
from luutru.services.people import accounts

SESSIONS = (
    "SELECT count(*) FROM pg_stat_activity "
    "WHERE application_name = 'pg_dump' AND datname = current_database()"
)


@pytest.fixture
def shared(at_desk, a_scan):
    """A shared archive with one document."""
    with at_desk("first") as archive:
        take_in(archive, a_scan("one"))
        yield archive


@contextmanager
def held_up(address) -> Iterator[None]:
    """Let a dump wait for as long as the block lasts: somebody holds a table of the database."""
    with closing(psycopg.connect(address)) as server:
        server.execute("CREATE TABLE held (number integer)")
        server.commit()
        server.execute("LOCK TABLE held IN ACCESS EXCLUSIVE MODE")
        yield


def left_on(medium):
    return [one for one in (medium / ROOT / "snapshots").iterdir() if any(one.iterdir())]


def test_file_and_dump_tell_the_same_moment_while_others_write(shared, at_desk, tmp_path):
    medium, reference = tmp_path / "medium", "2026-0001"

    def write():
        with at_desk("second") as other:
            describe(other, reference, [("title_vi", f"Title {custody.head(other)[0]}")])

    for label in (snapshots.WRITING, snapshots.DUMPING):
        back_up(shared, medium, progress=Meddling(label, write))
        manifest = medium_at(medium).snapshot()
        assert custody.head(shared)[0] > manifest.seq
        assert asked(brought_back(dump_on(medium)), LAST) == [manifest.heads.custody]
        assert manifest.versions["pg_dump"].startswith(manifest.versions["postgresql"][:2])


def test_the_manifest_proves_the_dump_and_a_drill_reads_it(shared, tmp_path):
    medium = tmp_path / "medium"
    report = back_up(shared, medium)
    dump = dump_on(medium)
    proof = medium_at(medium).snapshot().files["catalogue.dump"]
    assert proof == (hashlib.sha256(dump.read_bytes()).hexdigest(), dump.stat().st_size)
    assert (report.dump_bytes, report.without_dump) == (proof.size, "")
    tried = drill(medium, archive=shared)
    assert (tried.dump, tried.findings) == (DumpFate.READ, ())


def test_a_changed_dump_is_found_and_keeps_nobody_from_restoring(shared, tmp_path):
    medium = tmp_path / "medium"
    back_up(shared, medium)
    flip(dump_on(medium))
    assert "catalogue.dump is changed" in drill(medium).findings
    restore([medium], tmp_path / "restored")
    assert not (tmp_path / "restored" / "catalogue.dump").exists()


def test_a_dump_of_another_moment_is_found_whatever_its_checksum_says(shared, tmp_path):
    medium = tmp_path / "medium"
    back_up(shared, medium)
    before = dump_on(medium)
    back_up(shared, medium)
    shutil.copyfile(before, dump_on(medium))
    assert "the log in catalogue.dump ends otherwise" in drill(medium).findings


def test_without_pg_dump_the_backup_goes_on_and_says_what_to_install(shared, tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path))
    report = back_up(shared, tmp_path / "medium")
    manifest = medium_at(tmp_path / "medium").snapshot()
    assert "postgresql-client-" in report.without_dump
    assert (manifest.without_dump, report.dump_bytes) == (report.without_dump, 0)
    assert not dump_on(tmp_path / "medium").exists()
    tried = drill(tmp_path / "medium")
    assert (tried.dump, tried.is_sound) == (DumpFate.NONE, True)


def test_an_older_pg_dump_is_told_with_both_versions(shared, tmp_path, monkeypatch):
    script = instead_of_pg_dump(tmp_path / "bin", "exit 1") / "pg_dump"
    script.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n")
    monkeypatch.setenv(FOLDER, str(tmp_path / "bin"))
    report = back_up(shared, tmp_path / "medium")
    assert "9.6.24" in report.without_dump
    assert "postgresql-client-" in report.without_dump


def test_a_pg_dump_that_fails_is_told_by_its_own_words(shared, tmp_path, monkeypatch):
    script = 'echo half >"${8#--file=}"; echo "pg_dump: error: no idea" >&2; exit 1'
    monkeypatch.setenv(FOLDER, str(instead_of_pg_dump(tmp_path / "bin", script)))
    assert "no idea" in back_up(shared, tmp_path / "medium").without_dump
    assert not dump_on(tmp_path / "medium").exists()
    assert drill(tmp_path / "medium").is_sound


def test_without_pg_restore_a_drill_compares_the_bytes(shared, tmp_path, monkeypatch):
    back_up(shared, tmp_path / "medium")
    monkeypatch.setenv(FOLDER, str(tmp_path))
    tried = drill(tmp_path / "medium")
    assert (tried.dump, tried.is_sound) == (DumpFate.COMPARED, True)


def test_a_password_goes_by_the_environment_alone(tmp_path, server, monkeypatch):
    address = address_of(new_database())
    secret = address.replace("luutru@", "luutru:geheim@")
    create_archive(tmp_path / "shared", catalogue=address).close()
    lend_password(secret)
    noted = tmp_path / "noted"
    script = f'echo "$@" >{noted}; echo "$PGPASSWORD" >>{noted}; exec "$REAL" "$@"'
    monkeypatch.setenv(FOLDER, str(instead_of_pg_dump(tmp_path / "bin", script)))
    with closing(open_archive(tmp_path / "shared")) as archive:
        assert back_up(archive, tmp_path / "medium").dump_bytes
    words, password = noted.read_text().splitlines()
    assert (password, "geheim" in words) == ("geheim", False)


def test_stopping_ends_the_child_and_leaves_nothing_unfinished(shared, address, tmp_path):
    medium = tmp_path / "medium"
    with held_up(address), pytest.raises(Cancelled):
        back_up(shared, medium, progress=Meddling(snapshots.DUMPING, stop))
    assert asked(address, SESSIONS) == [(0,)]
    assert left_on(medium) == []
    assert back_up(shared, medium).dump_bytes


def test_a_server_that_dies_on_the_way_leaves_the_former_snapshot(tmp_path, a_scan):
    own, medium = Server(), tmp_path / "medium"
    address = f"postgresql://luutru@/postgres?host={own.folder}"
    try:
        create_archive(tmp_path / "shared", catalogue=address).close()
        with closing(open_archive(tmp_path / "shared")) as archive:
            first = back_up(archive, medium).snapshot
            take_in(archive, a_scan("one"))
            with held_up(address):
                dying = Meddling(snapshots.DUMPING, once(own.stop))
                with pytest.raises(CatalogueOutOfReach):
                    back_up(archive, medium, progress=dying)
            assert [one.name for one in left_on(medium)] == [first]
            assert drill(medium).is_sound
            own.start()
            assert back_up(archive, medium).dump_bytes
    finally:
        own.remove()


def test_a_kill_after_the_dump_leaves_the_former_snapshot(shared, tmp_path):
    medium = tmp_path / "medium"
    first = back_up(shared, medium).snapshot
    killed = subprocess.run(
        [sys.executable, "-m", "luutru", "--archive", shared.folder, "backup", medium],
        env={**os.environ, failpoints.VARIABLE: "backup.dumped"}, check=False,
        capture_output=True,
    )  # fmt: skip
    assert killed.returncode == -9
    assert [one.name for one in medium_at(medium).snapshots()] == [first]
    again = back_up(shared, medium).snapshot
    assert sorted(one.name for one in left_on(medium)) == sorted([first, again])
    assert drill(medium).is_sound


def once(act):
    done: list[object] = []

    def acting():
        if not done:
            done.append(act())

    return acting


@pytest.mark.parametrize(
    ("script", "error"),
    [
        ("trap '' XFSZ; ulimit -f 8; exec \"$REAL\" \"$@\"", MediumLost),
        ("echo 'pg_dump: error: could not write to file: No space left on device' >&2; exit 1",
         DiskFull),
    ],
)  # fmt: skip
def test_a_medium_that_takes_no_more_leaves_the_former_snapshot(
    shared, tmp_path, monkeypatch, script, error
):
    medium = tmp_path / "medium"
    first = back_up(shared, medium).snapshot
    monkeypatch.setenv(FOLDER, str(instead_of_pg_dump(tmp_path / "bin", script)))
    with pytest.raises(error):
        back_up(shared, medium)
    assert [one.name for one in left_on(medium)] == [first]
    monkeypatch.delenv(FOLDER)
    assert back_up(shared, medium).dump_bytes


def test_a_desk_that_is_shown_a_part_makes_no_backup(shared, tmp_path):
    accounts.add_account(shared, "quantri", "Quản trị viên", ["administrator"], "mat-khau-dai")
    with (
        desk(shared, tied(shared, "quantri"), tmp_path / "home") as shown_a_part,
        pytest.raises(PartOfArchive),
    ):
        back_up(shown_a_part, tmp_path / "medium")
    assert not (tmp_path / "medium").exists()
