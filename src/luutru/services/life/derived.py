"""Milestones that follow the dates of an agreement: its expiry, its renewal, the last day to act.

They are planned once the description is reviewed. Whatever moves the dates later moves them, and
every open milestone whose day is counted from signing, effect or expiry. What is done stays.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.extraction.proposal import Anchor
from luutru.i18n import in_language, mark
from luutru.records.act import GuidedAct
from luutru.records.agreement import Agreement
from luutru.records.days import UNKNOWN, is_period
from luutru.records.milestone import Milestone
from luutru.records.outbox import Outbox
from luutru.services import custody, terms
from luutru.services.archive import Archive
from luutru.services.life.due_days import anchors_in
from luutru.services.members import is_kept_here
from luutru.services.milestones.due_rules import Anchors, reckon, recorded
from luutru.services.milestones.standing import OPEN_STATES
from luutru.services.milestones.titles import DERIVED
from luutru.services.rules.working_days import ORDINARY, WorkCalendar, calendar_in

_OTHER_DATES: Final = mark("The dates of the agreement have changed.")


@dataclass
class Followed:
    """What was planned, moved and closed."""

    opened: list[Milestone] = field(default_factory=list)
    moved: list[tuple[Milestone, date | None]] = field(default_factory=list)
    """With the day that it had."""
    closed: list[Milestone] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        """Return it as the custody log keeps it: part, what it was, what it is."""
        changes: list[tuple[str, str, str]] = []
        for one in self.opened:
            changes += [("milestone", "", one.title), ("milestone.due_on", "", _day(one.due_on))]
        for one, was in self.moved:
            days = ("milestone.due_on", _day(was), _day(one.due_on))
            changes += [("milestone", one.title, one.title), days]
        for one in self.closed:
            changes += [("milestone", one.title, one.title), ("milestone.state", "open", one.state)]
        return {"changes": changes} if changes else {}


def follow_in(
    session: Session, person: str, agreement: Agreement, act: GuidedAct | None = None
) -> Followed:
    """Let open milestones follow the dates of a reviewed agreement; log what moved.

    Whatever is done as an act is told by the entry of that act.
    """
    followed = Followed()
    if agreement.review_state == "awaiting_review":
        return followed
    session.flush()
    anchors = anchors_in(session, agreement, clock.today())
    _follow_derived(session, agreement, anchors, followed, act)
    _follow_rules(session, agreement, anchors, followed)
    session.flush()
    if act is None and followed.told():
        custody.record(
            session,
            person,
            "dates_followed",
            subject=agreement.uid,
            reference=agreement.reference,
            detail=followed.told(),
        )
    return followed


def follow_all(archive: Archive) -> int:
    """Go on to the running term where one has passed by itself; return for how many agreements.

    Whoever only reads the archive, or is shown a part of it, leaves that to others.
    """
    query = (
        select(Agreement)
        .join(Milestone, Milestone.agreement_id == Agreement.id)
        .where(Milestone.derived_from > "", Milestone.state.in_(OPEN_STATES))
        .where(Milestone.due_on < clock.today())
        .where(or_(Agreement.renewal == "automatic", Agreement.lapses.any()))
        .distinct()
    )
    if not is_kept_here(archive):
        return 0
    with archive.catalogue.read(cleared=True) as session:
        if not session.scalars(query.limit(1)).first():
            return 0
    with archive.catalogue.write(cleared=True) as session:
        moved = [
            one for one in session.scalars(query) if follow_in(session, archive.person, one).told()
        ]
        session.add_all(Outbox(task="describe", agreement_id=one.id) for one in moved)
    return len(moved)


def wanted_days(
    session: Session, agreement: Agreement, anchors: Anchors
) -> dict[str, tuple[date, str]]:
    """Return the day and the rule of each derived milestone that the dates ask for."""
    life = terms.life_of(session, agreement)
    end = anchors[Anchor.EXPIRY]
    if end is None or life.ended_from is not None or life.replaced_from is not None:
        return {}
    goes_on = terms.renews_itself(agreement) and life.ends == UNKNOWN
    wanted = {"renewal" if goes_on else "expiry": (end, "expiry")}
    asks = goes_on or agreement.renewal == "written"
    if asks and is_period(agreement.notice_period):
        rule = f"expiry-{agreement.notice_period}"
        day = _reckoned(rule, anchors)
        if day is not None:
            wanted["notice"] = (day, rule)
    return wanted


def _follow_derived(
    session: Session,
    agreement: Agreement,
    anchors: Anchors,
    followed: Followed,
    act: GuidedAct | None,
) -> None:
    wanted = wanted_days(session, agreement, anchors)
    kept = list(_milestones(session, agreement, derived=True))
    for milestone in kept:
        if milestone.state not in OPEN_STATES:
            continue
        day, rule = wanted.get(milestone.derived_from, (None, ""))
        if day is None:
            _close(milestone, followed, act)
        else:
            milestone.due_rule = rule
            _move(milestone, day, followed)
    for name, (day, rule) in wanted.items():
        theirs = [one for one in kept if one.derived_from == name]
        _open_again([one for one in theirs if one.due_on == day], followed)
        if any(one.state in OPEN_STATES or one.due_on == day for one in theirs):
            continue
        if day < clock.today():  # it passed before anybody watched: nothing is left to be done
            continue
        milestone = Milestone(
            agreement_id=agreement.id,
            title=in_language("vi", DERIVED[name]),
            kind="contractual",
            due_on=day,
            due_rule=rule,
            derived_from=name,
            opened_by_id=act.id if act is not None else None,
        )
        session.add(milestone)
        followed.opened.append(milestone)


def _follow_rules(
    session: Session, agreement: Agreement, anchors: Anchors, followed: Followed
) -> None:
    calendar = calendar_in(session)
    for milestone in _milestones(session, agreement, derived=False):
        comes_again = milestone.series not in ("", milestone.uid)
        if milestone.due_rule and not comes_again and milestone.state != "done":
            day = _reckoned(milestone.due_rule, anchors, calendar)
            if day is not None:
                _move(milestone, day, followed)


def _milestones(session: Session, agreement: Agreement, *, derived: bool) -> Iterator[Milestone]:
    query = select(Milestone).where(Milestone.agreement_id == agreement.id)
    if derived:
        query = query.where(Milestone.derived_from > "")
    else:
        query = query.where(
            Milestone.derived_from == "", Milestone.state.in_((*OPEN_STATES, "suggested"))
        )
    yield from session.scalars(query.order_by(Milestone.id))


def _reckoned(written: str, anchors: Anchors, calendar: WorkCalendar = ORDINARY) -> date | None:
    rule = recorded(written)
    return reckon(rule, anchors, calendar) if rule else None


def _move(milestone: Milestone, day: date, followed: Followed) -> None:
    was = milestone.due_on
    if milestone.planned_on is not None:  # a person moved it, and it stays where it was put
        milestone.planned_on = day if day != milestone.due_on else None
    elif was != day:
        milestone.due_on = day
        followed.moved.append((milestone, was))


def _close(milestone: Milestone, followed: Followed, act: GuidedAct | None) -> None:
    milestone.state = "cancelled"
    milestone.done_reason = in_language("vi", _OTHER_DATES)
    milestone.closed_by_id = act.id if act is not None else None
    followed.closed.append(milestone)


def _open_again(those: list[Milestone], followed: Followed) -> None:
    """Open what only the dates had closed: a relation or a value was taken back."""
    for milestone in those:
        reason = in_language("vi", _OTHER_DATES)
        by_dates = milestone.closed_by_id is None and milestone.done_reason == reason
        if milestone.state == "cancelled" and by_dates:
            milestone.state, milestone.done_reason = "open", ""
            followed.opened.append(milestone)


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
