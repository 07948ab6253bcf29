"""Change a rule, and bring open milestones in step with it: told before it is done.

What is done or cancelled stays as it was planned, with the version of its rule; a day that a person
moved stays where it was put.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.errors import NotInList, UnacceptableValue
from luutru.extraction.proposal import Anchor
from luutru.i18n import mark, translate
from luutru.records.act import GuidedAct
from luutru.records.agreement import Agreement
from luutru.records.calendar import RuleEdit
from luutru.records.custody import canonical
from luutru.records.milestone import Milestone
from luutru.services import custody
from luutru.services.archive import Archive
from luutru.services.life.due_days import anchors_in
from luutru.services.milestones import due_rules, editing, planning, recurrence
from luutru.services.milestones.standing import OPEN_STATES
from luutru.services.milestones.titles import called
from luutru.services.rules import pack
from luutru.services.rules.pack import ANY_LEVEL, StatutoryRule
from luutru.services.rules.working_days import WorkCalendar, calendar_in

_LANGUAGES: Final = ("vi", "en")
_WORDS: Final = mark("Words of the rule")
_SWITCHED_OFF: Final = mark("The rule {rule} was switched off.")
_WAITING: Final = ("suggested", "open")


@dataclass(frozen=True, slots=True)
class RuleChanges:
    """What shall be otherwise in a rule; None leaves a part as it is."""

    due_rule: str | None = None
    recurrence: str | None = None
    title: Mapping[str, str] | None = None
    """In `vi`, `en`, or both."""
    summary: Mapping[str, str] | None = None
    reference: Mapping[str, str] | None = None
    """The article, for every level."""
    source: str | None = None
    is_active: bool | None = None


@dataclass(frozen=True, slots=True)
class Replanned:
    """One open milestone that is not what its rule says now."""

    milestone_id: int
    reference: str
    title: str
    """In the reader's language."""
    rule: str
    due_before: date | None
    due_after: date | None
    changes: tuple[editing.Change, ...] = field(default=())
    """Part, what it is, what it becomes."""
    is_closed: bool = False
    """Whether it is cancelled, as its rule was switched off."""


def edit_rule(archive: Archive, rule_id: str, changes: RuleChanges, reason: str) -> StatutoryRule:
    """Change a rule for this archive; open milestones follow by `replan`.

    Raises:
        NotInList: There is no such rule.
        ReasonMissing: No reason is given.
        UnacceptableValue: A part does not fit; nothing was changed.
    """
    why = editing.asked_why(rule_id, reason)
    with archive.catalogue.write() as session:
        before = _rule(session, rule_id)
        after = _changed(before, changes)
        return _keep(session, archive.person, before, after, why)


def restore_rule(archive: Archive, rule_id: str, reason: str) -> StatutoryRule:
    """Let a rule be again as it ships with the program.

    Raises:
        NotInList: There is no such rule.
        ReasonMissing: No reason is given.
    """
    why = editing.asked_why(rule_id, reason)
    with archive.catalogue.write() as session:
        before = _rule(session, rule_id)
        return _keep(session, archive.person, before, pack.shipped()[rule_id], why)


def would_replan(archive: Archive, rule_id: str = "") -> list[Replanned]:
    """Return the open milestones that `replan` would change, and how; nothing is changed."""
    with archive.catalogue.read() as session:
        return [told for _milestone, _agreement, told in _stale(session, rule_id)]


def replan(archive: Archive, reason: str, rule_id: str = "") -> list[Replanned]:
    """Bring the open milestones of a rule, or of all, in step; return what was changed.

    Raises:
        ReasonMissing: No reason is given.
    """
    why = editing.asked_why(rule_id or "T1–T12", reason)
    with archive.catalogue.write() as session:
        stale = list(_stale(session, rule_id))
        for milestone, agreement, told in stale:
            with editing.logged(
                session, archive.person, agreement, milestone, "milestone_replanned", reason=why
            ):
                _apply(milestone, told)
    return [told for _milestone, _agreement, told in stale]


def wording(rule: StatutoryRule, act: GuidedAct | None) -> due_rules.DueRule | None:
    """Return the rule of the day as a milestone keeps it, with the event of its act in words."""
    written = rule.act_due_rule if act is not None and rule.act_due_rule else rule.due_rule
    told = due_rules.recorded(written)
    if told is None or told.anchor is not Anchor.EVENT:
        return told
    return replace(told, event=rule.event.get("vi", ""))


def _stale(session: Session, rule_id: str) -> Iterator[tuple[Milestone, Agreement, Replanned]]:
    rules, calendar = pack.rules_in(session), calendar_in(session)
    query = (
        select(Milestone, Agreement)
        .join(Agreement, Milestone.agreement_id == Agreement.id)
        .where(Milestone.state.in_((*OPEN_STATES, "suggested")))
        .where(or_(Milestone.statutory_rule > "", Milestone.due_rule.contains("WD")))
        .order_by(Milestone.due_on, Milestone.id)
    )
    if rule_id:
        query = query.where(Milestone.statutory_rule == rule_id)
    for milestone, agreement in session.execute(query):
        rule = rules.get(milestone.statutory_rule)
        told = _told(session, milestone, agreement, rule, calendar)
        if told.changes or told.is_closed:
            yield milestone, agreement, told


