"""Breaks off Python code that takes too long, on every platform."""

import _thread
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

_AGAIN: Final = 0.5
"""Seconds until the next interruption: one that falls into a `__del__` is swallowed by Python."""

_limited = threading.Event()


class OutOfTime(BaseException):
    """The time is up. No `Exception`: parsers of hostile files catch those and go on."""


def listen() -> None:
    """Get ready to be interrupted; to be called once, on the main thread.

    Ctrl-C is answered no more: who stops the parent closes our pipe.
    """
    signal.signal(signal.SIGINT, _break_off)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Break off what is done inside after `seconds`; only on the main thread, after `listen`.

    Python code is broken off, not a library that is waited for.

    Raises:
        OutOfTime: It took longer.
    """
    over = threading.Event()
    watch = threading.Thread(target=_watch, args=(over, seconds), daemon=True)
    _limited.set()
    watch.start()
    try:
        try:
            yield
        finally:
            _limited.clear()
    finally:  # once more, as the interruption may have come in the very moment before
        _limited.clear()
        over.set()


def _watch(over: threading.Event, seconds: float) -> None:
    wait = max(0.0, seconds)
    while not over.wait(wait):
        _thread.interrupt_main()
        wait = _AGAIN


def _break_off(_signal: int, _frame: FrameType | None) -> None:
    """Interrupt only what is limited: the watch may strike just after it has ended."""
    if _limited.is_set():
        raise OutOfTime
