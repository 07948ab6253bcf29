"""Programs of PostgreSQL that a test puts in the way, and a dump brought back by its own means."""

import stat
import subprocess
from pathlib import Path

import psycopg
from tests.office_run import address_of, new_database
from tests.services.backup.media import ROOT

from luutru.holdings.databases.programs import programs
from luutru.services.backup.medium import medium_at

LAST = "SELECT seq, hash FROM custody_entry ORDER BY seq DESC LIMIT 1"
"""The end of the log."""


def instead_of_pg_dump(folder: Path, script: str) -> Path:
    """Put a script in the place of `pg_dump`; `$REAL` is the real one, which it may go on with."""
    real = programs("pg_dump")[-1].path
    folder.mkdir()
    own = folder / "pg_dump"
    own.write_text(
        f'#!/bin/sh\nREAL={real}\ncase "$1" in --version) exec "$REAL" --version;; esac\n{script}\n'
    )
    own.chmod(own.stat().st_mode | stat.S_IXUSR)
    return folder


def dump_on(medium: Path) -> Path:
    """Return the dump of the newest snapshot on a medium."""
    name = medium_at(medium).snapshot().name
    return medium / ROOT / "snapshots" / name / "catalogue.dump"


def brought_back(dump: Path) -> str:
    """Bring a dump into a new database as whoever looks after a server does; return its address."""
    address = address_of(new_database())
    program = programs("pg_restore")[-1].path
    subprocess.run(
        [program, "--exit-on-error", "--no-owner", f"--dbname={address}", dump],
        check=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return address


def asked(address: str, question: str) -> list[tuple[object, ...]]:
    """Return what a database answers."""
    with psycopg.connect(address) as server:
        return server.execute(question.encode()).fetchall()
