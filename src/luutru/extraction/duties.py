"""Tells a duty from a choice, and who has to do it."""

import re
from typing import Final

from luutru.extraction.sentences import Sentence

_CONDITION: Final = r"(?:{if})(?:(?!,|;|\bthi\b|\bthen\b).)*$"
_CALLED: Final = re.compile(
    r"(?:sau đây (?:được )?gọi (?:tắt )?là|gọi tắt là|sau đây là|dưới đây (?:được )?gọi là"
    r"|herein(?:after|before)?,?(?: (?:referred to|called|known))?(?: as)?|referred to as)\s*"
    r"[“\"'‘(]?(?:the\s+)?([^\W\d_][\w& .-]{0,40}?)[”\"'’),;]",
    re.IGNORECASE,
)


def is_duty(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether what has its time between `start` and `end` has to be done.

    The nearest word before the time that binds or leaves a choice decides, else the first one
    behind it. Where there is none, the present tense of an article binds.
    """
    if sentence.search("{at_will}") or sentence.search("{forbidden}"):
        return False
    if sentence.pattern(_CONDITION).search(sentence.folded[:start]):
        return False
    modals = _modals(sentence, sentence.folded)
    if not modals and sentence.search("{past}"):
        return False
    behind = [modal for modal in modals if modal.start() < start]
    ahead = [modal for modal in modals if modal.start() >= end]
    deciding = behind[-1:] or ahead[:1] or _modals(sentence, sentence.lead)[-1:]
    return not deciding or deciding[0]["must"] is not None


def _modals(sentence: Sentence, folded: str) -> list[re.Match[str]]:
    """Return the words that bind or leave a choice; of `may agree to` only the first counts."""
    found: list[re.Match[str]] = []
    for modal in sentence.pattern("(?P<may>{permission})|(?P<must>{duty})").finditer(folded):
        if not found or modal.start() - found[-1].end() > 1 or found[-1]["must"]:
            found.append(modal)
    return found


def by(sentence: Sentence) -> str:
    """Return who has to do it, in the words of the text, or nothing."""
    names = sorted(set(_CALLED.findall(sentence.strand.text)), key=len, reverse=True)
    called = "|".join(re.escape(name.strip()) for name in names if name.strip())
    actor = sentence.search("{actor}")
    named = re.search(rf"\b(?:{called})\b", sentence.text) if called else None
    if named and (not actor or named.start() < actor.start()):
        return " ".join(named[0].split())
    if actor:
        return " ".join(sentence.text[actor.start() : actor.end()].split())
    lead = sentence.pattern("{actor}").search(sentence.lead)
    return lead[0] if lead else ""
