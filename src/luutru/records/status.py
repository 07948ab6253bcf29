"""Whether an agreement holds on a given day: the eight rules, the first that fits wins.

Source: Law 70/2020/QH14 articles 32-34 for the acts; the order of the rules is our own. The same
rules stand here twice, once for a record and once as a SQL expression for lists of 100,000; a test
compares them.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, exists, literal, not_, or_, select

from luutru.records.agreement import Agreement, AgreementEvent, Relation
from luutru.records.days import UNKNOWN, Span
from luutru.records.document import Document
from luutru.records.files import FileObject

SOON: Final = timedelta(days=90)
"""An agreement in force that ends within these days is shown as ending soon."""


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
    override: str = ""

    def status_on(self, day: date) -> Status:
        """Return the status on `day`, as known today."""
        if self.override:
            return Status(self.override)
        if self.signed == UNKNOWN and not self.has_file:
            return Status.DRAFT
        if self.replaced_from and self.replaced_from <= day:
            return Status.REPLACED
        if self.ended_from and self.ended_from <= day:
            return Status.TERMINATED
        if any(_covers(span, day) for span in self.suspensions):
            return Status.SUSPENDED
        return self._by_dates(day)

    def _by_dates(self, day: date) -> Status:
        if self.ends.last and self.ends.last < day:
            return Status.EXPIRED
        if self.ends.first and self.ends.first < day:
            return Status.UNDETERMINED
        if self.begins.last and self.begins.last <= day:
            return Status.IN_FORCE
        signed_by_then = bool(self.signed.last and self.signed.last <= day)
        not_yet = bool(self.begins.first and self.begins.first > day)
        waits = self.begins == UNKNOWN and self.effect_rule in WAITING_RULES
        return Status.SIGNED if signed_by_then and (not_yet or waits) else Status.UNDETERMINED

    def ends_soon(self, day: date) -> bool:
        """Tell whether it is in force and ends within `SOON`."""
        return bool(
            self.ends.last
            and self.status_on(day) is Status.IN_FORCE
            and self.ends.last <= day + SOON
        )


def _covers(span: Span, day: date) -> bool:
    return span.first is not None and span.first <= day and (span.last is None or day <= span.last)


def status_expression(day: date) -> ColumnElement[str]:
    """Return the status on `day` of a row of `Agreement`, for use in a query."""
    unsigned = Agreement.signed_first.is_(None) & Agreement.signed_last.is_(None)
    dates: list[tuple[Any, Any]] = [
        (Agreement.ends_last < day, literal(Status.EXPIRED.value)),
        (Agreement.ends_first < day, literal(Status.UNDETERMINED.value)),
        (Agreement.begins_last <= day, literal(Status.IN_FORCE.value)),
        (
            and_(
                Agreement.signed_last <= day,
                or_(
                    Agreement.begins_first > day,
                    and_(
                        Agreement.begins_first.is_(None),
                        Agreement.begins_last.is_(None),
                        Agreement.effect_rule.in_(WAITING_RULES),
                    ),
                ),
            ),
            literal(Status.SIGNED.value),
        ),
    ]
    return case(
        (Agreement.status_override != "", Agreement.status_override),
        (and_(unsigned, not_(_has_file())), literal(Status.DRAFT.value)),
        (_is_replaced(day), literal(Status.REPLACED.value)),
        (_has_event(("termination", "withdrawal"), day), literal(Status.TERMINATED.value)),
        (_has_event(("suspension",), day), literal(Status.SUSPENDED.value)),
        *dates,
        else_=literal(Status.UNDETERMINED.value),
    )


def ends_soon_expression(day: date) -> ColumnElement[bool]:
    """Return whether a row of `Agreement` that is in force ends within `SOON` of `day`."""
    return and_(Agreement.ends_last >= day, Agreement.ends_last <= day + SOON)


def _has_file() -> ColumnElement[bool]:
    return exists(
        select(FileObject.id)
        .join(Document, FileObject.document_id == Document.id)
        .where(Document.agreement_id == Agreement.id)
        .correlate(Agreement)
    )


def _is_replaced(day: date) -> ColumnElement[bool]:
    return exists(
        select(Relation.id)
        .where(Relation.to_id == Agreement.id, Relation.kind == "replaces")
        .where(Relation.effective_on <= day)
        .correlate(Agreement)
    )


def _has_event(kinds: tuple[str, ...], day: date) -> ColumnElement[bool]:
    ongoing = or_(AgreementEvent.effective_to.is_(None), AgreementEvent.effective_to >= day)
    return exists(
        select(AgreementEvent.id)
        .where(AgreementEvent.agreement_id == Agreement.id, AgreementEvent.kind.in_(kinds))
        .where(AgreementEvent.effective_from <= day, ongoing)
        .correlate(Agreement)
    )
