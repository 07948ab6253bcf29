"""`luutru init`: a new archive."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from luutru.cli.command import DONE
from luutru.cli.terminal import Terminal
from luutru.i18n import translate
from luutru.services.archive import Agency, create_archive


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "folder", type=Path, metavar="DIR", help=translate("a new or an empty folder")
    )
    parser.add_argument("--name", default="", help=translate("what the archive is called"))
    parser.add_argument("--agency", default="", metavar="NAME", help=translate("its agency"))
    parser.add_argument("--abbrev", default="", help=translate("abbreviation of the agency"))
    parser.add_argument("--place", default="", help=translate("where it issues its documents"))
    parser.add_argument("--head-title", default="", help=translate("the title of its head"))
    parser.add_argument("--fonds", default="", metavar="CODE", help=translate("code of the fonds"))


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    agency = Agency(options.agency, options.abbrev, options.place, options.head_title)
    archive = create_archive(
        options.folder, name=options.name, agency=agency, fonds_code=options.fonds
    )
    try:
        if terminal.wants_json:
            terminal.document({"folder": archive.folder, "id": archive.id})
        else:
            terminal.line(
                translate("The archive is ready in {folder}.", folder=str(archive.folder))
            )
    finally:
        archive.close()
    return DONE
