"""Cuts the way to the server of an office in the middle of commands, and looks what is left.

Each command of the story runs on PostgreSQL, through a socket that is cut at one of its messages:
before the server gets it, or before its answer comes back, as at the very end of a transaction; for
a moment, or until somebody mends it; or the server itself is stopped as by a power cut.
"""

import os
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psycopg

from faults_kills import Note, quick_disk
from faults_running import Ended, run
from faults_steps import USER
from faults_story import BEGINNING, STORY, Line, draw, lines
from luutru import failpoints
from luutru.cli.command import DONE, REFUSED, TROUBLE
from luutru.cli.main import main

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.office_run import SERVER, Server, address_of, new_database
from tests.way import Way

MOMENT: Final = "moment"
LATE: Final = "late"
AWAY: Final = "away"
STOPPED: Final = "stopped"
_OWN: Final = ("LUUTRU_INDEX_DIR", "LUUTRU_OFFICES_DIR", "XDG_DATA_HOME", "XDG_STATE_HOME")
"""Where a desk keeps what is its own; it is kept and put back with everything else."""
HOWS: Final = (MOMENT, LATE, AWAY, STOPPED)


@dataclass(frozen=True)
class Cut:
    """One way in which one command is cut off."""

    at: int
    """The message, from 1."""
    how: str
    """One of `HOWS`."""


class Office:
    """A server, the way to it, and a room with an archive that it keeps."""

    def __init__(self, server: Server, folder: Path) -> None:
        self._server = server
        self._doors = Path(tempfile.mkdtemp(prefix="luutru-way-"))
        self.way = Way(self._doors, server.folder)
        self.room = folder / "room"
        self._kept = folder / "kept"
        self.database = new_database()
        address = f"postgresql://luutru@/{self.database}?host={self._doors}"
        draw(self.room)
        begin, *others = lines(BEGINNING, self.room)
        store = str(self.room / "store")
        begin = Line((*begin.words, "--catalogue", address, "--store", store))
        for line in (begin, *others):
            ended = self.do(line)
            if ended.status != line.status:
                raise RuntimeError((line, ended))

    def close(self) -> None:
        """Be through with it."""
        self.way.close()
        shutil.rmtree(self._doors)

    def do(self, line: Line, cut: Cut | None = None) -> Ended:
        """Run a command, which is cut off somewhere or not."""
        os.environ |= {name: str(self.room / name.lower()) for name in _OWN}
        os.environ |= {"LUUTRU_PERSON": line.person, failpoints.VARIABLE: ""}
        if cut is None:
            self.way.begin()
        else:
            self.way.begin(cut.at, is_late=cut.how == LATE, stays=cut.how in (AWAY, STOPPED))
        words = ["--archive", str(self.room / "archive"), "--lang", "en", *line.words]
        return run(words, program=main)

    def mend(self, cut: Cut) -> None:
        """Let everybody through again; a server that was stopped is started again."""
        if cut.how == STOPPED:
            self._server.stop()
            self._server.start()
        self.way.begin()

    def keep(self) -> None:
        """Remember everything as it is now."""
        self._copy(self.database, f"{self.database}_kept")
        shutil.rmtree(self._kept, ignore_errors=True)
        shutil.copytree(self.room, self._kept)

    def put_back(self) -> None:
        """Let everything be as it was when it was kept."""
        self._copy(f"{self.database}_kept", self.database)
        shutil.rmtree(self.room)
        shutil.copytree(self._kept, self.room)

    def _copy(self, source: str, target: str) -> None:
        with psycopg.connect(address_of("postgres"), autocommit=True) as server:
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = ANY(%s) AND pid <> pg_backend_pid()",
                ([source, target],),
            )
            server.execute(f"DROP DATABASE IF EXISTS {target} WITH (FORCE)".encode())
            server.execute(f"CREATE DATABASE {target} TEMPLATE {source}".encode())
            # a sequence of a copied database goes back in a crash before the next checkpoint
            server.execute("CHECKPOINT")


def cut_connections(wanted: int, chance: random.Random, note: Note) -> int:
    """Cut the way `wanted` times, spread over the whole story; return how often it was cut."""
    if not wanted:
        return 0
    done = 0
    with opened_office() as office:
        story = lines(STORY, office.room)
        for number, line in enumerate(story, start=1):
            due = wanted * number // len(story) - done
            for cut, wrong in walk(office, line, due, chance):
                done += 1
                note(f"{line.name} cut {cut.how} at {cut.at}", wrong)
    return done


def walk(
    office: Office, line: Line, times: int, chance: random.Random, hows: Sequence[str] = HOWS
) -> Iterator[tuple[Cut, list[str]]]:
    """Cut one command off so many times; then let it be done. Yields what was wrong each time."""
    office.keep()
    before = _kept(office)
    ended = office.do(line)
    messages = office.way.count
    for _ in range(times):
        if ended.status not in (line.status, REFUSED) or not messages:
            break
        office.put_back()
        # the end of a transaction is among the last messages: every third is cut there
        first = max(1, messages - 6) if chance.random() < 1 / 3 else 1
        cut = Cut(chance.randint(first, messages), chance.choice(hows))
        yield cut, list(_wrong_after(office, line, cut, before, ended.status))
    if times:
        office.put_back()
        office.do(line)


def _wrong_after(
    office: Office, line: Line, cut: Cut, before: set[str], usual: int
) -> Iterator[str]:
    ended = office.do(line, cut)
    office.mend(cut)
    if ended.status not in (usual, TROUBLE) or "luutru.log" in ended.complained:
        yield f"ended with {ended.status}: {ended.complained}"
    told = _ask(office, "verify", "--full")  # and heals before, as any command does
    if told.status != DONE:
        yield f"then ended with {told.status}: {told.told}{told.complained}"
    kept = _kept(office)
    if not before <= kept:
        yield f"lost: {sorted(before - kept)}"
    if (gaps := _gaps(kept)) - _gaps(before):
        yield f"numbers left out: {sorted(gaps)}"
    again = office.do(line)
    if again.status not in (usual, DONE, REFUSED):
        yield f"done again it ended with {again.status}: {again.complained}"


def _kept(office: Office) -> set[str]:
    with psycopg.connect(address_of(office.database)) as connection:
        rows = connection.execute("SELECT reference FROM document UNION SELECT reference "
                                  "FROM agreement").fetchall()  # fmt: skip
    return {row[0] for row in rows}


def _gaps(references: set[str]) -> set[str]:
    """Return the running numbers of this year that nothing has, below the highest."""
    numbers = {int(one.partition("-")[2]) for one in references}
    return {str(number) for number in range(1, max(numbers, default=0)) if number not in numbers}


def _ask(office: Office, *words: str) -> Ended:
    account = (*USER, str(office.room / "in" / "password")) if _asks(office) else ()
    return office.do(Line((*words, *account)))


def _asks(office: Office) -> bool:
    return office.do(Line(("users", "signin"))).told.startswith("Sign-in is on")


@contextmanager
def opened_office() -> Iterator[Office]:
    """Lend an office as its archive is when the story begins, with a server of its own."""
    server = Server(durable=True)
    former = os.environ.get(SERVER)
    os.environ[SERVER] = str(server.folder)
    try:
        with tempfile.TemporaryDirectory(prefix="luutru-cuts-", dir=quick_disk()) as made:
            office = Office(server, Path(made))
            try:
                yield office
            finally:
                office.close()
    finally:
        os.environ.pop(SERVER)
        if former is not None:
            os.environ[SERVER] = former
        server.remove()
