"""`luutru review`: says that a description was checked, approves it, or takes approval back."""

from argparse import ArgumentParser, Namespace

from luutru.cli.command import DONE, REFUSED
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.i18n import mark, translate
from luutru.services.archive import Archive
from luutru.services.review import Approval, accept_review, approve_named, withdraw_approval


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("references", metavar="REF", nargs="+", help=translate("such as 2026-0001"))
    step = parser.add_mutually_exclusive_group()
    step.add_argument(
        "--approve", action="store_true", help=translate("approve what somebody has reviewed")
    )
    step.add_argument("--withdraw", action="store_true", help=translate("take approval back"))


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        if options.approve:
            return _approve(archive, options.references, terminal)
        if options.withdraw:
            done = withdraw_approval(archive, options.references)
            sentence = mark("{reference}: approval taken back.")
        else:
            for reference in options.references:
                accept_review(archive, reference)
            done = tuple(options.references)
            sentence = mark("{reference}: reviewed.")
    if terminal.wants_json:
        terminal.document({"references": done})
        return DONE
    for reference in done:
        terminal.line(translate(sentence, reference=reference))
    return DONE


def _approve(archive: Archive, references: list[str], terminal: Terminal) -> int:
    told = approve_named(archive, references)
    if terminal.wants_json:
        terminal.document({"approved": told.approved, "left_out": told.left_out})
    else:
        _tell(told, terminal)
    return REFUSED if told.left_out else DONE


def _tell(told: Approval, terminal: Terminal) -> None:
    for reference in told.approved:
        terminal.line(translate("{reference}: approved.", reference=reference))
    for one in told.left_out:
        terminal.remark(f"{one.reference}: {one.why}")
