"""A shared archive comes into a folder: to go on there, or as an archive of its own."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import psycopg
import pytest
from tests.encrypted_run import plain_only
from tests.office_run import one_desk_only
from tests.services.backup.media import flip

from luutru import failpoints, settings
from luutru.errors import (
    ArchiveReadOnly,
    FolderTaken,
    MigrationDiffers,
    MoveRefused,
    NoArchive,
    NotShared,
)
from luutru.holdings.databases.copying import write_file_of
from luutru.services import custody
from luutru.services.accession import take_in
from luutru.services.archive import find_archive
from luutru.services.copies import continuity
from luutru.services.describe import describe
from luutru.services.inspecting import verify
from luutru.services.migration import to_folder
from luutru.services.migration.to_folder import migrate_to_folder
from luutru.services.migration.to_server import migrate_to_server

pytestmark = [one_desk_only, plain_only]


@pytest.fixture
def target(tmp_path):
    return tmp_path / "taken"


def hashes(archive):
    return [one.hash for one in custody.entries(archive)]


def test_what_is_left_goes_on_in_the_folder_alone(shared, opened, target, a_scan):
    office = opened(shared)
    former = hashes(office)
    report = migrate_to_folder(office, target, leave=True)
    assert report.files == 7
    new = opened(target)
    assert not new.is_shared
    assert new.id == office.id
    assert verify(new, full=True).findings == ()
    assert [one.act for one in custody.entries(new)[:3]] == [
        "verified", "migrated_here", "migrated_away",
    ]  # fmt: skip
    assert hashes(new)[3:] == former
    assert continuity.standing(new) == continuity.Standing(None, "")
    assert take_in(new, a_scan("after")).reference == "2026-0008"
    with pytest.raises(ArchiveReadOnly, match=str(target)):
        describe(office, "2026-0001", [("title_vi", "Too late")])
    assert opened(shared).is_read_only


def test_what_is_taken_along_is_an_archive_of_its_own(shared, opened, target, a_scan):
    office = opened(shared)
    former = custody.head(office)
    migrate_to_folder(office, target)
    new = opened(target)
    assert new.id != office.id
    assert new.settings.name.startswith(office.settings.name)
    assert verify(new, full=True).findings == ()
    (branched,) = (one for one in custody.entries(new) if one.act == "branched")
    (told,) = (one for one in custody.entries(office) if one.act == "taken_along")
    assert branched.detail["of"] == office.id
    assert told.detail["id"] == new.id
    assert branched.detail["head"] == told.detail["head"] == former.hash
    assert continuity.standing(new).block == continuity.Block(continuity.BRANCHED)
    assert continuity.standing(office).block is None
    describe(office, "2026-0001", [("title_vi", "The office goes on")])
    assert take_in(new, a_scan("here")).reference == take_in(office, a_scan("there")).reference
    assert verify(office, full=True).findings == ()
    assert verify(new, full=True).findings == ()


def test_there_and_back_and_there_again(shared, opened, target):
    office, address = opened(shared), settings.read_settings(shared).catalogue
    migrate_to_folder(office, target, leave=True)
    office.close()
    with psycopg.connect(address) as server:
        server.execute("DROP SCHEMA public CASCADE")
        server.execute("CREATE SCHEMA public")
    migrate_to_server(opened(target), address)
    again = opened(target)
    assert again.is_shared
    assert verify(again, full=True).findings == ()


def test_an_archive_of_one_desk_is_moved_instead(folder, opened, target):
    with pytest.raises(NotShared):
        migrate_to_folder(opened(folder), target)
    assert not target.exists()


def test_a_folder_with_something_in_it_is_left_alone(shared, opened, target):
    target.mkdir()
    (target / "letter.txt").write_text("dear")
    with pytest.raises(FolderTaken):
        migrate_to_folder(opened(shared), target)
    assert [path.name for path in target.iterdir()] == ["letter.txt"]


def test_a_lost_original_keeps_the_archive_where_it_is(shared, opened, target):
    office = opened(shared)
    flip(office.strongroom.path_of(min(office.strongroom)))
    with pytest.raises(MoveRefused):
        migrate_to_folder(office, target, leave=True)
    assert continuity.standing(office).sealed_for == ""
    with pytest.raises(NoArchive):
        find_archive(target)


def test_what_arrives_changed_is_found_and_nothing_is_closed(shared, opened, target, monkeypatch):
    def meddled(source, file, pulse):
        write_file_of(source, file, pulse)
        with closing(sqlite3.connect(file)) as past, past:
            past.execute("UPDATE agreement SET title_vi = 'x' WHERE id = 2")

    monkeypatch.setattr(f"{to_folder.__name__}.write_file_of", meddled)
    office = opened(shared)
    with pytest.raises(MigrationDiffers, match="agreement: 2"):
        migrate_to_folder(office, target, leave=True)
    describe(office, "2026-0001", [("title_vi", "Work goes on")])
    monkeypatch.undo()
    migrate_to_folder(office, target, leave=True)
    assert verify(opened(target), full=True).findings == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("point", "leave"), [("written", ()), ("closed", ("--leave",)), ("opened", ("--leave",))]
)
def test_a_kill_leaves_one_archive_and_the_next_run_finishes(shared, opened, target, point, leave):
    words = [sys.executable, "-m", "luutru", "--archive", shared, "migrate", "--to", target, *leave]
    fails = {**os.environ, failpoints.VARIABLE: f"migrate.{point}"}
    killed = subprocess.run(words, env=fails, check=False, capture_output=True)
    assert killed.returncode == -9, killed.stderr
    assert settings.read_settings(shared).sealed == ""
    again = subprocess.run(words, check=False, capture_output=True)
    assert again.returncode == 0, again.stderr
    new = opened(target)
    assert verify(new, full=True).findings == ()
    assert opened(shared).is_read_only == bool(leave)
