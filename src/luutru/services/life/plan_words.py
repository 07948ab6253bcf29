"""Says in words what an act changes: for the terminal and for the window."""

from collections.abc import Iterable, Iterator
from datetime import date

from luutru.i18n import translate
from luutru.records.code_lists import code_list
from luutru.services.life.plans import ActPlan, AgreementChange, MilestoneChange
from luutru.services.milestones.titles import called
from luutru.vietnamese import citations
from luutru.vietnamese.dates import short

Section = tuple[str, tuple[str, ...]]
"""A heading and its lines."""


def sections(plan: ActPlan) -> list[Section]:
    """Return what a plan says, under headings; what is empty is left out."""
    told = [
        (translate("Agreements concerned"), tuple(_agreements(plan.agreements))),
        (translate("What is recorded"), plan.relations),
        (translate("Milestones opened"), tuple(map(_opened, plan.of("opened")))),
        (translate("Milestones moved"), tuple(map(_moved, plan.of("moved")))),
        (translate("Milestones closed"), tuple(map(_closed, plan.of("closed")))),
        (translate("How days are counted, and what to know"), plan.notes),
    ]
    return [(heading, lines) for heading, lines in told if lines]


def _agreements(changes: Iterable[AgreementChange]) -> Iterator[str]:
    for change in changes:
        yield f"{change.reference}  {change.title}"
        yield "– " + "; ".join(_changed(change))


def _changed(change: AgreementChange) -> Iterator[str]:
    statuses = code_list("status")
    before, after = (statuses.label(one) for one in (change.status_before, change.status_after))
    yield before if before == after else f"{before} → {after}"
    old, new = (_edtf(one) for one in (change.expires_before, change.expires_after))
    if old != new:
        yield translate("expires {old} → {new}", old=old, new=new)
    elif change.expires_after:
        yield translate("expires {day}", day=new)


def _opened(change: MilestoneChange) -> str:
    basis = f" ({citations.told(change.legal_reference)})" if change.legal_reference else ""
    return f"{_day(change.after)}  {_called(change)}{basis}"


def _moved(change: MilestoneChange) -> str:
    return f"{_called(change)}: {_day(change.before)} → {_day(change.after)}"


def _closed(change: MilestoneChange) -> str:
    return f"{_day(change.before)}  {_called(change)}"


def _called(change: MilestoneChange) -> str:
    return called(change.title, change.statutory_rule, change.derived_from)


def _edtf(edtf: str) -> str:
    return short(edtf) if edtf else "–"


def _day(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day is not None else "–"
