"""All that is known of one milestone: its steps, its proof, its rule, what was done to it."""

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.records.custody import CustodyEntry
from luutru.records.document import Document
from luutru.records.files import FileObject, Page
from luutru.records.milestone import Milestone
from luutru.services import custody
from luutru.services.archive import Archive
from luutru.services.description import Change
from luutru.services.milestones import due_rules, editing, recurrence
from luutru.services.milestones.due_words import counting_words, recurrence_words, rule_words
from luutru.services.milestones.rows import MilestoneRow, Wanted, rows_in
from luutru.services.rules import pack
from luutru.services.rules.working_days import calendar_in


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an activity."""

    id: int
    title: str
    done_on: date | None


@dataclass(frozen=True, slots=True)
class PlaceOnPage:
    """A page of a kept document, and where on it something stands."""

    reference: str
    page: int | None
    boxes: tuple[tuple[int, int, int, int], ...] = ()
    """In ten-thousandths of the displayed page, from its top left corner."""


@dataclass(frozen=True, slots=True)
class HistoryOfMilestone:
    """One act upon a milestone."""

    entry: custody.Entry
    changes: tuple[Change, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """The rule of the law that planned it, as it holds today."""

    rule: str
    title: str
    summary: str
    """What the article asks for, in our words and the reader's language."""
    reference: str
    source: str
    checked_on: str
    version: str
    """Another one than that of the milestone where the rule was changed since."""
    certainty: str
    """`read`, `reported` or `own`: how sure the rule is."""
    is_edited: bool
    """Whether the archive changed what ships with the program."""


@dataclass(frozen=True)
class MilestoneDetail:
    """One milestone, whole."""

    row: MilestoneRow
    steps: tuple[Step, ...]
    planned_on: date | None
    """The day by its rule or series, where a person moved it."""
    evidence: PlaceOnPage | None
    done_reason: str
    source: PlaceOnPage | None
    """Where the agreement promises it."""
    reminder_days: str
    rule_version: str
    due_words: str
    """The rule of its day and how often it comes back, in the reader's language."""
    counting: str
    """By which rule the days were counted, in one or two sentences."""
    article: Article | None
    next_on: date | None
    """The next day of its series."""
    history: tuple[HistoryOfMilestone, ...]
    """The newest first."""


def milestone(archive: Archive, milestone_id: int) -> MilestoneDetail:
    """Return all that is known of the milestone of that number.

    Raises:
        UnknownMilestone: There is none, or none that may be seen.
    """
    with archive.catalogue.read() as session:
        told, agreement = editing.found(session, milestone_id)
        narrowed = Wanted(agreement_ids=frozenset({agreement.id}))
        rows = rows_in(session, narrowed, clock.today())
        rule = due_rules.recorded(told.due_rule)
        planned_on = told.planned_on or told.due_on
        following = (
            recurrence.following(told.recurrence, planned_on)
            if told.recurrence and planned_on
            else None
        )
        words = (rule_words(rule), recurrence_words(told.recurrence))
        return MilestoneDetail(
            row=next(row for row in rows if row.id == milestone_id),
            steps=tuple(Step(step.id, step.title, step.done_on) for step in told.steps),
            planned_on=told.planned_on,
            evidence=_evidence(session, told),
            done_reason=told.done_reason,
            source=_source(session, told),
            reminder_days=told.reminder_days,
            rule_version=told.rule_version,
            due_words=", ".join(filter(None, words)),
            counting=counting_words(rule, planned_on, calendar_in(session)),
            article=_article(session, told, agreement.signing_level),
            next_on=following[0] if following else None,
            history=tuple(_history(session, agreement.uid, told.uid)),
        )


def _article(session: Session, told: Milestone, level: str) -> Article | None:
    rules = pack.rules_in(session).values()
    planned_by = (
        one
        for one in rules
        if told.statutory_rule == one.id or told.derived_from in one.derived_from
    )
    rule = next(planned_by, None)
    if rule is None:
        return None
    return Article(
        rule.id,
        rule.called(),
        rule.explained(),
        rule.article(level),
        rule.source,
        rule.checked_on,
        rule.version,
        rule.certainty,
        rule.is_edited,
    )


def _evidence(session: Session, told: Milestone) -> PlaceOnPage | None:
    query = select(Document.reference).where(Document.id == told.evidence_id)
    reference = session.scalar(query) if told.evidence_id else None
    return PlaceOnPage(reference, told.evidence_page) if reference else None


def _source(session: Session, told: Milestone) -> PlaceOnPage | None:
    if told.source_page_id is None:
        return None
    found = session.execute(
        select(Document.reference, Page.number)
        .join(FileObject, FileObject.document_id == Document.id)
        .join(Page, Page.file_id == FileObject.id)
        .where(Page.id == told.source_page_id)
    ).one_or_none()
    boxes = json.loads(told.source_boxes or "[]")
    return PlaceOnPage(found[0], found[1], tuple(map(tuple, boxes))) if found else None


def _history(session: Session, subject: str, uid: str) -> list[HistoryOfMilestone]:
    """Return what was done to a milestone; acts upon many at once name it in a list."""
    query = (
        select(CustodyEntry)
        .where(CustodyEntry.detail.contains(uid, autoescape=True))
        .where(CustodyEntry.subject.in_([subject, ""]))
        .order_by(CustodyEntry.seq.desc())
    )
    found = []
    for kept in session.scalars(query):
        entry = custody.told(kept)
        told = [Change(*change) for change in entry.detail.get("changes", ())]
        changes = tuple(change for change in told if change.field != "milestone")
        found.append(HistoryOfMilestone(entry, changes, str(entry.detail.get("reason", ""))))
    return found
