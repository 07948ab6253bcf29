"""Changes a milestone and tells the custody log what stood before: the one way for all of them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from luutru.errors import EditedMeanwhile, ReasonMissing, UnknownMilestone
from luutru.i18n import mark
from luutru.records.agreement import Agreement
from luutru.records.document import Document
from luutru.records.milestone import Milestone
from luutru.services import custody, versions
from luutru.services.archive import Archive

LABELS: Final = {
    "milestone": mark("Milestone"),
    "milestone.title": mark("Title of the milestone"),
    "milestone.kind": mark("Kind"),
    "milestone.due_on": mark("Due day"),
    "milestone.planned_on": mark("Day by its rule"),
    "milestone.due_rule": mark("Rule of the day"),
    "milestone.legal_reference": mark("Legal basis"),
    "milestone.rule_version": mark("Version of the rule"),
    "milestone.owner": mark("Owner"),
    "milestone.state": mark("State"),
    "milestone.percent_done": mark("Percent done"),
    "milestone.done_on": mark("Done on"),
    "milestone.done_reason": mark("Reason"),
    "milestone.evidence": mark("Evidence"),
    "milestone.reminder_days": mark("Reminders, days before"),
    "milestone.recurrence": mark("Recurrence"),
    "milestone.note": mark("Note on the milestone"),
    "milestone.steps": mark("Steps"),
}
"""What the parts of a milestone are called in the custody log, by the names it uses."""
CODE_LISTS: Final = {"milestone.kind": "milestone_kind", "milestone.state": "milestone_state"}
"""Which of them are codes, and of which list."""
_LOGGED: Final = [name.partition(".")[2] for name in LABELS if name != "milestone"]

Change = tuple[str, str, str]
"""Part, what it was, what it is, as the log keeps them."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A milestone on its way to other values, within one transaction."""

    session: Session
    milestone: Milestone
    agreement: Agreement


@contextmanager
def edited(
    archive: Archive, milestone_id: int, act: str, *, version: int | None = None, reason: str = ""
) -> Iterator[Edit]:
    """Change a milestone in a transaction of its own, and log `act` with all that changed.

    Raises:
        UnknownMilestone: There is none of that number.
        EditedMeanwhile: Somebody else changed it since `version`.
    """
    reference = ""
    try:
        with archive.catalogue.write() as session:
            milestone, agreement = found(session, milestone_id)
            reference = agreement.reference
            versions.make_sure(
                session, milestone.version, version, reference, agreement.uid, milestone.uid
            )
            with logged(session, archive.person, agreement, milestone, act, reason=reason):
                yield Edit(session, milestone, agreement)
    except StaleDataError as error:
        raise EditedMeanwhile(reference) from error


@contextmanager
def logged(
    session: Session,
    person: str,
    agreement: Agreement,
    milestone: Milestone,
    act: str,
    *,
    reason: str = "",
) -> Iterator[None]:
    """Log what the block changes of a milestone, if it changes anything."""
    before = _values(session, milestone)
    yield
    session.flush()
    session.expire(milestone, ["steps"])
    changes = differences(before, _values(session, milestone))
    if changes:
        log(session, person, agreement, milestone, act, changes, reason=reason)


def log(  # noqa: PLR0913  who did what to which milestone of what, and why
    session: Session,
    person: str,
    agreement: Agreement,
    milestone: Milestone,
    act: str,
    changes: Sequence[Change] = (),
    *,
    reason: str = "",
) -> None:
    """Enter an act upon a milestone in the custody log, under its agreement."""
    told: list[Change] = [("milestone", "", milestone.title), *changes]
    detail: dict[str, Any] = {"milestone": milestone.uid, "changes": [list(one) for one in told]}
    if reason:
        detail["reason"] = reason
    custody.record(
        session, person, act, subject=agreement.uid, reference=agreement.reference, detail=detail
    )


def found(session: Session, milestone_id: int) -> tuple[Milestone, Agreement]:
    """Return the milestone of that number and its agreement.

    Raises:
        UnknownMilestone: There is none, or none that may be seen.
    """
    row = session.execute(
        select(Milestone, Agreement)
        .join(Agreement, Milestone.agreement_id == Agreement.id)
        .where(Milestone.id == milestone_id)
    ).one_or_none()
    if row is None:
        raise UnknownMilestone(milestone_id)
    return row[0], row[1]


def values_of(session: Session, milestone: Milestone) -> list[Change]:
    """Return all that a new milestone says, as changes from nothing."""
    return differences(dict.fromkeys(LABELS, ""), _values(session, milestone))


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[Change]:
    """Return what differs, part by part."""
    return [(name, before[name], now) for name, now in after.items() if before[name] != now]


def asked_why(title: str, reason: str) -> str:
    """Return the reason without blanks around it.

    Raises:
        ReasonMissing: There is none.
    """
    told = reason.strip()
    if not told:
        raise ReasonMissing(title)
    return told


def _values(session: Session, milestone: Milestone) -> dict[str, str]:
    steps = "; ".join(
        f"{'✓ ' if step.done_on else ''}{step.title}"
        for step in (milestone.steps if inspect(milestone).persistent else ())
    )
    told = {"evidence": _evidence(session, milestone), "steps": steps}
    return {
        f"milestone.{name}": told[name] if name in told else _plain(getattr(milestone, name))
        for name in _LOGGED
    }


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _evidence(session: Session, milestone: Milestone) -> str:
    if milestone.evidence_id is None:
        return ""
    reference = session.scalar(
        select(Document.reference).where(Document.id == milestone.evidence_id)
    )
    page = f":{milestone.evidence_page}" if milestone.evidence_page else ""
    return f"{reference or ''}{page}"
