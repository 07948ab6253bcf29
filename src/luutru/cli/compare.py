"""`luutru compare`: a scan beside the agreement that was recorded earlier without one."""

from argparse import ArgumentParser, Namespace

from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.i18n import mark, translate
from luutru.records.code_lists import code_list
from luutru.services.archive import Archive
from luutru.services.comparing_records import differences, earlier_records, join_record


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("reference", metavar="REF", help=translate("the scan that has arrived"))
    parser.add_argument(
        "agreement",
        nargs="?",
        metavar="AGREEMENT",
        help=translate("the agreement recorded without one; default: list those that fit"),
    )
    parser.add_argument(
        "--join", action="store_true", help=translate("make the scan the text of that agreement")
    )
    parser.add_argument(
        "--take",
        nargs="+",
        default=[],
        metavar="FIELD",
        help=translate("fields of which the scan is right; the others stay as recorded"),
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        if options.agreement is None:
            _candidates(archive, options.reference, terminal)
        elif options.join or options.take:
            join_record(archive, options.reference, options.agreement, options.take)
            sentence = mark("{reference} now belongs to {other}.")
            told = translate(sentence, reference=options.reference, other=options.agreement)
            terminal.remark(told)
        else:
            _differences(archive, options.reference, options.agreement, terminal)
    return DONE


def _candidates(archive: Archive, reference: str, terminal: Terminal) -> None:
    found = earlier_records(archive, reference)
    if terminal.wants_json:
        told = [
            {"reference": one.reference, "title": one.title, "why": one.why, "sure": one.confidence}
            for one in found
        ]
        terminal.document({"reference": reference, "records": told})
    elif not found:
        terminal.remark(translate("No agreement recorded without a scan fits."))
    else:
        terminal.pairs((one.reference, f"{one.title}\n{one.why}") for one in found)


def _differences(archive: Archive, reference: str, agreement: str, terminal: Terminal) -> None:
    found = differences(archive, reference, agreement)
    if terminal.wants_json:
        terminal.document({"reference": reference, "agreement": agreement, "fields": found})
        return
    terminal.table(
        [
            translate("Field"),
            "",
            translate("Recorded"),
            translate("Scan"),
            translate("Compared"),
        ],
        [
            (
                one.name,
                translate(one.label),
                one.recorded or "–",
                one.proposed or "–",
                code_list("agreeing").label(one.state),
            )
            for one in found
        ],
    )
