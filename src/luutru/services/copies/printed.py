"""The register of copies on paper, with every column, to be bound.

Source: the ten columns of the register of outgoing documents (Decree 30/2020/NĐ-CP, appendix
IV.I), then form and direction, extent, digests of source and copy, state with its reason, hash.
"""

from pathlib import Path
from typing import Final

from luutru.i18n import translate
from luutru.progress import SILENT, Progress
from luutru.records.code_lists import code_list
from luutru.services.archive import Archive
from luutru.services.copies.lines import Book, CopyRow, copies_book
from luutru.services.copies.register import SERIES, TRIAL_SERIES
from luutru.services.copies.source import rebuilt_words
from luutru.services.tables.table import Column, Table
from luutru.services.tables.writing import form_of, write_table

_SHOWN_OF_HASH: Final = 16
"""Digits of a digest that have room on paper; files have all of them."""


def register_table(book: Book, archive_name: str, series: str, *, whole: bool = False) -> Table:
    """Return the register of a year as a table, the first number first, with its head.

    `whole` writes every digest in full, for files that are worked with.
    """
    title = translate("REGISTER OF COPIES, {year}", year=book.year)
    if series == TRIAL_SERIES:
        title = translate("TRIAL COPIES, {year}: WITHOUT ANY VALUE", year=book.year)
    head = translate("Head: {head}", head=book.head)
    digits = None if whole else _SHOWN_OF_HASH
    rows = [_row(one, digits) for one in book.rows[::-1]]
    return Table(title, (archive_name, head), _columns(), rows)


def write_register(
    archive: Archive, year: int, path: Path, *, series: str = SERIES, progress: Progress = SILENT
) -> None:
    """Write the register of a year to `path`: every column, in the form that its name ends in.

    Raises:
        FormUnknown: The name ends in no form that we write.
        DiskFull, DiskTrouble: It could not be written.
    """
    book = copies_book(archive, year, series=series)
    whole = form_of(path) in ("xlsx", "csv")
    write_table(register_table(book, archive.settings.name, series, whole=whole), path, progress)


def _columns() -> tuple[Column, ...]:
    return (
        Column(translate("Number and notation"), 13),
        Column(translate("Day"), 12, "day"),
        Column(translate("Kind and subject"), 24),
        Column(translate("Signer"), 13),
        Column(translate("Recipients"), 13),
        Column(translate("Unit that keeps the copy"), 9),
        Column(translate("Copies"), 6, "number"),
        Column(translate("Handed over on"), 12, "day"),
        Column(translate("Received by"), 10),
        Column(translate("Note"), 10),
        Column(translate("Form and direction"), 10),
        Column(translate("Extent"), 7),
        Column(translate("SHA-256 of source and copy"), 20),
        Column(translate("State and reason"), 12),
        Column(translate("Hash"), 11),
    )


def _row(copy: CopyRow, digits: int | None) -> tuple[str | int, ...]:
    delivered = next((step for step in copy.steps if step.state == "delivered"), None)
    state = code_list("copy_state").label(copy.state)
    form = code_list("copy_form").label(copy.form) if copy.form else ""
    direction = code_list("copy_direction").label(copy.direction) if copy.direction else ""
    digests = (copy.source_sha256[:digits], copy.output_sha256[:digits])
    notes = (
        translate("Request {request}", request=copy.request) if copy.request else "",
        translate("Again as {symbol}", symbol=copy.repeats) if copy.repeats else "",
        rebuilt_words(copy.told),
    )
    return (
        copy.symbol,
        copy.issued_on.isoformat() if copy.issued_on else "",
        copy.title,
        "\n".join(filter(None, (copy.signer_title, copy.signer_name))),
        "\n".join(copy.recipients),
        translate("Clerical office") if copy.form else "",
        copy.quantity or "",
        delivered.at.date().isoformat() if delivered else "",
        delivered.reason if delivered else "",
        "\n".join(filter(None, notes)),
        "\n".join(filter(None, (form, direction))),
        copy.pages or (translate("all") if copy.form else ""),
        "\n".join(filter(None, digests)),
        "\n".join(filter(None, (state, copy.reason if copy.is_struck else ""))),
        copy.steps[-1].hash[:digits],
    )
