"""`luutru searchable`: writes a copy in which any reader finds the words, as PDF/A."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from luutru.cli import leaving
from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.i18n import mark, translate, translate_count
from luutru.services.searchable import export_searchable


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("reference", metavar="REF", help=translate("such as 2026-0001"))
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help=translate("the PDF to write")
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        leaving.warn(archive, terminal)
        copy = export_searchable(archive, options.reference, options.out)
    if terminal.wants_json:
        terminal.document(copy)
        return DONE
    kind = "PDF/A-2b" if copy.is_archival else "PDF"
    sentence = mark("{file} holds {reference} with its words, as {kind}.")
    told = {"file": options.out, "reference": options.reference, "kind": kind}
    terminal.remark(translate(sentence, **told))
    if copy.pages_without_words:
        terminal.remark(
            translate_count(
                "{count} page has no words.",
                "{count} pages have no words.",
                copy.pages_without_words,
            )
        )
    return DONE
