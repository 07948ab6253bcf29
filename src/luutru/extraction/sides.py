"""Weighs what speaks for the Vietnamese side, and what for the foreign one, of a named party."""

import re
from functools import cache
from typing import Final

from luutru.extraction.mentions import Mention, Source
from luutru.extraction.names import is_foreign_looking
from luutru.extraction.wording import compiled, table
from luutru.vietnamese.folding import strip_marks
from luutru.vietnamese.syllables import is_plain_syllable

_FOREIGN_ROLE: Final = re.compile(r"nuoc ngoai|foreign|doi tac|partner")
_HOME_ROLE: Final = re.compile(r"viet ?nam")
_ROLE, _COUNTRY, _LETTERHEAD, _LOOK = 3.0, 2.0, 1.5, 1.0
"""What a role, a country, the own letterhead and the look of words weigh."""
_PLAIN_WORDS: Final = 2
"""Words in a row that could be Vietnamese ones without marks, as in `Song Huong`."""


def leaning(mention: Mention) -> float:
    """Return how much speaks for the Vietnamese side (above 0) or for the foreign one."""
    role = strip_marks(mention.role)
    weight = 0.0
    if _HOME_ROLE.search(role):
        weight += _ROLE
    elif _FOREIGN_ROLE.search(role):
        weight -= _ROLE
    if _home_words().search(strip_marks(mention.agency.name)):
        weight += _COUNTRY
    if mention.source is Source.LETTERHEAD:
        weight += _LETTERHEAD
    return weight + leaning_of_country(mention.agency.country) + _look(mention)


def leaning_of_country(code: str) -> float:
    """Return what a country says of the side; nothing where it is not known."""
    if not code:
        return 0.0
    return _COUNTRY if code == "VN" else -_COUNTRY


def _look(mention: Mention) -> float:
    """Return what the words of a name look like: `Velmora` is no Vietnamese word."""
    name = mention.agency.name
    if mention.tongue == "vi":
        return -_LOOK if is_foreign_looking(name) else 0.0
    words = [word for word in name.split() if word[:1].isupper()]
    plain = [is_plain_syllable(word) for word in words]
    return _LOOK if any(all(plain[n : n + _PLAIN_WORDS]) for n in range(len(plain) - 1)) else 0.0


@cache
def _home_words() -> re.Pattern[str]:
    words = "|".join(map(re.escape, table("home")["words"]))
    return compiled(rf"(?<!\w)(?:{words})(?!\w)".replace("\\ ", " "))
