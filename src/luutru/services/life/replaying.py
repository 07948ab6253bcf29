"""Plays what was recorded backwards: what the archive knew of an agreement at the end of a day.

Fields go back by the entries of the custody log, which keep what stood before each change; acts,
events and relations go back because each knows when it was recorded. What no entry tells how to
undo, such as a document that moved to another agreement, is named and never guessed.
"""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.errors import UnacceptableValue
from luutru.records.agreement import Agreement, AgreementEvent, Relation
from luutru.records.custody import CustodyEntry
from luutru.records.days import Span, span_of
from luutru.records.fields import FIELDS, LIST_FIELDS, Field
from luutru.records.status import Life
from luutru.records.term import Extension, Lapse
from luutru.services import terms, titles, values
from luutru.services.description import current
from luutru.services.terms import Facts

UNPLAYED: Final = frozenset(
    {
        "attached", "sorted", "split", "joined", "parted", "scan_chosen", "admitted", "compared",
    }
)  # fmt: skip
"""Acts of which the log does not tell how to undo them."""
_OWN: Final = tuple(field for field in FIELDS if field.of == "agreement" and field.name != "fields")


@dataclass(frozen=True)
class Known:
    """What was known of one agreement."""

    title: str
    values: dict[str, str]
    """By name of field, as they would be typed."""
    review_state: str
    life: Life
    expires_on: str
    unplayed: tuple[str, ...]
    """Codes of the list `act`: what was done later and is not undone here."""


@dataclass
class _Later:
    """What one agreement or one of its documents went through afterwards."""

    acts: set[str] = field(default_factory=set)
    before: dict[str, str] = field(default_factory=dict)
    """By field: what stood there at the moment that is asked for."""


