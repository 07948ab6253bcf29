"""Breaks off Python code that takes too long, on every platform."""

import _thread
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

_SHORTEST: Final = 0.01

_running = threading.Event()


class OutOfTime(BaseException):
    """The time is up. No `Exception`: parsers of hostile files catch those and go on."""


def listen() -> None:
    """Get ready to be interrupted; to be called once, on the main thread."""
    signal.signal(signal.SIGINT, _break_off)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Break off what is done inside after `seconds`; only on the main thread, after `listen`.

    Raises:
        OutOfTime: It took longer.
    """
    timer = threading.Timer(max(seconds, _SHORTEST), _thread.interrupt_main)
    timer.daemon = True
    _running.set()
    timer.start()
    try:
        yield
    finally:
        _running.clear()
        timer.cancel()


def _break_off(_signal: int, _frame: FrameType | None) -> None:
    """Interrupt only what is limited: the timer may fire just after it has ended."""
    if _running.is_set():
        _running.clear()
        raise OutOfTime
