"""The days from which milestones are counted, with the end of the term that runs."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from luutru.records.agreement import Agreement
from luutru.records.days import Span, is_period, minus, plus
from luutru.services import terms

Anchors = Mapping[str, date | None]
"""The day of each anchor as far as it is known."""


def anchors_in(session: Session, agreement: Agreement, today: date) -> Anchors:
    """Return the days of signing, effect and expiry of an agreement; a coarse day is not known."""
    course = terms.course_of(agreement, terms.facts_of(session, [agreement.id])[agreement.id])
    return {
        "signing": _only_day(Span(agreement.signed_first, agreement.signed_last)),
        "effect": _only_day(Span(agreement.begins_first, agreement.begins_last)),
        "expiry": _only_day(course.end_on(today)),
    }


def reckoned(rule: str, anchors: Anchors) -> date | None:
    """Return the day of a rule such as `signing+P30D`; None where its anchor is not known."""
    anchor, sign, period = rule.partition("+") if "+" in rule else rule.partition("-")
    start = anchors.get(anchor.strip())
    if start is None or not sign:
        return start
    if not is_period(period):
        return None
    return plus(start, period) if sign == "+" else minus(start, period)


def _only_day(span: Span) -> date | None:
    return span.first if span.first == span.last else None
