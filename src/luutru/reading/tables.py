"""Reads a list that people made in a spreadsheet or as CSV: rows of texts, and nothing that acts.

Only the first sheet is read, and of a formula what it came to when it was saved.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import openpyxl

from luutru.reading.messages import Problem
from luutru.reading.trouble import Unreadable

MOST_BYTES: Final = 16 << 20
MOST_ROWS: Final = 20_000
_MOST_COLUMNS: Final = 200
_LONGEST_CELL: Final = 20_000
_MOST_LETTERS: Final = 8 << 20
"""In all cells together: what is read has to fit into one message."""
_ZIP: Final = b"PK\x03\x04"
_SEPARATORS: Final = ",;\t"

Row = tuple[int, tuple[str, ...]]
"""Its number in the file, counted from 1, and its cells."""


def read_table(file: Path) -> list[Row]:
    """Return the rows of `file` that are not empty.

    Raises:
        Unreadable: It is too large, in no encoding of Unicode, or no list at all.
    """
    if file.stat().st_size > MOST_BYTES:
        raise Unreadable(Problem.TOO_LARGE, "bytes")
    with file.open("rb") as stream:
        is_sheet = stream.read(len(_ZIP)) == _ZIP
    cells = _of_sheet(file) if is_sheet else _of_csv(file)
    rows: list[Row] = []
    letters = 0
    for number, row in enumerate(cells, start=1):
        if not any(row):
            continue
        letters += sum(map(len, row))
        if len(rows) == MOST_ROWS or letters > _MOST_LETTERS or len(row) > _MOST_COLUMNS:
            raise Unreadable(Problem.TOO_LARGE, "rows")
        rows.append((number, row))
    return rows


def _of_sheet(file: Path) -> Iterator[tuple[str, ...]]:
    if not openpyxl.DEFUSEDXML:
        raise Unreadable(Problem.DAMAGED, "defusedxml is missing")
    with file.open("rb") as stream:  # where it is refused, openpyxl leaves a file of its own open
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what a sheet says of its size is not to be trusted
        for values in sheet.iter_rows(values_only=True):
            yield _stripped(map(_told, values))


def _told(value: object) -> str:
    """Return the value of a cell as a person would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime | dt.date):
        return f"{value.day:02d}/{value.month:02d}/{value.year}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()[:_LONGEST_CELL]


def _of_csv(file: Path) -> Iterator[tuple[str, ...]]:
    text = _decoded(file.read_bytes())
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=,"):
        yield ()  # a line by which Excel tells the separator counts as a line
        yield from _rows(rest, first.strip()[-1])
        return
    separator = max(_SEPARATORS, key=lambda one: len(next(_rows(text, one), ())))
    yield from _rows(text, separator)


def _rows(text: str, separator: str) -> Iterator[tuple[str, ...]]:
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
        yield _stripped(cell.strip()[:_LONGEST_CELL] for cell in row)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\x00" in data[:200]:  # UTF-16 without its mark: every other byte of Latin is zero
        encoding = "utf-16-be" if data[:1] == b"\x00" else "utf-16-le"
    else:
        encoding = "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(Problem.DAMAGED, "encoding") from error


def _stripped(cells: Iterable[str]) -> tuple[str, ...]:
    """Return cells without the empty ones at the end."""
    kept = list(cells)
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)
