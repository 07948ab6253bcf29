"""`luutru attach`: makes a document a part of another agreement."""

from argparse import ArgumentParser, Namespace

from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.i18n import mark, translate
from luutru.records.document import Part
from luutru.services.attaching import attach


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("reference", metavar="REF", help=translate("such as 2026-0001"))
    parser.add_argument(
        "--to", metavar="REF", required=True, help=translate("the agreement it belongs to")
    )
    parser.add_argument(
        "--as",
        dest="part",
        choices=[part.value for part in Part],
        default=Part.ANNEX.value,
        help=translate("what it is to that agreement"),
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        attach(archive, options.reference, to=options.to, part=Part(options.part))
    told = {"reference": options.reference, "agreement": options.to, "part": options.part}
    if terminal.wants_json:
        terminal.document(told)
    else:
        sentence = mark("{reference} now belongs to {other}.")
        terminal.remark(translate(sentence, reference=options.reference, other=options.to))
    return DONE
