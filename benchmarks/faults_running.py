"""Runs commands of the terminal in forked processes, and kills them."""

import importlib
import os
import pkgutil
import random
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from faults_operations import FULL, OPERATIONS
from luutru import cli, clock, failpoints, services
from luutru.cli.main import main
from luutru.holdings.glance import newest_moment

KILLED = -signal.SIGKILL
Program = Callable[[list[str]], int]
"""What is run: it takes words and returns the status for the shell."""
PATIENCE_S = 300
"""After which a command counts as hung."""


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    status: int
    """Of the shell; `KILLED` if it did not come so far."""
    told: str
    complained: str
    seconds: float


def run(  # noqa: PLR0913  each is named where it is given
    words: Sequence[str],
    *,
    program: Program = main,
    fail_at: str = "",
    kill_after: float | None = None,
    operation: tuple[int, str] = (0, FULL),
    trace: Path | None = None,
    since: Path | None = None,
) -> Ended:
    """Run `program` with `words` in a process of its own; perhaps kill it after some seconds.

    What it told until then comes through a pipe, as to a program that listens. The n-th
    `operation` on files fails, if any; the file `trace` is told how many there were, and by
    which fail points the program came. Its clock stands no earlier than what was entered last into
    the archive `since`: some acts are done as of a later day.
    """
    reading, writing = os.pipe()
    worrying, complaining = os.pipe()
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        if since is not None:
            _be_later_than(since)
        os.close(reading)
        os.close(worrying)
        _be_the_program(
            lambda: program([*words]), fail_at, (writing, complaining), operation, trace
        )
    os.close(writing)
    os.close(complaining)
    if kill_after is not None:
        _kill_later(child, kill_after)
    told, complained = _heard(reading), _heard(worrying)
    _, status = os.waitpid(child, 0)
    seconds = time.monotonic() - started
    return Ended(os.waitstatus_to_exitcode(status), told, complained, seconds)


def _be_the_program(
    program: Callable[[], int],
    fail_at: str,
    pipes: tuple[int, int],
    operation: tuple[int, str],
    trace: Path | None,
) -> None:
    """Never returns."""
    out, err = pipes
    came_by = _traced() if trace else []
    os.setsid()
    os.environ[failpoints.VARIABLE] = fail_at
    signal.alarm(PATIENCE_S)
    random.seed()
    status = 70
    try:
        with (
            os.fdopen(out, "w", buffering=1, encoding="utf-8") as told,
            os.fdopen(err, "w", buffering=1, encoding="utf-8") as complained,
            redirect_stdout(told),
            redirect_stderr(complained),
        ):
            with OPERATIONS.counted(*operation):
                status = program()
            told.flush()
        if trace:
            trace.write_text("\n".join([str(OPERATIONS.count), *came_by]), encoding="ascii")
    finally:
        os._exit(status)


def _be_later_than(archive: Path) -> None:
    newest = newest_moment(archive)
    if newest is not None and newest > clock.now():
        clock.now = lambda: newest  # of this process alone


def _traced() -> list[str]:
    """Note by which fail points this process comes from now on."""
    came_by: list[str] = []
    failpoints.reach = came_by.append  # type: ignore[assignment]  # of this process alone
    return came_by


def _kill_later(child: int, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
            return
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)


def _heard(pipe: int) -> str:
    with os.fdopen(pipe, encoding="utf-8", errors="replace") as stream:
        return stream.read()


def load() -> None:
    """Import what commands need once, so that each of them starts at once."""
    sys.dont_write_bytecode = True  # it would be counted as an operation on files
    for room in (services, cli):
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            importlib.import_module(module.name)
    sys.stdout.flush()
    sys.stderr.flush()


def fresh_name(folder: Path, stem: str) -> Path:
    """Return a name in `folder` that nothing has yet."""
    return folder / f"{stem}-{time.monotonic_ns()}"
