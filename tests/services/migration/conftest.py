"""An archive of some years: scans, a copy, milestones, a marked agreement, one that may go."""

import shutil
from contextlib import closing

import pytest
from tests.conftest import keep_small
from tests.office_run import address_of, copied_whole, new_database

from faults_story import BEGINNING, draw, lines
from luutru.cli.main import main
from luutru.services.archive import open_archive
from luutru.services.migration.to_server import migrate_to_server

YEARS = """
describe 2026-0003 secrecy=secret
certify 2026-0001 --form sy --signer trial --out {out}
copies request 2026-0001 --by PC
dispose propose 2026-0002 --reason "Hết thời hạn"
@bình dispose approve 1 --reason "Đồng ý"
milestones done 1 --reason "đã gửi"
searches save tìm measurement
reindex
"""


@pytest.fixture(scope="session")
def grown(tmp_path_factory):
    """The folder of the archive, to be copied by each test."""
    room = tmp_path_factory.mktemp("grown")
    with pytest.MonkeyPatch.context() as patch:
        keep_small(patch)
        for name in ("LUUTRU_INDEX_DIR", "XDG_DATA_HOME", "XDG_STATE_HOME", "LUUTRU_LOG_DIR"):
            patch.setenv(name, str(room / name.lower()))
        draw(room)
        for line in (*lines(BEGINNING, room), *lines(YEARS, room)):
            patch.setenv("LUUTRU_PERSON", line.person)
            words = ["--archive", str(room / "archive"), "--lang", "en", *line.words]
            assert main(words) == line.status, line.words
    return room / "archive"


@pytest.fixture
def folder(grown, tmp_path):
    """The folder of an archive of the test's own."""
    return shutil.copytree(grown, tmp_path / "archive")


@pytest.fixture(scope="session")
def gone_to_server(grown, server, tmp_path_factory):
    """The folder of the archive once a server keeps its catalogue, to be copied by each test."""
    room = tmp_path_factory.mktemp("gone")
    folder = shutil.copytree(grown, room / "archive")
    with pytest.MonkeyPatch.context() as patch:
        keep_small(patch)
        patch.setenv("LUUTRU_INDEX_DIR", str(room / "index"))
        with closing(open_archive(folder, person="an")) as archive:
            archive.catalogue.viewer.is_keeper = True
            migrate_to_server(archive, address_of(new_database()))
    return folder


@pytest.fixture
def shared(gone_to_server, tmp_path):
    """The folder of an archive of the test's own, whose catalogue a server keeps."""
    return copied_whole(gone_to_server, tmp_path / "archive")


@pytest.fixture
def opened():
    """Open archives as a keeper does, and close them at the end."""
    found = []

    def at(folder):
        one = open_archive(folder, person="an")
        one.catalogue.viewer.is_keeper = True
        found.append(one)
        return one

    yield at
    for one in found:
        one.close()
