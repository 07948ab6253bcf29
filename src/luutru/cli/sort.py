"""`luutru sort`: what a document is; shows what is proposed, or records the decision."""

from argparse import ArgumentParser, Namespace

from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.i18n import mark, translate
from luutru.records.code_lists import code_list
from luutru.services.archive import Archive
from luutru.services.sorting import (
    Joining,
    SortProposal,
    proposed_sorts,
    show_scan,
    sort_document,
)


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("reference", metavar="REF", help=translate("such as 2026-0001"))
    decision = parser.add_mutually_exclusive_group()
    decision.add_argument(
        "--as",
        dest="joining",
        choices=[joining.value for joining in Joining],
        help=translate("what it is; without it the proposals are shown"),
    )
    decision.add_argument(
        "--shown",
        action="store_true",
        help=translate("of several scans of one paper, show this one"),
    )
    parser.add_argument("--to", metavar="REF", help=translate("the agreement it belongs to"))


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        if options.shown:
            show_scan(archive, options.reference)
            sentence = mark("{reference} is the scan that is shown from now on.")
        elif options.joining:
            sort_document(archive, options.reference, Joining(options.joining), options.to)
            sentence = mark("{reference} was sorted.")
        else:
            return _proposals(archive, options.reference, terminal)
    told = {"reference": options.reference, "as": options.joining, "to": options.to}
    if terminal.wants_json:
        terminal.document(told)
    else:
        terminal.remark(translate(sentence, reference=options.reference))
    return DONE


def _proposals(archive: Archive, reference: str, terminal: Terminal) -> int:
    found = proposed_sorts(archive, reference)
    if terminal.wants_json:
        told = [{"as": one.joining, **_told(one)} for one in found]
        terminal.document({"reference": reference, "proposals": told})
    elif not found:
        terminal.remark(translate("No page of {reference} has been read.", reference=reference))
    else:
        terminal.table(
            ["", translate("What it is"), translate("Of"), translate("Sure"), translate("Why")],
            [
                (
                    one.joining,
                    code_list("joining").label(one.joining),
                    one.reference or "–",
                    f"{round(100 * one.confidence)} %",
                    one.why,
                )
                for one in found
            ],
        )
    return DONE


def _told(proposal: SortProposal) -> dict[str, object]:
    names = [name for name in SortProposal.__slots__ if name != "joining"]
    return {name: getattr(proposal, name) for name in names}
