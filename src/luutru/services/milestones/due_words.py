"""Says in words when a milestone is due: `ngày ký + 30 ngày`, and how its days are counted."""

from datetime import date
from typing import Final

from luutru.extraction.proposal import Anchor, MilestoneProposal
from luutru.i18n import mark, translate, translate_count
from luutru.services.milestones import due_rules
from luutru.services.milestones.due_rules import DueRule
from luutru.services.rules.working_days import WorkCalendar
from luutru.services.values import shown_period
from luutru.vietnamese.dates import short

_ANCHORS: Final = {
    Anchor.SIGNING: mark("signing"),
    Anchor.EFFECT: mark("entry into force"),
    Anchor.EXPIRY: mark("expiry"),
    Anchor.EVENT: mark("an event"),
}
_UNITS: Final = {
    "YEARLY": (mark("every year"), "Y"),
    "MONTHLY": (mark("every month"), "M"),
    "WEEKLY": (mark("every week"), ""),
    "DAILY": (mark("every day"), "D"),
}
_FORWARD: Final = mark(
    "The day of {anchor} is not counted; a term in days ends with its last day, one in months or "
    "years on the day of the same number (Civil Code 2015, articles 147 and 148)."
)
_BACKWARD: Final = mark(
    "Counted back from the day of {anchor}: the last day that lies the whole period before it "
    "(Civil Code 2015, articles 147 and 148)."
)
_WORKING: Final = mark(
    "Working days are counted from the day after {anchor}: without weekly days off and public "
    "holidays (Labour Code 2019, articles 111 and 112)."
)
_FREE: Final = mark(
    "{day} is not worked ({why}): the term ends with the next working day, {next} (Civil Code "
    "2015, article 148.5)."
)
_FREE_BEFORE: Final = mark(
    "{day} is not worked ({why}): the last working day before it is {previous}."
)


def due_words(proposal: MilestoneProposal) -> str:
    """Return the rule of its day in the reader's language; empty where the text gives none."""
    fixed = short(proposal.due_on) if proposal.due_on else ""
    when = fixed or rule_words(due_rules.of_proposal(proposal))
    return ", ".join(filter(None, (when, recurrence_words(proposal.recurrence))))


def rule_words(rule: DueRule | None) -> str:
    """Return a rule in the reader's language: `signing + 15 days`."""
    if rule is None:
        return ""
    anchor = _anchor(rule)
    if not rule.offset:
        return anchor
    period = _period(rule)
    if rule.is_before:
        return translate("{period} before {anchor}", period=period, anchor=anchor)
    return translate("{anchor} + {period}", anchor=anchor, period=period)


def counting_words(rule: DueRule | None, due_on: date | None, calendar: WorkCalendar) -> str:
    """Say by which rule the days were counted, and what it means where the day is not worked."""
    if rule is None or not rule.offset:
        return ""
    told = _WORKING if rule.working_days else _BACKWARD if rule.is_before else _FORWARD
    counting = translate(told, anchor=_anchor(rule))
    free = "" if due_on is None else _free_words(rule, due_on, calendar)
    return " ".join(filter(None, (counting, free)))


def recurrence_words(recurrence: str) -> str:
    """Return how often it comes back, in the reader's language."""
    told = dict(part.split("=", 1) for part in recurrence.split(";") if "=" in part)
    words, unit = _UNITS.get(told.get("FREQ", ""), ("", ""))
    if not words:
        return ""
    interval = told.get("INTERVAL", "1")
    again = translate(words)
    if interval != "1" and unit:
        again = translate("every {period}", period=shown_period(f"P{interval}{unit}"))
    months, days = told.get("BYMONTH", ""), told.get("BYMONTHDAY", "")
    if months.isdigit() and days.isdigit():
        day = f"{int(days):02d}/{int(months):02d}"
        return translate("{again}, on {day}", again=again, day=day)
    return again


def _anchor(rule: DueRule) -> str:
    return rule.event or translate(_ANCHORS[rule.anchor])


def _period(rule: DueRule) -> str:
    if rule.working_days is None:
        return shown_period(rule.offset)
    return translate_count("{count} working day", "{count} working days", rule.working_days)


def _free_words(rule: DueRule, due_on: date, calendar: WorkCalendar) -> str:
    if calendar.is_worked(due_on):
        return ""
    holiday = calendar.holiday(due_on)
    facts = {
        "day": _day(due_on),
        "why": holiday.name if holiday else translate("weekly day off"),
    }
    if rule.is_before:
        return translate(_FREE_BEFORE, **facts, previous=_day(calendar.plus(due_on, -1)))
    return translate(_FREE, **facts, next=_day(calendar.or_next_worked(due_on)))


def _day(day: date) -> str:
    return short(day.isoformat())
