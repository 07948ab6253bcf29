"""`luutru retry`: what could not be read, and why; and another try."""

from argparse import ArgumentParser, Namespace

from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.reports import tell_reading
from luutru.cli.terminal import Terminal, one_line
from luutru.cli.wording import label, moment
from luutru.i18n import translate
from luutru.services import retries
from luutru.services.archive import Archive


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "what",
        choices=("list", "run"),
        nargs="?",
        default="list",
        help=translate("list: what failed; run: try again"),
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        return _try_again(archive, terminal) if options.what == "run" else _list(archive, terminal)


def _list(archive: Archive, terminal: Terminal) -> int:
    found = retries.failures(archive)
    if terminal.wants_json:
        terminal.document({"failures": found})
    elif not found:
        terminal.remark(translate("Everything could be read."))
    else:
        terminal.table(
            [
                translate("Reference"),
                translate("Page"),
                translate("Reason"),
                translate("Tries"),
                translate("Last try"),
                translate("File"),
            ],
            [
                (
                    failure.reference or "–",
                    str(failure.page_number or "–"),
                    _reason(failure),
                    str(failure.attempts),
                    moment(failure.last_at),
                    one_line(failure.filename),
                )
                for failure in found
            ],
        )
    return DONE


def _reason(failure: retries.Failure) -> str:
    return (
        translate("refused") if failure.problem == "refused" else label("problem", failure.problem)
    )


def _try_again(archive: Archive, terminal: Terminal) -> int:
    with terminal.progress() as progress:
        report = retries.run(archive, progress)
    if terminal.wants_json:
        terminal.document(report)
    else:
        tell_reading(terminal, report)
    return DONE
