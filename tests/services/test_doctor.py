import pytest

from luutru import clock
from luutru.errors import IndexBusy
from luutru.holdings.locks import only_one
from luutru.services import doctor
from luutru.services.doctor import State


@pytest.fixture
def quick(monkeypatch):
    """Leave out the look that starts a reading process."""
    looks = [look for look in doctor._LOOKS if look is not doctor._recognition]
    monkeypatch.setattr(doctor, "_LOOKS", looks)


def states(folder):
    return {check.name: check.state for check in doctor.examine(folder)}


def test_a_folder_without_an_archive_is_looked_at_too(quick, tmp_path):
    found = states(tmp_path / "nothing")
    assert found["SQLite"] is State.GOOD
    assert found["Archive"] is not State.ERROR
    assert "Lock of the index" not in found


def test_advice_is_given_only_where_something_is_wrong(quick, tmp_path):
    for check in doctor.examine(tmp_path):
        assert bool(check.advice) == (check.state is not State.GOOD), check


def test_a_full_disk_is_an_error(quick, tmp_path, monkeypatch):
    monkeypatch.setattr(doctor, "_LEAST_MB", 1 << 40)
    monkeypatch.setattr(doctor, "_ENOUGH_MB", 1 << 40)
    assert states(tmp_path)["Archive"] is State.ERROR


def test_an_old_sqlite_is_an_error(quick, tmp_path, monkeypatch):
    monkeypatch.setattr("sqlcipher3.dbapi2.sqlite_version_info", (3, 40, 1))
    assert states(tmp_path)["SQLite"] is State.ERROR


def test_a_clock_set_back_is_an_error(quick, tmp_path, monkeypatch):
    past = clock.now().replace(year=2001)
    monkeypatch.setattr(clock, "now", lambda: past)
    assert states(tmp_path)["Clock"] is State.ERROR


def test_without_a_screen_the_terminal_still_works(quick, tmp_path, monkeypatch):
    for variable in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(variable, raising=False)
    assert states(tmp_path)["Screen"] is State.WARNING


def test_a_lock_that_is_held_is_named(quick, archive):
    assert states(archive.folder)["Lock of the index"] is State.GOOD
    with only_one(archive.index_lock):
        assert states(archive.folder)["Lock of the index"] is State.WARNING


def test_a_lock_is_not_kept_by_looking(quick, archive):
    with only_one(archive.index_lock):
        pass
    doctor.examine(archive.folder)
    try:
        with only_one(archive.index_lock):
            pass
    except IndexBusy:
        pytest.fail("the doctor kept the lock")
