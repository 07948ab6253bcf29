"""Writes open milestones as a calendar file for other programs: events and tasks with alarms.

Source: RFC 5545. Google Calendar imports events only, Thunderbird both; each milestone is therefore
an event on its day and a task that is due on it, each with an identifier that stays the same, so
that a later file corrects an earlier one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, Final

from icalendar import Alarm, Calendar, Event, Todo, vDDDTypes, vRecur
from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import __version__, clock
from luutru.holdings.disk import replacing
from luutru.i18n import translate
from luutru.records.agreement import Agreement
from luutru.records.code_lists import code_list
from luutru.records.milestone import Milestone
from luutru.services.archive import Archive
from luutru.services.milestones import due_rules
from luutru.services.milestones.due_words import rule_words
from luutru.services.milestones.rows import MilestoneRow, Wanted, rows_in
from luutru.services.milestones.standing import Standing
from luutru.vietnamese.folding import fold

_DATED: Final = frozenset(
    {Standing.OVERDUE, Standing.THIS_WEEK, Standing.THIS_MONTH, Standing.PLANNED}
)
_DAY: Final = timedelta(days=1)
_MORNING: Final = timedelta(hours=8)
"""When an alarm rings on its day."""
_TODO_STATES: Final = {"open": "NEEDS-ACTION", "under_way": "IN-PROCESS"}
_PRODUCT: Final = f"-//Luu Tru//luutru {__version__}//VI"


@dataclass(frozen=True, slots=True)
class _More:
    """What a calendar needs of a milestone besides its row."""

    reminders: tuple[int, ...]
    is_moved: bool
    series: str
    changed: datetime


def write_ics(archive: Archive, path: Path, owner: str | None = None) -> int:
    """Write the open milestones that have a day, of one owner or of all; return how many.

    What belongs to an agreement with a mark of secrecy does not leave the archive.

    Raises:
        DiskFull, DiskTrouble: The file could not be written.
    """
    with archive.catalogue.read() as session:
        rows = _rows(session, owner)
        made = calendar_of(session, rows, owner or archive.settings.name)
    _write(made, path)
    return len(rows)


def write_ics_by_owner(archive: Archive, folder: Path) -> dict[str, Path]:
    """Write one calendar for each owner into `folder`; return the files by owner.

    Raises:
        DiskFull, DiskTrouble: A file could not be written.
    """
    with archive.catalogue.read() as session:
        rows = _rows(session, None)
        owners = sorted({row.owner for row in rows if row.owner})
        made = {
            owner: calendar_of(session, [row for row in rows if row.owner == owner], owner)
            for owner in owners
        }
    folder.mkdir(parents=True, exist_ok=True)
    files: dict[str, Path] = {}
    for owner, calendar in made.items():
        files[owner] = folder / f"{_stem(owner, {path.stem for path in files.values()})}.ics"
        _write(calendar, files[owner])
    return files


def calendar_of(session: Session, rows: Sequence[MilestoneRow], name: str) -> Calendar:
    """Return the calendar of some milestones; those without a day are left out."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    more = _more(session, [row.id for row in rows])
    newest = {more[row.id].series: row.id for row in sorted(rows, key=lambda row: row.id)}
    for row in rows:
        if row.due_on is None:
            continue
        told = more[row.id]
        goes_on = newest[told.series] == row.id and not told.is_moved
        rule = row.recurrence if goes_on else ""
        calendar.add_component(_event(row, row.due_on, told, rule))
        calendar.add_component(_todo(row, row.due_on, told, rule))
    return calendar


def _rows(session: Session, owner: str | None) -> list[MilestoneRow]:
    owners = frozenset() if owner is None else frozenset({owner})
    rows = rows_in(session, Wanted(standings=_DATED, owners=owners), clock.today())
    marked = set(session.scalars(select(Agreement.id).where(Agreement.secrecy != "none")))
    return [row for row in rows if row.agreement_id not in marked]


def _more(session: Session, ids: Sequence[int]) -> dict[int, _More]:
    wanted, found = set(ids), {}
    query = select(
        Milestone.id,
        Milestone.reminder_days,
        Milestone.planned_on,
        Milestone.series,
        Milestone.recorded_at,
    )
    for number, reminders, planned_on, series, recorded_at in session.execute(query):
        if number in wanted:
            days = tuple(int(day) for day in reminders.split(",") if day)
            alone = series or f"#{number}"
            found[number] = _More(days, planned_on is not None, alone, recorded_at)
    return found


def _event(row: MilestoneRow, day: date, more: _More, rule: str) -> Event:
    event = Event()
    _describe(event, row, more, f"{row.uid}@luutru")
    event.add("dtstart", day)
    event.add("dtend", day + _DAY)
    event.add("transp", "TRANSPARENT")
    if rule:
        event.add("rrule", vRecur.from_ical(rule))
    for alarm in _alarms(row, more, "START"):
        event.add_component(alarm)
    return event


def _todo(row: MilestoneRow, day: date, more: _More, rule: str) -> Todo:
    todo = Todo()
    _describe(todo, row, more, f"{row.uid}-todo@luutru")
    if rule:  # what recurs needs a start, and a due day may not be the same as the start
        todo.add("dtstart", day)
        todo.add("duration", _DAY)
        todo.add("rrule", vRecur.from_ical(rule))
    else:
        todo.add("due", day)
    todo.add("status", _TODO_STATES[row.state])
    todo.add("percent-complete", row.percent_done)
    for alarm in _alarms(row, more, "START" if rule else "END"):
        todo.add_component(alarm)
    return todo


def _describe(component: Any, row: MilestoneRow, more: _More, uid: str) -> None:  # noqa: ANN401
    component.add("uid", uid)
    component.add("dtstamp", clock.now())
    component.add("created", more.changed)
    component.add("sequence", max(row.version - 1, 0))
    component.add("summary", row.called)
    component.add("description", "\n".join(_lines(row)))
    component.add("categories", list(_categories(row)))


def _lines(row: MilestoneRow) -> Iterator[str]:
    if row.reference:
        yield translate("Agreement {reference}: {title}", reference=row.reference,
                        title=row.agreement_title)  # fmt: skip
    if row.partners:
        yield translate("Partners: {names}", names=", ".join(row.partners))
    if row.owner:
        yield translate("Owner: {name}", name=row.owner)
    ground = ", ".join(filter(None, (row.ground, _rule(row))))
    if ground:
        yield translate("Ground: {ground}", ground=ground)
    if row.note:
        yield row.note


def _rule(row: MilestoneRow) -> str:
    return rule_words(due_rules.recorded(row.due_rule))


def _categories(row: MilestoneRow) -> Iterator[str]:
    yield code_list("milestone_kind").label(row.kind)
    fields = code_list("cooperation_field")
    for code in row.fields:
        yield fields.label(code)


def _alarms(row: MilestoneRow, more: _More, related: str) -> Iterator[Alarm]:
    for days in more.reminders:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", row.called)
        trigger = vDDDTypes(_MORNING - days * _DAY)
        trigger.params["RELATED"] = related
        alarm.add("trigger", trigger)
        yield alarm


def _stem(owner: str, taken: set[str]) -> str:
    """Return a name for the file of an owner that every medium can hold, and nobody else has."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(owner)).strip("-") or "owner"
    return next(name for name in _numbered(plain) if name not in taken)


def _numbered(plain: str) -> Iterator[str]:
    yield plain
    yield from (f"{plain}-{number}" for number in count(2))


def _write(calendar: Calendar, path: Path) -> None:
    with replacing(path) as part:
        part.write_bytes(calendar.to_ical())
