"""`luutru split`: makes several documents of one scan; the original stays as it is."""

from argparse import ArgumentParser, Namespace

from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.i18n import translate
from luutru.records.document import Part
from luutru.services.archive import Archive
from luutru.services.page_lists import read_pages
from luutru.services.splitting import Group, split


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("reference", metavar="REF", help=translate("such as 2026-0001"))
    parser.add_argument(
        "pages",
        metavar=translate("PAGES"),
        nargs="*",
        help=translate("the pages of each document, such as 1-3 4-9; the first keeps REF"),
    )
    parser.add_argument(
        "--as",
        dest="part",
        choices=[part.value for part in Part],
        default=Part.MAIN.value,
        help=translate("what the other documents are; main: agreements of their own"),
    )
    parser.add_argument(
        "--to", metavar="REF", default="", help=translate("the agreement they belong to")
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        references = _split(archive, options)
    if terminal.wants_json:
        terminal.document({"references": references})
    else:
        for reference in references:
            terminal.line(reference)
    return DONE


def _split(archive: Archive, options: Namespace) -> tuple[str, ...]:
    first, *others = [read_pages(text) for text in options.pages] or [()]
    part = Part(options.part)
    groups = [Group(first), *(Group(pages, part, options.to) for pages in others)]
    return split(archive, options.reference, groups)
