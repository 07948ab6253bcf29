"""Looks at everything the program needs, and tells it as a text that can be sent to somebody."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from luutru import __version__, clock
from luutru.holdings.disk import put
from luutru.i18n import mark, translate
from luutru.progress import SILENT, Progress, tracked
from luutru.services.doctor import archive, computer, program
from luutru.services.doctor.checks import Check, State
from luutru.services.doctor.server import server
from luutru.services.doctor.store import store

EXAMINING: Final = mark("Examining")
_SIGNS: Final = {State.GOOD: "[ ok ]", State.WARNING: "[ !  ]", State.ERROR: "[ X  ]"}
_LOOKS: Final[tuple[Callable[[Path], Iterator[Check]], ...]] = (
    program.versions,
    program.packages,
    program.sqlite,
    program.recognition,
    program.fonts,
    program.messages,
    computer.window,
    computer.screen,
    computer.clocks,
    archive.places,
    archive.rights,
    server,
    store,
    archive.newest_entry,
    archive.lock_of_index,
    archive.desk,
)


def examine(folder: Path, progress: Progress = SILENT) -> list[Check]:
    """Look at everything; the archive in `folder` may be missing.

    Raises:
        Cancelled: It was stopped.
    """
    return [check for look in tracked(_LOOKS, EXAMINING, progress) for check in look(folder)]


def is_sound(checks: Sequence[Check]) -> bool:
    """Tell whether the program can be used; warnings are allowed."""
    return all(check.state is not State.ERROR for check in checks)


def as_text(checks: Sequence[Check]) -> str:
    """Return what was found as plain text, for whoever looks after the computer."""
    now = clock.now().astimezone()
    lines = [f"luutru {__version__} · {now:%d/%m/%Y %H:%M %Z}", ""]
    for check in checks:
        lines.append(f"{_SIGNS[check.state]} {check.name}: {check.found}")
        if check.advice:
            advice = translate("To do: {advice}", advice=check.advice)
            lines.append(f"       {advice}")
    return "".join(f"{line}\n" for line in lines)


def write_text(checks: Sequence[Check], file: Path) -> None:
    """Write what was found into `file`.

    Raises:
        DiskFull, DiskTrouble: It could not be written.
    """
    put(file, as_text(checks).encode())
