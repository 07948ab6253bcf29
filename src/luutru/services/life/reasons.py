"""The eight rules of status as sentences, each with the dates it used."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.i18n import translate
from luutru.records.agreement import Agreement, AgreementEvent, Relation
from luutru.records.days import UNKNOWN, Span
from luutru.records.status import Life
from luutru.services import terms
from luutru.services.life.counting import shown
from luutru.vietnamese.dates import short


@dataclass(frozen=True)
class Told:
    """What the sentences are made of."""

    session: Session
    agreement: Agreement
    life: Life
    day: date
    end: Span
    """The end of the term that runs on the day."""


def rule_words(told: Told, rule: int, missing: tuple[str, ...]) -> str:
    """Return the sentence of the rule that fits."""
    if missing:
        return translate("Missing or too coarse: {dates}.", dates=", ".join(missing))
    return _WORDS[rule](told)


def _draft(told: Told) -> str:
    if told.life.signed == UNKNOWN:
        return translate("No signing is recorded, and no signed file is kept.")
    return translate(
        "Not signed yet on {day}; it was signed on {signed}.",
        day=shown(told.day),
        signed=_span(told.life.signed),
    )


def _replaced(told: Told) -> str:
    reference, day = _by_another(told, "replaces")
    return translate("Replaced by {reference} from {day}.", reference=reference, day=day)


def _terminated(told: Told) -> str:
    query = (
        select(AgreementEvent.kind, AgreementEvent.effective_from)
        .where(AgreementEvent.agreement_id == told.agreement.id)
        .where(AgreementEvent.kind.in_(("termination", "withdrawal")))
        .where(AgreementEvent.effective_from <= told.day)
        .order_by(AgreementEvent.effective_from)
    )
    first = told.session.execute(query.limit(1)).first()
    if first is None:
        reference, day = _by_another(told, "terminates")
        return translate("Terminated by {reference} from {day}.", reference=reference, day=day)
    if first.kind == "withdrawal":
        return translate("Withdrawn from, with effect from {day}.", day=shown(first.effective_from))
    return translate("Terminated from {day}.", day=shown(first.effective_from))


def _suspended(told: Told) -> str:
    span = told.life.suspended_on(told.day) or UNKNOWN
    if span.last is None:
        return translate("Suspended from {day}, and not lifted yet.", day=_day(span.first))
    return translate("Suspended from {day} to {last}.", day=_day(span.first), last=_day(span.last))


def _expired(told: Told) -> str:
    for lapse in told.life.lapses:
        if lapse.sure and lapse.sure <= told.day <= lapse.until:
            return translate(
                "Its term ended before {day}, and it was extended only after {last}.",
                day=shown(lapse.sure),
                last=shown(lapse.until),
            )
    return translate("Its term ended on {day}.", day=_span(told.life.ends))


def _signed(told: Told) -> str:
    signed = _span(told.life.signed)
    if told.life.begins == UNKNOWN:
        return translate(
            "Signed on {signed}; what its effect waits for is not recorded yet.", signed=signed
        )
    return translate(
        "Signed on {signed}; it has effect only from {day}.",
        signed=signed,
        day=_span(told.life.begins),
    )


def _in_force(told: Told) -> str:
    since = translate("In effect since {day}", day=_span(told.life.begins))
    if told.agreement.open_ended == "yes" and told.end == UNKNOWN:
        return translate("{since}, without term.", since=since)
    if told.end == UNKNOWN:
        return translate("{since}; no end is known.", since=since)
    end = _span(told.end)
    if terms.renews_itself(told.agreement) and told.life.ends == UNKNOWN:
        return translate(
            "{since}; it renews itself, and the running term ends on {end}.", since=since, end=end
        )
    return translate("{since}, until {end}.", since=since, end=end)


def _undetermined(_told: Told) -> str:
    return translate("The dates do not tell.")


_WORDS: Final[dict[int, Callable[[Told], str]]] = {
    1: _draft,
    2: _replaced,
    3: _terminated,
    4: _suspended,
    5: _expired,
    6: _signed,
    7: _in_force,
    8: _undetermined,
}


def _by_another(told: Told, kind: str) -> tuple[str, str]:
    query = (
        select(Agreement.reference, Relation.effective_on)
        .join(Relation, Relation.from_id == Agreement.id)
        .where(Relation.to_id == told.agreement.id, Relation.kind == kind)
        .where(Relation.effective_on <= told.day)
        .order_by(Relation.effective_on)
    )
    found = told.session.execute(query.limit(1)).first()
    return (found.reference, _day(found.effective_on)) if found is not None else ("–", "–")


def _day(day: date | None) -> str:
    return shown(day) if day is not None else "–"


def _span(span: Span) -> str:
    return short(terms.edtf_of(span)) or "–"
