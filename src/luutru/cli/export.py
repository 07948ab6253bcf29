"""`luutru export`: originals with everything that is recorded of them, as a folder or a bag."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from luutru.cli import leaving
from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.i18n import translate
from luutru.services.exporting.packages import export


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("references", nargs="+", metavar="REF")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR",
        help=translate("a new or empty folder for the package"),
    )  # fmt: skip
    parser.add_argument(
        "--bagit", action="store_true", help=translate("make a BagIt package of it (RFC 8493)")
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        leaving.warn(archive, terminal)
        with terminal.progress() as progress:
            done = export(
                archive, options.references, options.out, bag=options.bagit, progress=progress
            )
    if terminal.wants_json:
        terminal.document(done)
    else:
        terminal.line(
            translate(
                "{agreements} agreements with {files} files: {folder}",
                agreements=done.agreements,
                files=done.files,
                folder=str(done.folder),
            )
        )
    return DONE
