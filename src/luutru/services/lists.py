"""A list beside the scans: what each of its rows says of which file, and what is wrong with it.

Headings are names of fields or what the fields are called in Vietnamese or English.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from luutru.errors import ListUnusable
from luutru.holdings.disk import reading, shown
from luutru.i18n import LANGUAGES, in_language, mark, translate
from luutru.records.code_lists import code_list
from luutru.records.fields import FIELDS, LIST_FIELDS
from luutru.services.archive import Archive
from luutru.services.arrivals import Joining
from luutru.vietnamese.folding import fold

FILE, JOINS, TO, IGNORED = "file", "as", "to", ""
ERROR: Final = mark("Error")
"""The heading of the column in which a sheet of errors tells them; ignored when it is read."""
_SPECIAL: Final = {
    FILE: (mark("File"), "file", "filename", "tên tệp"),
    JOINS: (mark("Is"), "as"),
    TO: (mark("Of the agreement"), "to"),
    IGNORED: (ERROR, mark("No."), "stt", "tt", "lỗi", "error"),
}
_JOINING_WORDS: Final = {
    Joining.NEW: mark("New agreement"),
    Joining.ANNEX_OF: mark("Annex of"),
    Joining.LANGUAGE_OF: mark("Language version of"),
    Joining.EXTENDS: mark("Extends"),
    Joining.AMENDS: mark("Amends"),
    Joining.EVIDENCE_OF: mark("Evidence of"),
}


@dataclass(frozen=True, slots=True)
class ListRow:
    """What one row says."""

    number: int
    """In the file, counted from 1."""
    cells: tuple[str, ...]
    """As they stand there."""
    file: str
    joining: str
    to: str
    values: tuple[tuple[str, str], ...]
    """Fields and what was typed for them, parties before those who signed for them."""


@dataclass(frozen=True)
class IntakeList:
    """A list that could be read."""

    path: Path
    headings: tuple[str, ...]
    rows: tuple[ListRow, ...]


def read_list(archive: Archive, file: Path) -> IntakeList:
    """Read the list `file`, CSV or XLSX, in the child process.

    Raises:
        FileVanished, FileUnreadable: It is not there, or cannot be read from disk.
        ListUnusable: It is none, or its headings are not understood.
        ReaderDoesNotStart: No process can be had.
    """
    with reading(file), file.open("rb"):
        pass
    table = archive.reader.table(file)
    if table.problem is not None:
        reason = code_list("problem").label(table.problem)
        if table.detail == "encoding":
            reason = translate("it is not written in Unicode; save it as “CSV UTF-8” or XLSX")
        raise ListUnusable(shown(file), reason)
    if not table.rows:
        raise ListUnusable(shown(file), translate("it is empty"))
    (_, headings), *rows = table.rows
    columns = _columns(file, headings)
    return IntakeList(file, headings, tuple(_row(number, cells, columns) for number, cells in rows))


def joining_called(text: str) -> Joining | None:
    """Return what a file is to an agreement by its code or its words; None if none is meant."""
    if not text.strip():
        return Joining.NEW
    return _joinings().get(fold(text.strip()))


def _columns(file: Path, headings: Sequence[str]) -> list[str]:
    """Return what each column is about."""
    known = _headings()
    unknown = [heading for heading in headings if heading and fold(heading) not in known]
    if unknown:
        names = ", ".join(f"“{heading[:40]}”" for heading in unknown[:10])
        raise ListUnusable(
            shown(file), translate("nobody knows what its columns {names} mean", names=names)
        )
    columns = [known[fold(heading)] if heading else IGNORED for heading in headings]
    if FILE not in columns:
        raise ListUnusable(shown(file), translate("no column is called “File”"))
    once = [name for name in columns if name and name not in LIST_FIELDS]
    twice = {name for name in once if once.count(name) > 1}
    if twice:
        reason = translate("two columns are about the same ({names})", names=", ".join(twice))
        raise ListUnusable(shown(file), reason)
    return columns


@cache
def _headings() -> dict[str, str]:
    """Return what each heading means, folded."""
    labels = [(field.name, field.label) for field in FIELDS] + list(LIST_FIELDS.items())
    words = [(name, word) for name, label in labels for word in (name, *_in_all(label))]
    words += [
        (name, word)
        for name, (label, *more) in _SPECIAL.items()
        for word in (*_in_all(label), *more)
    ]
    return {fold(word): name for name, word in words}


@cache
def _joinings() -> dict[str, Joining]:
    words: dict[str, Joining] = {}
    for joining, label in _JOINING_WORDS.items():
        words |= {fold(word): joining for word in (joining.value, *_in_all(label))}
    return words


def _in_all(label: str) -> Iterator[str]:
    return (in_language(language, label) for language in LANGUAGES)


def _row(number: int, cells: tuple[str, ...], columns: Sequence[str]) -> ListRow:
    told = [
        (name, unicodedata.normalize("NFC", cell))
        for name, cell in zip(columns, cells, strict=False)
        if name and cell
    ]
    special = {name: cell for name, cell in told if name in (FILE, JOINS, TO)}
    return ListRow(
        number=number,
        cells=cells,
        file=special.get(FILE, ""),
        joining=special.get(JOINS, ""),
        to=special.get(TO, ""),
        values=tuple(_values((name, cell) for name, cell in told if name not in special)),
    )


def _values(told: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield fields once each; several columns of a field that has several entries are joined."""
    joined: dict[str, str] = {}
    for name, cell in told:
        joined[name] = f"{joined[name]}\n{cell}" if name in joined else cell
    order = {name: place for place, name in enumerate(LIST_FIELDS)}
    yield from sorted(joined.items(), key=lambda pair: order.get(pair[0], -1))
