"""`luutru rebuild`: makes a new archive of exported packages, without a database."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from luutru.cli.command import DONE
from luutru.cli.passphrases import add_encrypting, encrypting_asked
from luutru.cli.terminal import Terminal
from luutru.i18n import translate
from luutru.services.exporting.rebuilding import rebuild
from luutru.services.founding import make_sure_of_new_folder


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "packages", nargs="+", type=Path, metavar="DIR", help=translate("what “export” has written")
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR",
        help=translate("a new or empty folder for the archive"),
    )  # fmt: skip
    parser.add_argument("--name", default="", help=translate("name of the archive"))
    add_encrypting(parser)


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    make_sure_of_new_folder(options.out)
    with encrypting_asked(options, terminal) as secrets, terminal.progress() as progress:
        done = rebuild(
            options.packages, options.out, name=options.name, secrets=secrets, progress=progress
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
        terminal.remark(translate("Pages are read when the archive is opened, or by “recover”."))
    return DONE
