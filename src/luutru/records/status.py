"""Whether an agreement holds on a given day: the eight rules, the first that fits wins.

Source: Law 70/2020/QH14 articles 32-34 for the acts; the order of the rules is our own. The same
rules stand here twice, once for a record and once as a SQL expression for lists of 100,000; a test
compares them.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, and_, case, exists, literal, not_, or_, select, union_all

from luutru.records.agreement import Agreement, AgreementEvent, AgreementLapse, Relation
from luutru.records.days import UNKNOWN, Span
from luutru.records.document import Document
from luutru.records.files import FileObject
from luutru.records.term import Lapse

SOON: Final = timedelta(days=90)
"""An agreement in force that ends within these days is shown as ending soon."""


_DAY: Final = timedelta(days=1)


class Status(StrEnum):
    """Where an agreement stands; `undetermined` where a day needed is missing or too coarse."""

    DRAFT = "draft"
    REPLACED = "replaced"
    TERMINATED = "terminated"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    UNDETERMINED = "undetermined"


WAITING_RULES: Final = ("on_notification", "by_agreement")
"""Rules of effect whose condition is unmet as long as no day of effect is known."""


class Ruling(NamedTuple):
    """Which of the eight rules fits, and what it says."""

    rule: int
    status: Status


@dataclass(frozen=True)
class Life:
    """What the rules need to know of one agreement."""

    signed: Span = UNKNOWN
    begins: Span = UNKNOWN
    ends: Span = UNKNOWN
    effect_rule: str = ""
    has_file: bool = False
    replaced_from: date | None = None
    ended_from: date | None = None
    suspensions: tuple[Span, ...] = ()
    lapses: tuple[Lapse, ...] = ()
    override: str = ""
    override_from: date | None = None

    def status_on(self, day: date) -> Status:
        """Return the status on `day`, as known today."""
        if self.is_overridden(day):
            return Status(self.override)
        return self.ruling(day).status

    def is_overridden(self, day: date) -> bool:
        """Tell whether a person set the status that holds on `day`."""
        return bool(self.override) and (self.override_from is None or self.override_from <= day)

    def ruling(self, day: date) -> Ruling:
        """Return what the rules say of `day`, whatever a person set."""
        nothing_signed = self.signed == UNKNOWN and not self.has_file
        if nothing_signed or (self.signed.first and self.signed.first > day):
            return Ruling(1, Status.DRAFT)
        if self.replaced_from and self.replaced_from <= day:
            return Ruling(2, Status.REPLACED)
        if self.ended_from and self.ended_from <= day:
            return Ruling(3, Status.TERMINATED)
        if self.suspended_on(day):
            return Ruling(4, Status.SUSPENDED)
        return self._by_dates(day)

    def suspended_on(self, day: date) -> Span | None:
        """Return the suspension that holds on `day`; None if there is none."""
        return next((span for span in self.suspensions if _covers(span, day)), None)

    def missing_on(self, day: date) -> tuple[str, ...]:
        """Return the fields whose days are missing or too coarse to tell the status on `day`."""
        if self.ruling(day).status is not Status.UNDETERMINED:
            return ()
        if self._may_have_ended(day):
            return ("expires_on",)
        missing = []
        if not (self.signed.last and self.signed.last <= day):
            missing.append("signed_on")
        if not (self.begins.first and self.begins.first > day):
            missing.append("effective_on")
        return tuple(missing)

    def _by_dates(self, day: date) -> Ruling:
        if self._has_ended(day):
            return Ruling(5, Status.EXPIRED)
        if self._may_have_ended(day):
            return Ruling(8, Status.UNDETERMINED)
        if self.begins.last and self.begins.last <= day:
            return Ruling(7, Status.IN_FORCE)
        signed_by_then = bool(self.signed.last and self.signed.last <= day)
        not_yet = bool(self.begins.first and self.begins.first > day)
        waits = self.begins == UNKNOWN and self.effect_rule in WAITING_RULES
        if signed_by_then and (not_yet or waits):
            return Ruling(6, Status.SIGNED)
        return Ruling(8, Status.UNDETERMINED)

    def _has_ended(self, day: date) -> bool:
        lapsed = any(lapse.sure and lapse.sure <= day <= lapse.until for lapse in self.lapses)
        return lapsed or bool(self.ends.last and self.ends.last < day)

    def _may_have_ended(self, day: date) -> bool:
        lapsed = any(lapse.possible <= day <= lapse.until for lapse in self.lapses)
        return lapsed or bool(self.ends.first and self.ends.first < day)

    def ends_soon(self, day: date, within: timedelta = SOON) -> bool:
        """Tell whether it is in force and the term that runs ends within some days."""
        if self.status_on(day) is not Status.IN_FORCE:
            return False
        lapses = (lapse.sure for lapse in self.lapses if lapse.sure and lapse.sure > day)
        ends = [first - _DAY for first in lapses]
        return any(end <= day + within for end in [*ends, *filter(None, [self.ends.last])])


def _covers(span: Span, day: date) -> bool:
    return span.first is not None and span.first <= day and (span.last is None or day <= span.last)


def status_expression(day: date) -> ColumnElement[str]:
    """Return the status on `day` of a row of `Agreement`, for use in a query."""
    unsigned = Agreement.signed_first.is_(None) & Agreement.signed_last.is_(None)
    overridden = and_(
        Agreement.status_override != "",
        or_(Agreement.status_override_from.is_(None), Agreement.status_override_from <= day),
    )
    ended = or_(_has_event(("termination", "withdrawal"), day), _is_at_end(("terminates",), day))
    lapsed, may_have_lapsed = (
        _has_lapsed(AgreementLapse.sure, day),
        _has_lapsed(AgreementLapse.possible, day),
    )
    dates, undetermined = _by_dates(day), literal(Status.UNDETERMINED.value)
    after_acts = case(
        (_is_at_end(("replaces",), day), literal(Status.REPLACED.value)),
        (ended, literal(Status.TERMINATED.value)),
        (_is_suspended(day), literal(Status.SUSPENDED.value)),
        (lapsed, literal(Status.EXPIRED.value)),
        dates[0],
        (may_have_lapsed, undetermined),
        *dates[1:],
        else_=undetermined,
    )
    return case(
        (overridden, Agreement.status_override),
        (and_(unsigned, not_(_has_file())), literal(Status.DRAFT.value)),
        (Agreement.signed_first > day, literal(Status.DRAFT.value)),
        (_has_acts(), after_acts),
        *dates,
        else_=undetermined,
    )


def _has_acts() -> ColumnElement[bool]:
    """Tell whether anything but its dates tells the status: of most agreements nothing does.

    As a set, which SQLite makes once: six questions for each of 100,000 rows would be asked in
    vain.
    """
    touched = union_all(
        select(AgreementEvent.agreement_id),
        select(Relation.to_id),
        select(AgreementLapse.agreement_id),
    )
    return Agreement.id.in_(touched)


def _by_dates(day: date) -> list[tuple[Any, Any]]:
    waits = and_(
        Agreement.begins_first.is_(None),
        Agreement.begins_last.is_(None),
        Agreement.effect_rule.in_(WAITING_RULES),
    )
    return [
        (Agreement.ends_last < day, literal(Status.EXPIRED.value)),
        (Agreement.ends_first < day, literal(Status.UNDETERMINED.value)),
        (Agreement.begins_last <= day, literal(Status.IN_FORCE.value)),
        (
            and_(Agreement.signed_last <= day, or_(Agreement.begins_first > day, waits)),
            literal(Status.SIGNED.value),
        ),
    ]


def ends_soon_expression(day: date, within: timedelta = SOON) -> ColumnElement[bool]:
    """Return whether a row of `Agreement` that is in force ends within some days of `day`."""
    lapses = exists(
        select(AgreementLapse.id)
        .where(AgreementLapse.agreement_id == Agreement.id)
        .where(AgreementLapse.sure > day, AgreementLapse.sure <= day + within + _DAY)
        .correlate(Agreement)
    )
    return or_(and_(Agreement.ends_last >= day, Agreement.ends_last <= day + within), lapses)


def _has_file() -> ColumnElement[bool]:
    return exists(
        select(FileObject.id)
        .join(Document, FileObject.document_id == Document.id)
        .where(Document.agreement_id == Agreement.id)
        .correlate(Agreement)
    )


def _is_at_end(kinds: tuple[str, ...], day: date) -> ColumnElement[bool]:
    """Tell whether another agreement ended it by `day`."""
    return exists(
        select(Relation.id)
        .where(Relation.to_id == Agreement.id, Relation.kind.in_(kinds))
        .where(Relation.effective_on <= day)
        .correlate(Agreement)
    )


def _has_event(kinds: tuple[str, ...], day: date) -> ColumnElement[bool]:
    return exists(
        select(AgreementEvent.id)
        .where(AgreementEvent.agreement_id == Agreement.id, AgreementEvent.kind.in_(kinds))
        .where(AgreementEvent.effective_from <= day)
        .correlate(Agreement)
    )


def _is_suspended(day: date) -> ColumnElement[bool]:
    ongoing = or_(AgreementEvent.effective_to.is_(None), AgreementEvent.effective_to >= day)
    return exists(
        select(AgreementEvent.id)
        .where(AgreementEvent.agreement_id == Agreement.id, AgreementEvent.kind == "suspension")
        .where(AgreementEvent.effective_from <= day, ongoing)
        .correlate(Agreement)
    )


def _has_lapsed(since: Any, day: date) -> ColumnElement[bool]:  # noqa: ANN401  a column
    return exists(
        select(AgreementLapse.id)
        .where(AgreementLapse.agreement_id == Agreement.id)
        .where(since <= day, AgreementLapse.until >= day)
        .correlate(Agreement)
    )
