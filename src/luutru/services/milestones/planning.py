"""Plan a milestone: what has to be done, by when or by which rule, and who looks after it."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from luutru import clock
from luutru.errors import UnacceptableValue
from luutru.i18n import mark, translate
from luutru.records.agreement import Agreement
from luutru.records.code_lists import code_list
from luutru.records.milestone import Milestone, MilestoneStep
from luutru.services import lookup
from luutru.services.archive import Archive
from luutru.services.life.due_days import anchors_in
from luutru.services.milestones import due_rules, editing, recurrence
from luutru.services.milestones.due_rules import DueRule
from luutru.services.rules.working_days import calendar_in

REMINDERS: Final = "30,7"
_LONGEST_TITLE: Final = 300
_LONGEST_OWNER: Final = 120
_LONGEST_REMINDER: Final = 60
_MOST_DAYS: Final = 3660
_TITLE: Final = mark("Title of the milestone")
_KIND: Final = mark("Kind")
_OWNER: Final = mark("Owner")
_DUE: Final = mark("Due day")
_REMINDERS: Final = mark("Reminders, days before")


@dataclass(frozen=True, slots=True)
class New:
    """A milestone to be planned."""

    title: str
    due_on: date | None = None
    due_rule: str = ""
    """By which its day is found (`due_rules`); a given day is then one that a person moved."""
    kind: str = "activity"
    owner: str = ""
    reminder_days: str = REMINDERS
    """Days before the due day, separated by commas."""
    recurrence: str = ""
    """RFC 5545 RRULE."""
    note: str = ""
    steps: tuple[str, ...] = ()
    event_on: date | None = None
    """The day of the event from which its rule counts."""
    state: str = "open"
    legal_reference: str = ""
    rule_version: str = ""
    statutory_rule: str = ""
    derived_from: str = ""
    opened_by_id: int | None = field(default=None)


def add(archive: Archive, reference: str, new: New) -> int:
    """Plan a milestone of the agreement `reference`; return its number.

    Raises:
        UnknownReference: Nothing is called so.
        UnacceptableValue: A part does not fit; nothing was planned.
    """
    with archive.catalogue.write() as session:
        agreement = lookup.agreement(session, reference)
        return add_in(session, archive.person, agreement, new).id


def add_in(session: Session, person: str, agreement: Agreement, new: New) -> Milestone:
    """Do the same within the caller's transaction; return the milestone.

    Raises:
        UnacceptableValue: A part does not fit; the caller's transaction has to be given up.
    """
    rule = rule_written(new.due_rule)
    anchors = anchors_in(session, agreement, clock.today(), new.event_on)
    by_rule = due_rules.reckon(rule, anchors, calendar_in(session)) if rule else None
    due_on = new.due_on or by_rule
    series = recurrence.checked(new.recurrence, due_on or clock.today())
    due_on = due_on or recurrence.first_day(series, clock.today())
    made = Milestone(
        agreement_id=agreement.id,
        title=title_written(new.title),
        kind=kind_written(new.kind),
        due_on=due_on,
        planned_on=by_rule if by_rule != due_on else None,
        due_rule=str(rule or ""),
        legal_reference=new.legal_reference,
        rule_version=new.rule_version,
        statutory_rule=new.statutory_rule,
        derived_from=new.derived_from,
        owner=owner_written(new.owner),
        state=new.state,
        reminder_days=reminders_written(new.reminder_days),
        recurrence=recurrence.pinned(series, due_on) if series and due_on else series,
        note=new.note.strip(),
        opened_by_id=new.opened_by_id,
        steps=[
            MilestoneStep(title=title_written(title), ordinal=ordinal)
            for ordinal, title in enumerate(new.steps, 1)
        ],
    )
    session.add(made)
    session.flush()
    made.series = made.uid if series else ""
    changes = editing.values_of(session, made)
    editing.log(session, person, agreement, made, "milestone_added", changes)
    return made


def rule_written(text: str) -> DueRule | None:
    """Return the rule of a due day that is written so; None for a fixed day.

    Raises:
        UnacceptableValue: It is no such rule.
    """
    try:
        return due_rules.parse(text)
    except ValueError as error:
        expected = translate("a day, or a rule such as signing+P15D, expiry-P6M or signing+7WD")
        raise UnacceptableValue(translate(_DUE), text[:60], expected) from error


def title_written(text: str) -> str:
    """Return a title in one spelling.

    Raises:
        UnacceptableValue: It is empty or too long.
    """
    return _short(_TITLE, text, _LONGEST_TITLE, is_needed=True)


def owner_written(text: str) -> str:
    """Return the name of an owner in one spelling.

    Raises:
        UnacceptableValue: It is too long.
    """
    return _short(_OWNER, text, _LONGEST_OWNER)


def kind_written(text: str) -> str:
    """Return the code of the kind that is meant.

    Raises:
        UnacceptableValue: There is no such kind.
    """
    kinds = code_list("milestone_kind")
    code = kinds.find(text)
    if code is None:
        expected = ", ".join(kinds.label(known) for known in kinds.codes)
        raise UnacceptableValue(translate(_KIND), text[:60], expected)
    return code


def reminders_written(text: str) -> str:
    """Return the days before which is reminded, the farthest first: `30,7`.

    Raises:
        UnacceptableValue: They are no such numbers.
    """
    parts = [part for part in re.split(r"[\s,;]+", text.strip()) if part]
    told = ",".join(str(n) for n in sorted({int(p) for p in parts if p.isdigit()}, reverse=True))
    fits = all(part.isdigit() and int(part) <= _MOST_DAYS for part in parts)
    if not fits or len(told) > _LONGEST_REMINDER:
        expected = translate("numbers of days such as 30,7")
        raise UnacceptableValue(translate(_REMINDERS), text[:60], expected)
    return told


def _short(name: str, text: str, longest: int, *, is_needed: bool = False) -> str:
    told = " ".join(unicodedata.normalize("NFC", text).split())
    if len(told) > longest or (is_needed and not told):
        expected = translate("at most {n} letters", n=longest)
        raise UnacceptableValue(translate(name), told[:60], expected)
    return told
