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

from luutru import clock
from luutru.extraction.proposal import Anchor, MilestoneProposal
from luutru.records.agreement import Agreement
from luutru.records.days import span_of
from luutru.records.document import Document
from luutru.records.files import FileObject, Page
from luutru.records.milestone import Milestone
from luutru.services import custody
from luutru.services.life.due_days import anchors_in
from luutru.services.milestones import due_rules, recurrence
from luutru.services.milestones.due_rules import Anchors
from luutru.services.rules.working_days import ORDINARY, WorkCalendar, calendar_in
from luutru.vietnamese.folding import fold

_LONGEST_TITLE: Final = 300


def due_day(
    known: Anchors, proposal: MilestoneProposal, calendar: WorkCalendar = ORDINARY
) -> date | None:
    """Return the day on which it falls; None where a date that it hangs on is not known.

    One that comes back without a day of its own falls, the first time, on the first of its days
    from today on: what was due before the agreement was recorded here is no duty of this archive.
    """
    if proposal.due_on:
        return due_rules.only_day(span_of(proposal.due_on))
    rule = due_rules.of_proposal(proposal)
    if rule is not None:
        return due_rules.reckon(rule, known, calendar)
    began = known[Anchor.EFFECT] or known[Anchor.SIGNING] or clock.today()
    return recurrence.first_day(proposal.recurrence, max(began, clock.today()))


def not_planned_yet(
    session: Session, agreement: Agreement, proposals: Iterable[MilestoneProposal]
) -> Iterator[MilestoneProposal]:
    """Yield the proposals that are no milestones of the agreement yet, done or open."""
    rows = session.execute(
        select(Milestone.title, Milestone.due_rule).where(Milestone.agreement_id == agreement.id)
    )
    planned = {(fold(title), rule) for title, rule in rows}
    for proposal in proposals:
        if (fold(proposal.title[:_LONGEST_TITLE]), _rule(proposal)) not in planned:
            yield proposal


def plan_in(
    session: Session,
    person: str,
    agreement: Agreement,
    document: Document,
    accepted: Sequence[MilestoneProposal],
) -> list[Milestone]:
    """Record accepted proposals as open milestones within the caller's transaction."""
    calendar = calendar_in(session)
    known = anchors_in(session, agreement, clock.today())
    planned = [
        Milestone(
            agreement_id=agreement.id,
            title=proposal.title[:_LONGEST_TITLE],
            kind=proposal.kind,
            due_on=due_day(known, proposal, calendar),
            due_rule=_rule(proposal),
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


def _rule(proposal: MilestoneProposal) -> str:
    return str(due_rules.of_proposal(proposal) or "")


def _page_id(session: Session, document: Document, proposal: MilestoneProposal) -> int | None:
    if not proposal.places:
        return None
    query = select(Page.id).join(FileObject).where(FileObject.document_id == document.id)
    return session.scalar(
        query.where(FileObject.carries_pages, Page.number == proposal.places[0].page)
    )


def _boxes(proposal: MilestoneProposal) -> str:
    return json.dumps(proposal.places[0].boxes) if proposal.places else ""
