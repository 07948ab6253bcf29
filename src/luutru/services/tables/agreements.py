"""Lists of agreements as tables and as files: the columns that a person chose, in that order."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from luutru import clock
from luutru.i18n import mark, translate, translate_count
from luutru.progress import SILENT, Progress
from luutru.records.agreement import Agreement
from luutru.records.code_lists import code_list
from luutru.records.fields import BY_NAME, LIST_FIELDS, Kind
from luutru.records.party import PartyRole
from luutru.services import custody, parties, values
from luutru.services.archive import Archive
from luutru.services.description import silences, stored_value
from luutru.services.life.successors import with_succession
from luutru.services.rows import AgreementRow, rows_on
from luutru.services.tables.agreement_columns import ListColumn, chosen_columns
from luutru.services.tables.table import Table, Value
from luutru.services.tables.writing import form_of, write_table
from luutru.vietnamese.dates import short

_AT_ONCE: Final = 250
_READING: Final = mark("Reading the list")
_TITLE: Final = mark("List of agreements")
_VALID: Final = mark("As valid on that day, by what is known today")
_RECORDED: Final = mark("As the archive had recorded by that day")
_ENDING_SOON: Final = mark("Ending soon")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list answers, as its heading and the custody log tell it."""

    words: str = ""
    day: date | None = None
    """As of which day it is told; None: as of today."""

    def facts(self) -> dict[str, str]:
        """Return it as facts for the custody log."""
        on = {"as_of": self.day.isoformat()} if self.day else {}
        return {"asked": self.words, **on}


NOTHING_SAID: Final = Asked()


def heading(day: date | None, *, recorded: bool = False) -> tuple[str, str]:
    """Return the title of a list, and how its day is meant; the latter empty as of today."""
    if day is None:
        return translate(_TITLE).upper(), ""
    title = translate("List of agreements as of {day}", day=short(day.isoformat())).upper()
    return title, translate(_RECORDED if recorded else _VALID)


def agreement_table(
    archive: Archive,
    ids: Sequence[int],
    columns: Sequence[str] = (),
    *,
    asked: Asked = NOTHING_SAID,
    progress: Progress = SILENT,
) -> Table:
    """Return the agreements `ids`, in that order, as a table; its heading says what was `asked`.

    Raises:
        NotInList: There is no column of that name.
        Cancelled: The archivist asked to stop.
    """
    chosen = chosen_columns(columns)
    rows: list[tuple[Value, ...]] = []
    for start in range(0, len(ids), _AT_ONCE):
        progress.report(start, len(ids), translate(_READING))
        with archive.catalogue.read() as session:
            rows += _rows(session, ids[start : start + _AT_ONCE], chosen, asked.day)
    today = short(clock.today().isoformat())
    count = translate_count("{count} agreement", "{count} agreements", len(rows))
    title, known = heading(asked.day)
    lines = (archive.settings.name, known, asked.words, f"{count} · {today}")
    return Table(
        title,
        tuple(filter(None, lines)),
        tuple(column.column() for column in chosen),
        rows,
    )


def export_list(
    archive: Archive,
    path: Path,
    ids: Sequence[int],
    columns: Sequence[str] = (),
    *,
    asked: Asked = NOTHING_SAID,
    progress: Progress = SILENT,
) -> int:
    """Write the agreements `ids` to `path` and enter that in the custody log; return how many.

    Raises:
        NotInList: There is no column of that name.
        FormUnknown: The name of the file ends in no form we write.
        DiskFull, DiskTrouble: The file could not be written.
        Cancelled: The archivist asked to stop; nothing was written.
    """
    form = form_of(path)
    table = agreement_table(archive, ids, columns, asked=asked, progress=progress)
    facts = {"form": form, **asked.facts()}
    write_table(table, path, progress, lambda: enter_in_log(archive, table, columns, facts))
    return len(table.rows)


def write_for_print(
    archive: Archive,
    path: Path,
    ids: Sequence[int],
    columns: Sequence[str],
    asked: Asked = NOTHING_SAID,
) -> None:
    """Write the PDF that is printed of a list, and enter in the custody log that it was.

    Raises:
        NotInList: There is no column of that name.
        DiskFull, DiskTrouble: The file could not be written.
    """
    table = agreement_table(archive, ids, columns, asked=asked)
    facts = {"form": "paper", **asked.facts()}
    write_table(table, path, leaving=lambda: enter_in_log(archive, table, columns, facts))


def enter_in_log(
    archive: Archive, table: Table, columns: Sequence[str], facts: Mapping[str, str]
) -> None:
    """Enter in the custody log that a list left: how much of it, and nothing of what it says."""
    names = [column.name for column in chosen_columns(columns)]
    detail = {"count": len(table.rows), "columns": names, **facts}
    with archive.catalogue.write() as session:
        custody.record(session, archive.person, "list_exported", detail=detail)


def _rows(
    session: Session, ids: Sequence[int], columns: Sequence[ListColumn], day: date | None
) -> Iterator[tuple[Value, ...]]:
    known = rows_on(session, list(ids), day)
    described = {column.name for column in columns} - set(ROW_VALUES)
    agreements = _agreements(session, ids) if described else {}
    silent = silences(session, ids, described) if described else {}
    for number in ids:
        if number in known:
            yield tuple(
                ROW_VALUES[column.name](known[number])
                if column.name in ROW_VALUES
                else _told(agreements[number], column.name, silent.get((number, column.name), ""))
                for column in columns
            )


def _agreements(session: Session, ids: Sequence[int]) -> dict[int, Agreement]:
    query = (
        select(Agreement)
        .where(Agreement.id.in_(ids))
        .options(
            selectinload(Agreement.documents),
            selectinload(Agreement.parties).selectinload(PartyRole.signatories),
            selectinload(Agreement.witnesses),
            selectinload(Agreement.fields),
        )
    )
    return {agreement.id: agreement for agreement in session.scalars(query)}


def _told(agreement: Agreement, name: str, silent: str) -> str:
    """Return what a field says in words, or why it says nothing."""
    if name in LIST_FIELDS:
        return "\n".join(parties.entries(agreement, name)) or silent
    field = BY_NAME[name]
    value = stored_value(agreement, field)
    return (value if field.kind is Kind.DAY else values.shown(field, value)) or silent


def _status(row: AgreementRow) -> str:
    label = code_list("status").label(row.status)
    if row.ending_soon:
        label = f"{label} ({translate(_ENDING_SOON).lower()})"
    return with_succession(label, row.succeeded_by)


ROW_VALUES: Final[dict[str, Callable[[AgreementRow], Value]]] = {
    "reference": lambda row: row.reference,
    "number": lambda row: row.number,
    "title": lambda row: row.title,
    "instrument": lambda row: code_list("instrument").label(row.instrument),
    "partners": lambda row: "; ".join(row.partners),
    "countries": lambda row: "; ".join(map(code_list("country").label, row.countries)),
    "signed_on": lambda row: row.signed_on,
    "effective_on": lambda row: row.effective_on,
    "expires_on": lambda row: row.expires_on,
    "status": _status,
    "review_state": lambda row: code_list("review_state").label(row.review_state),
    "documents": lambda row: row.documents,
    "pages": lambda row: row.pages,
    "secrecy": lambda row: code_list("secrecy").label(row.secrecy),
}
"""What the columns of a row hold, by their names."""
