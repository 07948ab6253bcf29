"""`luutru reindex`: throws the index away and builds it again."""

from argparse import ArgumentParser, Namespace

from luutru.cli.command import DONE, Command
from luutru.cli.opening import opened
from luutru.cli.reports import tell_reading
from luutru.cli.terminal import Terminal
from luutru.i18n import mark, translate
from luutru.services.indexing import rebuild


def _configure(_parser: ArgumentParser) -> None:
    """It takes nothing."""


def _run(options: Namespace, terminal: Terminal) -> int:
    with opened(options) as archive, terminal.progress() as progress:
        report = rebuild(archive, progress)
    if terminal.wants_json:
        terminal.document(report)
        return DONE
    terminal.line(translate("The index is built anew."))
    tell_reading(terminal, report)
    return DONE


COMMAND = Command("reindex", mark("Builds the index anew."), _configure, _run)
