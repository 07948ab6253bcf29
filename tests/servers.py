"""A server for tests that are about sharing, whichever engine the other tests run on."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import psycopg
import pytest
from tests.office_run import EMPTY, SERVER, Server, address_of, drop, new_database, prepare
from tests.way import Way, way_to

from luutru.services.archive import Archive, create_archive, open_archive
from luutru.services.charter import Agency, Charter
from luutru.services.offices import found_office, join_office

_FOUNDING: Final = {"at_desk", "office"}
"""Fixtures that found an archive in a database."""
_former: Final[list[str]] = []
"""The database of the test before, which is let go of once nothing of that test is open."""


@pytest.fixture(scope="session")
def server() -> Iterator[None]:
    """A PostgreSQL server, which `new_database` asks."""
    if SERVER in os.environ:
        yield
        return
    own = Server()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SERVER, str(own.folder))
        prepare()
        yield
    own.remove()


class Line:
    """The way from the desks of one test to the server, which can be cut and mended."""

    def __init__(self, way: Path, server: Path, database: str) -> None:
        """`server`: the folder in which the server listens, or whoever passes everything on."""
        self._way = way
        self._server = server
        self._database = database
        self.mend()
        self.address = f"postgresql://luutru@/{self._database}?host={way}"

    def cut(self) -> None:
        """Let nobody through any more, nor those who are through already."""
        self._way.unlink()
        self.hang_up()

    def mend(self) -> None:
        """Let everybody through again."""
        self._way.symlink_to(self._server)

    def hang_up(self) -> None:
        """End every connection that there is; new ones are let through."""
        with psycopg.connect(address_of("postgres"), autocommit=True) as server:
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                (self._database,),
            )


@pytest.fixture
def own_database(server: None, request: pytest.FixtureRequest) -> str:
    """The name of an empty database.

    Where desks are about to share it, it has the empty tables already: to take each step of the
    schema anew takes as long as many a test.
    """
    drop(_former)
    is_shared = not _FOUNDING.isdisjoint(request.fixturenames)
    _former[:] = [new_database(EMPTY) if is_shared else new_database()]
    return _former[0]


@pytest.fixture
def line(own_database: str) -> Iterator[Line]:
    """A way to it; its address is short, as that of a socket has to be."""
    with TemporaryDirectory(prefix="luutru-line-") as folder:
        yield Line(Path(folder) / "way", Path(os.environ[SERVER]), own_database)


@pytest.fixture
def way(server: None) -> Iterator[Way]:
    """A way to the server that can be slow or held up; a test lets its `line` lead there."""
    with way_to(Path(os.environ[SERVER])) as made:
        yield made


@pytest.fixture
def far_line(way: Way, own_database: str) -> Iterator[Line]:
    """The same as `line`, by that way."""
    with TemporaryDirectory(prefix="luutru-line-") as folder:
        yield Line(Path(folder) / "way", way.folder, own_database)


@pytest.fixture
def address(line: Line) -> str:
    """The address of an empty database."""
    return line.address


Desk = Callable[[str], AbstractContextManager[Archive]]


@pytest.fixture
def at_desk(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Let one archive be worked with at several desks, each with an index of its own."""
    folder = tmp_path / "shared"
    create_archive(folder, name="Shared archive", fonds_code="TDC", catalogue=address).close()
    opened: dict[str, Archive] = {}

    @contextmanager
    def at(desk: str) -> Iterator[Archive]:
        monkeypatch.setenv("LUUTRU_INDEX_DIR", str(tmp_path / desk))
        if desk not in opened:
            opened[desk] = open_archive(folder, person=desk)
        yield opened[desk]

    yield at
    for archive in opened.values():
        archive.close()


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """The folder that every desk of an office sees."""
    return tmp_path / "share"


@pytest.fixture
def office(
    address: str, share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    """Let an office share one archive: each desk has its own home and index, all one store."""
    opened: dict[str, Archive] = {}

    @contextmanager
    def at(desk: str) -> Iterator[Archive]:
        monkeypatch.setenv("LUUTRU_INDEX_DIR", str(tmp_path / desk / "index"))
        monkeypatch.setenv("LUUTRU_OFFICES_DIR", str(tmp_path / desk / "offices"))
        if not share.exists():
            charter = Charter("Office", Agency("Cục Lễ tân"), "TDC", desk)
            found_office(address, str(share), charter).close()
        if desk not in opened:
            opened[desk] = join_office(address, person=desk)
        yield opened[desk]

    yield at
    for archive in opened.values():
        archive.close()


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """Host and port of a server that speaks S3."""
    from moto.server import ThreadedMotoServer  # noqa: PLC0415  slow to load

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"{host}:{port}"
    server.stop()


@pytest.fixture
def bucket_address(s3_server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a bucket that is not there yet, with who may ask for it."""
    monkeypatch.setenv("LUUTRU_S3_KEY", "key")
    monkeypatch.setenv("LUUTRU_S3_SECRET", "secret")
    yield f"s3+http://{s3_server}/office/archive"
    import requests  # noqa: PLC0415  only where a bucket is asked for

    requests.post(f"http://{s3_server}/moto-api/reset", timeout=10)
