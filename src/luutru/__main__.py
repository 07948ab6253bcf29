"""Starts the program: the window without a command, the terminal with one."""

import gc
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Final

from luutru.cli.command import Command
from luutru.cli.main import main as terminal
from luutru.cli.parser import folder_named
from luutru.cli.terminal import Terminal
from luutru.i18n import mark, translate
from luutru.progress import Progress

# ruff: noqa: PLC0415  the window and the sample archive are imported by those who ask for them


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
    return terminal(more=(DEMO,), without_command=_window)


def open_window() -> int:
    """Open the window, as the icon on the desktop does; return the status for the shell."""
    return terminal(sys.argv[1:], more=(DEMO,), without_command=_window)


def _window(options: Namespace) -> int:
    gc.disable()  # nothing is garbage yet; `run` lets it be collected once the window stands
    from luutru.gui.app import run

    return run(folder_named(options), sample=_sample_archive)


def _sample_archive(progress: Progress) -> Path:
    from luutru.demo.walk import sample_archive
    from luutru.services.workstation import own_archive

    return sample_archive(own_archive().with_name("demo-archive"), progress)


def _take_demo_words(parser: ArgumentParser) -> None:
    parser.add_argument(
        "folder",
        type=Path,
        nargs="?",
        default=Path("demo-archive"),
        metavar="DIR",
        help=translate("where the sample archive is made"),
    )


def _walk(options: Namespace, terminal: Terminal) -> int:
    from luutru.demo.walk import run

    return run(options.folder, terminal=terminal)


DEMO: Final = Command(
    "demo",
    mark("Makes a sample archive before your eyes and opens it."),
    _take_demo_words,
    _walk,
)

if __name__ == "__main__":
    sys.exit(main())
