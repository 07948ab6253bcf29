"""The working calendar as an archive edits it: days off, days worked instead, a file of them."""

import csv
import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from luutru.errors import FileUnreadable, NotInList, UnacceptableValue
from luutru.i18n import mark, translate
from luutru.records.calendar import CalendarDay
from luutru.services import custody
from luutru.services.archive import Archive
from luutru.services.rules.working_days import Holiday, calendar_in
from luutru.vietnamese.dates import read_day, short
from luutru.vietnamese.folding import fold

_LONGEST: Final = 200
_MOST_BYTES: Final = 1_000_000
_WHOLE_DAY: Final = len("2026-09-02")
_KINDS: Final = {
    "holiday": ("holiday", "nghi", "ngay nghi", "off"),
    "working": ("working", "lam viec", "lam bu", "worked"),
}
_DAY: Final = mark("Day")
_KIND: Final = mark("Kind of day")


@dataclass(frozen=True, slots=True)
class Entry:
    """One day as it is entered."""

    day: date
    kind: str
    """`holiday` or `working`."""
    name: str = ""
    source: str = ""
    """The decision that set it."""


def holidays(archive: Archive, year: int) -> list[Holiday]:
    """Return what is special in a year: by law, by decision, and by what the archive entered."""
    with archive.catalogue.read() as session:
        return calendar_in(session).in_year(year)


def set_day(archive: Archive, entry: Entry) -> None:
    """Enter a day; what was entered for it before is replaced.

    Raises:
        UnacceptableValue: It is neither a day off nor a day worked.
    """
    set_days(archive, [entry])


def set_days(archive: Archive, entries: list[Entry]) -> int:
    """Enter several days as one act; return how many of them changed something.

    Raises:
        UnacceptableValue: One is neither a day off nor a day worked; nothing was entered.
    """
    changes = []
    with archive.catalogue.write() as session:
        for entry in entries:
            kind, kept = kind_named(entry.kind), session.get(CalendarDay, entry.day)
            before = _told(kept) if kept is not None else ""
            if kept is None:
                kept = CalendarDay(day=entry.day, kind=kind)
                session.add(kept)
            kept.kind, kept.person = kind, archive.person
            kept.name, kept.source = entry.name.strip()[:_LONGEST], entry.source.strip()[:_LONGEST]
            if _told(kept) != before:
                changes.append([short(entry.day.isoformat()), before, _told(kept)])
        if changes:
            detail = {"changes": changes}
            custody.record(session, archive.person, "calendar_changed", detail=detail)
    return len(changes)


def remove_day(archive: Archive, day: date) -> None:
    """Take back what was entered for a day; the law holds for it again.

    Raises:
        NotInList: Nothing was entered for it.
    """
    shown = short(day.isoformat())
    with archive.catalogue.write() as session:
        kept = session.get(CalendarDay, day)
        if kept is None:
            known = sorted(calendar_in(session).own)
            told = ", ".join(short(one.isoformat()) for one in known) or translate("nothing yet")
            raise NotInList(shown, told)
        detail = {"changes": [[shown, _told(kept), ""]]}
        session.delete(kept)
        custody.record(session, archive.person, "calendar_changed", detail=detail)


def import_days(archive: Archive, file: Path) -> int:
    """Enter the days of a CSV file, all or none; return how many changed something.

    Its columns are day, kind, name and source, with or without a heading; kinds are `holiday`
    (nghỉ) and `working` (làm bù).

    Raises:
        FileUnreadable: It cannot be read as text.
        UnacceptableValue: A row does not fit; nothing was entered.
    """
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise FileUnreadable(str(file), translate("too large"))
        text = file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or translate("not UTF-8")
        raise FileUnreadable(str(file), reason) from error
    separator = ";" if text.partition("\n")[0].count(";") else ","
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=separator) if any(row)]
    if rows and fold(rows[0][0].strip()) in ("day", "ngay"):
        rows = rows[1:]
    return set_days(archive, [_entry(row) for row in rows])


def kind_named(text: str) -> str:
    """Return the code of a kind of day.

    Raises:
        UnacceptableValue: There is none.
    """
    said = fold(text.strip())
    for code, words in _KINDS.items():
        if said in words:
            return code
    raise UnacceptableValue(translate(_KIND), text[:60], "holiday, working")


def _entry(row: list[str]) -> Entry:
    day, kind, name, source = (*row, "", "", "", "")[:4]
    found = read_day(day)
    if found is None or len(found) != _WHOLE_DAY:
        raise UnacceptableValue(translate(_DAY), day[:60], translate("a day such as 02/09/2026"))
    return Entry(date.fromisoformat(found), kind, name, source)


def _told(kept: CalendarDay) -> str:
    return " · ".join(filter(None, (kept.kind, kept.name, kept.source)))
