"""Carries an act upon an agreement out within a transaction: events, relations, what was replaced.

What was recorded is never overwritten without the entry of the act keeping what stood before.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.i18n import translate
from luutru.records.act import GuidedAct
from luutru.records.agreement import Agreement, AgreementEvent, Relation
from luutru.records.code_lists import code_list
from luutru.records.days import UNKNOWN, Span, is_period, plus
from luutru.records.document import Document
from luutru.records.term import notice_day
from luutru.services import lookup, terms
from luutru.services.life import acts
from luutru.services.life.checking import Checks
from luutru.services.life.counting import notice_words, rule_words, shown, term_words

_DAY: Final = timedelta(days=1)


@dataclass
class Carried:
    """What an act did, gathered while it is carried out."""

    session: Session
    row: GuidedAct
    agreement: Agreement | None = None
    events: list[AgreementEvent] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    """As sentences, in the reader's language."""
    notes: list[str] = field(default_factory=list)
    """How days were counted, and what is worth knowing."""
    made: list[list[str]] = field(default_factory=list)
    """Table and identifier of names and relations that do not know when they were recorded."""
    replaced: list[list[str]] = field(default_factory=list)
    """Table, identifier, column, what stood there, what stands there: for the custody log."""

    def event(self, kind: str, day: date, **told: Any) -> AgreementEvent:  # noqa: ANN401  columns
        """Record an event of the agreement."""
        assert self.agreement is not None  # noqa: S101  acts upon authorities have no events
        made = AgreementEvent(
            agreement_id=self.agreement.id,
            kind=kind,
            effective_from=day,
            reason=self.row.reason,
            evidence_id=self.row.evidence_id,
            act_id=self.row.id,
            **told,
        )
        self.session.add(made)
        self.session.flush()
        self.events.append(made)
        return made

    def replace(self, record: Any, column: str, value: Any) -> None:  # noqa: ANN401  any column
        """Set a column and keep what stood there for the custody log."""
        before = getattr(record, column)
        if before != value:
            table, uid = record.__tablename__, record.uid
            self.replaced.append([table, uid, column, _text(before), _text(value)])
            setattr(record, column, value)

    def relate(self, other: Agreement, kind: str, day: date) -> None:
        """Record that `other` does something to the agreement from a day on."""
        assert self.agreement is not None  # noqa: S101  as above
        query = select(Relation).where(
            Relation.from_id == other.id, Relation.to_id == self.agreement.id, Relation.kind == kind
        )
        relation = self.session.scalars(query).first()
        if relation is None:
            relation = Relation(from_id=other.id, to_id=self.agreement.id, kind=kind)
            self.session.add(relation)
            self.session.flush()
        self.replace(relation, "effective_on", day)
        self.replace(relation, "act_id", self.row.id)
        self.relations.append(
            translate(
                "{one}: {relation} {other}",
                one=other.reference,
                relation=code_list("relation").label(kind),
                other=self.agreement.reference,
            )
        )


def evidence_of(session: Session, act: acts.Act) -> list[Document]:
    """Return the kept documents that prove an act.

    Raises:
        UnknownReference: One of them is not there.
    """
    return [lookup.document(session, reference) for reference in act.evidence]


def carry(carried: Carried, act: acts.AgreementAct) -> None:
    """Record what an act upon the agreement does.

    Raises:
        ActImpossible: It contradicts what is recorded.
        UnknownReference: Another agreement that it names is not there.
    """
    assert carried.agreement is not None  # noqa: S101  the caller found it
    checks = Checks(carried.session, carried.agreement, act)
    _CARRIERS[type(act)](carried, checks, act)
    terms.derive_in(carried.session, carried.agreement)


def _extend(carried: Carried, checks: Checks, act: acts.Extension) -> None:
    day = checks.day()
    checks.is_alive(day)
    end = checks.end_that_moves(day)
    other = checks.other(act.by) if act.by else None
    new = act.new_expiry
    if act.period:
        new = _counted(carried, checks, act, day, end)
    stated = terms.edtf_of(Span(other.ends_first, other.ends_last)) if other is not None else ""
    if not new and not stated:
        raise checks.refused(
            translate("nothing says until when"),
            translate("State the new last day, or a period."),
        )
    checks.lies_after(new or stated, end, day)
    if other is not None:
        carried.relate(other, "extends", day)
    if new:
        carried.event("extension", day, new_expiry=new)
    last = end.last
    if last is not None and last + _DAY < day:
        carried.notes.append(
            translate(
                "It had ended on {end}: from {first} to {last} it was not in force.",
                end=shown(last),
                first=shown(last + _DAY),
                last=shown(day - _DAY),
            )
        )


