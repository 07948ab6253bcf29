"""What the rules propose: a value, how sure they are, and where on the scan it stands."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in ten-thousandths of the displayed page, from its top left corner."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where on one page something stands: a box for each line, or part of a line."""

    page: int
    """Counted from 1."""
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One value for one field of the description (`records.fields`), to be confirmed by a person.

    Proposals of the same `field` and `entry` are candidates for the same thing, the likeliest
    first; a field that holds several entries has one `entry` number for each of them.
    """

    field: str
    """A name of `FIELDS` or `LIST_FIELDS`."""
    value: str
    """As it would be typed into `describe`; empty where the text is there but cannot be a value."""
    confidence: float
    """0 to 1: how often a proposal of this rule with these signs is right."""
    places: tuple[Place, ...]
    rule: str
    """Name of the rule, the same in every version, by which its success is counted."""
    entry: int = 1
    printed: str = ""
    """The words of the scan that it was read from, where they differ from the value."""
    doubt: str = ""
    """A code of `Doubt`: why a person must look; empty where nothing speaks against it."""


class Doubt(StrEnum):
    """What makes a proposal doubtful besides its confidence."""

    IMPOSSIBLE_DAY = "impossible_day"
    """Such as 21/0/1973: flagged, never repaired."""
    SEVERAL = "several"
    """There are other candidates that are nearly as likely."""
    MISREAD = "misread"
    """It matches a name that the archive knows only with letters exchanged."""
    HANDWRITTEN_GAP = "handwritten_gap"
    """The place is there, but what was written into it by hand could not be read."""


class Anchor(StrEnum):
    """From when the day of a milestone is counted."""

    SIGNING = "signing"
    EFFECT = "effect"
    EXPIRY = "expiry"
    FIXED = "fixed"
    """A day, or a day of every year, that stands in the text."""
    EVENT = "event"
    """Something that has no day yet, such as the receipt of a notice."""


@dataclass(frozen=True, slots=True)
class MilestoneProposal:
    """A duty that the text promises, with the rule by which its day is found."""

    title: str
    """What has to be done, in the words of the text, shortened to one sentence."""
    kind: str
    """`contractual` for renewal, notice, reports and payments; `activity` for visits, courses."""
    anchor: Anchor
    offset: str
    """ISO 8601 period after the anchor, `-` before it for one that ends with it; `` where none."""
    recurrence: str
    """RFC 5545 RRULE such as `FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15`; empty for once."""
    due_on: str
    """EDTF day where the text states it itself; computed days are left to the archive."""
    clause: str
    """The article as printed, such as `Điều 5`."""
    confidence: float
    places: tuple[Place, ...]
    rule: str
    event: str = ""
    """What the anchor EVENT is, in the words of the text."""
    by: str = ""
    """Who has to do it, as the text says it: `hai bên`, `Bên A`, a name; empty where unsaid."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything that the rules read out of one document."""

    proposals: tuple[Proposal, ...] = ()
    milestones: tuple[MilestoneProposal, ...] = ()
    silent: frozenset[str] = field(default_factory=frozenset)
    """Fields that were looked for where they would stand, and are not stated there."""


@dataclass(frozen=True, slots=True)
class KnownName:
    """One name of an authority, with the span of time in which it was valid as EDTF days."""

    name: str
    abbreviation: str = ""
    valid_from: str = ""
    valid_to: str = ""


@dataclass(frozen=True, slots=True)
class KnownAuthority:
    """An authority that the archive knows, by all its names."""

    key: int
    country: str
    """ISO 3166-1 alpha-2, or empty."""
    names: tuple[KnownName, ...]
