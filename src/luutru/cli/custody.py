"""`luutru custody`: who did what, and when."""

from argparse import ArgumentParser, Namespace

from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal, one_line
from luutru.cli.wording import label, moment
from luutru.i18n import translate
from luutru.services import custody
from luutru.services.histories import history

_HASH_SHOWN = 12


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("reference", nargs="?", metavar="REF", help=translate("such as 2026-0001"))
    parser.add_argument(
        "--limit", type=int, default=1000, metavar="N", help=translate("the newest N entries")
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        if options.reference:
            history(archive, options.reference)  # refuses what is not there
        entries = custody.entries(archive, options.reference, options.limit)
        seq, head = custody.head(archive)
    if terminal.wants_json:
        terminal.document({"head": {"seq": seq, "hash": head}, "entries": entries})
        return DONE
    terminal.table(
        [
            translate("No."),
            translate("When"),
            translate("Person"),
            translate("Act"),
            translate("Reference"),
            translate("Code"),
        ],
        [
            (
                str(entry.seq),
                moment(entry.at),
                one_line(entry.person),
                label("act", entry.act),
                entry.reference,
                entry.hash[:_HASH_SHOWN],
            )
            for entry in entries
        ],
    )
    terminal.remark(translate("Head of the log: {seq} {hash}", seq=seq, hash=head))
    return DONE
