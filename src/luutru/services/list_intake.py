"""Takes in the files that a list names, each with what its row says, and tells what is wrong."""

from collections.abc import Generator, Iterable
from pathlib import Path
from typing import Final

import openpyxl
from openpyxl.cell import WriteOnlyCell

from luutru.errors import RowRefused
from luutru.holdings.disk import replacing, shown
from luutru.i18n import mark, translate
from luutru.progress import SILENT, Progress
from luutru.records.intake import Way
from luutru.records.roles import Permission
from luutru.services.archive import Archive
from luutru.services.arrivals import Bringing, Receipt, Rejection, Source
from luutru.services.entering import take_in_batch
from luutru.services.list_planning import Plan, PlannedRow
from luutru.services.lists import ERROR

_KNOWN: Final = mark("The same bytes were kept before; what row {row} says was not entered.")
_STEM: Final = mark("{list} - errors")


def take_in_list(
    archive: Archive, plan: Plan, *, move: bool = False, progress: Progress = SILENT
) -> Generator[Receipt | Rejection, None, None]:
    """Take in what `plan` allows, as one batch; a row in which anything is wrong is left out whole.

    A file and what its row says are entered in one transaction; the source of the values is the
    list. What is known already keeps the description that it has.

    Raises:
        NotPermitted: The roles of the account do not include it.
        Cancelled: The archivist asked to stop; what was acknowledged stays.
        Trouble: The disk is full or the catalogue is held.
    """
    archive.require(Permission.TAKE_IN)
    bringing = Bringing(Way.LIST, shown(plan.list.path), move=move)
    yield from take_in_batch(archive, map(_source, plan.rows), bringing, progress)


def write_error_sheet(plan: Plan, results: Iterable[Receipt | Rejection] = ()) -> Path | None:
    """Write the list again with a column that tells what is wrong; return where.

    It lies beside the list, under a name that nothing has; None where nothing is wrong.

    Raises:
        DiskFull, DiskTrouble: It cannot be written there.
    """
    errors = {row.row.number: " ".join(row.problems) for row in plan.rows if row.problems}
    refused = {result.path: result.error for result in results if isinstance(result, Rejection)}
    for row in plan.rows:
        error = refused.get(row.path) if row.path is not None else None
        if error is not None and not isinstance(error, RowRefused):
            errors[row.row.number] = str(error)
    if not errors:
        return None
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    kept = _own_columns(plan)
    texts = [[*(plan.list.headings[at] for at in kept), translate(ERROR)]]
    for row in plan.rows:
        cells = [row.row.cells[at] if at < len(row.row.cells) else "" for at in kept]
        texts.append([*cells, errors.get(row.row.number, "")])
    for line in texts:
        sheet.append([_text_cell(sheet, text) for text in line])
    target = _free_name(plan.list.path)
    with replacing(target) as part:
        book.save(part)
    return target


def _source(row: PlannedRow) -> Source | Rejection:
    path = row.path
    if row.problems or path is None:
        return row.rejection()
    return Source(
        path,
        lambda strongroom: strongroom.copy(path),
        joining=row.joining,
        to=row.row.to or None,
        values=row.row.values,
        remark_if_known=translate(_KNOWN, row=row.row.number) if row.row.values else "",
    )


def _own_columns(plan: Plan) -> list[int]:
    """Return the columns of the list without those in which an earlier sheet told errors."""
    told = {ERROR, translate(ERROR), "Lỗi"}
    return [at for at, heading in enumerate(plan.list.headings) if heading not in told]


def _text_cell(sheet: object, text: str) -> WriteOnlyCell:
    """Return a cell that holds a text and nothing else, also where it begins like a formula."""
    cell = WriteOnlyCell(sheet, value="")
    cell.value = openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell


def _free_name(path: Path) -> Path:
    stem = translate(_STEM, list=shown(path.with_suffix("")))
    names = [f"{stem}.xlsx", *(f"{stem} {number}.xlsx" for number in range(2, 1000))]
    return next(target for target in map(path.with_name, names) if not target.exists())
