"""Generated histories, day by day, against a simulation that knows nothing of our rules in code."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from luutru.records.agency import Fonds
from luutru.records.agreement import Agreement, AgreementEvent, Relation
from luutru.records.schema import METADATA
from luutru.records.status import ends_soon_expression, status_expression
from luutru.services import terms

ENGINE = create_engine("sqlite://", poolclass=StaticPool)
METADATA.create_all(ENGINE)
"""Nothing is ever committed in it."""

DAY = timedelta(days=1)
FIRST, LAST = date(2018, 1, 1), date(2030, 12, 31)
HISTORIES = 200
SOON = 90
MONTH_ENDS = (28, 29, 30, 31)


@dataclass
class History:
    """What happened to one agreement, as plain days."""

    signed: date
    begins: date
    first_end: date | None
    renewal_months: int = 0
    notice_months: int = 0
    notices: list[date] = field(default_factory=list)
    extensions: list[tuple[date, date]] = field(default_factory=list)
    by_agreement: bool = False
    suspensions: list[tuple[date, date | None]] = field(default_factory=list)
    ended: date | None = None
    ended_how: str = ""
    replaced: date | None = None


def test_generated_histories_agree_with_a_simulation_day_by_day():
    dice = random.Random(20)  # noqa: S311  nothing is kept secret by it
    compared = 0
    seen = set()
    for number in range(HISTORIES):
        history = generated(dice)
        expected = simulated(history)
        with Session(ENGINE) as session:
            agreement = recorded(session, history)
            life = terms.life_of(session, agreement)
            for day, (status, soon) in expected.items():
                told = life.status_on(day), life.ends_soon(day)
                assert told == (status, soon), (number, day, history)
                compared += 1
                seen.add(status)
            for day in dice.sample(list(expected), 12):
                query = select(status_expression(day), ends_soon_expression(day))
                in_sql = session.execute(query.where(Agreement.id == agreement.id)).one()
                status, soon = expected[day]
                assert in_sql[0] == status, (number, day, history)
                assert (status == "in_force" and bool(in_sql[1])) == soon, (number, day, history)
    assert compared == HISTORIES * ((LAST - FIRST).days + 1)
    assert seen >= {"draft", "signed", "in_force", "expired", "suspended", "terminated", "replaced"}


# --- the simulation: one day after the other ------------------------------------------------


def simulated(history):
    """Walk through all days; return for each the status, and whether the term ends soon."""
    horizon = LAST + timedelta(days=SOON + 1)
    in_term = {}
    end, settled, day = history.first_end, date.min, FIRST
    while day <= horizon:
        if end is not None and day == end + DAY and goes_on(history, end, settled):
            end = months_later(end, history.renewal_months)
        for begun, until in history.extensions:
            if begun == day:
                end, settled = until, begun
        in_term[day] = end is None or day <= end
        day += DAY
    told = {}
    out = date.max
    for day in sorted(in_term, reverse=True):
        out = out if in_term[day] else day
        status = status_then(history, day, within=in_term[day])
        told[day] = status, status == "in_force" and (out - day).days <= SOON + 1
    return {day: told[day] for day in sorted(told) if day <= LAST}


def goes_on(history, end, settled):
    if not history.renewal_months:
        return False
    last = months_later(end, -history.notice_months)
    return not any(settled <= told <= last for told in history.notices)


def status_then(history, day, *, within):
    if day < history.signed:
        return "draft"
    if history.replaced is not None and history.replaced <= day:
        return "replaced"
    if history.ended is not None and history.ended <= day:
        return "terminated"
    for begun, until in history.suspensions:
        if begun <= day and (until is None or day <= until):
            return "suspended"
    if not within:
        return "expired"
    return "in_force" if history.begins <= day else "signed"


def months_later(day, months):
    """Go to the same day of another month, or back from there to the last one that exists."""
    year, month, number = day.year, day.month, day.day
    step = 1 if months > 0 else -1
    for _ in range(abs(months)):
        month += step
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


# --- what is thrown, and how it is recorded -------------------------------------------------


def generated(dice):
    signed = a_day(dice, 2019, 2021)
    begins = signed + timedelta(days=dice.choice([0, 0, 15, 200]))
    endless = dice.random() < 0.1
    first_end = None if endless else months_later(begins, dice.choice([1, 6, 12, 24, 36]))
    history = History(signed, begins, first_end)
    if not endless and dice.random() < 0.5:
        history.renewal_months = dice.choice([1, 12, 12, 24])
        history.notice_months = dice.choice([0, 1, 3])
        last = months_later(first_end, -history.notice_months)
        near = [last - DAY, last, last + DAY]
        history.notices = [
            dice.choice([*near, a_day(dice, 2020, 2027)]) for _ in range(dice.choice([0, 1, 1, 2]))
        ]
    if not endless:
        near = [months_later(first_end, 0) + n * DAY for n in range(3)]
        days = sorted(
            {
                dice.choice([*near, *(a_day(dice, 2020, 2027) for _ in range(3))])
                for _ in range(dice.choice([0, 0, 1, 2, 3]))
            }
        )
        history.extensions = [
            (day, day + timedelta(days=dice.choice([0, 40, 365, 1000]))) for day in days
        ]
        if history.notices and days and dice.random() < 0.5:
            history.notices[0] = dice.choice(days)
        history.by_agreement = dice.random() < 0.4
    for _ in range(dice.choice([0, 0, 1, 2])):
        begun = a_day(dice, 2020, 2026)
        history.suspensions.append((begun, dice.choice([None, begun, begun + timedelta(days=100)])))
    if dice.random() < 0.3:
        history.ended = a_day(dice, 2021, 2028)
        history.ended_how = dice.choice(["termination", "withdrawal", "terminates"])
    if dice.random() < 0.2:
        history.replaced = a_day(dice, 2021, 2028)
    return history


def a_day(dice, first, last):
    """Throw a day, of which many are ends of months and leap days."""
    year, month = dice.randint(first, last), dice.randint(1, 12)
    if dice.random() < 0.2:
        year, month = dice.choice([2020, 2024]), 2
    number = dice.choice(MONTH_ENDS) if dice.random() < 0.5 else dice.randint(1, 28)
    return months_later(date(year, 1, 1), month - 1).replace(day=1) + timedelta(
        days=min(number, days_in(year, month)) - 1
    )


def days_in(year, month):
    return (months_later(date(year, month, 1), 1) - date(year, month, 1)).days


def recorded(session, history):
    fonds = added(session, Fonds(fonds_code="1", name="F"))
    agreement = Agreement(
        reference="1", fonds_id=fonds.id,
        signed_on=history.signed.isoformat(), effective_on=history.begins.isoformat(),
        expires_on=history.first_end.isoformat() if history.first_end else "",
        open_ended="" if history.first_end else "yes",
        renewal="automatic" if history.renewal_months else "none",
        renewal_period=f"P{history.renewal_months}M" if history.renewal_months else "",
        notice_period=f"P{history.notice_months}M" if history.notice_months else "",
    )  # fmt: skip
    added(session, agreement)
    for day in history.notices:
        happened(session, agreement, "notice", day)
    for begun, until in history.extensions:
        if history.by_agreement:
            relate(session, agreement, "extends", begun, expires_on=until.isoformat())
        else:
            happened(session, agreement, "extension", begun, new_expiry=until.isoformat())
    for begun, until in history.suspensions:
        happened(session, agreement, "suspension", begun, effective_to=until)
    if history.ended is not None and history.ended_how == "terminates":
        relate(session, agreement, "terminates", history.ended)
    elif history.ended is not None:
        happened(session, agreement, history.ended_how, history.ended)
    if history.replaced is not None:
        relate(session, agreement, "replaces", history.replaced)
    terms.derive_in(session, agreement)
    session.flush()
    return agreement


def happened(session, agreement, kind, day, **told):
    added(session, AgreementEvent(
        agreement_id=agreement.id, kind=kind, effective_from=day, **told
    ))  # fmt: skip


def relate(session, agreement, kind, day, **told):
    number = len(session.scalars(select(Agreement.id)).all()) + 1
    other = added(session, Agreement(reference=str(number), fonds_id=agreement.fonds_id, **told))
    terms.derive(other)
    added(session, Relation(
        from_id=other.id, to_id=agreement.id, kind=kind, effective_on=day
    ))  # fmt: skip


def added(session, record):
    session.add(record)
    session.flush()
    return record


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        (date(2024, 2, 29), "P1Y", date(2025, 2, 28)),
        (date(2024, 2, 29), "P4Y", date(2028, 2, 29)),
        (date(2023, 1, 31), "P1M", date(2023, 2, 28)),
        (date(2024, 1, 31), "P1M", date(2024, 2, 29)),
        (date(2023, 12, 31), "P6M", date(2024, 6, 30)),
        (date(2023, 12, 7), "P3Y", date(2026, 12, 7)),
        (date(2024, 2, 28), "P15D", date(2024, 3, 14)),
        (date(2023, 2, 28), "P15D", date(2023, 3, 15)),
    ],
)
def test_a_term_ends_on_the_day_of_the_same_number(start, period, end):
    agreement = Agreement(
        reference="1", fonds_id=1, effective_on=start.isoformat(), duration=period
    )
    terms.derive(agreement)
    assert (agreement.ends_first, agreement.ends_last) == (end, end)
