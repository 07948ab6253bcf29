"""`luutru separators`: sheets to lay between documents on the scanner, as a PDF to print."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.cli.wording import ask_for_part
from luutru.i18n import translate, translate_count
from luutru.services.separators import print_separators


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "--count", type=int, default=10, metavar="N", help=translate("how many sheets")
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help=translate("the PDF to write")
    )
    ask_for_part(parser, translate("what follows each sheet; main: a new agreement"))
    parser.add_argument(
        "--set",
        dest="values",
        metavar="FIELD=VALUE",
        action="append",
        default=[],
        help=translate("a value that holds for each new agreement; may be repeated"),
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    described = [(name, value) for name, _, value in (v.partition("=") for v in options.values)]
    with opened(options) as archive:
        serials = print_separators(
            archive,
            options.out,
            options.count,
            part=options.part,
            to=options.to,
            described=described,
        )
    if terminal.wants_json:
        terminal.document({"file": options.out, "serials": serials})
        return DONE
    said = translate_count(
        "{count} sheet is in {file}.", "{count} sheets are in {file}.", len(serials),
        file=options.out,
    )  # fmt: skip
    terminal.remark(said)
    return DONE
