"""Tells of a mistake of ours: it is noted, and shown as a report that can be saved."""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from luutru import __version__, clock

log = logging.getLogger(__name__)

Crashed = Callable[[BaseException], object]


def crash_report(error: BaseException) -> str:
    """Write down where a mistake of ours happened, for whoever mends it.

    The text of the exception itself may quote an agreement and is left out, as in the log.
    """
    import platform  # noqa: PLC0415  seldom needed

    told = [
        f"luutru {__version__}",
        f"{clock.now().isoformat(timespec='seconds')}",
        f"{platform.platform()} · Python {platform.python_version()}",
        "",
    ]
    seen: BaseException | None = error
    while seen is not None:
        told.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        told += [
            f"  {frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__)
        ]
        seen = seen.__cause__ or seen.__context__
    return "\n".join(told) + "\n"


def install_crash_hook(tell: Crashed) -> None:
    """Let `tell` hear of every exception that nobody caught, on whatever thread."""

    def on_crash(
        kind: type[BaseException], error: BaseException, frames: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, frames)
            return
        log.critical("nobody caught an exception", exc_info=(kind, error, frames))
        tell(error)

    def on_thread_crash(told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            on_crash(told.exc_type, told.exc_value, told.exc_traceback)

    sys.excepthook = on_crash
    threading.excepthook = on_thread_crash
