"""The rule by which the day of a milestone is found: `signing+P15D`, `expiry-P6M`, `effect+7WD`.

The rule is kept beside the day, so that the day can be reckoned again when the dates of the
agreement are corrected. Anchors: `signing`, `effect`, `expiry`, `event` (named after a colon).
Offsets: a period of ISO 8601, or working days (`7WD`). A milestone without a rule has a fixed day.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from luutru.extraction.proposal import Anchor, MilestoneProposal
from luutru.records.days import Span, is_period, minus, plus
from luutru.services.rules.working_days import ORDINARY, WorkCalendar

LONGEST: Final = 120
_WRITTEN: Final = re.compile(
    r"(?P<anchor>signing|effect|expiry|event)"
    r"(?:\s*(?P<sign>[+-])\s*(?P<offset>P\w+|\d+WD))?"
    r"(?:\s*:\s*(?P<event>.*))?",
    re.IGNORECASE,
)
_WORKING: Final = re.compile(r"(\d+)WD")

Anchors = Mapping[Anchor, date | None]
"""The day of each anchor as far as it is known."""


@dataclass(frozen=True, slots=True)
class DueRule:
    """From when a day is counted, how far, and in which direction."""

    anchor: Anchor
    offset: str = ""
    """ISO 8601 period, or working days as in `7WD`; empty for the day of the anchor itself."""
    is_before: bool = False
    """Whether the day lies before the anchor."""
    event: str = ""
    """What the anchor `event` is, in the words of the text or of the law."""

    @property
    def working_days(self) -> int | None:
        """How many working days the offset has; None where it counts by the calendar."""
        found = _WORKING.fullmatch(self.offset)
        return int(found.group(1)) if found else None

    def __str__(self) -> str:
        sign = ("-" if self.is_before else "+") if self.offset else ""
        event = f": {self.event}" if self.event else ""
        return f"{self.anchor}{sign}{self.offset}{event}"[:LONGEST]


def parse(text: str) -> DueRule | None:
    """Return the rule that is written so; None for an empty text, which means a fixed day.

    Raises:
        ValueError: It is no such rule.
    """
    written = " ".join(text.split())
    if not written:
        return None
    found = _WRITTEN.fullmatch(written)
    offset = (found.group("offset") or "").upper() if found else ""
    rule = found and DueRule(
        Anchor(found.group("anchor").lower()),
        offset,
        found.group("sign") == "-",
        found.group("event") or "",
    )
    fits = rule and (not offset or is_period(offset) or rule.working_days)
    if not rule or not fits or (rule.event and rule.anchor is not Anchor.EVENT):
        message = f"not a rule for a day: {text}"
        raise ValueError(message)
    return rule


def recorded(text: str) -> DueRule | None:
    """Return the rule of a recorded milestone; None where it has none that can be reckoned with."""
    try:
        return parse(text)
    except ValueError:
        return None


def of_proposal(proposal: MilestoneProposal) -> DueRule | None:
    """Return the rule of a proposed milestone; None where its text states the day itself."""
    if proposal.anchor is Anchor.FIXED:
        return None
    is_before = proposal.offset.startswith("-")
    return DueRule(proposal.anchor, proposal.offset.lstrip("-"), is_before, proposal.event)


def reckon(rule: DueRule, anchors: Anchors, calendar: WorkCalendar = ORDINARY) -> date | None:
    """Return the day that the rule gives; None where the day of its anchor is not known."""
    start = anchors.get(rule.anchor)
    if start is None or not rule.offset:
        return start
    if rule.working_days is not None:
        return calendar.plus(start, -rule.working_days if rule.is_before else rule.working_days)
    return minus(start, rule.offset) if rule.is_before else plus(start, rule.offset)


def only_day(span: Span) -> date | None:
    """Return the one day that a span means; None where it may be several."""
    return span.first if span.first == span.last else None
