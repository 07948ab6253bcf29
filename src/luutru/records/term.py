"""For how long an agreement holds: its first term, then extensions and renewals, one by one.

The rules are our own over Law 70/2020/QH14 articles 32-34. An extension sets the end of the term
that runs on the day from which it has effect; one that comes after the term has ended begins a new
term, and the days between were a lapse. Automatic renewal adds one period at the end of a term,
unless a notice was given by the last day to give it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from luutru.records.days import UNKNOWN, Span, minus, plus

_DAY: Final = timedelta(days=1)


class Extension(NamedTuple):
    """From when an extension has effect, and the last day of effect that it gives."""

    effective_from: date
    until: Span


class Renewal(NamedTuple):
    """How an agreement renews itself, and the days on which somebody gave notice against it."""

    period: str
    notice_period: str = ""
    notices: tuple[date, ...] = ()


class Lapse(NamedTuple):
    """Days between the end of a term and the extension that came too late."""

    possible: date
    """From then on the term may have ended."""
    sure: date | None
    """From then on it has ended; None where its last day was too coarse to say."""
    until: date
    """The day before the extension."""


@dataclass(frozen=True)
class Course:
    """The terms of an agreement from its first day to its last."""

    ends: Span
    """Its last day of effect; unknown where it has none, or renews itself without end."""
    lapses: tuple[Lapse, ...] = ()
    stated: Span = UNKNOWN
    """The last end that was agreed on, before renewals."""
    renewal: Renewal | None = None
    """As it goes on from `stated`."""

    def end_on(self, day: date) -> Span:
        """Return the end of the term that runs on `day`, or of the last one."""
        for lapse in self.lapses:
            if day < lapse.possible:
                return Span(
                    lapse.possible - _DAY, (lapse.sure - _DAY) if lapse.sure else lapse.until
                )
        return _renewed(self.stated, self.renewal, day) if self.ends == UNKNOWN else self.ends


def course(
    first_end: Span, extensions: Iterable[Extension] = (), renewal: Renewal | None = None
) -> Course:
    """Return the terms that follow the first one, which ends on `first_end`.

    Of several extensions with effect from one day the last one counts.
    """
    end, going_on, lapses = first_end, renewal, list[Lapse]()
    for extension in sorted(extensions, key=lambda one: one.effective_from):
        end = _renewed(end, going_on, extension.effective_from)
        lapses += _lapse(end, extension.effective_from)
        end = extension.until
        going_on = renewal and _after(renewal, extension.effective_from)
    return Course(_renewed(end, going_on, None), tuple(lapses), end, going_on)


def notice_day(end: date, notice_period: str) -> date:
    """Return the last day to give notice that a term which ends on `end` shall not go on."""
    return minus(end, notice_period) if notice_period else end


def _after(renewal: Renewal, day: date) -> Renewal:
    """Return how it is renewed once it was extended: what was noticed before is settled."""
    return renewal._replace(notices=tuple(told for told in renewal.notices if told >= day))


def _lapse(end: Span, extended: date) -> Iterator[Lapse]:
    first = end.first or end.last
    if first is not None and first + _DAY < extended:
        sure = end.last + _DAY if end.last is not None and end.last + _DAY < extended else None
        yield Lapse(first + _DAY, sure, extended - _DAY)


def _renewed(end: Span, renewal: Renewal | None, until: date | None) -> Span:
    """Return the end of the term that runs on `until`; without a day the end for good."""
    if renewal is None or end.first is None or end.last is None:
        return end
    if plus(end.first, renewal.period) <= end.first:
        return end
    if until is None and not renewal.notices:
        return UNKNOWN
    ends = [_renewed_day(day, renewal, until) for day in _days(end.first, end.last)]
    return Span(min(ends), max(ends))


def _renewed_day(end: date, renewal: Renewal, until: date | None) -> date:
    while (until is None or end < until) and not _is_stopped(end, renewal):
        end = plus(end, renewal.period)
    return end


def _is_stopped(end: date, renewal: Renewal) -> bool:
    last = notice_day(end, renewal.notice_period)
    return any(told <= last for told in renewal.notices)


def _days(first: date, last: date) -> Sequence[date]:
    return [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]
