"""Writes a list as XLSX: real days and numbers, a heading that stays, and no formula anywhere.

The headings are the first row, so that the sheet can be sorted, filtered, and brought back to the
archive as it is; title and remarks stand in the head of each printed page and on a second sheet.
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from luutru import clock
from luutru.i18n import translate
from luutru.progress import Progress
from luutru.services.tables.steps import in_steps
from luutru.services.tables.table import Column, Table, Value, clean, exact_day, told

_FACE: Final = "Times New Roman"
_WIDEST: Final = 60
_LONGEST: Final = 32_767
"""Letters that a cell may hold; a longer text ends with an ellipsis."""
_LONGEST_HEAD: Final = 200
_A4: Final = 9
_FONT: Final = Font(name=_FACE, size=11)
_TOP: Final = Alignment(vertical="top")
_WRAPPED: Final = Alignment(vertical="top", wrap_text=True)
_LINE: Final = Border(bottom=Side(style="thin", color="808080"))
_SHADE: Final = PatternFill("solid", fgColor="E7E5E0")


def write_xlsx(table: Table, path: Path, progress: Progress) -> None:
    """Write `table` to `path`."""
    book = openpyxl.Workbook(write_only=True)
    book.properties.creator = "Lưu Trữ"
    book.properties.title = clean(table.title)
    book.properties.created = clock.now().replace(tzinfo=None)
    with path.open("wb") as stream:
        try:
            _fill(book, table, progress)
            book.save(stream)
        finally:  # a sheet that was begun holds a file of its own open
            for sheet in book.worksheets:
                if not sheet.closed:
                    sheet.close()


def _fill(book: Any, table: Table, progress: Progress) -> None:  # noqa: ANN401  openpyxl tells none
    sheet = book.create_sheet(translate("List"))
    _set_up(sheet, table)
    sheet.append([_heading(sheet, column) for column in table.columns])
    for row in in_steps(table.rows, progress):
        sheet.append(list(_cells(sheet, table.columns, row)))
    about = book.create_sheet(translate("About this list"))
    about.column_dimensions["A"].width = 100
    for line in (table.title, *table.about):
        about.append([_text_cell(about, line)])


def _set_up(sheet: Any, table: Table) -> None:  # noqa: ANN401  openpyxl tells no types
    sheet.freeze_panes = "A2"
    last = get_column_letter(max(1, len(table.columns)))
    sheet.auto_filter.ref = f"A1:{last}{len(table.rows) + 1}"
    for place, column in enumerate(table.columns, start=1):
        width = max(column.letters, len(column.title)) + 2
        sheet.column_dimensions[get_column_letter(place)].width = min(width, _WIDEST)
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(
        fitToPage=True
    )
    sheet.oddHeader.center.text = clean(table.title)[:_LONGEST_HEAD].replace("&", "&&")
    sheet.oddFooter.right.text = "&P/&N"


def _heading(sheet: object, column: Column) -> Any:  # noqa: ANN401
    cell = _text_cell(sheet, column.title)
    cell.font = Font(name=_FACE, size=11, bold=True)
    cell.fill, cell.border = _SHADE, _LINE
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    return cell


def _cells(sheet: object, columns: Iterable[Column], row: Iterable[Value]) -> Iterable[Any]:
    for column, value in zip(columns, row, strict=True):
        yield _cell(sheet, column, value)


def _cell(sheet: object, column: Column, value: Value) -> Any:  # noqa: ANN401
    day = exact_day(column, value)
    if day is not None and day.year >= 1900:  # noqa: PLR2004  days of sheets begin there
        return _dressed(WriteOnlyCell(sheet, value=day), "dd/mm/yyyy")
    if isinstance(value, datetime):
        moment = value.astimezone().replace(tzinfo=None)
        return _dressed(WriteOnlyCell(sheet, value=moment), "dd/mm/yyyy hh:mm")
    if isinstance(value, int | float):
        return _dressed(WriteOnlyCell(sheet, value=value), "General")
    text = told(column, value)
    return _dressed(_text_cell(sheet, text), "@") if text else None


def _dressed(cell: Any, number_format: str) -> Any:  # noqa: ANN401
    cell.number_format = number_format
    cell.font = _FONT
    cell.alignment = _WRAPPED if number_format == "@" else _TOP
    return cell


def _text_cell(sheet: object, text: str) -> Any:  # noqa: ANN401
    """Return a cell that holds a text and nothing else, also where it begins like a formula."""
    text = clean(text)
    cell = WriteOnlyCell(sheet, value="")
    cell.value = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell
