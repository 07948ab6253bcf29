"""`luutru describe`: describes an agreement, or corrects what was said of it."""

from argparse import ArgumentParser, Namespace

from luutru.cli.assignments import take_assignments
from luutru.cli.command import DONE, Command
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal, one_line
from luutru.i18n import mark, translate
from luutru.services.describe import describe


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("reference", metavar="REF", help=translate("such as 2026-0001"))
    take_assignments(parser, at_least_one=True)


def _run(options: Namespace, terminal: Terminal) -> int:
    with opened(options) as archive:
        made = describe(archive, options.reference, options.changes)
    if terminal.wants_json:
        terminal.document({"reference": options.reference, "changes": made})
        return DONE
    for change in made:
        before, after = (one_line(value) or "–" for value in (change.before, change.after))
        terminal.line(f"{change.field}: {before} → {after}")
    if not made:
        terminal.remark(translate("Nothing changed: these values stand there already."))
    return DONE


COMMAND = Command(
    "describe", mark("Describes an agreement or corrects it; both stay."), _configure, _run
)
