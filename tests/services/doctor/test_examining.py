"""Installations that are broken in one way each: the doctor names it and says how to mend it."""

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import timedelta
from importlib import metadata

import pytest
from tests.encrypted_run import plain_only
from tests.office_run import one_desk_only

from luutru import clock, i18n, resources
from luutru.errors import IndexBusy
from luutru.holdings.catalogue import FILE_NAME
from luutru.holdings.locks import only_one
from luutru.services.archive import create_archive
from luutru.services.desk import LOCKS
from luutru.services.doctor import archive as archive_looks
from luutru.services.doctor import computer, examining, program
from luutru.services.doctor.checks import State
from luutru.services.doctor.server import server
from luutru.services.keyring import Secrets
from luutru.services.workstation import index_root


@pytest.fixture
def quick(monkeypatch):
    """Leave out the look that starts a reading process, and the one at a server that tests use."""
    left_out = (program.recognition, server)
    looks = [look for look in examining._LOOKS if look not in left_out]
    monkeypatch.setattr(examining, "_LOOKS", looks)


def found(folder):
    return {check.name: check for check in examining.examine(folder)}


def states(folder):
    return {name: check.state for name, check in found(folder).items()}


def test_a_folder_without_an_archive_is_looked_at_too(quick, tmp_path):
    told = states(tmp_path / "nothing")
    assert told["SQLite"] is State.GOOD
    assert told["Archive"] is not State.ERROR
    assert "Lock of the index" not in told
    assert "Rights" not in told


def test_a_sound_archive_has_nothing_wrong(quick, archive):
    checks = examining.examine(archive.folder)
    assert examining.is_sound(checks)
    assert {"Rights", "Newest entry of the log", "Desk of the archive"} <= {c.name for c in checks}


def test_codes_are_the_same_in_every_language(archive):
    told = []
    for language in ("en", "vi"):
        i18n.use_language(language)
        told.append(examining.examine(archive.folder))
    english, vietnamese = told
    codes = [check.code for check in english]
    assert codes == [check.code for check in vietnamese]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch("[a-z_]+", code) for code in codes)
    assert {check.name for check in english} != {check.name for check in vietnamese}


def test_the_version_of_every_model_is_told(archive):
    models = [check for check in examining.examine(archive.folder) if "model_" in check.code]
    assert [check.code for check in models] == ["model_vie", "model_eng", "model_osd"]
    assert not [check.found for check in models if check.found.startswith(("?", ","))]


def test_where_no_archive_is_yet_its_place_is_looked_at(quick, tmp_path):
    told = {check.code: check for check in examining.examine(tmp_path / "nothing")}
    assert told["archive_place"].found.startswith(f"none yet at {tmp_path / 'nothing'}; ")
    assert {"index_place", "clock", "fonts"} <= told.keys()
    assert told.keys().isdisjoint({"rights", "newest_entry", "index_lock", "desk"})


def test_advice_is_given_only_where_something_is_wrong(quick, archive):
    for check in examining.examine(archive.folder):
        assert bool(check.advice) == (check.state is not State.GOOD), check


@one_desk_only
def test_looking_changes_nothing(quick, archive):
    archive.close()
    before = {file: file.stat().st_mtime_ns for file in archive.folder.rglob("*")}
    examining.examine(archive.folder)
    after = {file: file.stat().st_mtime_ns for file in archive.folder.rglob("*")}
    assert {file for file in after if file.suffix not in {".sqlite-wal", ".sqlite-shm"}} == {
        *before
    }
    assert before[archive.folder / FILE_NAME] == after[archive.folder / FILE_NAME]


def test_a_missing_model_is_an_error_and_the_others_are_told(tmp_path, monkeypatch):
    models = tmp_path / "models"
    models.mkdir()
    from luutru.reading.models import folder_of  # noqa: PLC0415  loads Tesseract

    shutil.copy(folder_of("eng") / "eng.traineddata", models)
    sitting = tmp_path / "sitecustomize.py"
    sitting.write_text("import luutru.reading.models as m\nm._USUAL = ()\n")
    monkeypatch.setenv("TESSDATA_PREFIX", str(models))
    code = (
        "import sitecustomize, sys, json\nfrom luutru.services.doctor import program\n"
        "print(json.dumps([[c.name, c.state, c.advice] for c in program.recognition(None)]))\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    told = {name: (state, advice) for name, state, advice in json.loads(done.stdout)}
    (name_eng,) = (name for name in told if name.endswith("eng"))
    (name_vie,) = (name for name in told if name.endswith("vie"))
    assert told[name_eng][0] == "good"
    assert told[name_vie][0] == "error"
    assert "TESSDATA_PREFIX" in told[name_vie][1]


def test_a_missing_package_is_named(quick, tmp_path, monkeypatch):
    known = metadata.version

    def version(name):
        if name == "openpyxl":
            raise metadata.PackageNotFoundError(name)
        return known(name)

    monkeypatch.setattr(metadata, "version", version)
    told = found(tmp_path)["Packages"]
    assert told.state is State.ERROR
    assert told.found == "missing: openpyxl"


@pytest.mark.parametrize("harm", ["missing", "empty"])
def test_a_font_that_is_missing_or_broken_is_named(quick, tmp_path, monkeypatch, harm):
    shutil.copytree(resources.folder("fonts"), tmp_path / "fonts")
    font = tmp_path / "fonts" / "Tinos_700Bold.ttf"
    font.unlink() if harm == "missing" else font.write_bytes(b"")
    there = resources.folder
    monkeypatch.setattr(
        resources, "folder", lambda name="": tmp_path / name if name == "fonts" else there(name)
    )
    told = found(tmp_path)["Fonts"]
    assert (told.state, told.found) == (State.ERROR, "Tinos_700Bold.ttf")


def test_every_font_that_comes_along_is_looked_at():
    assert set(program._FONTS) == {file.name for file in resources.folder("fonts").glob("*.ttf")}


def test_a_full_disk_is_an_error(quick, tmp_path, monkeypatch):
    monkeypatch.setattr(archive_looks, "_LEAST_MB", 1 << 40)
    monkeypatch.setattr(archive_looks, "_ENOUGH_MB", 1 << 40)
    assert states(tmp_path)["Archive"] is State.ERROR


def test_an_old_sqlite_is_an_error(quick, tmp_path, monkeypatch):
    monkeypatch.setattr("sqlcipher3.dbapi2.sqlite_version_info", (3, 40, 1))
    assert states(tmp_path)["SQLite"] is State.ERROR


def test_a_clock_that_cannot_be_right_is_an_error(quick, tmp_path, monkeypatch):
    past = clock.now().replace(year=2001)
    monkeypatch.setattr(clock, "now", lambda: past)
    assert states(tmp_path)["Clock"] is State.ERROR


def test_an_encrypted_log_is_no_reason_to_worry(quick, tmp_path):
    secrets = Secrets("nine green mountains", "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ")
    create_archive(tmp_path / "kept", name="Kho", secrets=secrets).close()
    told = found(tmp_path / "kept")["Newest entry of the log"]
    assert (told.state, told.found) == (State.GOOD, "encrypted: looked at when it is opened")


@plain_only
def test_a_clock_set_back_behind_the_newest_entry_is_an_error(quick, archive, monkeypatch):
    assert states(archive.folder)["Newest entry of the log"] is State.GOOD
    past = clock.now() - timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: past)
    assert states(archive.folder)["Newest entry of the log"] is State.ERROR


