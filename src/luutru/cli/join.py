"""`luutru join`: lets this desk work in the archive of an office, or tells it where files lie."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from luutru.cli.command import DONE
from luutru.cli.terminal import Terminal
from luutru.i18n import translate


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "address", metavar="ADDRESS", help=translate("the server: postgresql://SERVER/DATABASE")
    )
    parser.add_argument(
        "folder", type=Path, metavar="DIR", nargs="?",
        help=translate("the home of this desk; default: where the program keeps what is its own"),
    )  # fmt: skip
    parser.add_argument(
        "--store", default="", metavar="PLACE",
        help=translate("where this desk sees the files, if not where others do; it is remembered"),
    )  # fmt: skip


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    from luutru.services.offices import home_at  # noqa: PLC0415  seldom

    home = home_at(options.address, store=options.store or None, folder=options.folder)
    terminal.answer(
        {"folder": home},
        translate("This desk has its home of the archive in {folder}.", folder=str(home)),
    )
    return DONE
