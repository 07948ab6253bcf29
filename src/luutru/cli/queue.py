"""`luutru queue`: what waits to be read, and what goes first."""

from argparse import ArgumentParser, Namespace

from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal, one_line
from luutru.i18n import translate
from luutru.services.archive import Archive
from luutru.services.reading_order import read_later, read_sooner, waiting_documents


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "reference", metavar="REF", nargs="?", help=translate("a document to be moved")
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--first", action="store_true", help=translate("read it before all others (default)")
    )
    where.add_argument("--last", action="store_true", help=translate("read it after all others"))


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        _move(archive, options)
        waiting = waiting_documents(archive)
    if terminal.wants_json:
        terminal.document({"waiting": waiting})
    elif not waiting:
        terminal.remark(translate("No page waits to be read."))
    else:
        terminal.table(
            [translate("Reference"), translate("Pages left"), translate("File")],
            [
                (document.reference, str(document.pages_left), one_line(document.filename))
                for document in waiting
            ],
        )
    return DONE


def _move(archive: Archive, options: Namespace) -> None:
    if options.reference is None:
        return
    move = read_later if options.last else read_sooner
    move(archive, options.reference)