@one_desk_only
def test_a_catalogue_that_cannot_be_read_is_told(quick, archive):
    archive.close()
    (archive.folder / FILE_NAME).write_bytes(b"nothing" * 1000)
    told = found(archive.folder)["Newest entry of the log"]
    assert told.state is State.WARNING
    assert told.advice


def test_without_a_screen_the_terminal_still_works(quick, tmp_path, monkeypatch):
    for variable in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(variable, raising=False)
    assert states(tmp_path)["Screen"] is State.WARNING


def test_a_missing_library_of_the_system_is_named(quick, tmp_path, monkeypatch):
    monkeypatch.setattr(computer, "_QT_LIBRARIES", ("libnowhere.so.9",))
    told = found(tmp_path)["Window"]
    assert told.state is State.WARNING
    assert "libnowhere.so.9" in told.found


def test_a_folder_that_cannot_be_written_is_an_error(quick, archive, monkeypatch):
    allowed = os.access

    def access(path, mode):
        return allowed(path, mode) and not (mode & os.W_OK and "originals" in str(path))

    (archive.folder / "originals").mkdir(exist_ok=True)
    monkeypatch.setattr(os, "access", access)
    told = found(archive.folder)["Rights"]
    assert (told.state, told.found) == (State.ERROR, "not writable: originals")


def test_a_folder_that_everybody_may_write_is_told(quick, archive):
    archive.folder.chmod(0o777)
    told = found(archive.folder)["Rights"]
    assert told.state is State.WARNING
    assert str(archive.folder) in told.found
    archive.folder.chmod(0o1777)
    assert states(archive.folder)["Rights"] is State.GOOD


def test_an_index_inside_the_archive_is_an_error(quick, archive, monkeypatch):
    monkeypatch.setenv("LUUTRU_INDEX_DIR", str(archive.folder / "index"))
    assert found(archive.folder)["Index"].state is State.ERROR


def test_an_archive_in_a_folder_that_is_copied_elsewhere_is_an_error(quick, tmp_path):
    folder = tmp_path / "Dropbox" / "archive"
    folder.mkdir(parents=True)
    assert found(folder)["Archive"].state is State.ERROR


def test_a_lock_that_is_held_is_named(quick, archive):
    assert states(archive.folder)["Lock of the index"] is State.GOOD
    with only_one(archive.index_lock):
        assert states(archive.folder)["Lock of the index"] is State.WARNING


def test_a_lock_is_not_kept_by_looking(quick, archive):
    with only_one(archive.index_lock):
        pass
    examining.examine(archive.folder)
    try:
        with only_one(archive.index_lock):
            pass
    except IndexBusy:
        pytest.fail("the doctor kept the lock")


@one_desk_only
def test_who_sits_at_the_desk_is_told(quick, archive):
    assert archive.sit_down()
    told = found(archive.folder)["Desk of the archive"]
    assert told.state is State.GOOD
    assert "archivist" in told.found


@one_desk_only
def test_the_card_of_a_window_that_died_is_told(quick, archive):
    assert archive.sit_down()
    card = archive.folder / LOCKS / "desk.json"
    kept = card.read_bytes()
    archive.close()
    card.write_bytes(kept)
    told = found(archive.folder)["Desk of the archive"]
    assert told.state is State.WARNING
    assert "archivist" in told.found


def test_the_text_has_every_thing_and_its_advice(quick, tmp_path, monkeypatch):
    monkeypatch.setattr("sqlcipher3.dbapi2.sqlite_version_info", (3, 40, 1))
    checks = examining.examine(tmp_path)
    examining.write_text(checks, tmp_path / "told.txt")
    text = (tmp_path / "told.txt").read_text("utf-8")
    for check in checks:
        assert f"{check.name}: {check.found}" in text
        assert check.advice in text
    assert "[ X  ] SQLite" in text
    assert index_root().name in text
