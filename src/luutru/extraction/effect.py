"""Reads from when an agreement has effect: the rule, and the day where one is stated."""

from collections.abc import Iterator
from typing import Final

from luutru.extraction.findings import Finding, is_of_agreement
from luutru.extraction.grammar import SIGNED
from luutru.extraction.sentences import Sentence
from luutru.vietnamese.dates import FoundDate, find_dates

_WHOLE_DAY: Final = len("2023-12-07")
_REACH: Final = 240
_GOES_ON: Final = (
    r"[,;.](?!\d)|\bva\s+(?:co|se|duy|keo|duoc|ton|tiep|gia|het|khong|van|cham|thoi)\b"
    r"|\band\s+(?:shall|will|remains?|is|be|continues?|may|has|thereafter|lasts?|stays?|ends?)\b"
    r"|\btrong\s+(?:thoi|vong|suot)\b|\bfor\s+(?:an?|the|\w+\s*\()\s"
)


def effect(sentence: Sentence) -> Iterator[Finding]:
    """Yield the rule of effect, and the day of effect, that a sentence states."""
    for verb in sentence.pattern("{effect}").finditer(sentence.folded):
        if not is_of_agreement(sentence, verb.start()):
            continue
        end = _end_of_condition(sentence, verb.end())
        condition = sentence.folded[verb.start() : end]
        day = _day(sentence, verb.end(), end)
        rule = _rule(sentence, condition, day)
        if rule:
            confidence = 0.8 if sentence.article.is_opening else 0.97
            yield Finding(
                "effect_rule", rule, sentence, verb.start(), end, confidence, f"effect.{rule}"
            )
        if rule == "on_day" and day is not None:
            start = verb.end() + day.start
            yield Finding(
                "effective_on", day.edtf, sentence, start, verb.end() + day.end, 0.97, "effect.day"
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


def _end_of_condition(sentence: Sentence, begin: int) -> int:
    """Return where the words end that say from when."""
    reach = sentence.folded[begin : begin + _REACH]
    end = sentence.pattern(_GOES_ON).search(reach, 4)
    return begin + (end.start() if end else len(reach))


def _day(sentence: Sentence, begin: int, end: int) -> FoundDate | None:
    days = find_dates(sentence.text[begin : end + 24])
    return next(
        (
            day
            for day in days
            if day.possible and len(day.edtf) == _WHOLE_DAY and begin + day.start < end
        ),
        None,
    )
