"""`luutru copies`: the register of certified copies, and what becomes of its numbers."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from luutru import clock
from luutru.cli import copy_list, copy_requests, copy_years, leaving
from luutru.cli.command import DAMAGED, DONE
from luutru.cli.opening import opened
from luutru.cli.parser import add_actions
from luutru.cli.terminal import Terminal
from luutru.i18n import translate, translate_count
from luutru.records.code_lists import code_list
from luutru.services.archive import Archive
from luutru.services.copies.changing import deliver, revoke, void
from luutru.services.copies.continuity import confirm_last_number, standing
from luutru.services.copies.examining import examine
from luutru.services.copies.lines import Book, CopyRow, copies_book
from luutru.services.copies.printed import write_register
from luutru.services.copies.register import SERIES, TRIAL_SERIES
from luutru.vietnamese.dates import short

_ACTS = {"deliver": deliver, "void": void, "revoke": revoke}


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    add = add_actions(parser)
    listed = add("list", translate("the register of a year"))
    export = add("export", translate("the register of a year as a file"))
    export.add_argument(
        "--out", type=Path, required=True, metavar="FILE",
        help=translate("ends in .xlsx, .csv, .docx or .pdf"),
    )  # fmt: skip
    for act in (listed, export):
        act.add_argument("year", type=int, nargs="?", default=clock.today().year, metavar="YEAR")
        _of_trials(act)
    for name, told in (
        ("deliver", translate("a copy was handed over; --reason says to whom")),
        ("void", translate("nothing came of a number")),
        ("revoke", translate("a copy does not hold any more")),
    ):
        act = add(name, told)
        act.add_argument("number", type=int, metavar="NUMBER")
        act.add_argument("--year", type=int, default=clock.today().year, metavar="YEAR")
        act.add_argument("--reason", required=True, metavar="TEXT", help=translate("why"))
        _of_trials(act)
    goes_on = add("continue", translate("numbers are given again after a restore or a move"))
    goes_on.add_argument(
        "--last", type=int, required=True, metavar="NUMBER",
        help=translate("the last number known on paper or medium"),
    )  # fmt: skip
    goes_on.add_argument("--reason", required=True, metavar="TEXT", help=translate("why"))
    goes_on.add_argument("--year", type=int, metavar="YEAR")
    check = add("check", translate("check the chain, the numbers and the copies kept"))
    check.add_argument(
        "--anchor", nargs="*", default=[], metavar="HEAD",
        help=translate("heads kept outside the archive"),
    )  # fmt: skip
    _of_trials(check)
    copy_requests.configure(add)
    copy_years.configure(add)
    copy_list.configure(add)


def _of_trials(act: ArgumentParser) -> None:
    act.add_argument("--trial", action="store_true", help=translate("the series of trials"))


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    series = TRIAL_SERIES if getattr(options, "trial", False) else SERIES
    with opened(options) as archive:
        if options.action in (None, "list"):
            year = getattr(options, "year", clock.today().year)
            _list(terminal, archive, copies_book(archive, year, series=series))
        elif options.action == "export":
            leaving.warn(archive, terminal)
            write_register(archive, options.year, options.out, series=series)
            terminal.remark(translate("Written to {path}.", path=str(options.out)))
        elif options.action == "check":
            return _check(terminal, archive, options.anchor, series)
        elif options.action == "continue":
            _continue(terminal, archive, options)
        elif options.action == copy_list.ACT:
            copy_list.run(options, terminal, archive)
        elif options.action in copy_requests.ACTS:
            copy_requests.run(options, terminal, archive)
        elif options.action in copy_years.ACTS:
            copy_years.run(options, terminal, archive, series)
        else:
            _ACTS[options.action](archive, options.year, options.number, options.reason, series)
            terminal.answer(
                {"year": options.year, "number": options.number},
                translate("It was entered in the register."),
            )
    return DONE


def _list(terminal: Terminal, archive: Archive, book: Book) -> None:
    now = standing(archive)
    if terminal.wants_json:
        blocked = now.block.reason if now.block else ""
        terminal.document(
            {
                "year": book.year,
                "head": book.head,
                "next_number": book.next_number,
                "closed_at": book.closed_at,
                "blocked": blocked,
                "sealed_for": now.sealed_for,
                "copies": book.rows,
            }
        )
        return
    if book.rows:
        titles = [
            translate("Symbol"), translate("Day"), translate("Source"), translate("Recipients"),
            translate("State"), translate("Reason"),
        ]  # fmt: skip
        terminal.table(titles, [_line(row) for row in book.rows])
    if now.sealed_for:
        terminal.remark(
            translate("This archive was sealed; its register goes on in {place}.",
                      place=now.sealed_for)
        )  # fmt: skip
    elif now.block:
        terminal.remark(translate("No copy is numbered for now: {why}.", why=now.block.words))
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


def _continue(terminal: Terminal, archive: Archive, options: Namespace) -> None:
    lost = confirm_last_number(archive, options.last, options.reason, options.year)
    told = translate_count(
        "Confirmed; {count} number was entered as lost.",
        "Confirmed; {count} numbers were entered as lost.",
        len(lost),
    )
    terminal.answer({"last_number": options.last, "lost": lost}, told)


def _check(terminal: Terminal, archive: Archive, anchors: list[str], series: str) -> int:
    found = examine(archive, anchors, series)
    if terminal.wants_json:
        problems = [one.what for one in found]
        terminal.document({"sound": not found, "problems": problems, "findings": found})
    elif found:
        for problem in found:
            terminal.line(problem.what)
            terminal.line(f"    {problem.advice}")
    else:
        terminal.remark(translate("The register was not changed; every number has its outcome."))
    if found:
        told = translate_count("{count} problem", "{count} problems", len(found))
        terminal.complain(told)
    return DAMAGED if found else DONE
