"""Tells whether two values mean the same, as the catalogue would record them.

Days, codes and periods must be equal; names and titles may differ by a tenth of their letters,
which recognition exchanges.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from luutru.demo.labelled_told import LabelledMilestone
from luutru.errors import UnacceptableValue
from luutru.extraction.proposal import MilestoneProposal
from luutru.records.code_lists import code_list
from luutru.records.fields import BY_NAME, Kind
from luutru.services import values
from luutru.vietnamese.folding import fold

_TOLERANCE: Final = 0.1
_MONTHS: Final = {"Y": 12, "M": 1}

MilestoneKey = tuple[str, str, str, str]
"""Anchor, offset, recurrence, day."""


def items(name: str, value: str) -> Iterator[str]:
    """Yield what is counted of a value: the codes of a list one by one, else the value."""
    kind = BY_NAME[name].kind if name in BY_NAME else Kind.TEXT
    texts = value.replace(",", " ").replace(";", " ").split() if kind is Kind.CHOICES else [value]
    for text in texts:
        try:
            yield values.read(BY_NAME[name], text) if name in BY_NAME else text
        except UnacceptableValue:
            yield text


def is_same(name: str, found: str, told: Sequence[str]) -> bool:
    """Tell whether `found` is the first of `told`, or one of its other words, in field `name`."""
    kind = BY_NAME[name].kind
    if name == "code_number":
        return found.lstrip("0") == told[0].lstrip("0")
    if kind in (Kind.TEXT, Kind.LONG_TEXT):
        return is_alike(found, told)
    if kind is Kind.PERIOD:
        return _period(found) == _period(told[0])
    return found in told


def is_alike(found: str, told: Sequence[str]) -> bool:
    """Tell whether two names are the same but for a tenth of their letters."""
    return any(_near(" ".join(fold(found).split()), " ".join(fold(t).split())) for t in told if t)


def _near(one: str, other: str) -> bool:
    longest = max(len(one), len(other))
    if abs(len(one) - len(other)) > _TOLERANCE * longest:
        return False
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, row[0] = row[0], at
        for place, sign in enumerate(other, 1):
            cost = min(row[place] + 1, row[place - 1] + 1, before + (letter != sign))
            before, row[place] = row[place], cost
    return row[-1] <= _TOLERANCE * longest


def canonical(name: str, part: str, text: str) -> str:
    """Return one part of an entry as the catalogue records it, with what it adds by itself."""
    if part == "country":
        ours = "VN" if name == "party.vietnamese" else ""
        return (code_list("country").find(text) or text) if text else ours
    if part == "event":
        return code_list("witness_event").find(text or "signing") or text
    return text.rstrip(".") if part == "prefix" else text


def part_of(value: str, at: int) -> str:
    """Return one part of an entry that is told between semicolons."""
    parts = [part.strip() for part in value.split(";")]
    return parts[at] if at < len(parts) else ""


def key_of(milestone: LabelledMilestone | MilestoneProposal) -> MilestoneKey:
    """Return by what milestones are the same; what recurs without a day has no anchor."""
    parts = sorted(filter(None, milestone.recurrence.removeprefix("RRULE:").split(";")))
    every = ";".join(part for part in parts if part != "INTERVAL=1")
    every = "FREQ=YEARLY" if every == "FREQ=MONTHLY;INTERVAL=12" else every
    floats = every and "BY" not in every and not milestone.offset and not milestone.due_on
    anchor = "" if floats else str(milestone.anchor)
    return anchor, _period(milestone.offset), every, milestone.due_on


def _period(text: str) -> str:
    """Return an ISO 8601 period, years told in months."""
    sign, body = ("-", text[1:]) if text.startswith("-") else ("", text)
    if body[:1] == "P" and body[1:-1].isdigit() and body[-1] in _MONTHS:
        return f"{sign}P{int(body[1:-1]) * _MONTHS[body[-1]]}M"
    return text
