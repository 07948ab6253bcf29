"""The days from which milestones are counted, with the end of the term that runs."""

from datetime import date

from sqlalchemy.orm import Session

from luutru.extraction.proposal import Anchor
from luutru.records.agreement import Agreement
from luutru.records.days import Span
from luutru.services import terms
from luutru.services.milestones.due_rules import Anchors, only_day


def anchors_in(
    session: Session, agreement: Agreement, today: date, event_on: date | None = None
) -> Anchors:
    """Return the days from which milestones of an agreement are counted.

    A coarse day is not known; the expiry is the end of the term that runs `today`.
    """
    course = terms.course_of(agreement, terms.facts_of(session, [agreement.id])[agreement.id])
    return {
        Anchor.SIGNING: only_day(Span(agreement.signed_first, agreement.signed_last)),
        Anchor.EFFECT: only_day(Span(agreement.begins_first, agreement.begins_last)),
        Anchor.EXPIRY: only_day(course.end_on(today)),
        Anchor.EVENT: event_on,
    }
