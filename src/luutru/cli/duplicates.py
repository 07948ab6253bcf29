"""`luutru duplicates`: documents that seem to be the same paper, scanned twice."""

from argparse import ArgumentParser, Namespace

from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.i18n import translate, translate_count
from luutru.services.duplicates import all_near_duplicates


def configure(parser: ArgumentParser) -> None:
    """It takes nothing."""


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive, terminal.progress() as progress:
        pairs = all_near_duplicates(archive, progress)
    if terminal.wants_json:
        told = [
            {"reference": first, "near_duplicate": second, "text_share": share}
            for first, second, share in pairs
        ]
        terminal.document({"near_duplicates": told})
        return DONE
    if pairs:
        terminal.table(
            [translate("Reference"), translate("Much alike"), translate("Same words")],
            [(first, second, f"{int(100 * share)} %") for first, second, share in pairs],
        )
    terminal.remark(
        translate_count(
            "{count} pair seems to be the same paper; “luutru show REF” tells why.",
            "{count} pairs seem to be the same paper; “luutru show REF” tells why.",
            len(pairs),
        )
    )
    return DONE
