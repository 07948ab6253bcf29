"""`luutru gaps`: annexes that are cited and that nobody has brought."""

from argparse import ArgumentParser, Namespace

from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.i18n import translate
from luutru.services.gaps import annex_gaps, dismiss_gap


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "reference", nargs="?", metavar="REF", help=translate("of one agreement; default: all")
    )
    parser.add_argument(
        "--all", action="store_true", help=translate("those filled and dismissed as well")
    )
    parser.add_argument(
        "--dismiss", type=int, metavar="ID", help=translate("note that nothing is missing")
    )
    parser.add_argument("--reason", default="", metavar="TEXT", help=translate("why"))


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        if options.dismiss is not None:
            dismiss_gap(archive, options.dismiss, options.reason)
            terminal.remark(translate("The gap was dismissed."))
        found = annex_gaps(archive, options.reference, all_of_them=options.all)
    if terminal.wants_json:
        terminal.document({"gaps": found})
    elif not found:
        terminal.remark(translate("No annex is missing."))
    else:
        terminal.table(
            [
                "",
                translate("Annex"),
                translate("Agreement"),
                translate("Cited in"),
                translate("Page"),
                translate("State"),
            ],
            [
                (
                    str(gap.id),
                    gap.label,
                    f"{gap.agreement_reference}  {gap.title}",
                    gap.cited_in,
                    str(gap.page),
                    gap.dismissed or gap.filled_by or translate("missing"),
                )
                for gap in found
            ],
        )
    return DONE
