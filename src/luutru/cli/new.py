"""`luutru new`: an agreement without a scan."""

from argparse import ArgumentParser, Namespace

from luutru.cli.assignments import take_assignments
from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.i18n import translate
from luutru.services.describe import new_agreement


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    take_assignments(parser, at_least_one=False)


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        reference = new_agreement(archive, options.changes)
    if terminal.wants_json:
        terminal.document({"reference": reference})
    else:
        terminal.line(reference)
        terminal.remark(translate("{reference} is recorded.", reference=reference))
    return DONE
