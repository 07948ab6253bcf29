"""`luutru export-list`: a list of agreements as a file: XLSX, CSV, DOCX or PDF."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from luutru.cli import leaving
from luutru.cli.as_of import whole_day
from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.search import add_order
from luutru.cli.terminal import Terminal
from luutru.i18n import translate, translate_count
from luutru.services.archive import Archive
from luutru.services.filters import EVERYTHING
from luutru.services.rows import Order, agreement_ids
from luutru.services.search import Sort, search
from luutru.services.tables.agreement_columns import COLUMNS, USUAL, chosen_columns
from luutru.services.tables.agreements import Asked, export_list
from luutru.services.tables.writing import form_of


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "query",
        nargs="*",
        default=[],
        metavar="QUERY",
        help=translate("only what this query finds; all agreements without one"),
    )
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help=translate("the file to write: .xlsx, .csv, .docx or .pdf"),
    )
    parser.add_argument(
        "--columns",
        default=",".join(USUAL),
        metavar="NAME,…",
        help=translate("which columns, in which order: {columns}", columns=", ".join(COLUMNS)),
    )
    parser.add_argument(
        "--as-of",
        type=whole_day,
        metavar="DAY",
        help=translate("with the names and the status of this day, as known today"),
    )
    add_order(parser)


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    columns = [name.strip() for name in options.columns.split(",") if name.strip()]
    chosen_columns(columns)
    form_of(options.out)
    asked = Asked(" ".join(options.query), options.as_of)
    with opened(options) as archive, terminal.progress() as progress:
        leaving.warn(archive, terminal)
        ids = _ids(archive, asked, options.sort)
        count = export_list(archive, options.out, ids, columns, asked=asked, progress=progress)
    if terminal.wants_json:
        terminal.document({"file": str(options.out), "agreements": count})
        return DONE
    terminal.remark(
        translate_count(
            "{file} lists {count} agreement.",
            "{file} lists {count} agreements.",
            count,
            file=options.out,
        )
    )
    return DONE


def _ids(archive: Archive, asked: Asked, sort: Sort) -> Sequence[int]:
    wanted = replace(EVERYTHING, day=asked.day)
    if asked.words:
        return search(archive, asked.words, limit=0, sort=sort, wanted=wanted).ids
    order = sort.order or Order.REFERENCE
    return agreement_ids(archive, wanted, order, descending=sort.descending)
