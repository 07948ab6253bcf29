"""`luutru quality`: what is wanting in a scan, and what to do about it."""

from argparse import ArgumentParser, Namespace

from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.i18n import translate
from luutru.services.archive import Archive
from luutru.services.scan_quality import ScanFinding, accept, findings, withdraw


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("reference", metavar="REF", help=translate("such as 2026-0001"))
    doing = parser.add_mutually_exclusive_group()
    doing.add_argument(
        "--accept", metavar="CODE", help=translate("accept a finding: the paper is no better")
    )
    doing.add_argument("--reopen", metavar="CODE", help=translate("no longer accept it"))
    parser.add_argument(
        "--page", type=int, default=0, metavar="N", help=translate("on this page only")
    )
    parser.add_argument("--reason", default="", metavar="TEXT", help=translate("why, in words"))


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        _change(archive, options)
        found = findings(archive, options.reference)
    if terminal.wants_json:
        terminal.document({"reference": options.reference, "findings": found})
    elif not found:
        terminal.remark(translate("Nothing is wanting in this scan."))
    else:
        terminal.table(
            [
                translate("Page"),
                translate("Code"),
                translate("What was found"),
                translate("What to do"),
            ],
            [_row(finding) for finding in found],
        )
    return DONE


def _change(archive: Archive, options: Namespace) -> None:
    if options.accept:
        accept(archive, options.reference, options.accept, options.reason, page=options.page)
    elif options.reopen:
        withdraw(archive, options.reference, options.reopen, page=options.page)


def _row(finding: ScanFinding) -> tuple[str, str, str, str]:
    page = str(finding.page or translate("all"))
    todo = finding.advice
    if finding.accepted:
        todo = translate("accepted: {reason}", reason=finding.accepted)
    return page, finding.code, finding.what, todo
