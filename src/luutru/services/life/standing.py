"""Where an agreement stands on a day, which of the eight rules says so, and by which dates."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.i18n import mark, translate
from luutru.records.act import GuidedAct
from luutru.records.agreement import Agreement
from luutru.records.document import Document
from luutru.records.status import Status
from luutru.services import lookup, terms
from luutru.services.archive import Archive
from luutru.services.life.counting import shown
from luutru.services.life.reasons import Told, rule_words
from luutru.services.life.settings import ending_soon_within
from luutru.services.life.successors import successors_in

_DATES: Final = {
    "signed_on": mark("the day of signing"),
    "effective_on": mark("the day of effect"),
    "expires_on": mark("the day of expiry"),
}


@dataclass(frozen=True, slots=True)
class Override:
    """The status that a person set beside the one that the rules compute."""

    status: Status
    reason: str
    person: str
    since: date | None
    """From when it holds; None: on every day."""
    evidence: str
    """Reference of the document that proves it; empty where none was named."""


@dataclass(frozen=True, slots=True)
class StatusTold:
    """The status of an agreement on a day, with what it rests on."""

    reference: str
    day: date
    status: Status
    ending_soon: bool
    succeeded_by: tuple[str, ...]
    """Names of the authorities that took over from a party by that day."""
    computed: Status
    """What the rules say; the same as `status` unless a person set another."""
    rule: int
    """Which of the eight rules fits, 1 to 8."""
    words: str
    """The rule as a sentence, with the dates it used."""
    missing: tuple[str, ...]
    """The dates that are missing or too coarse, in words."""
    override: Override | None

    @property
    def explained(self) -> str:
        """All of it in a few sentences."""
        parts = [translate("Rule {number}: {words}", number=self.rule, words=self.words)]
        if self.override is not None:
            parts.insert(0, _override_words(self.override))
        if self.succeeded_by:
            names = ", ".join(self.succeeded_by)
            parts.append(translate("Succeeded: {names} took over.", names=names))
        return " ".join(parts)


def status_of(archive: Archive, reference: str, on: date | None = None) -> StatusTold:
    """Return where the agreement that answers to `reference` stands on a day (default: today).

    Raises:
        UnknownReference: Nothing is called so.
    """
    with archive.catalogue.read() as session:
        return status_in(session, lookup.agreement(session, reference), on or clock.today())


def status_in(
    session: Session,
    agreement: Agreement,
    day: date,
    facts: terms.Facts | None = None,
    heirs: tuple[str, ...] | None = None,
) -> StatusTold:
    """Return the same within the caller's transaction.

    `facts`, `heirs`: what moved its end, and who took over from a party, where the caller knows.
    """
    life = terms.life_of(session, agreement)
    ruling = life.ruling(day)
    if facts is None:
        facts = terms.facts_of(session, [agreement.id])[agreement.id]
    told = Told(session, agreement, life, day, terms.course_of(agreement, facts).end_on(day))
    missing = tuple(translate(_DATES[name]) for name in life.missing_on(day))
    return StatusTold(
        reference=agreement.reference,
        day=day,
        status=life.status_on(day),
        ending_soon=life.ends_soon(day, ending_soon_within(session)),
        succeeded_by=successors_in(session, agreement, day) if heirs is None else heirs,
        computed=ruling.status,
        rule=ruling.rule,
        words=rule_words(told, ruling.rule, missing),
        missing=missing,
        override=_override(session, agreement) if life.is_overridden(day) else None,
    )


def _override(session: Session, agreement: Agreement) -> Override:
    query = select(GuidedAct, Document.reference).outerjoin(
        Document, GuidedAct.evidence_id == Document.id
    )
    found = session.execute(
        query.where(GuidedAct.agreement_id == agreement.id, GuidedAct.kind == "override")
        .order_by(GuidedAct.id.desc())
        .limit(1)
    ).first()
    act, evidence = found if found is not None else (None, None)
    return Override(
        Status(agreement.status_override),
        agreement.status_override_reason,
        act.person if act is not None else "",
        agreement.status_override_from,
        evidence or "",
    )


def _override_words(override: Override) -> str:
    since = translate(" from {day}", day=shown(override.since)) if override.since else ""
    proof = translate(" (proof: {reference})", reference=override.evidence)
    return translate(
        "Set by {person}{since}: {reason}{proof}.",
        person=override.person or "–",
        since=since,
        reason=override.reason,
        proof=proof if override.evidence else "",
    )