def _told(
    session: Session,
    milestone: Milestone,
    agreement: Agreement,
    rule: StatutoryRule | None,
    calendar: WorkCalendar,
) -> Replanned:
    by_rule = milestone.planned_on or milestone.due_on
    wanted = _wanted(session, milestone, agreement, rule, calendar)
    changes = tuple(
        (f"milestone.{name}", str(was or ""), str(now or ""))
        for name, now in wanted.items()
        if (was := by_rule if name == "due_on" else getattr(milestone, name)) != now
    )
    closes = rule is not None and not rule.is_active and milestone.state in _WAITING
    after = milestone.due_on if milestone.planned_on else wanted.get("due_on", milestone.due_on)
    return Replanned(
        milestone.id,
        agreement.reference,
        called(milestone.title, milestone.statutory_rule, milestone.derived_from),
        milestone.statutory_rule,
        milestone.due_on,
        None if closes else after,
        () if closes else changes,
        is_closed=closes,
    )


def _wanted(
    session: Session,
    milestone: Milestone,
    agreement: Agreement,
    rule: StatutoryRule | None,
    calendar: WorkCalendar,
) -> dict[str, Any]:
    """Return the parts of a milestone as its rule says them now."""
    act = session.get(GuidedAct, milestone.opened_by_id) if milestone.opened_by_id else None
    written = wording(rule, act) if rule else due_rules.recorded(milestone.due_rule)
    wanted: dict[str, Any] = {}
    if written is not None:
        event_on = act.effective_on if act else None
        anchors = anchors_in(session, agreement, clock.today(), event_on)
        day = due_rules.reckon(written, anchors, calendar)
        wanted["due_on"] = day or milestone.planned_on or milestone.due_on
    if rule is not None:
        wanted |= {
            "title": rule.called("vi"),
            "due_rule": str(written or ""),
            "legal_reference": rule.article(agreement.signing_level, "vi"),
            "rule_version": rule.version,
        }
        if rule.recurrence and rule.recurrence != pack.shipped()[rule.id].recurrence:
            wanted["recurrence"] = rule.recurrence
            wanted["due_on"] = recurrence.first_day(rule.recurrence, clock.today())
    return wanted


def _apply(milestone: Milestone, told: Replanned) -> None:
    if told.is_closed:
        milestone.state, milestone.done_on = "cancelled", clock.today()
        milestone.done_reason = translate(_SWITCHED_OFF, rule=told.rule)
        return
    for name, _was, now in told.changes:
        part = name.partition(".")[2]
        if part != "due_on":
            setattr(milestone, part, now)
            continue
        day = date.fromisoformat(now) if now else None
        if milestone.planned_on is not None:
            milestone.planned_on = day if day != milestone.due_on else None
        else:
            milestone.due_on = day


def _rule(session: Session, rule_id: str) -> StatutoryRule:
    held = pack.rules_in(session)
    if rule_id not in held:
        raise NotInList(rule_id, ", ".join(held))
    return held[rule_id]


def _changed(rule: StatutoryRule, changes: RuleChanges) -> StatutoryRule:
    wanted: dict[str, Any] = {"checked_on": clock.today().isoformat()}
    if changes.due_rule is not None:
        wanted["due_rule"] = str(planning.rule_written(changes.due_rule) or "")
    if changes.recurrence is not None:
        wanted["recurrence"] = recurrence.checked(changes.recurrence, clock.today())
    for name in ("title", "summary"):
        words = getattr(changes, name)
        if words is not None:
            wanted[name] = _words({**getattr(rule, name), **words})
    if changes.reference is not None:
        wanted["reference"] = {ANY_LEVEL: _words({**rule_words_of(rule), **changes.reference})}
    if changes.source is not None:
        wanted["source"] = changes.source.strip()
    if changes.is_active is not None:
        wanted["is_active"] = changes.is_active
    return replace(rule, **wanted)


def rule_words_of(rule: StatutoryRule) -> dict[str, str]:
    """Return the article of a rule in both languages, whatever the level."""
    return {language: rule.article(language=language) for language in _LANGUAGES}


def _words(told: Mapping[str, str]) -> dict[str, str]:
    plain = {language: told.get(language, "").strip() for language in _LANGUAGES}
    if not all(plain.values()):
        expected = translate("words in both languages")
        raise UnacceptableValue(translate(_WORDS), next(iter(told.values()), ""), expected)
    return plain


def _keep(
    session: Session, person: str, before: StatutoryRule, after: StatutoryRule, reason: str
) -> StatutoryRule:
    count = select(func.count()).select_from(RuleEdit).where(RuleEdit.rule == before.id)
    number = (session.scalar(count) or 0) + 1
    is_shipped = after == pack.shipped()[before.id]
    version = after.version if is_shipped else f"{clock.today().isoformat()}/{number}"
    kept = replace(after, version=version, is_edited=not is_shipped)
    edit = RuleEdit(
        rule=kept.id,
        version=version,
        content=canonical(kept.content()),
        reason=reason,
        person=person,
    )
    session.add(edit)
    session.flush()
    was, now = before.content(), kept.content()
    changes = [
        [f"{kept.id}.{name}", _plain(was[name]), _plain(now[name])]
        for name in was
        if was[name] != now[name]
    ]
    custody.record(
        session, person, "rule_changed", subject=edit.uid,
        detail={"rule": kept.id, "reason": reason, "changes": changes},
    )  # fmt: skip
    return kept


def _plain(value: Any) -> str:  # noqa: ANN401  as various as the parts of a rule
    return value if isinstance(value, str) else canonical({"value": value})
