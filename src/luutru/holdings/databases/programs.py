"""The programs that PostgreSQL brings along, run as children: found, told what to do, ended.

They are those of a newer or the same version as what they are to read. `LUUTRU_PG_BIN` names the
folder they are taken from, and no other one.
"""

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Final, NamedTuple

from luutru.system.kind import is_windows

FOLDER: Final = "LUUTRU_PG_BIN"
_PLACES: Final = (("/usr/lib/postgresql", "*/bin"), ("/usr", "pgsql-*/bin"))
"""Where Debian and Red Hat keep them, by version."""
_VERSION: Final = re.compile(r"\(PostgreSQL\) (\d+(?:\.\d+)*)")
_ASKING_S: Final = 20
_LISTENING_S: Final = 0.1
_PATIENCE_S: Final = 5


class Program(NamedTuple):
    """One of the programs, as it is installed at this computer."""

    path: Path
    version: str

    @property
    def major(self) -> int:
        """What versions of PostgreSQL are told apart by."""
        return int(self.version.partition(".")[0])


class Said(NamedTuple):
    """How a program ended."""

    status: int
    complaint: str
    """What it wrote to its standard error."""

    @property
    def last_line(self) -> str:
        """What it complained of last."""
        lines = self.complaint.strip().splitlines()
        return lines[-1].strip()[:200] if lines else ""


def programs(name: str) -> list[Program]:
    """Return all programs that are called so, such as `pg_dump`, the oldest version first."""
    found: dict[str, Program] = {}
    for path in _paths(name):
        version = _version_of(path)
        if version:
            found.setdefault(version, Program(path, version))
    return sorted(found.values(), key=lambda one: [int(part) for part in one.version.split(".")])


def program_for(name: str, major: int) -> Program | None:
    """Return the oldest program called so that is not older than `major`; None without one."""
    return next((one for one in programs(name) if one.major >= major), None)


def run(
    command: Sequence[str],
    pulse: Callable[[], object],
    *,
    told: Mapping[str, str] | None = None,
    out: IO[bytes] | None = None,
) -> Said:
    """Run a program to its end, however long it takes; its complaints come in English.

    `told` is added to its environment, and `out` takes what it writes. It is ended, and nothing of
    it goes on, when `pulse` raises.

    Raises:
        OSError: It cannot be run.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    environment |= {"LC_ALL": "C", **(told or {})}
    with tempfile.TemporaryFile() as complaint:
        process = subprocess.Popen(  # noqa: S603  a program of PostgreSQL, without a shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=out or subprocess.DEVNULL,
            stderr=complaint,
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        try:
            while process.poll() is None:
                pulse()
                time.sleep(_LISTENING_S)
        finally:
            _end(process)
        complaint.seek(0)
        return Said(process.returncode, complaint.read().decode("utf-8", "replace"))


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(_PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _paths(name: str) -> Iterator[Path]:
    file = f"{name}.exe" if is_windows() else name
    told = os.environ.get(FOLDER)
    if told:
        yield from Path(told).glob(file)
        return
    for folder, below in _places():
        yield from Path(folder).glob(f"{below}/{file}")
    found = shutil.which(name)
    if found:
        yield Path(found)


def _places() -> Sequence[tuple[str, str]]:
    if is_windows():
        return [(os.environ.get("PROGRAMFILES", "C:/Program Files"), "PostgreSQL/*/bin")]
    return _PLACES


def _version_of(path: Path) -> str:
    """Return the version that a program tells of itself; empty where it does not run."""
    with suppress(OSError, subprocess.TimeoutExpired):
        said = subprocess.run(  # noqa: S603  a program of PostgreSQL, without a shell
            [str(path), "--version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_ASKING_S,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        found = _VERSION.search(said.stdout.decode("utf-8", "replace"))
        if found:
            return found[1]
    return ""
