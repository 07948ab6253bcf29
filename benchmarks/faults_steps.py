"""Lets every command, and every act of the window, fail at each step, and looks what is left.

A step is an operation on files that the program asks for, which finds a full disk or a dying one,
or a fail point at which it is killed.
"""

import os
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from faults_acts import Act, acts, beginning, play, sealed_opens
from faults_kills import Note, quick_disk
from faults_operations import ERROR, FULL
from faults_running import KILLED, Ended, run
from faults_story import BEGINNING, PASSWORD, STORY, Line, draw, lines
from faults_window import open_and_close
from luutru import failpoints
from luutru.cli.command import DONE, REFUSED, TROUBLE
from luutru.cli.main import main
from luutru.settings import read_settings

USER: Final = ("--user", "quantri", "--user-password-file")
KILL: Final = "kill"
Deed = Line | Act
"""A command of the terminal, or an act of the window."""


@dataclass(frozen=True)
class Step:
    """One way in which one command fails."""

    in_window: bool
    """Whether it is an act of the window, or a command."""
    line: int
    """Which one of its story."""
    how: str
    """`full`, `error` or `kill`."""
    number: int
    """Of the operation on files."""
    point: str = ""
    """The fail point, as `room.step:N`."""


def fail_steps(wanted: int, chance: random.Random, note: Note, jobs: int) -> int:
    """Let `wanted` steps fail, drawn by chance; all where it is negative; return how many did."""
    if not wanted:
        return 0
    steps = [*_steps_of(in_window=False), *_steps_of(in_window=True)]
    drawn = steps if wanted < 0 else chance.sample(steps, min(wanted, len(steps)))
    print(f"{len(drawn)} of {len(steps)} steps", file=sys.stderr, flush=True)
    with ProcessPoolExecutor(jobs, mp_context=get_context("fork")) as pool:
        asked = [pool.submit(_walk, drawn[first::jobs]) for first in range(jobs)]
        for done in as_completed(asked):
            for what, wrong in done.result():
                note(what, wrong)
    return len(drawn)


def _steps_of(*, in_window: bool) -> Iterator[Step]:
    """Walk through a story once, and yield every step that each line comes by."""
    with _room(in_window=in_window) as room:
        trace = room / "trace"
        for number, line in enumerate(_story(room, in_window=in_window)):
            _expect(line, _do(room, line, trace=trace))
            operations, *points = trace.read_text(encoding="ascii").split("\n")
            for operation in range(1, int(operations) + 1):
                yield Step(in_window, number, FULL, operation)
                yield Step(in_window, number, ERROR, operation)
            times: Counter[str] = Counter()
            for point in points:
                times[point] += 1
                yield Step(in_window, number, KILL, 0, f"{point}:{times[point]}")


def _story(room: Path, *, in_window: bool) -> Sequence[Deed]:
    return acts() if in_window else lines(STORY, room)


def _walk(steps: Sequence[Step]) -> list[tuple[str, list[str]]]:
    """Walk through both stories, let `steps` fail on the way; return what was wrong."""
    told = []
    for in_window in (False, True):
        mine = [step for step in steps if step.in_window == in_window]
        if not mine:
            continue
        with _room(in_window=in_window) as room:
            for number, line in enumerate(_story(room, in_window=in_window)):
                for step in (one for one in mine if one.line == number):
                    with _as_before(room):
                        wrong = list(_wrong_after(room, line, step))
                    if wrong:
                        told.append((f"{line.name} {step.how} {step.point or step.number}", wrong))
                _expect(line, _do(room, line))
    return told


def _wrong_after(room: Path, line: Deed, step: Step) -> Iterator[str]:
    before = _kept(room)
    ended = _do(room, line, step)
    fitting = [line.status, TROUBLE, KILLED]
    if isinstance(line, Act):
        fitting.append(REFUSED)  # a window opens an archive on a full disk, only to be read
    if ended.status not in fitting or "luutru.log" in ended.complained:
        yield f"ended with {ended.status}: {ended.complained}"
    is_done = ended.status == line.status or read_settings(room / "archive").sealed
    if line.is_finished_by_itself and not is_done:  # doing it again finishes what was cut off
        yield from _not_done(_do(room, line))
    moved = room / "out" / "moved-here"
    archive = moved if moved.exists() and line.is_finished_by_itself else room / "archive"
    if step.number % 2:  # it heals in the hands of a window, or of the next command
        account = (USER[1], PASSWORD) if _asks_for_sign_in(archive) else ()
        yield from _not_done(run([str(archive), *account], program=open_and_close, since=archive))
    yield from _not_done(_ask(archive, room, "verify", "--full"))
    if isinstance(line, Act) and not sealed_opens(room):
        yield "lost: the encrypted archive"
    kept = set(_ask(archive, room, "list", "--porcelain").told.split("\n"))
    if not line.takes_away and not {one for one in before if one} <= kept:
        yield f"lost: {sorted(before - kept)}"


def _not_done(ended: Ended) -> Iterator[str]:
    if ended.status != DONE:
        yield f"then ended with {ended.status}: {ended.told}{ended.complained}"


def _kept(room: Path) -> set[str]:
    return set(_ask(room / "archive", room, "list", "--porcelain").told.split("\n"))


def _ask(archive: Path, room: Path, *words: str) -> Ended:
    """Run a command soundly, signed in where the archive asks for it."""
    account = (*USER, str(room / "in" / "password")) if _asks_for_sign_in(archive) else ()
    told = ["--archive", str(archive), "--lang", "en", *words, *account]
    return run(told, since=archive)


def _asks_for_sign_in(archive: Path) -> bool:
    told = run(["--archive", str(archive), "--lang", "en", "users", "signin"]).told
    return told.startswith("Sign-in is on")


def _do(room: Path, line: Deed, step: Step | None = None, trace: Path | None = None) -> Ended:
    os.environ["LUUTRU_PERSON"] = line.person
    if isinstance(line, Act):
        words, program = [line.name, str(room)], play
    else:
        words, program = ["--archive", str(room / "archive"), "--lang", "en", *line.words], main
    if step is None:
        return run(words, program=program, trace=trace)
    return run(words, program=program, fail_at=step.point, operation=(step.number, step.how))


def _expect(line: Deed, ended: Ended) -> None:
    if ended.status != line.status:
        raise RuntimeError((line, ended))


@contextmanager
def _room(*, in_window: bool) -> Iterator[Path]:
    """Lend a room with an archive as it is when a story begins."""
    with tempfile.TemporaryDirectory(prefix="luutru-steps-", dir=quick_disk()) as made:
        room = Path(made)
        for name in ("LUUTRU_INDEX_DIR", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            os.environ[name] = str(room / name.lower())
        os.environ[failpoints.VARIABLE] = ""
        draw(room)
        more = beginning(room) if in_window else []
        for line in (*lines(BEGINNING, room), *more):
            _expect(line, _do(room, line))
        yield room


@contextmanager
def _as_before(room: Path) -> Iterator[None]:
    """Put everything back as it was at the end of the block."""
    copy = room.with_name(f"{room.name}.kept")
    shutil.copytree(room, copy)
    try:
        yield
    finally:
        for one in room.iterdir():
            shutil.rmtree(one) if one.is_dir() else one.unlink()
        for one in copy.iterdir():
            one.rename(room / one.name)
        copy.rmdir()
