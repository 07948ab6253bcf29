"""What a list beside the scans would do, or did, told row by row."""

from argparse import Namespace
from collections.abc import Sequence

from luutru.cli.command import DONE, REFUSED
from luutru.cli.terminal import Terminal, one_line
from luutru.errors import DiskFull, DiskTrouble
from luutru.i18n import translate, translate_count
from luutru.services.archive import Archive
from luutru.services.arrivals import Receipt, Rejection
from luutru.services.list_intake import write_error_sheet
from luutru.services.list_planning import Plan, PlannedRow, plan_list
from luutru.services.lists import read_list


def planned(archive: Archive, options: Namespace) -> Plan:
    """Return the plan of the list that is named."""
    return plan_list(archive, read_list(archive, options.csv), options.paths)


def tell_plan(archive: Archive, options: Namespace, terminal: Terminal) -> int:
    """Say what the list would do; return the status for the shell."""
    plan = planned(archive, options)
    if terminal.wants_json:
        terminal.document(_document(plan))
    else:
        for row in plan.rows:
            _tell_row(row, terminal)
    tell_rest(plan, (), terminal)
    return REFUSED if any(row.problems for row in plan.rows) else DONE


def tell_rest(plan: Plan, told: Sequence[Receipt | Rejection], terminal: Terminal) -> None:
    """Tell where the sheet of errors lies, and how many files no row named."""
    try:
        sheet = write_error_sheet(plan, told)
    except (DiskFull, DiskTrouble) as error:  # such as a list on a medium that is read only
        terminal.complain(str(error))
    else:
        if sheet is not None:
            terminal.remark(translate("What is wrong stands in {path}.", path=one_line(sheet)))
    if plan.unlisted:
        terminal.remark(
            translate_count(
                "{count} file is named by no row and was left.",
                "{count} files are named by no row and were left.",
                len(plan.unlisted),
            )
        )


def _tell_row(row: PlannedRow, terminal: Terminal) -> None:
    path = one_line(row.path or row.row.file)
    number = row.row.number
    if row.problems:
        terminal.complain(f"ROW {number} REFUSED {path}: {' '.join(row.problems)}")
    elif row.known_as:
        terminal.line(f"ROW {number} KNOWN {row.known_as} {path}")
    else:
        said = "; ".join(f"{name}={one_line(typed)}" for name, typed in row.row.values)
        terminal.line(f"ROW {number} NEW {path}: {said}")


def _document(plan: Plan) -> dict[str, object]:
    return {
        "rows": [
            {
                "row": row.row.number,
                "path": row.path,
                "joining": row.joining,
                "to": row.row.to,
                "values": dict(row.row.values),
                "known_as": row.known_as,
                "problems": row.problems,
            }
            for row in plan.rows
        ],
        "unlisted": plan.unlisted,
    }
