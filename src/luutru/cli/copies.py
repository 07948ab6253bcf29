"""`luutru copies`: the register of certified copies, and what becomes of its numbers."""

from argparse import ArgumentParser, Namespace

from luutru import clock
from luutru.cli.command import DAMAGED, DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.i18n import translate, translate_count
from luutru.records.code_lists import code_list
from luutru.services.archive import Archive
from luutru.services.copies.changing import close_year, deliver, revoke, void
from luutru.services.copies.examining import examine
from luutru.services.copies.lines import Book, CopyRow, copies_book
from luutru.services.copies.register import SERIES, TRIAL_SERIES
from luutru.vietnamese.dates import short

_ACTS = {"deliver": deliver, "void": void, "revoke": revoke}


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    for name, told in (
        ("list", translate("the register of a year")),
        ("deliver", translate("a copy was handed over; --reason says to whom")),
        ("void", translate("nothing came of a number")),
        ("revoke", translate("a copy does not hold any more")),
        ("close", translate("close a year for good; prints its head")),
        ("check", translate("check the chain, the numbers and the copies kept")),
    ):
        act = acts.add_parser(name, help=told)
        act.add_argument("--trial", action="store_true", help=translate("the series of trials"))
        if name in _ACTS:
            act.add_argument("number", type=int, metavar="NUMBER")
            act.add_argument("--year", type=int, default=clock.today().year, metavar="YEAR")
            act.add_argument("--reason", required=True, metavar="TEXT", help=translate("why"))
        elif name == "check":
            act.add_argument(
                "--anchor", nargs="*", default=[], metavar="HEAD",
                help=translate("heads kept outside the archive"),
            )  # fmt: skip
        else:
            act.add_argument("year", type=int, nargs="?" if name == "list" else None,
                             default=clock.today().year, metavar="YEAR")  # fmt: skip


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    series = TRIAL_SERIES if options.trial else SERIES
    with opened(options) as archive:
        if options.act == "list":
            _list(terminal, copies_book(archive, options.year, series=series))
        elif options.act == "check":
            return _check(terminal, archive, options.anchor, series)
        elif options.act == "close":
            head = close_year(archive, options.year, series)
            _tell(terminal, {"year": options.year, "head": head}, head)
        else:
            _ACTS[options.act](archive, options.year, options.number, options.reason, series)
            done = translate("It was entered in the register.")
            _tell(terminal, {"year": options.year, "number": options.number}, done)
    return DONE


def _tell(terminal: Terminal, told: dict[str, object], words: str) -> None:
    if terminal.wants_json:
        terminal.document(told)
    else:
        terminal.line(words)


def _list(terminal: Terminal, book: Book) -> None:
    if terminal.wants_json:
        terminal.document({"year": book.year, "head": book.head, "copies": book.rows})
        return
    if book.rows:
        titles = [
            translate("Symbol"), translate("Day"), translate("Source"), translate("Recipients"),
            translate("State"), translate("Reason"),
        ]  # fmt: skip
        terminal.table(titles, [_line(row) for row in book.rows])
    terminal.remark(
        translate("Next number: {number:02d}. Head: {head}", number=book.next_number,
                  head=book.head)
    )  # fmt: skip


def _line(row: CopyRow) -> tuple[str, ...]:
    day = short(row.issued_on.isoformat()) if row.issued_on else ""
    state = code_list("copy_state").label(row.state)
    return (
        row.symbol,
        day,
        row.reference,
        "; ".join(one.rstrip("; ") for one in row.recipients),
        state,
        row.reason,
    )


def _check(terminal: Terminal, archive: Archive, anchors: list[str], series: str) -> int:
    found = examine(archive, anchors, series)
    if terminal.wants_json:
        terminal.document({"sound": not found, "problems": found})
    elif found:
        for problem in found:
            terminal.line(problem)
    else:
        terminal.remark(translate("The register was not changed; every number has its outcome."))
    if found:
        told = translate_count("{count} problem", "{count} problems", len(found))
        terminal.complain(told)
    return DAMAGED if found else DONE
