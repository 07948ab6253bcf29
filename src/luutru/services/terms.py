"""From when until when an agreement holds: one rule, used wherever a day is computed."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from luutru.records.agreement import Agreement, AgreementEvent, AgreementLapse, Relation
from luutru.records.days import UNKNOWN, Span, is_period, plus, span_of
from luutru.records.status import Life
from luutru.records.term import Course, Extension, Lapse, Renewal, course

_AT_ONCE: Final = 500
"""Identifiers in one question."""


@dataclass(frozen=True)
class Facts:
    """What moved the end of an agreement after it was signed."""

    extensions: tuple[Extension, ...] = ()
    notices: tuple[date, ...] = ()


NO_FACTS: Final = Facts()


def derive(agreement: Agreement, facts: Facts = NO_FACTS) -> None:
    """Set the spans by which an agreement is ordered, filtered and judged."""
    agreement.signed_first, agreement.signed_last = span_of(agreement.signed_on)
    agreement.begins_first, agreement.begins_last = begins_of(agreement)
    told = course_of(agreement, facts)
    agreement.ends_first, agreement.ends_last = told.ends
    lapses = [(lapse.possible, lapse.sure, lapse.until) for lapse in told.lapses]
    if lapses != [(kept.possible, kept.sure, kept.until) for kept in agreement.lapses]:
        agreement.lapses[:] = [
            AgreementLapse(possible=lapse.possible, sure=lapse.sure, until=lapse.until)
            for lapse in told.lapses
        ]


def derive_in(session: Session, agreement: Agreement) -> list[Agreement]:
    """Do so with all that is recorded of it, and for those whose end it moves; return all moved."""
    followed: list[Agreement] = []
    waiting = [agreement]
    while waiting:
        one = waiting.pop()
        if one in followed:
            continue
        followed.append(one)
        session.flush()
        derive(one, facts_of(session, [one.id])[one.id])
        extended = select(Agreement).join(Relation, Relation.to_id == Agreement.id)
        waiting += session.scalars(
            extended.where(Relation.from_id == one.id, Relation.kind == "extends")
        )
    return followed


def begins_of(agreement: Agreement) -> Span:
    """Return the days on which it may have come into effect."""
    begins = span_of(agreement.effective_on)
    if begins == UNKNOWN and agreement.effect_rule == "on_signing":
        return span_of(agreement.signed_on)
    return begins


def course_of(agreement: Agreement, facts: Facts = NO_FACTS) -> Course:
    """Return the terms of an agreement, given what moved its end."""
    first = _first_end(agreement, begins_of(agreement))
    return course(first, facts.extensions, _renewal(agreement, facts.notices))


def expiry(agreement: Agreement, today: date, facts: Facts = NO_FACTS) -> str:
    """Return the day on which it expires as EDTF, the running term's where it renews itself."""
    end = course_of(agreement, facts).end_on(today)
    if agreement.expires_on and end == span_of(agreement.expires_on):
        return agreement.expires_on
    return edtf_of(end)


def edtf_of(span: Span) -> str:
    """Return a span of days as EDTF; empty where it is unknown."""
    if span == UNKNOWN:
        return ""
    first, last = (day.isoformat() if day else ".." for day in span)
    return first if first == last else f"{first}/{last}"


def renews_itself(agreement: Agreement) -> bool:
    """Tell whether it renews itself, so that its end is only the end of a term."""
    return agreement.renewal == "automatic" and is_period(agreement.renewal_period)


def facts_of(session: Session, ids: Collection[int]) -> dict[int, Facts]:
    """Return what moved the ends of some agreements, by identifier."""
    extensions: defaultdict[int, list[Extension]] = defaultdict(list)
    notices: defaultdict[int, list[date]] = defaultdict(list)
    for some in (list(ids)[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE)):
        for to_id, day, first, last in session.execute(_extending(some)):
            if day is not None:
                extensions[to_id].append(Extension(day, Span(first, last)))
        for event in session.scalars(_movers(some)):  # what a letter says counts before the rest
            if event.kind == "notice":
                notices[event.agreement_id].append(event.effective_from)
            elif event.new_expiry:
                until = span_of(event.new_expiry)
                extensions[event.agreement_id].append(Extension(event.effective_from, until))
    return {number: Facts(tuple(extensions[number]), tuple(notices[number])) for number in ids}


def life_of(session: Session, agreement: Agreement) -> Life:
    """Return what the rules of status need to know of `agreement`."""
    ended_by = select(Relation.kind, Relation.effective_on).where(
        Relation.to_id == agreement.id, Relation.effective_on.is_not(None)
    )
    others = [(kind, day) for kind, day in session.execute(ended_by) if day is not None]
    events = list(
        session.scalars(select(AgreementEvent).where(AgreementEvent.agreement_id == agreement.id))
    )
    ended = [e.effective_from for e in events if e.kind in ("termination", "withdrawal")]
    ended += [day for kind, day in others if kind == "terminates"]
    return Life(
        signed=Span(agreement.signed_first, agreement.signed_last),
        begins=Span(agreement.begins_first, agreement.begins_last),
        ends=Span(agreement.ends_first, agreement.ends_last),
        effect_rule=agreement.effect_rule,
        has_file=any(document.files for document in agreement.documents),
        replaced_from=min((day for kind, day in others if kind == "replaces"), default=None),
        ended_from=min(ended, default=None),
        suspensions=tuple(
            Span(e.effective_from, e.effective_to) for e in events if e.kind == "suspension"
        ),
        lapses=tuple(Lapse(kept.possible, kept.sure, kept.until) for kept in agreement.lapses),
        override=agreement.status_override,
        override_from=agreement.status_override_from,
    )


def _movers(ids: Collection[int]) -> Select[AgreementEvent]:
    return (
        select(AgreementEvent)
        .where(AgreementEvent.agreement_id.in_(ids))
        .where(AgreementEvent.kind.in_(("extension", "notice")))
        .order_by(AgreementEvent.effective_from, AgreementEvent.id)
    )


def _extending(ids: Collection[int]) -> Select[int, date | None, date | None, date | None]:
    """Ask for the agreements that extend others and state until when."""
    return (
        select(Relation.to_id, Relation.effective_on, Agreement.ends_first, Agreement.ends_last)
        .join(Agreement, Relation.from_id == Agreement.id)
        .where(Relation.to_id.in_(ids), Relation.kind == "extends")
        .where(Relation.effective_on.is_not(None))
        .where(or_(Agreement.ends_first.is_not(None), Agreement.ends_last.is_not(None)))
    )


def _renewal(agreement: Agreement, notices: tuple[date, ...]) -> Renewal | None:
    if not renews_itself(agreement):
        return None
    notice = agreement.notice_period if is_period(agreement.notice_period) else ""
    return Renewal(agreement.renewal_period, notice, notices)


def _first_end(agreement: Agreement, begins: Span) -> Span:
    if agreement.open_ended == "yes":
        return UNKNOWN
    if agreement.expires_on:
        return span_of(agreement.expires_on)
    if not agreement.duration or begins.first is None or begins.last is None:
        return UNKNOWN
    return Span(plus(begins.first, agreement.duration), plus(begins.last, agreement.duration))