class Replay:
    """The archive as it was known at the end of a day."""

    def __init__(self, session: Session, day: date) -> None:
        self._session = session
        self.day = day
        self.moment = _end_of(day)
        self._later: defaultdict[str, _Later] = defaultdict(_Later)
        self._replaced: dict[tuple[str, str, str], str] = {}
        self._unrelated: list[dict[str, Any]] = []
        self._load()

    def knew(self, agreement: Agreement) -> bool:
        """Tell whether the agreement was recorded by then."""
        return agreement.recorded_at < self.moment

    def is_changed(self, agreement: Agreement) -> bool:
        """Tell whether anything that its life hangs on was recorded later."""
        uids = [agreement.uid, *(document.uid for document in agreement.documents)]
        return any(uid in self._later for uid in uids)

    def known(self, agreement: Agreement) -> Known:
        """Return what was known of an agreement."""
        told = self._values(agreement)
        then, facts = self._spans(agreement, told, set())
        return Known(
            title=titles.shown_title(then) or agreement.title,
            values=told,
            review_state=self._before(agreement, "review_state", agreement.review_state),
            life=self._life(agreement, then),
            expires_on=terms.expiry(then, self.day, facts),
            unplayed=self._unplayed(agreement),
        )

    # --- what the log tells ------------------------------------------------------------------

    def _load(self) -> None:
        query = (
            select(CustodyEntry.subject, CustodyEntry.act, CustodyEntry.detail)
            .where(CustodyEntry.at >= self.moment)
            .order_by(CustodyEntry.seq.desc())
        )
        for subject, act, written in self._session.execute(query):
            later = self._later[subject]
            later.acts.add(act)
            detail = json.loads(written)
            for change in detail.get("changes", ()):
                later.before[change[0]] = change[1]  # the oldest of them comes last and stays
            for table, uid, column, before, _after in detail.get("replaced", ()):
                self._replaced[table, uid, column] = before
            if act == "unrelated":
                self._unrelated.append(detail)

    def _before(self, agreement: Agreement, name: str, now: str) -> str:
        return self._later[agreement.uid].before.get(name, now)

    def _values(self, agreement: Agreement) -> dict[str, str]:
        names = [*(field.name for field in FIELDS), *LIST_FIELDS]
        return {
            name: self._before(agreement, name, current(self._session, agreement, name))
            for name in names
        }

    def _unplayed(self, agreement: Agreement) -> tuple[str, ...]:
        uids = [agreement.uid, *(document.uid for document in agreement.documents)]
        acts = {act for uid in uids for act in self._later[uid].acts}
        return tuple(sorted(acts & UNPLAYED))

    def _column(self, record: Any, column: str) -> str:  # noqa: ANN401  any record
        now = getattr(record, column)
        key = (record.__tablename__, record.uid, column)
        return self._replaced.get(key, "" if now is None else str(now))

    # --- its life ----------------------------------------------------------------------------

    def _spans(
        self, agreement: Agreement, told: dict[str, str], passed: set[int]
    ) -> tuple[Agreement, Facts]:
        """Return a record that is in no catalogue, with the fields and spans of then."""
        then = Agreement(reference=agreement.reference, fonds_id=agreement.fonds_id)
        for one in _OWN:
            setattr(then, one.name, _read(one, told[one.name]))
        facts = self._facts(agreement, passed | {agreement.id})
        terms.derive(then, facts)
        return then, facts

    def _facts(self, agreement: Agreement, passed: set[int]) -> Facts:
        extensions, notices = [], []
        for other, kind, day in self._relations(agreement):
            if kind == "extends" and other.id not in passed:
                theirs, _ = self._spans(other, self._values(other), passed)
                ends = Span(theirs.ends_first, theirs.ends_last)
                if ends.first or ends.last:
                    extensions.append(Extension(day, ends))
        for event in self._events(agreement):
            if event.kind == "notice":
                notices.append(event.effective_from)
            elif event.kind == "extension" and event.new_expiry:
                extensions.append(Extension(event.effective_from, span_of(event.new_expiry)))
        return Facts(tuple(extensions), tuple(notices))

    def _life(self, agreement: Agreement, then: Agreement) -> Life:
        events, relations = self._events(agreement), self._relations(agreement)
        ended = [e.effective_from for e in events if e.kind in ("termination", "withdrawal")]
        ended += [day for _, kind, day in relations if kind == "terminates"]
        since = self._column(agreement, "status_override_from")
        return Life(
            signed=Span(then.signed_first, then.signed_last),
            begins=Span(then.begins_first, then.begins_last),
            ends=Span(then.ends_first, then.ends_last),
            effect_rule=then.effect_rule,
            has_file=any(
                one.files and one.recorded_at < self.moment for one in agreement.documents
            ),
            replaced_from=min((day for _, kind, day in relations if kind == "replaces"),
                              default=None),
            ended_from=min(ended, default=None),
            suspensions=tuple(self._suspension(e) for e in events if e.kind == "suspension"),
            lapses=tuple(Lapse(one.possible, one.sure, one.until) for one in then.lapses),
            override=self._column(agreement, "status_override"),
            override_from=date.fromisoformat(since) if since else None,
        )  # fmt: skip

    def _suspension(self, event: AgreementEvent) -> Span:
        last = self._column(event, "effective_to")
        return Span(event.effective_from, date.fromisoformat(last) if last else None)

    def _events(self, agreement: Agreement) -> list[AgreementEvent]:
        query = select(AgreementEvent).where(
            AgreementEvent.agreement_id == agreement.id, AgreementEvent.recorded_at < self.moment
        )
        order = (AgreementEvent.effective_from, AgreementEvent.id)
        return list(self._session.scalars(query.order_by(*order)))

    def _relations(self, agreement: Agreement) -> list[tuple[Agreement, str, date]]:
        """Return what other agreements did to it, as known then, with the day of effect."""
        kept = (
            select(Relation, Agreement)
            .join(Agreement, Agreement.id == Relation.from_id)
            .where(Relation.to_id == agreement.id, Relation.recorded_at < self.moment)
        )
        found: list[tuple[Agreement, str, date]] = []
        for relation, other in self._session.execute(kept):
            since = self._column(relation, "effective_on")
            if since:
                found.append((other, relation.kind, date.fromisoformat(since)))
        for detail in self._unrelated:
            if detail.get("to") == agreement.reference and detail.get("effective_on"):
                query = select(Agreement).where(Agreement.reference == detail["from"])
                day = date.fromisoformat(detail["effective_on"])
                found += [(one, detail["kind"], day) for one in self._session.scalars(query)]
        return found


def _read(field: Field, typed: str) -> str:
    if values.silence(typed) is not None:
        return ""
    try:
        return values.read(field, typed)
    except UnacceptableValue:  # a code that the archive had then, and has no more
        return ""


def _end_of(day: date) -> datetime:
    """Return the moment at which a day ends where the archive is kept."""
    return datetime.combine(day + timedelta(days=1), time()).astimezone().astimezone(UTC)
