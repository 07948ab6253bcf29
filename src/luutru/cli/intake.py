"""`luutru intake`: takes scans into custody, then reads and indexes them.

The lines are a promise to other programs: `ACK` is printed at once, and only when the file is safe
on the disk and in the catalogue.
"""

from argparse import Action, ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from typing_extensions import override

from luutru.cli import list_reports
from luutru.cli.command import DONE, REFUSED, WRONG_USAGE
from luutru.cli.opening import opened
from luutru.cli.reports import tell_reading
from luutru.cli.terminal import Terminal, one_line
from luutru.errors import IndexBusy
from luutru.i18n import mark, translate
from luutru.services.accession import Joining, Receipt, Rejection, take_in_all
from luutru.services.archive import Archive
from luutru.services.indexing import IndexingReport, bring_up_to_date
from luutru.services.list_intake import take_in_list
from luutru.services.separators import documents_with_separators

_WAYS = tuple(kind.value for kind in Joining if kind is not Joining.NEW)


class _Join(Action):
    """Reads `--as annex-of 2026-0001`."""

    @override
    def __call__(
        self,
        parser: ArgumentParser,
        namespace: Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        kind, reference = map(str, values or ("", ""))
        if kind not in _WAYS:
            parser.error(
                translate("--as takes one of {ways}, then a reference", ways=", ".join(_WAYS))
            )
        namespace.joining, namespace.reference = Joining(kind), reference


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "paths",
        type=Path,
        nargs="*",
        metavar="PATH",
        help=translate("scans (PDF, TIFF, JPEG, PNG), folders, ZIP files, BagIt packages"),
    )
    parser.add_argument(
        "--as",
        action=_Join,
        nargs=2,
        metavar=("|".join(_WAYS), "REF"),
        help=translate("what the files are to an agreement the archive has"),
    )
    parser.set_defaults(joining=Joining.NEW, reference=None)
    _take_list(parser)
    parser.add_argument(
        "--move", action="store_true", help=translate("remove each source once it is acknowledged")
    )
    parser.add_argument(
        "--ocr",
        choices=("auto", "never"),
        default="auto",
        help=translate("never: read only the text that is in the files"),
    )
    parser.add_argument(
        "--no-wait", action="store_true", help=translate("leave reading and indexing for later")
    )


def _take_list(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--csv",
        type=Path,
        metavar="FILE",
        help=translate(
            "a list (CSV or XLSX) that says what each file is; its files lie in PATH or beside it"
        ),
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help=translate("only say, row by row, what the list would do"),
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    complaint = _complaint(options)
    if complaint:
        terminal.complain(complaint)
        return WRONG_USAGE
    if options.dry_run:
        with opened(options) as archive:
            return list_reports.tell_plan(archive, options, terminal)
    told: list[Receipt | Rejection] = []
    report: IndexingReport | None = None
    piles: tuple[str, ...] = ()
    try:
        with opened(options) as archive:
            _take_in(archive, options, terminal, told)
            if not options.no_wait:
                report = read_what_came(archive, terminal, recognise=options.ocr == "auto")
                piles = documents_with_separators(archive)
    finally:  # what was acknowledged is told, however it ended
        if terminal.wants_json:
            terminal.document(_document(told, report))
    if report is not None:
        tell_reading(terminal, report)
    for reference in piles:
        sentence = mark(
            "Separator sheets lie in {reference}: “luutru split {reference}” shows them."
        )
        terminal.remark(translate(sentence, reference=reference))
    return REFUSED if any(isinstance(result, Rejection) for result in told) else DONE


def _complaint(options: Namespace) -> str:
    """Return what does not go together in what was asked for; empty where all does."""
    if not options.paths and options.csv is None:
        return translate("Name files or folders, or a list with --csv.")
    if options.csv is not None and options.joining is not Joining.NEW:
        return translate("The list says what each file is; --as does not go with it.")
    if options.dry_run and options.csv is None:
        return translate("--dry-run needs a list (--csv).")
    return ""


def _take_in(
    archive: Archive, options: Namespace, terminal: Terminal, told: list[Receipt | Rejection]
) -> None:
    plan = list_reports.planned(archive, options) if options.csv is not None else None
    with terminal.progress() as progress:
        if plan is not None:
            results = take_in_list(archive, plan, move=options.move, progress=progress)
        else:
            results = take_in_all(
                archive,
                options.paths,
                joining=options.joining,
                to=options.reference,
                move=options.move,
                progress=progress,
            )
        for result in results:
            told.append(result)
            tell_result(result, terminal)
    if plan is not None:
        list_reports.tell_rest(plan, told, terminal)
    for remark in dict.fromkeys(one.remark for one in told if isinstance(one, Receipt)):
        if remark:
            terminal.remark(remark)


def tell_result(result: Receipt | Rejection, terminal: Terminal) -> None:
    """Tell what became of one file."""
    path = one_line(result.path)
    if isinstance(result, Rejection):
        terminal.complain(f"REFUSED {path}: {result.error}")
    elif not terminal.wants_json:
        word = "KNOWN" if result.known else "ACK"
        terminal.line(f"{word} {result.reference} {result.sha256} {path}")


def read_what_came(
    archive: Archive, terminal: Terminal, *, recognise: bool
) -> IndexingReport | None:
    """Read and index what was taken in; None where another process is at it."""
    try:
        with terminal.progress() as progress:
            return bring_up_to_date(archive, progress, recognise=recognise)
    except (
        IndexBusy
    ) as busy:  # the files are safe; whoever holds the index, or the next one, reads them
        terminal.remark(busy.what_happened())
        return None


def _document(
    told: Sequence[Receipt | Rejection], report: IndexingReport | None
) -> dict[str, object]:
    return {
        "taken_in": [result for result in told if isinstance(result, Receipt)],
        "refused": [
            {
                "path": result.path,
                "problem": type(result.error).__name__,
                "sentence": str(result.error),
            }
            for result in told
            if isinstance(result, Rejection)
        ],
        "reading": report,
    }
