"""The yearly report on implementation: what each agreement was, what was done, what is late."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.i18n import mark, translate, translate_count
from luutru.records.agreement import Agreement
from luutru.records.code_lists import code_list
from luutru.records.party import PartyRole
from luutru.records.status import status_expression
from luutru.services import terms
from luutru.services.archive import Archive
from luutru.services.milestones.rows import MilestoneRow, Wanted, rows_in
from luutru.services.milestones.standing import OPEN_STATES
from luutru.services.tables.table import Column, Table, Value
from luutru.services.values import shown_period
from luutru.vietnamese.dates import short

_TITLE: Final = mark("Implementation of international agreements in {year}")
_AT_ONCE: Final = 500
_NEVER: Final = ("draft",)


def yearly_report(archive: Archive, year: int) -> Table:
    """Return the report of a year, an agreement a row: done, late, and planned for the next one.

    What is late is late on the last day of the year, or today while the year runs. Agreements that
    had ended before the year, and of which nothing was done or planned in it, are left out.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    on = min(last, clock.today())
    with archive.catalogue.read() as session:
        told = _by_agreement(rows_in(session, Wanted(), clock.today()))
        rows = [
            row
            for agreements in _some(session, on)
            for row in _rows(session, agreements, told, (first, last, on))
        ]
    count = translate_count("{count} agreement", "{count} agreements", len(rows))
    as_of = translate("As of {day}", day=short(on.isoformat()))
    numbered = [(number, *row) for number, row in enumerate(rows, 1)]
    return Table(
        translate(_TITLE, year=year).upper(),
        (archive.settings.name, f"{count} · {as_of}"),
        _columns(year),
        numbered,
    )


def _columns(year: int) -> tuple[Column, ...]:
    return (
        Column(translate("No."), 5, kind="number"),
        Column(translate("Agreement"), 34),
        Column(translate("Parties"), 30),
        Column(translate("In the name of"), 14),
        Column(translate("Signed on"), kind="day"),
        Column(translate("Effect"), kind="day"),
        Column(translate("Term"), 14),
        Column(translate("Status"), 14),
        Column(translate("Done in {year}", year=year), 36),
        Column(translate("Late"), 36),
        Column(translate("Plan for {year}", year=year + 1), 36),
    )


def _some(session: Session, on: date) -> Iterable[list[tuple[Agreement, str]]]:
    query = select(Agreement, status_expression(on)).order_by(Agreement.signed_first, Agreement.id)
    found = [(agreement, status) for agreement, status in session.execute(query)]
    for start in range(0, len(found), _AT_ONCE):
        yield found[start : start + _AT_ONCE]


def _rows(
    session: Session,
    agreements: Sequence[tuple[Agreement, str]],
    told: dict[int, list[MilestoneRow]],
    days: tuple[date, date, date],
) -> Iterable[tuple[Value, ...]]:
    first, last, on = days
    ids = [agreement.id for agreement, _ in agreements]
    parties, facts = _parties(session, ids), terms.facts_of(session, ids)
    for agreement, status in agreements:
        milestones = told.get(agreement.id, [])
        done = [m for m in milestones if m.done_on and m.state == "done" and
                first <= m.done_on <= last]  # fmt: skip
        late = [m for m in milestones if _is_late(m, on)]
        planned = [m for m in milestones if _is_planned(m, last.year + 1)]
        ended = agreement.ends_last is not None and agreement.ends_last < first
        signed_later = agreement.signed_first is not None and agreement.signed_first > last
        if status in _NEVER or signed_later or (ended and not (done or late or planned)):
            continue
        yield (
            f"{agreement.reference} · {agreement.title}",
            ", ".join(parties[agreement.id]),
            _label("signing_level", agreement.signing_level),
            agreement.signed_on,
            agreement.effective_on
            or (agreement.signed_on if agreement.effect_rule == "on_signing" else ""),
            _term(agreement, terms.expiry(agreement, on, facts[agreement.id])),
            _label("status", status),
            _told(done, lambda m: m.done_on),
            _told(late, lambda m: m.due_on),
            _told(planned, lambda m: m.due_on),
        )


def _is_late(milestone: MilestoneRow, on: date) -> bool:
    """Tell whether it was due before `on` and not done by then."""
    if milestone.due_on is None or milestone.due_on >= on:
        return False
    done_later = milestone.state == "done" and bool(milestone.done_on and milestone.done_on > on)
    return milestone.state in OPEN_STATES or done_later


def _is_planned(milestone: MilestoneRow, year: int) -> bool:
    due = milestone.due_on
    return milestone.state in OPEN_STATES and due is not None and due.year == year


def _told(milestones: Sequence[MilestoneRow], day_of: Callable[[MilestoneRow], date | None]) -> str:
    lines = []
    for milestone in milestones:
        day = day_of(milestone)
        lines.append(f"{milestone.called} ({short(day.isoformat())})" if day else milestone.called)
    return "; ".join(lines)


def _by_agreement(rows: Sequence[MilestoneRow]) -> dict[int, list[MilestoneRow]]:
    told: dict[int, list[MilestoneRow]] = defaultdict(list)
    for row in rows:
        told[row.agreement_id].append(row)
    return told


def _parties(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    told: dict[int, list[str]] = defaultdict(list)
    query = select(PartyRole.agreement_id, PartyRole.short_name, PartyRole.name_as_signed)
    query = query.where(PartyRole.agreement_id.in_(ids)).order_by(PartyRole.ordinal)
    for agreement_id, short_name, name in session.execute(query):
        told[agreement_id].append(short_name or name)
    return told


def _term(agreement: Agreement, expiry: str) -> str:
    if agreement.open_ended == "yes":
        return translate("open-ended")
    until = translate("until {day}", day=short(expiry)) if expiry else ""
    return ", ".join(filter(None, (shown_period(agreement.duration), until)))


def _label(name: str, code: str) -> str:
    return code_list(name).label(code) if code else ""
