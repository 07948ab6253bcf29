"""`luutru mend`: puts files back from a medium that are lost or changed in the archive."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from luutru.cli.command import DAMAGED, DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.i18n import translate, translate_count
from luutru.services.backup.mending import MendReport, mend


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "source", nargs="+", type=Path, metavar="SRC",
        help=translate("the folder that was given to “backup”; several are tried in turn"),
    )  # fmt: skip
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="REF|FILE",
        help=translate("references or names of files as “verify” tells them; default: all"),
    )  # fmt: skip


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive, terminal.progress() as progress:
        report = mend(archive, options.source, only=options.only, progress=progress)
    if terminal.wants_json:
        terminal.document(report)
    else:
        _tell(terminal, report)
    return DAMAGED if report.lost else DONE


def _tell(terminal: Terminal, report: MendReport) -> None:
    for one in report.mended:
        terminal.line(
            translate("{path} was put back from {place}.", path=one.path, place=str(one.medium))
        )
        if one.set_aside:
            terminal.remark(
                translate("The damaged file lies in quarantine: {name}", name=one.set_aside)
            )
    for path in report.lost:
        terminal.complain(translate("{name} is lost or changed, on the media too.", name=path))
    terminal.line(
        translate_count(
            "{count} file was compared; put back: {mended}, lost: {lost}.",
            "{count} files were compared; put back: {mended}, lost: {lost}.",
            report.looked,
            mended=len(report.mended),
            lost=len(report.lost),
        )
    )
