"""Confirm what was proposed: a person's answers become the description, with their sources.

What became of each proposal is counted, so that the rule that errs can be found; nothing that is
counted changes what is proposed next.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from luutru.errors import EditedMeanwhile, UnacceptableValue
from luutru.extraction.proposal import Box, MilestoneProposal, Proposal
from luutru.records.agreement import Agreement
from luutru.records.document import Document
from luutru.records.fields import BY_NAME, FIELDS, LIST_FIELDS
from luutru.records.files import FileObject, Page
from luutru.records.intake import ProposalOutcome
from luutru.records.statement import SourceKind
from luutru.services import indexing, parties, review, values, versions
from luutru.services.archive import Archive
from luutru.services.describe import describe_in
from luutru.services.description import BY_PERSON, Assignment, Source
from luutru.services.milestones import accepting
from luutru.services.propose import document_meant
from luutru.services.sorting import Joining, sort_in

_ORDER: Final = {name: at for at, name in enumerate([*(f.name for f in FIELDS), *LIST_FIELDS])}
"""Parties come before those who signed for them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says to one field, or to one entry of a field of several."""

    field: str
    value: str
    """As typed; empty to leave it blank, "không nêu" where the document is silent."""
    proposal: Proposal | None = None
    """What was proposed for it, whether the value keeps it or not."""


@dataclass(frozen=True)
class Decision:
    """What a person decided of one document: where it belongs, and what it says."""

    answers: Sequence[Answer] = ()
    milestones: Sequence[MilestoneProposal] = ()
    sorting: tuple[Joining, str | None] | None = None
    """What it is, and of which agreement; None where it stays in its place."""
    describes: bool = True
    """Whether the answers are its own; a part of another agreement has none."""
    accepts: bool = True
    """Whether the review of the description is accepted with it."""


def confirm(
    archive: Archive,
    reference: str,
    answers: Sequence[Answer],
    milestones: Sequence[MilestoneProposal] = (),
    *,
    version: int | None = None,
    review_too: bool = True,
) -> None:
    """Record answers and accepted milestones, and accept the review, as one act.

    With `version` (as the sheet told it) what somebody else wrote since is not overwritten.

    Raises:
        UnknownReference: Nothing is called so.
        PagesUnread: The agreement has no document.
        UnacceptableValue: A value does not fit its field; nothing was recorded.
        ReviewIncomplete: A field that a review requires has no answer; nothing was recorded.
        EditedMeanwhile: Somebody else corrected the agreement since `version`.
    """
    decision = Decision(answers, milestones, accepts=review_too)
    decide(archive, reference, decision, version=version)


def decide(
    archive: Archive, reference: str, decision: Decision, *, version: int | None = None
) -> None:
    """Put a document in its place and confirm what it says, as one act.

    With `version` (as the sheet told it) what somebody else wrote since is not overwritten.

    Raises:
        UnknownReference: Nothing is called so.
        CannotSort, CannotAttach: It does not fit where it is to go; nothing was recorded.
        PagesUnread, UnacceptableValue, ReviewIncomplete, EditedMeanwhile: See `confirm`.
    """
    try:
        with archive.catalogue.write(whole=decision.sorting is not None) as session:
            document = document_meant(session, reference)
            agreement = document.agreement
            versions.make_sure(session, agreement.version, version, reference, agreement.uid)
            if decision.sorting is not None:
                sort_in(session, archive.person, document, *decision.sorting)
            if decision.describes:
                _confirm_in(session, archive.person, document, decision)
    except StaleDataError as error:
        raise EditedMeanwhile(reference) from error
    if decision.sorting is not None:
        indexing.follow_pages(archive)


def _confirm_in(session: Session, person: str, document: Document, decision: Decision) -> None:
    answer_in(session, person, document, decision.answers)
    accepting.plan_in(session, person, document.agreement, document, decision.milestones)
    document.sorted_by = document.sorted_by or person
    if decision.accepts:
        review.accept_in(session, person, document.agreement)


def answer_in(session: Session, person: str, document: Document, answers: Sequence[Answer]) -> None:
    """Record answers about a document, and count them, within the caller's transaction.

    Raises:
        UnacceptableValue: A value does not fit; the caller's transaction has to be given up.
    """
    session.add_all(_outcomes(document, person, answers))
    described = list(_assignments(answers, _Places(session, document)))
    described += _signatories_kept(document.agreement, answers)
    describe_in(session, person, document.agreement, described)


class _Places:
    """Where on the pages of one document a proposal stands, as sources tell it."""

    def __init__(self, session: Session, document: Document) -> None:
        query = select(Page.number, Page.id).join(FileObject)
        rows = session.execute(
            query.where(FileObject.document_id == document.id, FileObject.carries_pages)
        )
        self._pages: dict[int, int] = {row.number: row.id for row in rows}

    def source(self, proposal: Proposal) -> Source:
        """Return the source of a value that was taken from the page as proposed."""
        if not proposal.places:
            return Source(SourceKind.RULE, confidence=proposal.confidence)
        place = proposal.places[0]
        box = " ".join(map(str, _around(place.boxes)))
        page_id = self._pages.get(place.page)
        return Source(SourceKind.PAGE, page_id, box, proposal.confidence)


def _assignments(answers: Sequence[Answer], places: _Places) -> Iterator[Assignment]:
    ordered = sorted(answers, key=lambda answer: _ORDER.get(answer.field, len(_ORDER)))
    for name, group in groupby(ordered, key=lambda answer: answer.field):
        entries = list(group)
        given = [answer for answer in entries if answer.value.strip()]
        if name not in LIST_FIELDS:
            yield Assignment(name, entries[-1].value, _source(entries[-1], places))
            continue
        yield Assignment(name, "", BY_PERSON)  # the entries are given anew, in order
        for answer in given:
            step = "" if values.silence(answer.value) else "+"
            yield Assignment(f"{name}{step}", answer.value, _source(answer, places))


def _signatories_kept(agreement: Agreement, answers: Iterable[Answer]) -> Iterator[Assignment]:
    """Yield the signatories that nobody was asked about, whose parties are given anew."""
    answered = {answer.field for answer in answers}
    for side in ("vietnamese", "foreign"):
        name = f"signatory.{side}"
        if f"party.{side}" in answered and name not in answered:
            for entry in parties.entries(agreement, name):
                yield Assignment(f"{name}+", entry)


def _source(answer: Answer, places: _Places) -> Source:
    kept = answer.proposal is not None and _is_kept(answer)
    return places.source(answer.proposal) if kept and answer.proposal else BY_PERSON


def _outcomes(
    document: Document, person: str, answers: Iterable[Answer]
) -> Iterator[ProposalOutcome]:
    for answer in answers:
        if answer.proposal is None:
            continue
        refused = not answer.value.strip() or values.silence(answer.value) is not None
        outcome = "refused" if refused else "accepted" if _is_kept(answer) else "corrected"
        yield ProposalOutcome(
            document_id=document.id,
            field=answer.field,
            rule=answer.proposal.rule,
            confidence=answer.proposal.confidence,
            proposed=answer.proposal.value,
            kept=answer.value,
            outcome=outcome,
            person=person,
        )


def _is_kept(answer: Answer) -> bool:
    """Tell whether the answer means what was proposed, however it is typed."""
    assert answer.proposal is not None  # noqa: S101  asked only where there is one
    return meant(answer.field, answer.value) == meant(answer.field, answer.proposal.value)


def meant(name: str, typed: str) -> str:
    """Return the value that typed words stand for; the words themselves where they do not fit."""
    plain = " ".join(unicodedata.normalize("NFC", typed).split())
    field = BY_NAME.get(name)
    if field is None:
        return "; ".join(part.strip() for part in plain.split(";")).rstrip("; ")
    try:
        return values.read(field, plain)
    except UnacceptableValue:
        return plain


def _around(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))
