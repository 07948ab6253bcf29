"""Corrections on their way to the archive, and back: what a form tells, what an undo tells."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from luutru.records.fields import BY_NAME, LIST_FIELDS, Kind
from luutru.services.description import Change
from luutru.services.values import silence


@dataclass
class Draft:
    """What was entered for one agreement and not saved, over which version of it."""

    version: int
    entered: dict[str, str] = field(default_factory=dict)
    read: dict[str, str] = field(default_factory=dict)
    """What the same fields held when it was begun."""


def can_be_undone(changes: Sequence[Change]) -> bool:
    """Tell whether all of it is description, which may be corrected back."""
    return bool(changes) and all(c.field in BY_NAME or c.field in LIST_FIELDS for c in changes)


def back(changes: Sequence[Change]) -> list[tuple[str, str]]:
    """Return the correction that puts the former values in place again."""
    return [(change.field, _as_typed(change)) for change in changes]


def _as_typed(change: Change) -> str:
    known = BY_NAME.get(change.field)
    if known is not None and known.kind is Kind.CHOICES and silence(change.before) is None:
        return ", ".join(change.before.split())
    return change.before