def _counted(carried: Carried, checks: Checks, act: acts.Extension, day: date, end: Span) -> str:
    if not is_period(act.period):
        raise checks.refused(
            translate("“{period}” is no period", period=act.period),
            translate("Write a period such as 3 years, 6 months or 60 days."),
        )
    if end.last is None or end.first != end.last:
        raise checks.refused(
            translate("its present end is not known to the day"),
            translate("State the new last day instead of a period."),
        )
    start = day if end.last + _DAY < day else end.last
    carried.notes += [term_words(start, act.period), rule_words()]
    return plus(start, act.period).isoformat()


def _amend(carried: Carried, checks: Checks, act: acts.Amendment) -> None:
    day = checks.day()
    checks.is_alive(day)
    if act.by:
        kind = "supplements" if act.supplements else "amends"
        carried.relate(checks.other(act.by), kind, day)
    elif not act.evidence and not act.reason:
        raise checks.refused(
            translate("nothing says by what"),
            translate("Name the agreement that amends it, the letter, or a reason."),
        )
    if act.new_expiry:
        checks.lies_after(act.new_expiry, UNKNOWN, day)
        carried.event("extension", day, new_expiry=act.new_expiry)


def _replace(carried: Carried, checks: Checks, act: acts.Replacement) -> None:
    day = checks.day()
    checks.is_alive(day)
    if not act.by:
        raise checks.refused(
            translate("nothing says by which agreement"),
            translate("Name the agreement that takes its place; record it first if need be."),
        )
    carried.relate(checks.other(act.by), "replaces", day)


def _end(carried: Carried, checks: Checks, act: acts.Termination | acts.Withdrawal) -> None:
    day = checks.day()
    checks.is_alive(day)
    by = act.by if isinstance(act, acts.Termination) else ""
    if by:
        carried.relate(checks.other(by), "terminates", day)
    else:
        carried.event(act.kind, day)


def _suspend(carried: Carried, checks: Checks, act: acts.Suspension) -> None:
    day = checks.day()
    checks.is_alive(day)
    checks.is_not_suspended(day, act.until)
    carried.event("suspension", day, effective_to=act.until)


def _lift(carried: Carried, checks: Checks, _act: acts.Lifting) -> None:
    day = checks.day()
    suspension = checks.suspension_before(day)
    carried.replace(suspension, "effective_to", day - _DAY)
    carried.notes.append(
        translate(
            "Suspended from {first} to {last}.",
            first=shown(suspension.effective_from),
            last=shown(day - _DAY),
        )
    )


def _notify(carried: Carried, checks: Checks, _act: acts.Notice) -> None:
    day = checks.day()
    checks.is_alive(day)
    assert carried.agreement is not None  # noqa: S101  the caller found it
    agreement = carried.agreement
    end = checks.end_on(day)
    carried.event("notice", day)
    if not terms.renews_itself(agreement):
        carried.notes.append(translate("It does not renew itself; the notice changes no day."))
    elif end.last is not None and is_period(agreement.notice_period):
        last = notice_day(end.last, agreement.notice_period)
        carried.notes += [notice_words(end.last, agreement.notice_period), rule_words()]
        if day > last:
            carried.notes.append(
                translate("Too late for this term: it is renewed once more, and ends after that.")
            )


def _override(carried: Carried, checks: Checks, act: acts.Override) -> None:
    assert carried.agreement is not None  # noqa: S101  the caller found it
    agreement = carried.agreement
    if not act.status and not agreement.status_override:
        raise checks.refused(
            translate("nobody has set its status"), translate("The rules hold already.")
        )
    if act.status and act.status not in code_list("status").codes:
        raise checks.refused(
            translate("“{code}” is no status", code=act.status),
            translate("Use one of: {codes}", codes=", ".join(code_list("status").codes)),
        )
    if not act.reason.strip():
        raise checks.refused(
            translate("no reason is given"), translate("Say why, and name a proof if there is one.")
        )
    carried.replace(agreement, "status_override", act.status)
    carried.replace(agreement, "status_override_from", act.effective_on if act.status else None)
    carried.replace(agreement, "status_override_reason", act.reason if act.status else "")


_CARRIERS: Final[dict[type[acts.AgreementAct], Callable[[Carried, Checks, Any], None]]] = {
    acts.Extension: _extend,
    acts.Amendment: _amend,
    acts.Replacement: _replace,
    acts.Termination: _end,
    acts.Withdrawal: _end,
    acts.Suspension: _suspend,
    acts.Lifting: _lift,
    acts.Notice: _notify,
    acts.Override: _override,
}


def _text(value: object) -> str:
    return "" if value is None else str(value)
