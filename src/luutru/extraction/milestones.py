"""Reads the dated duties that an agreement promises, with the rule by which each day is found.

What may be done gives no milestone; what has to be done without any time gives none either.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from luutru.extraction.duties import by, is_duty
from luutru.extraction.proposal import Anchor, MilestoneProposal
from luutru.extraction.script import Script
from luutru.extraction.sentences import Sentence, sentences
from luutru.extraction.terms import is_of_its_course, meaning
from luutru.extraction.timing import Timing, timings

_LONGEST: Final = 240
_SURE: Final = 0.9
_PRESENT: Final = 0.8
_AGREEING: Final = 0.5
_BEFORE_ITS_END: Final = (
    r"{renew}|{by_itself}|\b(?:truoc|before|prior to|in advance of|ahead of)\b[^.;]{0,60}{expiry}"
)


@dataclass(frozen=True, slots=True)
class _Promise:
    """A milestone in one language, not yet joined with its twin."""

    proposal: MilestoneProposal
    article: int


def read_milestones(script: Script) -> tuple[MilestoneProposal, ...]:
    """Return the milestones in the order of the text; of a bilingual text each one once."""
    told = [
        list(_promises(list(of_one)))
        for _, of_one in groupby(sentences(script), key=lambda sentence: sentence.strand.language)
    ]
    if not told:
        return ()
    joined = told[0]
    for other in told[1:]:
        joined = _joined(joined, other)
    return tuple(promise.proposal for promise in joined)


def _promises(told: Sequence[Sentence]) -> Iterator[_Promise]:
    for sentence in told:
        if sentence.article.is_opening:
            continue
        for timing in _owed(sentence):
            yield _Promise(_milestone(sentence, timing), sentence.article.number)


def _owed(sentence: Sentence) -> Iterator[Timing]:
    """Yield the times of a sentence that bind somebody."""
    notice = _notice_of_renewal(sentence)
    if notice is not None:
        yield notice
        return
    if is_of_its_course(sentence):
        return
    for timing in timings(sentence):
        if is_duty(sentence, timing.start, timing.end):
            yield timing


def _notice_of_renewal(sentence: Sentence) -> Timing | None:
    """Return by when one has to say that an agreement shall not go on, or shall."""
    if not sentence.search(_BEFORE_ITS_END):
        return None
    for period in sentence.periods:
        if meaning(sentence, period) == "notice_period":
            return Timing(
                period.start, period.end, Anchor.EXPIRY, "milestones.notice", f"-{period.value}"
            )
    return None


def _milestone(sentence: Sentence, timing: Timing) -> MilestoneProposal:
    binds = sentence.search("{duty}") is not None or timing.rule == "milestones.notice"
    sureness = sentence.sureness(timing.start, timing.end)
    return MilestoneProposal(
        title=_title(sentence),
        kind=_kind(sentence),
        anchor=timing.anchor,
        offset=timing.offset,
        recurrence=timing.recurrence,
        due_on=timing.due_on,
        clause=sentence.article.label,
        confidence=round((_SURE if binds else _PRESENT) * sureness, 3),
        places=sentence.places(0, len(sentence.text)),
        rule=timing.rule,
        event=timing.event,
        by=by(sentence),
    )


def _title(sentence: Sentence) -> str:
    words = " ".join(sentence.text.split()).rstrip(".;, ")
    if len(words) <= _LONGEST:
        return words
    return words[:_LONGEST].rsplit(" ", 1)[0] + "…"


def _kind(sentence: Sentence) -> str:
    """Return whether something is owed or done together, by the word that comes first."""
    owed, done = sentence.search("{owed}"), sentence.search("{activity}")
    if done and (not owed or done.start() < owed.start()):
        return "activity"
    return "contractual"


def _joined(ours: Sequence[_Promise], theirs: Sequence[_Promise]) -> list[_Promise]:
    """Join each promise with the one that says the same in the other language.

    Those of the same article are joined first, then those whose heading could not be read.
    """
    left, twins = list(theirs), dict[int, _Promise]()
    for is_strict in (True, False):
        for number, promise in enumerate(ours):
            same = (other for other in left if _are_twins(promise, other, strict=is_strict))
            twin = None if number in twins else next(same, None)
            if twin is not None:
                twins[number] = twin
                left.remove(twin)
    joined = [
        _together(promise, twins[number]) if number in twins else promise
        for number, promise in enumerate(ours)
    ]
    return joined + left


def _together(promise: _Promise, twin: _Promise) -> _Promise:
    proposal = promise.proposal
    doubt = (1 - proposal.confidence) * _AGREEING
    places = proposal.places + twin.proposal.places
    joined = replace(proposal, confidence=round(1 - doubt, 3), places=places)
    return replace(promise, proposal=joined)


def _are_twins(one: _Promise, other: _Promise, *, strict: bool) -> bool:
    mine, yours = one.proposal, other.proposal
    return (not strict or one.article == other.article) and (
        (mine.anchor, mine.offset, mine.recurrence, mine.due_on)
        == (yours.anchor, yours.offset, yours.recurrence, yours.due_on)
    )
