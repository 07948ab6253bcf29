"""`luutru demo`: makes the sample archive before the reader's eyes; the window offers it too."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from luutru.cli.command import Command
from luutru.i18n import mark, translate

if TYPE_CHECKING:
    from luutru.cli.terminal import Terminal


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "folder",
        type=Path,
        nargs="?",
        default=Path("demo-archive"),
        metavar="DIR",
        help=translate("where the sample archive is made"),
    )


def _run(options: Namespace, terminal: "Terminal") -> int:
    from luutru.demo.walk import run  # noqa: PLC0415  every other command starts without it

    return run(options.folder, terminal=terminal)


DEMO: Final = Command(
    "demo",
    mark("Makes a sample archive before your eyes and opens it."),
    _configure,
    _run,
)
