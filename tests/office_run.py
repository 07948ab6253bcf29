"""Runs tests that know nothing of servers on PostgreSQL: `LUUTRU_TEST_ENGINE=postgresql`.

Each archive that a test makes has its catalogue in a database of a server that lives as long as
the tests: what a service does must not depend on the engine. A folder that is copied takes a copy
of its database along.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import psycopg
import pytest

from luutru import settings
from luutru.holdings.catalogue import open_catalogue
from luutru.services import founding

IS_WANTED: Final = os.environ.get("LUUTRU_TEST_ENGINE") == "postgresql"
SERVER: Final = "LUUTRU_TEST_SERVER"
"""The variable that tells workers in which folder the server listens."""
one_desk_only: Final = pytest.mark.skipif(IS_WANTED, reason="it is about a catalogue in a file")
"""Marks a test of what SQLite alone does: its file, its snapshots, its locks."""

EMPTY: Final = "empty_catalogue"
"""A catalogue without any record, which those of tests are copied from."""

_copytree = shutil.copytree
_made: dict[str, Path] = {}


class Server:
    """A PostgreSQL server of our own, which forgets everything when it ends.

    It refuses to run as root, so that root starts it as the user that Debian made for it.
    """

    def __init__(self, *, durable: bool = False) -> None:
        """`durable`: what is acknowledged survives a power cut, as by default."""
        self._durable = durable
        self.folder = Path(tempfile.mkdtemp(prefix="luutru-pg-"))
        self._programs = max(Path("/usr/lib/postgresql").glob("*/bin"))
        self._as: list[str] = []
        if os.geteuid() == 0:
            self._as = ["runuser", "-u", "postgres", "--"]
            shutil.chown(self.folder, "postgres", "postgres")
        self.folder.chmod(0o755)
        how = ("-A", "trust", "-U", "luutru", "-E", "UTF8", "--locale=C", "-k", "--no-sync")
        self._run("initdb", "-D", str(self._data), *how)
        self.start()

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def start(self) -> None:
        """Let it listen, in its folder and nowhere else."""
        options = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.folder),
            "fsync": "on" if self._durable else "off",
            "full_page_writes": "on" if self._durable else "off",
            "autovacuum": "on" if self._durable else "off",  # it would hold what is copied
            "max_connections": "300",
            "shared_buffers": "64MB",
        }
        told = " ".join(f"-c {name}={value or chr(39) * 2}" for name, value in options.items())
        self._run(
            "pg_ctl",
            "-D",
            str(self._data),
            "-w",
            "-l",
            str(self.folder / "log"),
            "-o",
            told,
            "start",
        )

    def stop(self, how: str = "immediate") -> None:
        """End it, as a power cut does unless told otherwise."""
        self._run("pg_ctl", "-D", str(self._data), "-w", "-m", how, "stop")

    def remove(self) -> None:
        """End it and forget everything."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *words: str) -> None:
        subprocess.run(
            [*self._as, str(self._programs / program), *words],
            check=True, cwd=self.folder, stdout=subprocess.DEVNULL,
        )  # fmt: skip


def address_of(database: str) -> str:
    """Return the address of a database of the server of this run."""
    return f"postgresql://luutru@/{database}?host={os.environ[SERVER]}"


def prepare() -> None:
    """Make `EMPTY`."""
    with psycopg.connect(address_of("postgres"), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {EMPTY} TEMPLATE template0".encode())
    with tempfile.TemporaryDirectory() as folder:
        open_catalogue(Path(folder), address=address_of(EMPTY)).close()


def new_database(template: str = "template0") -> str:
    """Make a database, empty or as another one is; return its name.

    Its files are copied as they are: by way of its log the server takes several times as long.
    """
    name = f"t{uuid4().hex}"
    with psycopg.connect(address_of("postgres"), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY".encode())
    return name


def begin() -> None:
    """Let a server keep the catalogue of every archive from now on."""
    found = founding.found

    def found_there(folder: Path, charter: Any, secrets: Any, address: str = "") -> Any:
        if secrets is None and not address:
            name = new_database(EMPTY)
            _made[name] = folder
            address = address_of(name)
        return found(folder, charter, secrets, address)

    founding.found = found_there
    shutil.copytree = copied_whole  # type: ignore[assignment]


def copied_whole(source: Any, target: Any, *facts: Any, **more: Any) -> Any:
    """Copy a folder, and the database of an archive that it is."""
    done = _copytree(source, target, *facts, **more)
    folder = Path(target)
    if (folder / settings.FILE_NAME).is_file():
        told = settings.read_settings(folder)
        if told.catalogue:
            name = new_database(told.catalogue.partition("@/")[2].partition("?")[0])
            _made[name] = folder
            settings.write_settings(folder, replace(told, catalogue=address_of(name)))
    return done


def forget_below(folder: Path) -> None:
    """Drop the databases of archives that lay in `folder`."""
    gone = [name for name, made in _made.items() if made.is_relative_to(folder)]
    drop(gone)
    for name in gone:
        del _made[name]


def drop(databases: Sequence[str]) -> None:
    """Drop databases, whoever is connected to them yet."""
    if not databases:
        return
    with psycopg.connect(address_of("postgres"), autocommit=True) as server:
        for name in databases:
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
