"""Tells from the numbers printed on pages which sheets were not scanned."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from luutru.extraction.printed_numbers import PrintedNumber

_TWICE: Final = 2


@dataclass(frozen=True, slots=True)
class Limits:
    """What is taken for a misread number rather than for missing pages."""

    furthest: int
    last: int
    least_confidence: float


@dataclass(frozen=True, slots=True)
class MissingPages:
    """A place at which printed numbers are not followed by the next one."""

    page: int
    """Of the file, on which the number stands that shows it."""
    first: int
    last: int
    """Printed numbers of the missing pages, from and to."""


def missing_pages(
    printed: Sequence[PrintedNumber], pages: int, limits: Limits
) -> tuple[MissingPages, ...]:
    """Return where pages are missing in a file of so many `pages`.

    A number that fits neither the one before nor the one behind it was misread; numbers that
    begin anew are those of an annex.
    """
    if not printed:
        return ()
    sound = list(_sound(printed, limits))
    return (*_between(sound), *_behind(sound, pages))


def _sound(printed: Sequence[PrintedNumber], limits: Limits) -> Iterator[PrintedNumber]:
    """Yield the numbers that go on from those before, or that those behind confirm."""
    kept: PrintedNumber | None = None
    for index, it in enumerate(printed):
        behind = printed[index + 1] if index + 1 < len(printed) else None
        if kept is None or _ahead(kept, it) == 0 or _is_confirmed(kept, it, behind, limits):
            yield it
            kept = it


def _ahead(before: PrintedNumber, it: PrintedNumber) -> int:
    """Return by how much a number is higher than it should be; negative where it begins anew."""
    return it.number - before.number - (it.page - before.page)


def _is_confirmed(
    before: PrintedNumber, it: PrintedNumber, behind: PrintedNumber | None, limits: Limits
) -> bool:
    if behind is None:
        sure = it.confidence >= limits.least_confidence
        return sure and (it.number == 1 or 0 < _ahead(before, it) <= limits.last)
    return (
        _ahead(it, behind) >= 0
        and _ahead(before, it) <= limits.furthest
        and (_ahead(before, it) > 0 or it.number == 1)
    )


def _between(sound: Sequence[PrintedNumber]) -> Iterator[MissingPages]:
    for before, it in pairwise(sound):
        ahead = _ahead(before, it)
        if ahead > 0:
            yield MissingPages(it.page, it.number - ahead, it.number - 1)


def _behind(sound: Sequence[PrintedNumber], pages: int) -> Iterator[MissingPages]:
    """Yield what is missing before the first and behind the last, where a total is printed."""
    totals = Counter(it.total for it in sound if it.total is not None)
    if not totals:
        return
    total, times = totals.most_common(1)[0]
    if times < _TWICE and len(sound) > 1:
        return
    first, last = sound[0], sound[-1]
    if first.number > first.page:
        yield MissingPages(first.page, 1, first.number - first.page)
    unnumbered = pages - last.page
    if last.number + unnumbered < total:
        yield MissingPages(last.page, last.number + unnumbered + 1, total)
