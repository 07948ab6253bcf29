"""`luutru move`: moves the archive to another folder, and seals it where it was."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.passphrases import add_encrypting, encrypting_asked
from luutru.cli.terminal import Terminal
from luutru.i18n import translate, translate_count
from luutru.services.backup.encryption import Encrypting
from luutru.services.backup.moving import move


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "folder", type=Path, metavar="DIR", help=translate("a new or empty folder for the archive")
    )
    add_encrypting(parser, or_decrypting=True)


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive, encrypting_asked(options, terminal) as secrets:
        encrypting = Encrypting(secrets=secrets, decrypt=options.decrypt)
        with terminal.progress() as progress:
            report = move(archive, options.folder, progress, encrypting=encrypting)
    if terminal.wants_json:
        terminal.document(report)
        return DONE
    terminal.line(
        translate_count(
            "The archive lies in {folder} from now on, with {count} file.",
            "The archive lies in {folder} from now on, with {count} files.",
            report.files,
            folder=str(report.folder),
        )
    )
    if options.encrypt:
        terminal.remark(
            translate(
                "The old folder and earlier backups are not encrypted: try the new archive out, "
                "back it up onto an empty medium, then destroy them."
            )
        )
    terminal.remark(translate("Where it was it opens for reading only; name the new folder."))
    return DONE
