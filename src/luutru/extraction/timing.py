"""Reads by when something has to be done, and how often, out of one sentence.

A period is counted from signing, effect, expiry or an event; a day stands in the text, or returns
every year; and what only recurs, recurs. Recurrence is told as RFC 5545 tells it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from luutru.extraction.grammar import either, maybe
from luutru.extraction.periods import Period
from luutru.extraction.proposal import Anchor
from luutru.extraction.recurrence import EVERY, Recurrence, recurrence
from luutru.extraction.sentences import Sentence
from luutru.vietnamese.dates import find_dates

_WINDOW: Final = 70
_WHOLE_DAY: Final = len("2023-12-07")
_EVENT_LENGTH: Final = 140

_WITHIN: Final = (
    either(
        r"\btrong (?:vong|thoi han)",
        r"\b(?:cham|muon|som) nhat(?: la)?", r"\bkhong (?:muon|cham) hon", r"\bwithin",
        r"\b(?:no|not) later than", r"\bat the latest",
    )
    + maybe(
        "la", "toi da", "khong qua", "cham nhat", "vong", "sau", "truoc", "trong", "a", "the",
        "maximum", "period", "of", "next", "first", "at most", "not more than",
    )
    + r"\s*$"
)  # fmt: skip
"""What makes a period a deadline, whatever stands behind it."""
_LOOSE: Final = (
    either(
        r"\btrong(?: khoang)?(?: thoi gian)?",
        r"\bkhong qua", r"\btoi da", r"\btruoc", r"\bsau", r"\bit nhat", r"\btoi thieu",
        r"\bin", r"\bafter", r"\bat least", r"\b(?:no|not) (?:more|less|fewer) than", r"\bbefore",
        r"\bon",
        r"\bthoi han",
        r"\b(?:thoi han|time limit|deadline)\b[^.;,]{0,60}\b(?:la|is)",
    )
    + maybe("la", "it nhat", "the", "a")
    + r"\s*$"
)  # fmt: skip
"""What makes it one where it is told from when to count."""
_COUNTED_FROM: Final = either(
    r"^(?: lam viec| duong lich| lich)?,?\s*(?:ke )?"
    r"(?:(?:tinh |ke )?(?P<from>tu|sau)|(?P<ahead>truoc))\b"
    r"(?: (?:khi|ngay|thoi diem|thoi han|luc))*\s*(?P<what>.*)",
    r"^(?:'s)?,?\s*(?:counted |calculated )?"
    r"(?:(?P<from_en>of|from|after|following|upon|since|as of|as from)"
    r"|(?P<ahead_en>before|prior to|in advance of|preceding|ahead of))\b"
    r"(?: (?:the )?(?:date|day|time)(?: of| on which| when| that)?)?\s*(?P<what_en>.*)",
)
_OPENING: Final = (
    r"^(?:ke tu|tu|sau|tinh tu|after|upon|on|following|from)\b(?: (?:khi|ngay|thoi diem))*"
    r" (?P<what>[^,;]{2,90}),"
)
_AHEAD_OF: Final = (
    r"\b(?:truoc(?: (?:khi|ngay|thoi diem))+|before|prior to) (?P<what>[^,;.]{2,60}?)"
    r" (?:it nhat|toi thieu|cham nhat|by at least|by not less than)\s*$"
)
_EVENT_ENDS: Final = either(
    r"[,;.](?!\d)",
    r"\b(?:and|va) {duty}",
    r"\b(?:hai|moi|cac|tung|ca hai) ben\b (?:phai|se|co|cung|gui|trao|cam|thong)",
    r"\b(?:each|either|both|the other|the) part(?:y|ies) (?:shall|will|must|undertake)",
    r"\b(?:shall|will|must|phai)\b",
    r"\bben \w{1,8} (?:phai|se|co trach|cam ket)",
)
_OTHER_PAPER: Final = r"^\W*(?:ket )?" + either(
    "hop dong", "bien ban (?!ghi|thoa)", "(?:of )?(?:the|a) contract", "minutes"
)
_BY_DAY: Final = (
    either(
        r"\b(?:cham|muon) nhat(?: la)?(?: vao| den| truoc)?", r"\btruoc", r"\bden het", r"\bden",
        r"\bkhong (?:muon|cham) hon", r"\bby", r"\bbefore", r"\b(?:no|not) later than",
        r"\bon or before", r"\bprior to", r"\bat the latest(?: by| on)?", r"\buntil", r"\bvao",
    )
    + r"(?: (?:het|ngay|the))*\s*$"
)  # fmt: skip


_DEADLINE: Final = (
    r"\b(?:deadline|time limit|due date|han chot|han cuoi|thoi han)\b[^.;]{0,60}"
    r"\b(?:is|la)(?: (?:ngay|the))?\s*$"
)


@dataclass(frozen=True, slots=True)
class Timing:
    """By when, or how often; `start` and `end` are where the sentence says so."""

    start: int
    end: int
    anchor: Anchor
    rule: str
    offset: str = ""
    recurrence: str = ""
    due_on: str = ""
    event: str = ""


def timings(sentence: Sentence) -> tuple[Timing, ...]:
    """Return when the things that a sentence speaks of have to be done."""
    counted = [one for period in sentence.periods for one in _counted(sentence, period)]
    often = recurrence(sentence)
    if often is None:
        return (*counted, *_days(sentence))
    if counted and not often.has_day and not _are_two_duties(sentence, often, counted[0]):
        return tuple(replace(one, recurrence=often.rrule) for one in counted)
    anchor = Anchor.FIXED if often.has_day else Anchor.EFFECT
    return (
        Timing(often.start, often.end, anchor, often.rule, recurrence=often.rrule),
        *counted,
    )


def _are_two_duties(sentence: Sentence, often: Recurrence, counted: Timing) -> bool:
    """Tell whether one thing recurs and another has its own time: `… and shall …`."""
    ends = sorted(((often.start, often.end), (counted.start, counted.end)))
    return sentence.search(r"\b(?:and|va) {duty}|;", ends[0][1], ends[1][0]) is not None


def _counted(sentence: Sentence, period: Period) -> Iterator[Timing]:
    """Yield the timing of a period that is counted from something."""
    before = sentence.folded[: period.start]
    near = before[-_WINDOW:]
    if sentence.pattern(EVERY).search(near):
        return
    cue, loose = sentence.pattern(_WITHIN).search(near), sentence.pattern(_LOOSE).search(near)
    word = cue or loose
    start = period.start - len(near) + word.start() if word else period.start
    after = sentence.pattern(_COUNTED_FROM).match(sentence.folded[period.end :])
    if after and (word or _says_which_way(after)):
        yield from _counted_behind(sentence, period, start, after)
        return
    ahead_of = sentence.pattern(_AHEAD_OF).search(before)
    told = ahead_of or (word and sentence.pattern(_OPENING).match(before))
    if told:
        ahead = ahead_of is not None
        made = _anchored(sentence, period, start, told.start("what"), ahead=ahead)
        yield replace(made, start=told.start(), end=period.end)
    elif cue:
        sign = "-" if re.search(r"\btruoc[\w\s]*$", near) else ""
        yield Timing(start, period.end, Anchor.EVENT, "timing.within", sign + period.value)


def _counted_behind(
    sentence: Sentence, period: Period, start: int, after: re.Match[str]
) -> Iterator[Timing]:
    """Yield the timing of a period behind which stands from when it is counted."""
    group = "what" if after["what"] is not None else "what_en"
    ahead = bool(after["ahead"] or after["ahead_en"])
    made = _anchored(sentence, period, start, period.end + after.start(group), ahead=ahead)
    if made.anchor is not Anchor.SIGNING or not ahead:  # before it was signed, nobody owed it
        yield made


def _says_which_way(after: re.Match[str]) -> bool:
    """Tell whether a period is counted from something by a word that cannot mean anything else."""
    way = after["from"] or after["from_en"]
    return bool(after["ahead"] or after["ahead_en"]) or way in ("sau", "after", "following")


def _anchored(sentence: Sentence, period: Period, start: int, begin: int, *, ahead: bool) -> Timing:
    """Return what is counted from the words at `begin`."""
    end = sentence.pattern(_EVENT_ENDS).search(sentence.folded, begin)
    stop = min(end.start() if end else len(sentence.folded), begin + _EVENT_LENGTH)
    words = sentence.folded[begin:stop]
    anchor = _anchor(sentence, words)
    event = " ".join(sentence.text[begin:stop].split()) if anchor is Anchor.EVENT else ""
    offset = ("-" if ahead else "") + period.value
    return Timing(start, stop, anchor, f"timing.{anchor.value}", offset, event=event)


def _anchor(sentence: Sentence, words: str) -> Anchor:
    """Return what a period is counted from, by the word that comes first."""
    found: list[tuple[int, Anchor]] = []
    for text, anchor in (
        ("{receipt}", Anchor.EVENT),
        ("{begins}", Anchor.EFFECT),
        ("{over}", Anchor.EXPIRY),
        (
            r"(?<!dinh\s)(?<!bat\s)(?<!chu\s)(?<!thoi\s)(?<!nhiem\s){signed}(?! (?:han|luc)\b)",
            Anchor.SIGNING,
        ),
    ):
        match = sentence.pattern(text).search(words)
        if match:
            other = sentence.pattern(_OTHER_PAPER).match(words[match.end() :])
            found.append((match.start(), Anchor.EVENT if other else anchor))
    return min(found, default=(0, Anchor.EVENT), key=lambda one: one[0])[1]


def _days(sentence: Sentence) -> Iterator[Timing]:
    """Yield the days by which something has to be done."""
    if sentence.search("{done}"):
        return
    for day in find_dates(sentence.text):
        before = sentence.folded[max(0, day.start - _WINDOW) : day.start]
        cue = sentence.pattern(f"{_BY_DAY}|{_DEADLINE}").search(before)
        if cue and day.possible and len(day.edtf) == _WHOLE_DAY:
            start = day.start - len(before) + cue.start()
            yield Timing(start, day.end, Anchor.FIXED, "timing.day", due_on=day.edtf)
