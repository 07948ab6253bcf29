"""Plan what an agreement promises: milestones that a person accepted, with the day they fall on.

The rule of a day is kept beside the day (`signing+P30D`, `expiry-P6M`), so that it can be
reckoned again when the dates of the agreement are corrected.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.extraction.proposal import Anchor, MilestoneProposal
from luutru.records.agreement import Agreement
from luutru.records.days import UNKNOWN, Span, minus, plus, span_of
from luutru.records.document import Document
from luutru.records.files import FileObject, Page
from luutru.records.milestone import Milestone
from luutru.services import custody
from luutru.vietnamese.folding import fold

_LONGEST_TITLE: Final = 300
_LONGEST_RULE: Final = 120


def due_rule(proposal: MilestoneProposal) -> str:
    """Return the rule of a proposed milestone as it is recorded: anchor, sign and period."""
    if proposal.anchor is Anchor.FIXED:
        return ""
    sign = "" if proposal.offset.startswith("-") or not proposal.offset else "+"
    event = f": {proposal.event}" if proposal.event else ""
    return f"{proposal.anchor}{sign}{proposal.offset}{event}"[:_LONGEST_RULE]


def due_day(agreement: Agreement, proposal: MilestoneProposal) -> date | None:
    """Return the day on which it falls; None where a date that it hangs on is not known."""
    if proposal.due_on:
        return _only_day(span_of(proposal.due_on))
    start = _only_day(_anchor_span(agreement, proposal.anchor))
    if start is None:
        return None
    if proposal.offset.startswith("-"):
        return minus(start, proposal.offset[1:])
    return plus(start, proposal.offset) if proposal.offset else start


def not_planned_yet(
    session: Session, agreement: Agreement, proposals: Iterable[MilestoneProposal]
) -> Iterator[MilestoneProposal]:
    """Yield the proposals that are no milestones of the agreement yet, done or open."""
    rows = session.execute(
        select(Milestone.title, Milestone.due_rule).where(Milestone.agreement_id == agreement.id)
    )
    planned = {(fold(title), rule) for title, rule in rows}
    for proposal in proposals:
        if (fold(proposal.title[:_LONGEST_TITLE]), due_rule(proposal)) not in planned:
            yield proposal


def plan_in(
    session: Session,
    person: str,
    agreement: Agreement,
    document: Document,
    accepted: Sequence[MilestoneProposal],
) -> list[Milestone]:
    """Record accepted proposals as open milestones within the caller's transaction."""
    planned = [
        Milestone(
            agreement_id=agreement.id,
            title=proposal.title[:_LONGEST_TITLE],
            kind=proposal.kind,
            due_on=due_day(agreement, proposal),
            due_rule=due_rule(proposal),
            legal_reference=proposal.clause,
            owner=proposal.by[:120],
            recurrence=proposal.recurrence,
            source_page_id=_page_id(session, document, proposal),
            source_boxes=_boxes(proposal),
        )
        for proposal in not_planned_yet(session, agreement, accepted)
    ]
    session.add_all(planned)
    if planned:
        told = [[made.title, str(made.due_on or ""), made.due_rule] for made in planned]
        custody.record(
            session,
            person,
            "planned",
            subject=agreement.uid,
            reference=agreement.reference,
            detail={"milestones": told},
        )
    return planned


def _anchor_span(agreement: Agreement, anchor: Anchor) -> Span:
    return {
        Anchor.SIGNING: Span(agreement.signed_first, agreement.signed_last),
        Anchor.EFFECT: Span(agreement.begins_first, agreement.begins_last),
        Anchor.EXPIRY: Span(agreement.ends_first, agreement.ends_last),
    }.get(anchor, UNKNOWN)


def _only_day(span: Span) -> date | None:
    return span.first if span.first == span.last else None


def _page_id(session: Session, document: Document, proposal: MilestoneProposal) -> int | None:
    if not proposal.places:
        return None
    query = select(Page.id).join(FileObject).where(FileObject.document_id == document.id)
    return session.scalar(
        query.where(FileObject.carries_pages, Page.number == proposal.places[0].page)
    )


def _boxes(proposal: MilestoneProposal) -> str:
    return json.dumps(proposal.places[0].boxes) if proposal.places else ""
