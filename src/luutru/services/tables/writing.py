"""Writes a list as a file, whole or not at all; the ending of its name says in which form."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from luutru.errors import FormUnknown
from luutru.holdings.disk import replacing, shown, stays
from luutru.progress import SILENT, Progress
from luutru.services.tables.csv_files import write_csv
from luutru.services.tables.table import Table

FORMS: Final = ("xlsx", "csv", "docx", "pdf")
"""The forms in which lists are written, the most usual first."""


def write_table(
    table: Table,
    path: Path,
    progress: Progress = SILENT,
    leaving: Callable[[], object] = stays,
) -> None:
    """Write `table` to `path`; what was called so is replaced once the new file is whole.

    `leaving` enters in the log that it leaves, before it does; what it raises keeps it here.

    Raises:
        FormUnknown: The name ends in none of `FORMS`.
        DiskFull, DiskTrouble: It could not be written.
        Cancelled: The archivist asked to stop; nothing was written.
    """
    form = form_of(path)
    with replacing(path, leaving) as part:
        _write(table, part, form, progress)


def form_of(path: Path) -> str:
    """Return the form in which a list called `path` is written.

    Raises:
        FormUnknown: The name ends in none of `FORMS`.
    """
    form = path.suffix.lower().removeprefix(".")
    if form not in FORMS:
        raise FormUnknown(shown(path), ", ".join(f".{one}" for one in FORMS))
    return form


def _write(table: Table, path: Path, form: str, progress: Progress) -> None:
    # the libraries of three forms cost a second, which only who writes such a file should wait
    if form == "csv":
        write_csv(table, path, progress)
    elif form == "xlsx":
        from luutru.services.tables.xlsx_files import write_xlsx  # noqa: PLC0415

        write_xlsx(table, path, progress)
    elif form == "docx":
        from luutru.services.tables.docx_files import write_docx  # noqa: PLC0415

        write_docx(table, path, progress)
    else:
        from luutru.services.tables.pdf_files import write_pdf  # noqa: PLC0415

        write_pdf(table, path, progress)
