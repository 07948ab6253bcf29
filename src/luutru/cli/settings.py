"""`luutru settings`: what an archive sets for itself."""

from argparse import ArgumentParser, Namespace

from luutru.cli.assignments import assignment
from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.i18n import translate
from luutru.services.administration.archive_settings import change_settings, settings_told


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "changes",
        type=assignment,
        nargs="*",
        metavar="NAME=VALUE",
        help=translate("without any: lists all settings and their values"),
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        change_settings(archive, options.changes)
        told = settings_told(archive)
    if terminal.wants_json:
        terminal.document({one.name: one.value for one in told})
    else:
        terminal.table(
            [translate("Setting"), translate("Value"), translate("What it is")],
            [(one.name, one.value, one.label) for one in told],
        )
    return DONE
