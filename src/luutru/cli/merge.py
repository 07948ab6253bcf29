"""`luutru merge`: shows the pages of several documents in one; the others stay kept."""

from argparse import ArgumentParser, Namespace

from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.i18n import mark, translate
from luutru.services.splitting import merge


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "reference", metavar="REF", help=translate("the document that shows all pages then")
    )
    parser.add_argument(
        "others", metavar="REF", nargs="+", help=translate("documents whose pages follow, in order")
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        told = merge(archive, [options.reference, *options.others])
    if terminal.wants_json:
        terminal.document(told)
        return DONE
    sentence = mark(
        "{reference} shows {count} pages now; “luutru arrange {reference} --original” parts them."
    )
    terminal.remark(translate(sentence, reference=told.reference, count=len(told.pages)))
    return DONE
