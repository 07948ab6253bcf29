"""What a query is made of in the builder: rows of a field, how it is asked, and for which value."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from luutru.services.query_fields import Kind


class How(StrEnum):
    """How a field is asked; which of these apply depends on its kind."""

    ALL = "all"
    PHRASE = "phrase"
    MARKS = "marks"
    """A phrase with exactly these marks."""
    ANY = "any"
    """Any of these; like those of NONE each is a word, a "phrase", a beginning* or ~similar."""
    NONE = "none"
    BEGINS = "begins"
    SIMILAR = "similar"
    NEAR = "near"
    """Close together; `until` tells how many words may lie between."""
    IS = "is"
    IS_NOT = "is_not"
    FROM = "from"
    UNTIL = "until"
    BETWEEN = "between"
    """From `value` to `until`, both included."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One row of the builder."""

    field: str
    """The English name of a field of the query; empty: anywhere."""
    how: How
    value: str
    """Words as typed, the code of a choice, a day as people write it, or the number of a page."""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Built:
    """A query as rows of the builder."""

    conditions: tuple[Condition, ...]
    any_of: bool = False
    """Any row is enough; otherwise all are wanted."""


HOWS: Final[dict[Kind, tuple[How, ...]]] = {
    Kind.TEXT: (
        How.ALL, How.PHRASE, How.MARKS, How.ANY, How.NONE, How.BEGINS, How.SIMILAR, How.NEAR,
    ),
    Kind.CHOICE: (How.IS, How.IS_NOT),
    Kind.DAY: (How.IS, How.FROM, How.UNTIL, How.BETWEEN, How.IS_NOT),
    Kind.PAGES: (How.IS, How.FROM, How.UNTIL, How.BETWEEN),
}  # fmt: skip
"""How the fields of each kind can be asked, the usual way first."""
