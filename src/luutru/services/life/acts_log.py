"""How an act is told in the history of an agreement: status and end, before and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from luutru.i18n import mark

LABELS: Final = {
    "act": mark("Act"),
    "act.effective_on": mark("With effect from"),
    "act.status": mark("Status"),
    "act.expires_on": mark("Expires"),
    "act.reason": mark("Reason, note"),
}
"""What its parts are called, by the names that the custody log uses."""
CODE_LISTS: Final = {"act": "guided_act", "act.status": "status"}
"""Which of them are codes, and of which list."""


@dataclass(frozen=True, slots=True)
class AgreementChange:
    """One agreement before and after an act; days are EDTF, empty where unknown."""

    reference: str
    title: str
    status_before: str
    """On the day from which the act has effect."""
    status_after: str
    expires_before: str
    expires_after: str


def changes(
    kind: str, day: date | None, change: AgreementChange, reason: str
) -> list[tuple[str, str, str]]:
    """Return part, what it was, what it is; parts that stay as they were are left out."""
    return [told for told in _all(kind, day, change, reason) if told[1] != told[2]]


def _all(
    kind: str, day: date | None, change: AgreementChange, reason: str
) -> Iterator[tuple[str, str, str]]:
    yield "act", "", kind
    yield "act.effective_on", "", day.isoformat() if day is not None else ""
    yield "act.status", change.status_before, change.status_after
    yield "act.expires_on", change.expires_before, change.expires_after
    yield "act.reason", "", reason
