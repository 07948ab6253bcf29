"""Reads and writes lists of pages as people type them, such as `1-3,5r90,4`."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from luutru.errors import UnacceptableValue
from luutru.i18n import mark, translate
from luutru.services.derivatives import PageTurn

EXPECTED: Final = mark(
    "pages and ranges in order, such as 1-3,5r90,4; r90, r180 and r270 turn clockwise, "
    "2026-0002:1-3 takes pages of another document"
)
_MOST: Final = 2000
_PART: Final = re.compile(
    r"(?:(?P<reference>\d{4}-\d+):)?(?P<first>\d{1,6})(?:-(?P<last>\d{1,6}))?(?:r(?P<turn>\d{1,3}))?"
)
_TURNS: Final = frozenset({0, 90, 180, 270})


def read_pages(text: str) -> tuple[PageTurn, ...]:
    """Return the pages that `text` lists, in its order; `5-3` counts down.

    Raises:
        UnacceptableValue: It is no list of pages.
    """
    pages = tuple(
        page for part in text.split(",") if part.strip() for page in _part(text, part.strip())
    )
    if not 0 < len(pages) <= _MOST:
        raise _unlike(text)
    return pages


def written(numbers: Iterable[int]) -> str:
    """Return page numbers as a list that is as short as can be, such as `1-3,7`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _part(text: str, part: str) -> Iterator[PageTurn]:
    found = _PART.fullmatch(part)
    if found is None:
        raise _unlike(text)
    first, last = int(found["first"]), int(found["last"] or found["first"])
    turn = int(found["turn"] or 0)
    if turn not in _TURNS or abs(last - first) >= _MOST:
        raise _unlike(text)
    step = 1 if last >= first else -1
    for number in range(first, last + step, step):
        yield PageTurn(number, turn, found["reference"] or "")


def _unlike(text: str) -> UnacceptableValue:
    return UnacceptableValue(translate("pages"), text, translate(EXPECTED))
