"""The words by which the rules know what they read: `resources/rules/extraction.toml`."""

import re
import tomllib
from functools import cache
from typing import Any, Literal

from luutru import resources

Tongue = Literal["vi", "en"]
"""The language of a title or a clause."""


def table(name: str) -> dict[str, Any]:
    """Return one table of the rules; it also holds its `source` and when it was checked."""
    found: dict[str, Any] = _tables()[name]
    return found


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern for folded text in which a space stands for any white."""
    return re.compile(pattern.replace(" ", r"\s+"))


@cache
def one_of(*names: str) -> str:
    """Return a pattern for any of the formulas in the lists called `names`."""
    return "(?:" + "|".join(part for name in names for part in table("formulas")[name]) + ")"


@cache
def title_pattern() -> re.Pattern[str]:
    """Return a pattern for the folded name of an instrument; its group tells the language."""
    names = {
        tongue: "|".join(pattern for pattern, _ in table("instrument")[tongue])
        for tongue in ("vi", "en")
    }
    return compiled(rf"(?:(?P<vi>{names['vi']})|(?P<en>{names['en']}))(?!\w)")


def instrument_of(name: str, tongue: Tongue) -> str:
    """Return the code of an instrument by its folded name, or nothing."""
    for pattern, code in table("instrument")[tongue]:
        if compiled(pattern).fullmatch(name):
            return str(code)
    return ""


@cache
def _tables() -> dict[str, Any]:
    file = resources.folder("rules") / "extraction.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
