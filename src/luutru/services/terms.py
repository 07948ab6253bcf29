"""From when until when an agreement holds: one rule, used wherever a day is computed."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.records.agreement import Agreement, AgreementEvent, Relation
from luutru.records.days import UNKNOWN, Span, is_period, plus, span_of
from luutru.records.status import Life


def derive(agreement: Agreement) -> None:
    """Set the spans by which an agreement is ordered, filtered and judged."""
    signed = span_of(agreement.signed_on)
    begins = span_of(agreement.effective_on)
    if begins == UNKNOWN and agreement.effect_rule == "on_signing":
        begins = signed
    ends = UNKNOWN if _runs_on(agreement) else _first_end(agreement, begins)
    agreement.signed_first, agreement.signed_last = signed
    agreement.begins_first, agreement.begins_last = begins
    agreement.ends_first, agreement.ends_last = ends


def expiry(agreement: Agreement, today: date) -> str:
    """Return the day on which it expires as EDTF, the running cycle's where it renews itself."""
    if agreement.open_ended == "yes":
        return ""
    if agreement.expires_on and not _runs_on(agreement):
        return agreement.expires_on
    end = _first_end(agreement, Span(agreement.begins_first, agreement.begins_last))
    if end.first is None or end.first != end.last:
        return agreement.expires_on
    day = end.first
    while _runs_on(agreement) and day < today:
        day = plus(day, agreement.renewal_period)
    return day.isoformat()


def life_of(session: Session, agreement: Agreement) -> Life:
    """Return what the rules of status need to know of `agreement`."""
    replaced = session.scalars(
        select(Relation.effective_on)
        .where(Relation.to_id == agreement.id, Relation.kind == "replaces")
        .where(Relation.effective_on.is_not(None))
    )
    events = list(
        session.scalars(select(AgreementEvent).where(AgreementEvent.agreement_id == agreement.id))
    )
    ended = [e.effective_from for e in events if e.kind in ("termination", "withdrawal")]
    return Life(
        signed=Span(agreement.signed_first, agreement.signed_last),
        begins=Span(agreement.begins_first, agreement.begins_last),
        ends=Span(agreement.ends_first, agreement.ends_last),
        effect_rule=agreement.effect_rule,
        has_file=any(document.files for document in agreement.documents),
        replaced_from=min((day for day in replaced if day), default=None),
        ended_from=min(ended, default=None),
        suspensions=tuple(
            Span(e.effective_from, e.effective_to) for e in events if e.kind == "suspension"
        ),
        override=agreement.status_override,
    )


def _runs_on(agreement: Agreement) -> bool:
    """Tell whether it renews itself, so that its end is only the end of a cycle."""
    return agreement.renewal == "automatic" and is_period(agreement.renewal_period)


def _first_end(agreement: Agreement, begins: Span) -> Span:
    if agreement.open_ended == "yes":
        return UNKNOWN
    if agreement.expires_on:
        return span_of(agreement.expires_on)
    if not agreement.duration or begins.first is None or begins.last is None:
        return UNKNOWN
    return Span(plus(begins.first, agreement.duration), plus(begins.last, agreement.duration))
