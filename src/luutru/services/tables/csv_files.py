"""Writes a list as CSV: UTF-8 with its mark, semicolons, and nothing a spreadsheet would calculate.

Excel divides at the separator of the system, which is the semicolon wherever the comma divides
decimals, as in Vietnam; without the mark of UTF-8 it takes Vietnamese letters for another code.
"""

import csv
import unicodedata
from pathlib import Path
from typing import Final

from luutru.progress import Progress
from luutru.services.tables.steps import in_steps
from luutru.services.tables.table import Column, Table, Value, told

SEPARATOR: Final = ";"
_BEGINS_A_FORMULA: Final = ("=", "+", "-", "@")


def write_csv(table: Table, path: Path, progress: Progress) -> None:
    """Write the headings and the rows of `table` to `path`."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=SEPARATOR, lineterminator="\r\n")
        writer.writerow(harmless(column.title) for column in table.columns)
        for row in in_steps(table.rows, progress):
            writer.writerow(map(_cell, table.columns, row))


def harmless(text: str) -> str:
    """Return `text` with an apostrophe before it where a spreadsheet would calculate it."""
    plain = unicodedata.normalize("NFKC", text)  # full-width signs begin formulas as well
    if plain.lstrip().startswith(_BEGINS_A_FORMULA) or plain.startswith(("\t", "\r", "\n")):
        return f"'{text}"
    return text


def _cell(column: Column, value: Value) -> str:
    if isinstance(value, int | float):
        return str(value)
    return harmless(told(column, value))
