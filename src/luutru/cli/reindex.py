"""`luutru reindex`: throws the index away and builds it again; on request reads pages again too."""

from argparse import ArgumentParser, Namespace

from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.reports import tell_reading
from luutru.cli.terminal import Terminal
from luutru.i18n import translate
from luutru.services.indexing import rebuild
from luutru.services.rereading import read_again


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "--read-again",
        action="store_true",
        help=translate("instead: read again the pages that another engine recognised"),
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive, terminal.progress() as progress:
        if archive.member is None or options.read_again:
            archive.need_for_oneself()
        report = (read_again if options.read_again else rebuild)(archive, progress)
    if terminal.wants_json:
        terminal.document(report)
        return DONE
    if not options.read_again:
        terminal.line(translate("The index is built anew."))
    elif not report.pages:
        terminal.remark(translate("No page was recognised by another engine."))
    tell_reading(terminal, report)
    return DONE
