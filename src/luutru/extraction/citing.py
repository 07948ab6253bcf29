"""Reads by what a document names another one: its number, its day, its parties, its title."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from luutru.extraction.kind_words import any_of
from luutru.extraction.proposal import Place
from luutru.extraction.script import Script
from luutru.vietnamese.dates import find_dates
from luutru.vietnamese.folding import strip_marks

_NUMBER: Final = re.compile(
    r"(?<!\w)(?:so|no|number|nr)\s*[.:;]?\s*(?P<number>\d{1,5})\s?/\s?(?P<notation>[a-z0-9][\w&.\-/–]*\w)"
)
_OWN: Final = re.compile(
    r"^\W*(?:\S{1,4}\s*[:;.]+\s*)?(?P<number>\d{1,5})\s?/\s?(?P<notation>[a-z][\w&.\-/–]*\w)(?=\s|$)",
    re.MULTILINE,
)
"""A number at the beginning of a line; of "Số:" recognition may have made anything."""
_NO_NAME: Final = (
    r"(?<!\w)(?:kinh\s+gui|to:|dear\s|hai\s+ben|cac\s+ben|the\s+parties|hom\s+nay|today)"
)
"""What begins a sentence behind the name of a party."""
_SIGN: Final = rf"(?:(?!{_NO_NAME}).)"
_PARTIES: Final = re.compile(
    rf"(?<!\w)(?:giua|between)\s+(?P<one>{_SIGN}{{3,160}}?)\s+(?:va|and)\s+"
    rf"(?P<other>{_SIGN}{{3,160}}?)(?=[,.;:()]|\n\s*\n|\s{_NO_NAME}|$"
    r"|\s(?:ve|ky|duoc|ngay|on|regarding|concerning|signed|dated|for)\s)",
    re.DOTALL,
)
_LONGEST_NUMBER: Final = 6
_SHORTEST: Final = 200
"""Letters that are taken for the passage at least: a partner or a title may stand in them."""
_LONGEST: Final = 600
"""Letters in which everything stands by which a document is named."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its notation, such as 295 and `BGN-ĐLM`."""

    number: str
    notation: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """The same for all spellings of one number: without marks, signs and leading zeros."""
        return number_key(self.number, self.notation)


@dataclass(frozen=True, slots=True)
class Cited:
    """Another document, as one names it; what is not said is empty."""

    number: str
    notation: str
    signed_on: str
    """EDTF."""
    parties: tuple[str, ...]
    passage: str
    """The words in which it is named."""
    places: tuple[Place, ...]

    @property
    def key(self) -> str:
        """The same for all spellings of its number; empty where it has none."""
        return number_key(self.number, self.notation) if self.notation else ""


def number_key(number: str, notation: str) -> str:
    """Return what all spellings of one number with notation have in common."""
    plain = strip_marks(notation).replace("–", "-")
    return f"{number.strip().lstrip('0')}/{''.join(filter(_counts, plain))}" if notation else ""


def spelled(number: str) -> set[str]:
    """Return a number with as many zeros before it as people write."""
    digits = number.strip().lstrip("0")
    return {digits.zfill(width) for width in range(len(digits), _LONGEST_NUMBER)}


def numbers(script: Script, start: int = 0, end: int | None = None) -> Iterator[Number]:
    """Yield the numbers with notation that stand between two letters, in order."""
    for found in _NUMBER.finditer(script.folded, start, len(script.text) if end is None else end):
        yield Number(found["number"], script.text[slice(*found.span("notation"))], *found.span())


def own_number(script: Script, end: int) -> Number | None:
    """Return the number that a document bears itself, above the letter at `end`."""
    found = _OWN.search(script.folded, 0, end)
    if found is None:
        return next(numbers(script, 0, end), None)
    notation = script.text[slice(*found.span("notation"))]
    return Number(found["number"], notation, found.start("number"), found.end())


def cited(script: Script, start: int, end: int | None = None) -> Cited:
    """Return what is named in the words from `start` on."""
    stop = min(start + _LONGEST, len(script.text) if end is None else end)
    passage = script.text[start:stop]
    number = next(numbers(script, start, stop), None)
    day = next((day for day in find_dates(passage) if day.possible), None)
    parties = _PARTIES.search(script.folded, start, stop)
    ends = [number.end if number else start, parties.end() if parties else start]
    last = max([*ends, start + day.end if day else start])
    return Cited(
        number=number.number if number else "",
        notation=number.notation if number else "",
        signed_on=day.edtf if day else "",
        parties=_named(script, parties) if parties else (),
        passage=" ".join(script.text[start : max(last, min(start + _SHORTEST, stop))].split()),
        places=script.places(start, last),
    )


def instrument_after(script: Script, start: int, end: int) -> int | None:
    """Return where an agreement other than this one is named first; None where none is."""
    for found in re.finditer(any_of("agreement"), script.folded[start:end]):
        if not re.match(rf"\s+{any_of('own')}", script.folded[start + found.end() :]):
            return start + found.start()
    return None


def _named(script: Script, found: re.Match[str]) -> tuple[str, ...]:
    return tuple(" ".join(script.text[slice(*found.span(side))].split()) for side in (1, 2))


def _counts(sign: str) -> bool:
    return sign.isalnum() or sign == "/"
