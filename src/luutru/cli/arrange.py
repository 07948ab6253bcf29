"""`luutru arrange`: turns, reorders or leaves out pages; the original stays as it is."""

from argparse import ArgumentParser, Namespace

from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.i18n import mark, translate
from luutru.services.archive import Archive
from luutru.services.arranging import Arrangement, arrange, arrangement, show_original
from luutru.services.page_lists import EXPECTED, read_pages, written


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("reference", metavar="REF", help=translate("such as 2026-0001"))
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--pages", metavar="LIST", help=translate(EXPECTED))
    how.add_argument(
        "--original", action="store_true", help=translate("show the pages as they were taken in")
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it, or tell how the pages are arranged; return the status for the shell."""
    with opened(options) as archive:
        told = _arranged(archive, options)
    if terminal.wants_json:
        terminal.document(told)
        return DONE
    rows = [
        (str(page.number), page.source_reference, str(page.source_number), f"{page.turned}°")
        for page in told.pages
    ]
    if rows:
        heads = [translate("Page"), translate("Of"), translate("Page there"), translate("Turned")]
        terminal.table(heads, rows)
    _remark(terminal, told)
    return DONE


def _arranged(archive: Archive, options: Namespace) -> Arrangement:
    if options.original:
        return show_original(archive, options.reference)
    if options.pages is None:
        return arrangement(archive, options.reference)
    return arrange(archive, options.reference, read_pages(options.pages))


def _remark(terminal: Terminal, told: Arrangement) -> None:
    if told.left_out:
        sentence = mark("Pages of the original that are not shown: {pages}.")
        terminal.remark(translate(sentence, pages=written(told.left_out)))
    if told.is_original:
        terminal.remark(translate("{reference} is shown as it began.", reference=told.reference))
    elif told.is_signed:
        terminal.remark(translate("The digital signature holds for the original only."))
