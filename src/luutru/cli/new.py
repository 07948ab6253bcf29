"""`luutru new`: an agreement without a scan."""

from argparse import ArgumentParser, Namespace

from luutru.cli.assignments import take_assignments
from luutru.cli.command import DONE, Command
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.i18n import mark, translate
from luutru.services.describe import new_agreement


def _configure(parser: ArgumentParser) -> None:
    take_assignments(parser, at_least_one=False)


def _run(options: Namespace, terminal: Terminal) -> int:
    with opened(options) as archive:
        reference = new_agreement(archive, options.changes)
    if terminal.wants_json:
        terminal.document({"reference": reference})
    else:
        terminal.line(reference)
        terminal.remark(translate("{reference} is recorded.", reference=reference))
    return DONE


COMMAND = Command("new", mark("Records an agreement without a scan."), _configure, _run)
