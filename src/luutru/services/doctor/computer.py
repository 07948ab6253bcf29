"""Looks at the computer: what a window needs of it, and its clock."""

import ctypes
import os
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Final

from luutru import clock
from luutru.i18n import translate
from luutru.services.doctor.checks import Check, State, judged
from luutru.system.kind import is_linux

_QT_LIBRARIES: Final = ("libEGL.so.1", "libGL.so.1", "libxkbcommon.so.0", "libfontconfig.so.1")
_X11_LIBRARIES: Final = ("libxcb-cursor.so.0", "libxkbcommon-x11.so.0")
_FIRST_YEAR: Final = 2026
"""No archive of this program is older; a clock that says so is wrong."""


def window(_folder: Path) -> Iterator[Check]:
    """Look at Qt and at the libraries that it loads from the system."""
    name = translate("Window")
    try:
        version = f"PySide6 {metadata.version('PySide6-Essentials')}"
    except metadata.PackageNotFoundError:
        yield Check(
            "window", name, State.WARNING, translate("PySide6 is missing"), _terminal_works()
        )
        return
    missing = [library for library in _libraries_needed() if not _loads(library)]
    yield judged(
        "window",
        name,
        ", ".join([version, *missing]),
        State.WARNING if missing else State.GOOD,
        translate("These system libraries are missing; ./run installs them on Debian."),
    )


def screen(_folder: Path) -> Iterator[Check]:
    """Look whether there is a screen to open a window on, and by which platform of Qt."""
    if not is_linux():
        return
    found = os.environ.get("QT_QPA_PLATFORM") or _display()
    yield judged(
        "screen",
        translate("Screen"),
        found or translate("none"),
        State.GOOD if found else State.WARNING,
        _terminal_works(),
    )


def clocks(_folder: Path) -> Iterator[Check]:
    """Look whether the clock can be right."""
    now = clock.now().astimezone()
    yield judged(
        "clock",
        translate("Clock"),
        now.strftime("%d/%m/%Y %H:%M %Z"),
        State.GOOD if now.year >= _FIRST_YEAR else State.ERROR,
        translate("Set the clock: every entry of the log carries its day."),
    )


def _terminal_works() -> str:
    return translate("No window can be opened here; the terminal works without.")


def _libraries_needed() -> tuple[str, ...]:
    if not is_linux():
        return ()
    return _QT_LIBRARIES + (_X11_LIBRARIES if os.environ.get("DISPLAY") else ())


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _display() -> str:
    wayland, x11 = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("DISPLAY")
    return f"wayland {wayland}" if wayland else f"xcb {x11}" if x11 else ""
