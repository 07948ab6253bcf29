"""`luutru describe`: describes an agreement, or corrects what was said of it."""

from argparse import ArgumentParser, Namespace

from luutru.cli.assignments import take_assignments
from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal, one_line
from luutru.i18n import translate
from luutru.services.describe import describe
from luutru.services.twins import same_numbers


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("reference", metavar="REF", help=translate("such as 2026-0001"))
    take_assignments(parser, at_least_one=True)


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        made = describe(archive, options.reference, options.changes)
        warnings = same_numbers(archive, options.reference) if made else ()
    if terminal.wants_json:
        told = {"reference": options.reference, "changes": made, "warnings": warnings}
        terminal.document(told)
        return DONE
    for change in made:
        before, after = (one_line(value) or "–" for value in (change.before, change.after))
        terminal.line(f"{change.field}: {before} → {after}")
    for warning in warnings:
        terminal.remark(warning)
    if not made:
        terminal.remark(translate("Nothing changed: these values stand there already."))
    return DONE
