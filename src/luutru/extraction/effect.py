"""Reads from when an agreement has effect: the rule, and the day where one is stated."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from luutru.extraction.findings import Finding, is_of_agreement
from luutru.extraction.grammar import SIGNED, either
from luutru.extraction.sentences import Sentence
from luutru.vietnamese.dates import FoundDate, find_dates

_WHOLE_DAY: Final = len("2023-12-07")
_REACH: Final = 240
_GOES_ON: Final = (
    r"[,;.](?!\d)|\bva\s+(?:co|se|duy|keo|duoc|ton|tiep|gia|het|khong|van|cham|thoi)\b"
    r"|\band\s+(?:shall|will|remains?|is|be|continues?|may|has|thereafter|lasts?|stays?|ends?)\b"
    r"|\btrong\s+(?:thoi|vong|suot)\b|\bfor\s+(?:an?|the|\w+\s*\()\s"
)
_BEGINS: Final = either(
    "{effect}",
    r"\bhieu luc(?: cua)? … (?:duoc )?(?:tinh|bat dau)(?= (?:ke tu|tu|khi|vao|sau)\b)",
    r"\beffective date(?: of …)?(?= (?:is|shall be|will be)\b)",
)
_FOR_SOME_TIME: Final = r"[^,;]{0,40}\b(?:nam|thang|years?|months?)\b (?:ke|tinh|from|after)\b"
_OF_A_TERM: Final = 0.7
"""Confidence where only the term is said to run from then."""
_UNTIL: Final = r"\s*(?:cho )?(?:den|toi|until|to|through|up to)\b"
_CEASES: Final = r"\b(?:ceases? to|khong con|no longer)\s*$"
_COUNTED: Final = either(
    r"\b(?:ke tu|sau|tinh tu|tu|truoc)(?: khi| ngay| thoi diem)*(?: \S+){0,6}",
    r"\b(?:of|from|after|following|before|prior to)(?: the)?(?: date of)?(?: the| its)?",
) + r"\s*$"  # fmt: skip
"""Before a verb of effect that is only something to count from."""
_BEFORE: Final = (
    r"^(?:{since})\b[^,]*,",
    r"\b(?:an dinh|chon|lay|set|fix|choose|take)\b.{0,60}\b(?:la|lam|as)\b.{0,70}$",
    r"^.{0,70}\bla ngay\b.{0,50}$",
    r"^.{0,90}\b(?:is|be)(?: also)? the (?:date|day) (?:on|from) which\b.{0,70}$",
    r"{agreed}.{0,80}\b(?:(?:date|day) (?:on|from) which.{0,60}|(?:ngay|thoi diem)\s*)$",
)
"""How a sentence says from when before it comes to the verb."""


def effect(sentence: Sentence) -> Iterator[Finding]:
    """Yield the rule of effect, and the day of effect, that a sentence states."""
    for verb in sentence.pattern(_BEGINS).finditer(sentence.folded):
        if not _is_beginning(sentence, verb):
            continue
        begin, end = verb.end(), _end_of_condition(sentence, verb.end())
        day = _day(sentence, begin, end)
        rule = _rule(sentence, sentence.folded[begin:end], day)
        if not rule:
            begin, end = _condition_before(sentence, verb.start())
            day = _day(sentence, begin, end)
            rule = _rule(sentence, sentence.folded[begin:end], day)
        if rule:
            confidence = 0.8 if sentence.article.is_opening else 0.97
            if sentence.pattern(_FOR_SOME_TIME).match(sentence.folded, verb.end()):
                confidence = _OF_A_TERM
            yield Finding(
                "effect_rule",
                rule,
                sentence,
                min(begin, verb.start()),
                max(end, verb.end()),
                confidence,
                f"effect.{rule}",
            )
        if rule == "on_day" and day is not None:
            start = begin + day.start
            yield Finding(
                "effective_on", day.edtf, sentence, start, begin + day.end, 0.97, "effect.day"
            )
        if rule:
            return


def _rule(sentence: Sentence, condition: str, day: FoundDate | None) -> str:
    """Return the code of what has to happen first."""
    signing = sentence.pattern(SIGNED).search(condition)
    if sentence.pattern("{notified}").search(condition):
        return "on_notification"
    if day is not None and not signing:
        return "on_day"
    if signing:
        return "on_signing"
    if sentence.pattern("{agreed}").search(condition):
        return "by_agreement"
    return ""


def _is_beginning(sentence: Sentence, verb: re.Match[str]) -> bool:
    """Tell whether a verb says of the agreement that its effect begins."""
    if sentence.pattern(_UNTIL).match(sentence.folded, verb.end()):
        return False
    if sentence.pattern(_CEASES).search(sentence.folded[: verb.start()]):
        return False
    counted = sentence.pattern(_COUNTED).search(sentence.folded[: verb.start()])
    if counted and any(period.end <= verb.start() for period in sentence.periods):
        return False
    return is_of_agreement(sentence, verb.start())


def _condition_before(sentence: Sentence, verb: int) -> tuple[int, int]:
    """Return where the words stand that say from when, before the verb: `From that day, it …`."""
    before = sentence.folded[:verb]
    found = (sentence.pattern(text).search(before) for text in _BEFORE)
    return next((one.span() for one in found if one), (verb, verb))


def _end_of_condition(sentence: Sentence, begin: int) -> int:
    """Return where the words end that say from when."""
    reach = sentence.folded[begin : begin + _REACH]
    end = sentence.pattern(_GOES_ON).search(reach, 4)
    return begin + (end.start() if end else len(reach))


def _day(sentence: Sentence, begin: int, end: int) -> FoundDate | None:
    for day in find_dates(sentence.text[begin : end + 24]):
        first = day.edtf.partition("/")[0]
        if day.possible and len(first) == _WHOLE_DAY and begin + day.start < end:
            return replace(day, edtf=first)
    return None
