"""The words by which a document tells what it is, as patterns over folded text."""

import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Any

from luutru import resources
from luutru.vietnamese.folding import strip_marks


def any_of(*names: str) -> str:
    """Return a pattern for any phrase of the lists called so, longer ones first.

    It is made for `Script.folded`; what is one word there may be divided by any white space.
    """
    return alternatives(phrase for name in names for phrase in _lists()[name])


def alternatives(phrases: Iterable[str]) -> str:
    """Return a pattern for any of some phrases, none of which is a part of a longer word."""
    folded = sorted(map(strip_marks, phrases), key=lambda phrase: -len(phrase))
    written = "|".join(r"\s+".join(map(_quoted, phrase.split())) for phrase in folded)
    return rf"(?<!\w)(?:{written})(?!\w)"


def _quoted(word: str) -> str:
    return "".join(sign if sign.isalnum() else rf"\{sign}" for sign in word)


@cache
def _lists() -> dict[str, list[str]]:
    file = resources.folder("rules") / "kinds.toml"
    tables: dict[str, dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        name: phrases
        for table in tables.values()
        for name, phrases in table.items()
        if isinstance(phrases, list)
    }
