"""Looks whether an act fits what is recorded of an agreement, and says what to do where not."""

from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.errors import ActImpossible
from luutru.i18n import mark, translate
from luutru.records.agreement import Agreement, AgreementEvent
from luutru.records.code_lists import code_list
from luutru.records.days import Span, span_of
from luutru.services import lookup, terms
from luutru.services.life.acts import AgreementAct
from luutru.services.life.counting import shown
from luutru.vietnamese.dates import short

_CHECK_DAY: Final = mark("Check the day, or correct what was recorded first.")


class Checks:
    """What an act upon one agreement has to fulfil."""

    def __init__(self, session: Session, agreement: Agreement, act: AgreementAct) -> None:
        self._session = session
        self._agreement = agreement
        self._act = act
        self._life = terms.life_of(session, agreement)

    def refused(self, reason: str, what_to_do: str) -> ActImpossible:
        """Return the refusal of this act."""
        act = code_list("guided_act").label(self._act.kind)
        return ActImpossible(act, self._agreement.reference, reason, what_to_do)

    def day(self) -> date:
        """Return the day from which the act has effect."""
        day = self._act.day
        if day is None:
            raise self.refused(
                translate("no day is given"), translate("Say from which day it has effect.")
            )
        signed = self._life.signed.first
        if signed is not None and day < signed:
            reason = translate("{day} lies before its signing on {signed}", day=shown(day),
                               signed=shown(signed))  # fmt: skip
            raise self.refused(reason, translate(_CHECK_DAY))
        return day

    def is_alive(self, day: date) -> None:
        """Make sure that it was not replaced or terminated by then."""
        for ended, reason in (
            (self._life.replaced_from, mark("it was replaced on {day}")),
            (self._life.ended_from, mark("it was terminated on {day}")),
        ):
            if ended is not None and ended <= day:
                raise self.refused(translate(reason, day=shown(ended)), translate(_CHECK_DAY))

    def end_on(self, day: date) -> Span:
        """Return the end of the term that runs on a day."""
        facts = terms.facts_of(self._session, [self._agreement.id])[self._agreement.id]
        return terms.course_of(self._agreement, facts).end_on(max(day, clock.today()))

    def end_that_moves(self, day: date) -> Span:
        """Return the present end, which is to be moved."""
        end = self.end_on(day)
        if self._agreement.open_ended == "yes" and end == Span(None, None):
            raise self.refused(
                translate("it has no term that could be extended"),
                translate("Record an amendment with a last day instead."),
            )
        return end

    def lies_after(self, new_expiry: str, end: Span, day: date) -> None:
        """Make sure that a new last day exists and lies after the present one."""
        try:
            new = span_of(new_expiry)
        except ValueError:
            raise self.refused(
                translate("“{day}” is no day", day=new_expiry),
                translate("Write a day such as 07/12/2026, a month or a year."),
            ) from None
        if new.last is None or new.last < day:
            raise self.refused(
                translate("the new end {new} lies before the day of effect {day}",
                          new=short(new_expiry), day=shown(day)),
                translate(_CHECK_DAY),
            )  # fmt: skip
        if end.first is not None and new.last <= end.first:
            raise self.refused(
                translate("the new end {new} does not lie after the present one, {old}",
                          new=short(new_expiry), old=short(terms.edtf_of(end))),
                translate("An earlier end is recorded as an amendment or a termination."),
            )  # fmt: skip

    def other(self, reference: str) -> Agreement:
        """Return another agreement that the act names."""
        found = lookup.agreement(self._session, reference)
        if found is self._agreement:
            raise self.refused(
                translate("it cannot do that to itself"),
                translate("Name the other agreement."),
            )
        return found

    def is_not_suspended(self, day: date, until: date | None) -> None:
        """Make sure that no suspension overlaps with these days."""
        if until is not None and until < day:
            raise self.refused(translate("it would end before it begins"), translate(_CHECK_DAY))
        for one in self._suspensions():
            overlaps = (until is None or one.effective_from <= until) and (
                one.effective_to is None or one.effective_to >= day
            )
            if overlaps:
                raise self.refused(
                    translate("it is suspended from {day} already", day=shown(one.effective_from)),
                    translate("Lift that suspension first."),
                )

    def suspension_before(self, day: date) -> AgreementEvent:
        """Return the suspension that is lifted on a day."""
        for one in self._suspensions():
            if one.effective_from < day and (one.effective_to is None or one.effective_to >= day):
                return one
        raise self.refused(
            translate("it is not suspended on {day}", day=shown(day)),
            translate("Record the suspension first, or check the day."),
        )

    def _suspensions(self) -> list[AgreementEvent]:
        query = select(AgreementEvent).where(
            AgreementEvent.agreement_id == self._agreement.id, AgreementEvent.kind == "suspension"
        )
        return list(self._session.scalars(query.order_by(AgreementEvent.effective_from)))
