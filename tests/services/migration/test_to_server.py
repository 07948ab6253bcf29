"""An archive goes to a server whole, or stays where it was."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import psycopg
import pytest
from tests.encrypted_run import plain_only
from tests.office_run import Server, one_desk_only
from tests.services.migration.meddling import Meddling, stop

from luutru import failpoints, settings
from luutru.errors import (
    ArchiveBusy,
    ArchiveReadOnly,
    CatalogueElsewhere,
    CatalogueOutOfReach,
    DatabaseTaken,
    MigrationDiffers,
    MigrationUnfinished,
    OnlyAtOneDesk,
    RecordUnfit,
)
from luutru.holdings.catalogue import FILE_NAME, open_catalogue
from luutru.holdings.databases.comparing import TABLES
from luutru.progress import SILENT, Cancelled
from luutru.services import custody
from luutru.services.accession import take_in
from luutru.services.archive import create_archive, find_archive, open_archive
from luutru.services.copies import continuity
from luutru.services.describe import describe
from luutru.services.inspecting import verify
from luutru.services.keyring import Secrets
from luutru.services.migration.comparing import COMPARING
from luutru.services.migration.to_server import COPYING, migrate_to_server

pytestmark = [one_desk_only, plain_only]


def migrated(folder, address, progress=SILENT):
    with closing(open_archive(folder, person="an")) as archive:
        archive.catalogue.viewer.is_keeper = True
        return migrate_to_server(archive, address, progress)


def entered(folder):
    with closing(open_archive(folder)) as archive:
        return custody.entries(archive)


def is_shared(folder):
    return bool(settings.read_settings(folder).catalogue)


def ask(address, question):
    with psycopg.connect(address) as server:
        return server.execute(question).fetchall()


def do(address, statement):
    with psycopg.connect(address) as server:
        server.execute(statement)


def is_where_it_was(folder):
    with closing(open_archive(folder, person="an")) as archive:
        archive.catalogue.viewer.is_keeper = True
        sound = verify(archive).is_sound
        return sound and not archive.is_shared and not continuity.standing(archive).sealed_for


def test_everything_goes_on_at_the_server(folder, opened, address, a_scan):
    before = entered(folder)
    report = migrated(folder, address)
    assert report.rows == sum(one.rows for one in report.tables)
    assert {one.name for one in report.tables} == set(TABLES)
    new = opened(folder)
    assert new.is_shared
    assert verify(new, full=True).findings == ()
    entries = custody.entries(new)
    assert [one.act for one in entries[:3]] == ["verified", "migrated_here", "migrated_away"]
    assert [one.hash for one in entries[3:]] == [one.hash for one in before]
    assert continuity.standing(new) == continuity.Standing(None, "")
    assert take_in(new, a_scan("after")).reference == "2026-0008"
    assert verify(new, full=True).findings == ()


def test_the_former_catalogue_stays_beside_and_is_only_read(folder, opened, address):
    former = migrated(folder, address).former
    assert former.parent == folder
    assert former.name.startswith("catalogue-until-")
    assert not former.stat().st_mode & 0o222
    assert not (folder / FILE_NAME).exists()
    with sqlite3.connect(f"file:{former}?mode=ro", uri=True) as kept:
        assert kept.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (told,) = kept.execute("SELECT value FROM setting WHERE name = 'copies_sealed'").fetchone()
    assert "postgresql://" in told


def test_a_program_that_was_open_writes_nothing_any_more(folder, opened, address):
    old = opened(folder)
    describe(old, "2026-0001", [("title_vi", "In time")])
    head = custody.head(old)
    migrated(folder, address)
    with pytest.raises(ArchiveReadOnly, match="postgresql://"):
        describe(old, "2026-0001", [("title_vi", "Too late")])
    assert custody.head(old)[0] > head[0]
    assert (folder / FILE_NAME).exists()  # it is open still
    old.close()
    again = migrated(folder, address)
    assert again.former is not None
    assert not (folder / FILE_NAME).exists()
    assert verify(opened(folder), full=True).findings == ()


def test_a_program_that_opens_late_begins_no_empty_catalogue(folder, opened, address):
    late = find_archive(folder)
    migrated(folder, address)
    with pytest.raises(CatalogueElsewhere):
        _ = late.catalogue
    assert not (folder / FILE_NAME).exists()
    late.close()


def test_nobody_writes_meanwhile(folder, opened, address, monkeypatch):
    monkeypatch.setattr("luutru.holdings.databases.sqlite.BUSY_TIMEOUT_MS", 1)
    told = []

    def write():
        words = ["describe", "2026-0001", "title_vi=Meanwhile"]
        code = (
            "import sys; from luutru.holdings.databases import sqlite; sqlite.BUSY_TIMEOUT_MS = 1;"
            "from luutru.cli.main import main; sys.exit(main(sys.argv[1:]))"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, "--archive", folder, *words],
            check=False, capture_output=True,
        )  # fmt: skip
        told.append(done.returncode)

    migrated(folder, address, Meddling(COPYING, write))
    assert told == [4]
    assert verify(opened(folder), full=True).findings == ()


def test_somebody_at_the_desk_is_not_disturbed(folder, opened, address):
    window = opened(folder)
    assert window.sit_down()
    with pytest.raises(ArchiveBusy):
        migrated(folder, address)
    assert ask(address, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]


def test_an_encrypted_archive_is_refused(tmp_path, address, request):
    secrets = Secrets("nine green mountains", "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ")
    archive = create_archive(tmp_path / "sealed", secrets=secrets)
    with pytest.raises(OnlyAtOneDesk):
        migrate_to_server(archive, address)
    archive.close()


def test_what_was_stopped_goes_on(folder, opened, address):
    with pytest.raises(Cancelled):
        migrated(folder, address, Meddling(COPYING, stop))
    assert not is_shared(folder)
    with pytest.raises(MigrationUnfinished):
        open_catalogue(folder, address=address)
    report = migrated(folder, address)
    assert report.copied_anew == ()
    assert verify(opened(folder), full=True).findings == ()


def test_what_was_entered_after_a_stop_goes_along(folder, opened, address, a_scan):
    with pytest.raises(Cancelled):
        migrated(folder, address, Meddling(COMPARING, stop))
    with closing(open_archive(folder)) as archive:
        reference = take_in(archive, a_scan("between")).reference
    migrated(folder, address)
    new = opened(folder)
    assert verify(new, full=True).is_sound
    assert any(one.reference == reference for one in custody.entries(new))


@pytest.mark.slow
@pytest.mark.parametrize(
    "point",
    ["begun", "copied:9", "compared", "closed", "opened", "switched"],
)
def test_a_kill_at_any_step_leaves_one_archive_and_the_next_run_finishes(
    folder, opened, address, point
):
    words = [sys.executable, "-m", "luutru", "--archive", folder, "migrate", "--to", address]
    fails = {**os.environ, failpoints.VARIABLE: f"migrate.{point}"}
    killed = subprocess.run(words, env=fails, check=False, capture_output=True)
    assert killed.returncode == -9, killed.stderr
    is_open = point in ("opened", "switched")
    assert (settings.read_settings(folder).catalogue != "") == (point == "switched")
    if not is_open:
        with pytest.raises(MigrationUnfinished):
            open_catalogue(folder.parent, address=address)
    if point == "closed":
        refused = pytest.raises(ArchiveReadOnly, match="do it again")
        with closing(open_archive(folder)) as old, refused:
            describe(old, "2026-0001", [("title_vi", "Neither here nor there")])
    again = subprocess.run(words, check=False, capture_output=True)
    assert again.returncode == 0, again.stderr
    new = opened(folder)
    assert new.is_shared
    assert verify(new, full=True).findings == ()
    acts = [one.act for one in custody.entries(new)]
    assert acts.count("migrated_away") == acts.count("migrated_here") == 1
    assert not (folder / FILE_NAME).exists()


@pytest.mark.slow
def test_a_server_that_is_lost_is_told_and_the_next_run_goes_on(folder, opened):
    own = Server(durable=True)
    try:
        with psycopg.connect(f"postgresql://luutru@/postgres?host={own.folder}") as made:
            made.autocommit = True
            made.execute("CREATE DATABASE office TEMPLATE template0")
        address = f"postgresql://luutru@/office?host={own.folder}"
        with pytest.raises(CatalogueOutOfReach):
            migrated(folder, address, Meddling(COPYING, own.stop))
        assert not is_shared(folder)
        with closing(open_archive(folder)) as archive:
            describe(archive, "2026-0001", [("title_vi", "Work goes on")])
        own.start()
        migrated(folder, address)
        new = opened(folder)
        assert verify(new, full=True).is_sound
        new.close()
    finally:
        own.remove()


def test_a_row_that_is_changed_on_the_way_is_found_and_named(folder, opened, address):
    def meddle():
        do(address, "UPDATE agreement SET title_vi = 'Tampered' WHERE id = 2")
        do(address, "DELETE FROM statement WHERE id = (SELECT max(id) FROM statement)")

    with pytest.raises(MigrationDiffers, match=r"agreement: 2.*statement: \d+") as told:
        migrated(folder, address, Meddling(COPYING, meddle, at_end=True))
    assert told.value.exit_status == 5
    assert is_where_it_was(folder)
    report = migrated(folder, address)
    assert set(report.copied_anew) == {"agreement", "statement"}
    assert verify(opened(folder), full=True).findings == ()


def test_what_is_in_a_database_already_is_left_alone(folder, opened, address, tmp_path):
    do(address, "CREATE TABLE letters (id int)")
    with pytest.raises(DatabaseTaken, match="letters"):
        migrated(folder, address)
    assert ask(address, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(1,)]
    do(address, "DROP TABLE letters")
    create_archive(tmp_path / "other", catalogue=address).close()
    with pytest.raises(DatabaseTaken, match="keeps an archive"):
        migrated(folder, address)
    assert verify(opened(tmp_path / "other")).is_sound
    assert is_where_it_was(folder)


def test_what_another_has_begun_is_left_alone(folder, opened, address, tmp_path):
    with pytest.raises(Cancelled):
        migrated(folder, address, Meddling(COPYING, stop))
    other = create_archive(tmp_path / "other")
    with pytest.raises(DatabaseTaken, match="another archive is on its way"):
        migrate_to_server(other, address)
    other.close()
    migrated(folder, address)
    assert verify(opened(folder), full=True).findings == ()


def test_a_record_that_a_server_cannot_keep_is_named(folder, opened, address):
    with sqlite3.connect(folder / FILE_NAME) as past_the_program:
        past_the_program.execute("UPDATE agreement SET title_vi = 'a' || char(0) WHERE id = 2")
    with pytest.raises(RecordUnfit, match="the record 2 of agreement"):
        migrated(folder, address)
    assert not is_shared(folder)
