"""`luutru milestones export` and `report`: calendars for other programs, and the yearly report."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Final

from luutru import clock
from luutru.cli import leaving
from luutru.cli.terminal import Terminal
from luutru.i18n import translate, translate_count
from luutru.services.archive import Archive
from luutru.services.milestones.icalendar_files import write_ics, write_ics_by_owner
from luutru.services.milestones.yearly import yearly_report
from luutru.services.tables.table import Table
from luutru.services.tables.writing import write_table


def configure(action: Callable[[str, str], ArgumentParser]) -> None:
    """Say what the actions take."""
    export = action("export", translate("open ones as a calendar for other programs"))
    export.add_argument("--ics", type=Path, required=True, metavar="FILE|DIR")
    export.add_argument("--owner", metavar="NAME", help=translate("of one person"))
    export.add_argument(
        "--by-owner", action="store_true", help=translate("a file for each owner, into a folder")
    )
    report = action("report", translate("the yearly report on implementation"))
    report.add_argument("year", type=int, nargs="?", metavar="YEAR")
    report.add_argument("--out", type=Path, metavar="FILE", help=form(translate("the report")))


def form(what: str) -> str:
    """Say in which forms a list is written."""
    return translate("write {what} as a file: .xlsx, .csv, .docx or .pdf", what=what)


def _export(archive: Archive, options: Namespace, terminal: Terminal) -> None:
    leaving.warn(archive, terminal)
    if options.by_owner:
        files = write_ics_by_owner(archive, options.ics)
        if terminal.wants_json:
            terminal.document({"files": files})
        for owner, file in files.items() if not terminal.wants_json else ():
            terminal.line(f"{owner}  {file}")
        return
    count = write_ics(archive, options.ics, options.owner)
    if terminal.wants_json:
        terminal.document({"file": options.ics, "milestones": count})
        return
    terminal.remark(
        translate_count(
            "{count} milestone written to {file}.",
            "{count} milestones written to {file}.",
            count,
            file=options.ics,
        )
    )


def _report(archive: Archive, options: Namespace, terminal: Terminal) -> None:
    table = yearly_report(archive, options.year or clock.today().year)
    if options.out is not None:
        leaving.warn(archive, terminal)
        write_table(table, options.out)
        terminal.remark(translate("Written to {file}.", file=options.out))
    else:
        _tell_table(terminal, table)


def _tell_table(terminal: Terminal, table: Table) -> None:
    titles = [column.title for column in table.columns]
    if terminal.wants_json:
        rows = [dict(zip(titles, row, strict=True)) for row in table.rows]
        terminal.document({"title": table.title, "about": table.about, "rows": rows})
        return
    terminal.table(titles, [[str(value or "") for value in row] for row in table.rows])


ACTIONS: Final = {"export": _export, "report": _report}
