"""`luutru init`: a new archive."""

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path

from luutru.cli.command import DONE, WRONG_USAGE
from luutru.cli.new_secrets import new_secrets
from luutru.cli.terminal import Terminal
from luutru.errors import OnlyAtOneDesk
from luutru.i18n import translate
from luutru.services.archive import Archive, create_archive
from luutru.services.charter import Agency, Charter
from luutru.services.founding import make_sure_of_new_folder
from luutru.services.keyring import Secrets
from luutru.services.workstation import who


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "folder", type=Path, metavar="DIR", nargs="?",
        help=translate("a new or an empty folder; of an office, the home of this desk"),
    )  # fmt: skip
    parser.add_argument(
        "--catalogue", default="", metavar="ADDRESS",
        help=translate("an empty database for an office: postgresql://SERVER/DATABASE"),
    )  # fmt: skip
    parser.add_argument(
        "--store", default="", metavar="ADDRESS",
        help=translate("where an office keeps its files: an empty folder that every desk sees"),
    )  # fmt: skip
    parser.add_argument("--name", default="", help=translate("what the archive is called"))
    parser.add_argument("--agency", default="", metavar="NAME", help=translate("its agency"))
    parser.add_argument("--abbrev", default="", help=translate("abbreviation of the agency"))
    parser.add_argument("--place", default="", help=translate("where it issues its documents"))
    parser.add_argument("--head-title", default="", help=translate("the title of its head"))
    parser.add_argument(
        "--encrypt",
        action="store_true",
        help=translate("encrypt it: without passphrase and recovery key it is lost"),
    )
    parser.add_argument(
        "--recovery-key-file", type=Path, metavar="FILE",
        help=translate(
            "writes the archive recovery key into this new file; else it is shown and typed"
        ),
    )  # fmt: skip
    parser.add_argument("--fonds", default="", metavar="CODE", help=translate("code of the fonds"))


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    shared = bool(options.catalogue)
    if shared != bool(options.store) or not (shared or options.folder):
        terminal.complain(
            translate("Name a folder; or, for an office, both --catalogue and --store.")
        )
        return WRONG_USAGE
    if options.encrypt and shared:
        raise OnlyAtOneDesk(translate("its server would keep in plain what the key is to hide"))
    if not options.encrypt:
        return _made(options, terminal, None)
    told = options.passphrase_file or os.environ.get("LUUTRU_PASSPHRASE_FILE")
    make_sure_of_new_folder(options.folder)
    file = Path(told) if told else None
    with new_secrets(file, options.recovery_key_file, terminal) as secrets:
        return _made(options, terminal, secrets)


def _made(options: Namespace, terminal: Terminal, secrets: Secrets | None) -> int:
    agency = Agency(options.agency, options.abbrev, options.place, options.head_title)
    if options.catalogue:
        archive = _founded(options, agency)
    else:
        archive = create_archive(
            options.folder,
            name=options.name,
            agency=agency,
            fonds_code=options.fonds,
            secrets=secrets,
        )
    try:
        told = {"folder": archive.folder, "id": archive.id}
        terminal.answer(
            told, translate("The archive is ready in {folder}.", folder=str(archive.folder))
        )
    finally:
        archive.close()
    return DONE


def _founded(options: Namespace, agency: Agency) -> Archive:
    from luutru.services.offices import found_office  # noqa: PLC0415  seldom

    name = options.name or agency.name or translate("Shared archive")
    charter = Charter(name, agency, options.fonds, who())
    return found_office(options.catalogue, options.store, charter, folder=options.folder)
