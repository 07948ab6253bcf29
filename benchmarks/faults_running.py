"""Runs commands of the terminal in forked processes, and kills them."""

import os
import random
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from luutru import failpoints
from luutru.cli.main import main

KILLED = -signal.SIGKILL
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


def run(words: Sequence[str], *, fail_at: str = "", kill_after: float | None = None) -> Ended:
    """Run `luutru` with `words` in a process of its own; perhaps kill it after some seconds.

    What it told until then comes through a pipe, as to a program that listens.
    """
    reading, writing = os.pipe()
    worrying, complaining = os.pipe()
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.close(worrying)
        _be_the_program(words, fail_at, writing, complaining)
    os.close(writing)
    os.close(complaining)
    if kill_after is not None:
        _kill_later(child, kill_after)
    told, complained = _heard(reading), _heard(worrying)
    _, status = os.waitpid(child, 0)
    seconds = time.monotonic() - started
    return Ended(os.waitstatus_to_exitcode(status), told, complained, seconds)


def _be_the_program(words: Sequence[str], fail_at: str, out: int, err: int) -> None:
    """Never returns."""
    os.setsid()
    os.environ[failpoints.VARIABLE] = fail_at
    signal.alarm(PATIENCE_S)
    random.seed()
    status = 70
    try:
        with (
            open(out, "w", buffering=1, encoding="utf-8") as told,
            open(err, "w", buffering=1, encoding="utf-8") as complained,
            redirect_stdout(told),
            redirect_stderr(complained),
        ):
            status = main([*words])
            told.flush()
    finally:
        os._exit(status)


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
    for name in (
        "accession", "indexing", "recovery", "inspecting", "describe", "search", "retries",
        "copies.issuing", "milestones.planning", "tables.writing",
    ):  # fmt: skip
        __import__(f"luutru.services.{name}")
    sys.stdout.flush()
    sys.stderr.flush()


def fresh_name(folder: Path, stem: str) -> Path:
    """Return a name in `folder` that nothing has yet."""
    return folder / f"{stem}-{time.monotonic_ns()}"
