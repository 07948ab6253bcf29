"""A list that leaves the archive, before its form is known: columns, rows, and a heading."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from luutru.vietnamese.dates import short

Value = str | int | float | date | datetime | None
"""What a cell may hold: days as dates or as EDTF, moments as datetimes, the rest in words."""

Kind = Literal["text", "number", "day", "moment"]

_LETTERS: Final = {"text": 30, "number": 10, "day": 12, "moment": 17}
_UNSPEAKABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WHOLE_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list."""

    title: str
    width: int = 0
    """How wide it is beside the others, in letters; 0 for what its kind usually needs."""
    kind: Kind = "text"

    @property
    def letters(self) -> int:
        """How many letters it has room for in one line."""
        return self.width or _LETTERS[self.kind]

    @property
    def is_number(self) -> bool:
        """Whether its values stand at the right, one under the other."""
        return self.kind == "number"


@dataclass(frozen=True, slots=True)
class Table:
    """A list with everything that is said of it."""

    title: str
    about: tuple[str, ...]
    """Lines under the title: of when it is, what it was asked for, how many there are."""
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Value, ...]]


def clean(text: str) -> str:
    """Return `text` as every form can hold it: composed letters, no control characters."""
    return _UNSPEAKABLE.sub("", unicodedata.normalize("NFC", text).replace("\r\n", "\n"))


def exact_day(column: Column, value: Value) -> date | None:
    """Return the day that `value` means, where it means a single one and the column holds days."""
    if column.kind != "day" or isinstance(value, datetime):
        return None
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _WHOLE_DAY.fullmatch(value):
        return date.fromisoformat(value)
    return None


def told(column: Column, value: Value) -> str:
    """Return `value` in words, as it stands on paper."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone().strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return short(value.isoformat())
    if isinstance(value, float):
        return f"{value:g}"
    if column.kind == "day" and isinstance(value, str) and value:
        return clean(short(value))
    return clean(str(value))
