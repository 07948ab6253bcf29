"""The diagnostic log: what the program did, in references and hashes, for whoever mends it.

It never tells what an agreement says or who acted; that is what the custody log is for. So the
message of an exception, which may quote a title or a row, is left out: its class and the place
where it was raised are enough to find a mistake of ours.
"""

import logging
import os
import traceback
from pathlib import Path
from types import TracebackType
from typing import Final

from luutru.overriding import override

_FILE_NAME: Final = "luutru.log"
_LARGEST: Final = 1 << 20
_KEPT: Final = 5
_LAYOUT: Final = "%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"

_Raised = tuple[type[BaseException], BaseException, TracebackType | None]


class _Discreet(logging.Formatter):
    """Tells of an exception where it came from and what it is, not what it says."""

    @override
    def formatException(self, ei: _Raised | tuple[None, None, None]) -> str:
        _kind, error, _frames = ei
        lines = []
        while error is not None:
            frames = traceback.extract_tb(error.__traceback__)
            lines += [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
            lines.append(f"  {type(error).__module__}.{type(error).__qualname__}")
            error = error.__cause__ or error.__context__
        return "\n".join(lines)


def path() -> Path:
    """Return where the log is written; `LUUTRU_LOG_DIR` names another folder."""
    elsewhere = os.environ.get("LUUTRU_LOG_DIR")
    if elsewhere:
        return Path(elsewhere) / _FILE_NAME
    import platformdirs  # noqa: PLC0415  see _Later

    return platformdirs.user_log_path("luutru", appauthor=False) / _FILE_NAME


def start(*, on_screen: bool = False) -> None:
    """Write the log from now on, and to the screen too if wanted; safe to call again.

    A log that cannot be written stops nobody from working.
    """
    logger = logging.getLogger("luutru")
    stop()
    logger.setLevel(logging.INFO)
    for handler in (_Later(), logging.StreamHandler() if on_screen else None):
        if handler is not None:
            handler.setFormatter(_Discreet(_LAYOUT))
            logger.addHandler(handler)


def stop() -> None:
    """Close the log."""
    logger = logging.getLogger("luutru")
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)
        handler.close()


class _Later(logging.Handler):
    """Opens the file with the first line: what can do so takes its time to be loaded."""

    _file: logging.Handler | None = None

    @override
    def emit(self, record: logging.LogRecord) -> None:
        if self._file is None:
            self._file = _file()
            self._file.setFormatter(self.formatter)
        self._file.handle(record)

    @override
    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


def _file() -> logging.Handler:
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415  see _Later

    target = path()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        return RotatingFileHandler(
            target, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", errors="replace"
        )
    except OSError:
        return logging.NullHandler()
