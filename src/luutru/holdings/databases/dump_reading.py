"""Reads a dump that PostgreSQL wrote, by its own program and without any server."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final

from luutru.holdings.databases.programs import Program, program_for, run
from luutru.i18n import translate
from luutru.records.base import table_of
from luutru.records.custody import BEFORE_ALL, CustodyEntry, Head

PROGRAM: Final = "pg_restore"
_LOG: Final = table_of(CustodyEntry)
_END: Final = "\\."


class DumpUnreadable(Exception):
    """The program does not take a dump for one, or does not find in it what a catalogue has."""


def reader_of(version: str) -> Program | None:
    """Return the program that reads what a `pg_dump` of this version wrote; None without one."""
    major = version.partition(".")[0]
    return program_for(PROGRAM, int(major)) if major.isdigit() else None


def end_of_log(dump: Path, program: Program, room: Path, pulse: Callable[[], object]) -> Head:
    """Return the last entry of the log in a dump, whose contents are listed before.

    The log is written out in the folder `room` meanwhile.

    Raises:
        DumpUnreadable: It is none, or there is no log in it.
        OSError: The program cannot be run, or there is no room.
    """
    with TemporaryFile(dir=room) as out:
        for words in (["--list"], ["--data-only", f"--table={_LOG.name}", "--file=-"]):
            out.truncate(0)
            out.seek(0)
            said = run([str(program.path), *words, str(dump)], pulse, out=out)
            if said.status != 0:
                raise DumpUnreadable(said.last_line)
        out.seek(0)
        lines = (line.decode("utf-8", "replace").rstrip("\n") for line in out)
        return max(_entries(lines), default=BEFORE_ALL, key=lambda one: one.seq)


def _entries(lines: Iterator[str]) -> Iterator[Head]:
    """Yield number and hash of each entry, as `COPY` writes them: divided by tabs."""
    for line in lines:
        if line.startswith("COPY ") and line.endswith(" FROM stdin;"):
            names = line.partition("(")[2].partition(")")[0].split(", ")
            break
    else:
        raise DumpUnreadable(translate("the log is not in it"))
    seq, digest = names.index(_LOG.c.seq.name), names.index(_LOG.c.hash.name)
    for line in lines:
        if line == _END:
            return
        values = line.split("\t")
        yield Head(int(values[seq]), values[digest])
