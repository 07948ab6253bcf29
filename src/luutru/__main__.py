"""Starts the program: the window where nothing was typed, else what the words ask for.

Nothing that a terminal needs is loaded for the window, and nothing of Qt for a terminal.
"""

import gc
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from luutru.progress import Progress

# ruff: noqa: PLC0415  see above


def main() -> int:
    """Run what was typed; return the status for the shell.

    The packaged program is its own reading and stamping process: it starts itself with a flag.
    """
    if sys.argv[1:] == ["--reading"]:
        from luutru.reading.__main__ import main as read

        read()
        return 0
    if sys.argv[1:] == ["--stamping"]:
        from luutru.stamping.serving import serve

        serve()
        return 0
    return open_window()


def open_window() -> int:
    """Open the window, as the icon on the desktop does; return the status for the shell.

    The desktop names the file that was clicked: `archive.toml`, which lies in the archive's folder.
    Words that were typed all the same are heeded.
    """
    if len(sys.argv) == 2 and (clicked := _archive_of(sys.argv[1])):  # noqa: PLR2004  one word
        return _window(clicked)
    if sys.argv[1:]:
        from luutru.cli.main import main as terminal
        from luutru.demo.command import DEMO

        return terminal(more=(DEMO,), without_command=_window_meant)
    return _window()


def _archive_of(file: str) -> "Path | None":
    from pathlib import Path

    from luutru.settings import FILE_NAME

    named = Path(file)
    return named.parent if named.name == FILE_NAME else None


def _window_meant(options: "Namespace") -> int:
    return _window(options.archive, options.lang)


def _window(place: "Path | str | None" = None, language: str | None = None) -> int:
    gc.disable()  # nothing is garbage yet; `run` lets it be collected once the window stands
    from pathlib import Path

    from luutru.gui.app import run
    from luutru.services.workstation import is_address, named_archive

    named = place or named_archive()
    if not isinstance(named, str) or not is_address(named):
        return run(Path(named) if named else None, language=language, sample=_sample_archive)
    from luutru.errors import LuutruError
    from luutru.services.offices import home_at, known_home

    try:
        home = known_home(named) or home_at(named)
    except LuutruError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_status
    return run(home, language=language, sample=_sample_archive)


def _sample_archive(progress: "Progress") -> "Path":
    from luutru.demo.walk import sample_archive
    from luutru.services.workstation import own_archive

    return sample_archive(own_archive().with_name("demo-archive"), progress)


if __name__ == "__main__":
    sys.exit(main())
