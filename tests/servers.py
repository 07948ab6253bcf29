"""A server for tests that are about sharing, whichever engine the other tests run on."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from tests.office_run import SERVER, Server, address_of, new_database

from luutru.services.archive import Archive, create_archive, open_archive
from luutru.services.charter import Agency, Charter
from luutru.services.offices import found_office, join_office


@pytest.fixture(scope="session")
def server() -> Iterator[None]:
    """A PostgreSQL server, which `new_database` asks."""
    if SERVER in os.environ:
        yield
        return
    own = Server()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SERVER, str(own.folder))
        yield
    own.remove()


@pytest.fixture
def address(server: None) -> str:
    """The address of an empty database."""
    return address_of(new_database())


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
