"""Tells in which language a page is written: Vietnamese, English, or both one beside the other."""

from collections import Counter
from typing import Final

from luutru.vietnamese.syllables import census

_FEWEST: Final = 3
"""Words of a line from which on it tells anything: names and numbers stand alone."""
_VIETNAMESE: Final = 0.3
"""Share of words with Vietnamese marks from which on a line is Vietnamese."""
_OTHER: Final = 0.1
"""Share up to which it is not; a Vietnamese name stands in English lines too."""
_PART: Final = 0.2
"""Share of the words of a page that a language needs to be one of it: a letterhead is less."""
_ENOUGH: Final = 8
"""Words that tell a language, together."""


def languages_of(text: str) -> str:
    """Return `vie`, `eng`, or `vie+eng`; nothing where too little is written to tell.

    Whatever stands in plain letters counts as English: those are the languages that are read.
    """
    told: Counter[str] = Counter()
    for line in text.split("\n"):
        found = census(line)
        if found.words >= _FEWEST and found.plausible > 1 - _VIETNAMESE:
            if found.marked >= _VIETNAMESE:
                told["vie"] += found.words
            elif found.marked <= _OTHER:
                told["eng"] += found.words
    if told.total() < _ENOUGH:
        return ""
    return "+".join(name for name in ("vie", "eng") if told[name] >= _PART * told.total())
