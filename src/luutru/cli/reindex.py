"""`luutru reindex`: throws the index away and builds it again."""

from argparse import ArgumentParser, Namespace

from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.reports import tell_reading
from luutru.cli.terminal import Terminal
from luutru.i18n import translate
from luutru.services.indexing import rebuild


def configure(_parser: ArgumentParser) -> None:
    """Say what the command takes: nothing."""


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive, terminal.progress() as progress:
        report = rebuild(archive, progress)
    if terminal.wants_json:
        terminal.document(report)
        return DONE
    terminal.line(translate("The index is built anew."))
    tell_reading(terminal, report)
    return DONE
