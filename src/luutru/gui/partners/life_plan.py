"""What the history of a partner shows: names as bands, agreements as bars, and what marks a day.

Plain data over days; where it lies on the screen is reckoned when it is painted.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from luutru.gui import formats
from luutru.gui.partners.sayings import relation_words
from luutru.i18n import translate
from luutru.records.code_lists import code_list
from luutru.services.authorities.card import AuthorityCard, Signed
from luutru.services.authorities.naming import NameRow, name_on
from luutru.services.life.successors import with_succession
from luutru.services.milestones.rows import MilestoneRow
from luutru.services.milestones.standing import Standing

_LATEST: Final = timedelta(days=365 * 15)
"""How far ahead of today the axis goes at most."""
_MARGIN: Final = timedelta(days=200)


@dataclass(frozen=True, slots=True)
class Band:
    """A name, and when it was borne."""

    first: date
    last: date
    words: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Item:
    """Something that can be walked to: an agreement, a mark or a milestone."""

    first: date
    last: date | None
    """None where its end is open, or it is but a day."""
    label: str
    words: str
    """A whole sentence about it."""
    state: str
    """A state of the colour table."""
    reference: str = ""
    """The agreement that opens with it."""


@dataclass(frozen=True, slots=True)
class LifePlan:
    """The whole picture."""

    first: date
    last: date
    today: date
    bands: tuple[Band, ...]
    bars: tuple[Item, ...]
    marks: tuple[Item, ...]
    dots: tuple[Item, ...]
    undated: int
    """Agreements that cannot be drawn, as nobody knows their days."""

    @property
    def items(self) -> tuple[Item, ...]:
        """What can be walked to, by day."""
        return tuple(sorted((*self.bars, *self.marks, *self.dots), key=lambda one: one.first))


def life_plan(card: AuthorityCard, today: date) -> LifePlan:
    """Return the picture of a partner."""
    bars = tuple(_bar(one) for one in card.signed if one.begins is not None)
    dots = tuple(_dot(one) for one in card.milestones if one.due_on and _is_shown(one))
    marks = tuple(
        Item(day.effective_on, None, "", relation_words(day), "replaced")
        for day in card.relations
        if day.effective_on is not None
    )
    first, last = _span(card.names, (*bars, *marks, *dots), today)
    bars = tuple(sorted(bars, key=lambda one: (one.first, one.reference)))
    undated = sum(one.begins is None for one in card.signed)
    return LifePlan(
        first,
        last,
        today,
        tuple(_bands(card.names, first, last, today)),
        bars,
        marks,
        dots,
        undated,
    )


def bands_changed(plan: LifePlan) -> tuple[date, ...]:
    """Return the days on which the name changed."""
    return tuple(
        later.first for former, later in pairwise(plan.bands) if former.words != later.words
    )


def _bar(one: Signed) -> Item:
    begins = one.begins or date.max
    until = formats.plain_day(one.ends) if one.ends else translate("no end stated")
    status = with_succession(code_list("status").label(one.row.status), one.row.succeeded_by)
    label = one.row.number or one.row.reference
    words = " · ".join(
        (label, one.row.title, f"{formats.plain_day(begins)} – {until}", status, one.name_as_signed)
    )
    return Item(
        first=begins,
        last=max(one.ends, begins) if one.ends else None,
        label=label,
        words=words,
        state=one.row.status,
        reference=one.row.reference,
    )


_DOT_STATES: Final = {
    Standing.OVERDUE: "overdue",
    Standing.THIS_WEEK: "expiring",
    Standing.THIS_MONTH: "expiring",
    Standing.DONE: "active",
}


def _is_shown(one: MilestoneRow) -> bool:
    return one.standing not in (Standing.CANCELLED, Standing.SUGGESTED)


def _dot(one: MilestoneRow) -> Item:
    state = code_list("milestone_state").label(one.state)
    if one.standing is Standing.OVERDUE:
        state = translate("Overdue")
    day = one.due_on or date.max
    words = " · ".join((formats.plain_day(day), one.called, one.reference, state))
    return Item(day, None, one.called, words, _DOT_STATES.get(one.standing, "progress"),
                one.reference)  # fmt: skip


def _span(names: Sequence[NameRow], items: Sequence[Item], today: date) -> tuple[date, date]:
    begun = [name.valid_from for name in names if name.valid_from] + [one.first for one in items]
    ended = [one.last or one.first for one in items] + [today]
    first = min([*begun, today - timedelta(days=365 * 3)]) - _MARGIN
    last = min(max(ended) + 2 * _MARGIN, today + _LATEST)
    return date(first.year, 1, 1), last


def _bands(names: Sequence[NameRow], first: date, last: date, today: date) -> Iterator[Band]:
    """Yield the names that were borne one after the other; what nobody dated is left a gap."""
    changes = {first, last + timedelta(days=1)}
    for name in names:
        changes |= {name.valid_from} if name.valid_from else set()
        changes |= {name.valid_to + timedelta(days=1)} if name.valid_to else set()
    days = sorted(day for day in changes if first <= day <= last + timedelta(days=1))
    spans: list[tuple[date, date, str]] = []
    for begins, ends in pairwise(days):
        borne = name_on(names, begins)
        if borne is None or not borne.is_valid_on(begins):
            continue
        words = _word(borne, names, begins)
        until = ends - timedelta(days=1)
        if spans and spans[-1][2] == words and spans[-1][1] + timedelta(days=1) == begins:
            spans[-1] = (spans[-1][0], until, words)
        else:
            spans.append((begins, until, words))
    for begins, until, words in spans:
        yield Band(begins, until, words, begins <= today <= until)


def _word(name: NameRow, names: Iterable[NameRow], day: date) -> str:
    """Return what stands on a band: the abbreviation of that time, else the name."""
    beside = (one.abbreviation for one in names if one.is_valid_on(day) and one.abbreviation)
    return name.abbreviation or next(beside, "") or name.name
