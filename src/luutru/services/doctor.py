"""Whether this computer has what the program needs; looks only, and needs no archive."""

import ctypes
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path
from typing import Final

import sqlcipher3.dbapi2

from luutru import __version__, clock, i18n, resources
from luutru.errors import IndexBusy, LuutruError, NoArchive
from luutru.holdings.locks import only_one
from luutru.holdings.reader import Reader
from luutru.i18n import translate
from luutru.services.workstation import index_root
from luutru.settings import read_settings

_MB: Final = 1 << 20
_LEAST_MB: Final = 200
_ENOUGH_MB: Final = 2_000
_MENDED_SQLITE: Final = (3, 51, 3)
"""The first SQLite whose write-ahead log survives two connections that reset it at once.

Source: sqlite.org/wal.html; docs/adr/0009-newer-sqlite.md.
"""
_QT_LIBRARIES: Final = ("libEGL.so.1", "libGL.so.1", "libxkbcommon.so.0", "libfontconfig.so.1")
_X11_LIBRARIES: Final = ("libxcb-cursor.so.0", "libxkbcommon-x11.so.0")
_FONTS: Final = ("Inter_400Regular.ttf", "Tinos_400Regular.ttf")
_FIRST_YEAR: Final = 2026
"""No archive of this program is older; a clock that says so is wrong."""


class State(StrEnum):
    """How one thing stands."""

    GOOD = "good"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    state: State
    found: str
    advice: str = ""


def examine(archive_folder: Path) -> list[Check]:
    """Look at everything the program needs; `archive_folder` may be missing."""
    return [check for look in _LOOKS for check in look(archive_folder)]


def _versions(_folder: Path) -> Iterator[Check]:
    supported = (3, 11) <= sys.version_info[:2] <= (3, 13)
    yield _good(translate("Program"), f"luutru {__version__}")
    yield _judged(
        translate("Python"),
        platform.python_version(),
        State.GOOD if supported else State.WARNING,
        translate("The program is tested with Python 3.11 to 3.13."),
    )


def _sqlite(_folder: Path) -> Iterator[Check]:
    version = sqlcipher3.dbapi2.sqlite_version_info
    yield _judged(
        "SQLite",
        sqlcipher3.dbapi2.sqlite_version,
        State.GOOD if version >= _MENDED_SQLITE else State.ERROR,
        translate("Install the package sqlcipher3 in the version of requirements.lock."),
    )


def _recognition(_folder: Path) -> Iterator[Check]:
    name = translate("Recognition")
    try:
        with closing(Reader(processes=1)) as reader:
            yield _good(name, reader.engine())
    except LuutruError as error:
        yield Check(name, State.ERROR, error.what_happened(), error.what_next())


def _fonts(_folder: Path) -> Iterator[Check]:
    missing = [font for font in _FONTS if not (resources.folder("fonts") / font).is_file()]
    yield _judged(
        translate("Fonts"),
        ", ".join(missing) or translate("all there"),
        State.ERROR if missing else State.GOOD,
        translate("Install the program again; its own fonts are missing."),
    )


def _messages(_folder: Path) -> Iterator[Check]:
    compiled = resources.folder("i18n") / "vi" / "LC_MESSAGES" / f"{i18n.DOMAIN}.mo"
    yield _judged(
        translate("Vietnamese"),
        translate("all there") if compiled.is_file() else translate("missing"),
        State.GOOD if compiled.is_file() else State.WARNING,
        translate("Run packaging/compile_messages.py, or start the program with ./run."),
    )


def _window(_folder: Path) -> Iterator[Check]:
    name = translate("Window")
    try:
        version = f"PySide6 {metadata.version('PySide6-Essentials')}"
    except metadata.PackageNotFoundError:
        yield Check(name, State.WARNING, translate("PySide6 is missing"), _terminal_works())
        return
    missing = [library for library in _libraries_needed() if not _loads(library)]
    yield _judged(
        name,
        ", ".join([version, *missing]),
        State.WARNING if missing else State.GOOD,
        translate("These system libraries are missing; ./run installs them on Debian."),
    )
    if sys.platform == "linux":
        screen = os.environ.get("QT_QPA_PLATFORM") or _display()
        found = screen or translate("none")
        yield _judged(
            translate("Screen"), found, State.GOOD if screen else State.WARNING, _terminal_works()
        )


def _terminal_works() -> str:
    return translate("No window can be opened here; the terminal works without.")


def _libraries_needed() -> tuple[str, ...]:
    if sys.platform != "linux":
        return ()
    return _QT_LIBRARIES + (_X11_LIBRARIES if os.environ.get("DISPLAY") else ())


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _display() -> str:
    return os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY") or ""


def _clock(_folder: Path) -> Iterator[Check]:
    now = clock.now().astimezone()
    yield _judged(
        translate("Clock"),
        now.strftime("%d/%m/%Y %H:%M %Z"),
        State.GOOD if now.year >= _FIRST_YEAR else State.ERROR,
        translate("Set the clock: every entry of the log carries its day."),
    )


def _places(folder: Path) -> Iterator[Check]:
    yield _place(translate("Archive"), folder)
    yield _place(translate("Index"), index_root())


def _place(name: str, place: Path) -> Check:
    there = _existing(place)
    free = shutil.disk_usage(there).free // _MB
    found = translate("{place}, {mb} MB free", place=place, mb=free)
    if not os.access(there, os.W_OK | os.X_OK):
        advice = translate("This folder cannot be written by you; check its rights.")
        return Check(name, State.ERROR, found, advice)
    tight = State.WARNING if free >= _LEAST_MB else State.ERROR
    return _judged(
        name,
        found,
        State.GOOD if free >= _ENOUGH_MB else tight,
        translate("Make room before more scans are taken in."),
    )


def _lock(folder: Path) -> Iterator[Check]:
    try:
        lock = (index_root() / read_settings(folder).id).with_suffix(".lock")
    except NoArchive:
        return
    name = translate("Lock of the index")
    if not lock.exists():
        yield _good(name, translate("free"))
        return
    try:
        with only_one(lock):
            yield _good(name, translate("free"))
    except IndexBusy as busy:
        yield Check(name, State.WARNING, busy.what_happened(), busy.what_next())


def _existing(place: Path) -> Path:
    """Return the nearest folder at or above `place` that exists."""
    return next(above for above in (place, *place.absolute().parents) if above.is_dir())


def _good(name: str, found: str) -> Check:
    return Check(name, State.GOOD, found)


def _judged(name: str, found: str, state: State, advice: str) -> Check:
    return Check(name, state, found, "" if state is State.GOOD else advice)


_LOOKS: Final[tuple[Callable[[Path], Iterator[Check]], ...]] = (
    _versions,
    _sqlite,
    _recognition,
    _window,
    _fonts,
    _messages,
    _clock,
    _places,
    _lock,
)
