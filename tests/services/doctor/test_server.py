"""What is told of the server of a shared archive."""

import pytest
from tests.office_run import SERVER, Server, address_of, new_database, one_desk_only

from luutru.services.archive import create_archive
from luutru.services.doctor.checks import State
from luutru.services.doctor.server import server as look


@pytest.fixture(scope="module")
def sound_server():
    own = Server(durable=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SERVER, str(own.folder))
        yield own
    own.remove()


@pytest.fixture
def shared(sound_server, tmp_path):
    folder = tmp_path / "shared"
    create_archive(folder, catalogue=address_of(new_database())).close()
    return folder


def states(folder):
    return {check.code: check.state for check in look(folder)}


def test_a_server_that_keeps_things_well_is_told_with_its_version(shared):
    told = {check.code: check for check in look(shared)}
    assert told["server"].state is State.GOOD
    assert "PostgreSQL" in told["server"].found


def test_a_server_whose_log_lies_on_no_second_disk_is_warned_of(shared):
    told = {check.code: check for check in look(shared)}
    assert told["server_checksums"].state is State.GOOD
    assert told["server_log"].state is State.WARNING
    assert "archive_mode" in told["server_log"].advice


def test_a_server_that_loses_what_it_acknowledged_is_an_error(tmp_path, monkeypatch):
    careless = Server()
    monkeypatch.setenv(SERVER, str(careless.folder))
    try:
        create_archive(tmp_path / "shared", catalogue=address_of(new_database())).close()
        assert states(tmp_path / "shared")["server"] is State.ERROR
    finally:
        careless.remove()


def test_a_server_that_does_not_answer_is_an_error_with_what_to_do(sound_server, shared):
    sound_server.stop()
    try:
        (told,) = look(shared)
    finally:
        sound_server.start()
    assert told.state is State.ERROR
    assert "cable" in told.advice


@one_desk_only
def test_an_archive_of_one_desk_has_no_server(archive):
    assert states(archive.folder) == {}
