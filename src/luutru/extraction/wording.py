"""The words by which the rules know what they read: `resources/rules/extraction.toml`."""

import re
import tomllib
from functools import cache
from typing import Any, Literal

from luutru import resources

_WHITE = {"": r"\s+", "?": r"\s*", "*": r"\s*", "+": r"\s+"}
Tongue = Literal["vi", "en"]
"""The language of a title or a clause."""


def table(name: str) -> dict[str, Any]:
    """Return one table of the rules; it also holds its `source` and when it was checked."""
    found: dict[str, Any] = _tables()[name]
    return found


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern for folded text in which a space stands for any white, ` ?` for none too."""
    return re.compile(re.sub(r" ([?*+])?", lambda it: _WHITE[it[1] or ""], pattern))


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


def code_of(name: str, tongue: Tongue) -> str:
    """Return the code of an instrument by its folded name, or by how it begins; or nothing."""
    found = [
        (len(begins[0]), str(code))
        for pattern, code in table("instrument")[tongue]
        if (begins := compiled(rf"(?:{pattern})(?!\w)").match(name))
    ]
    return max(found, default=(0, ""), key=lambda it: it[0])[1]


@cache
def _tables() -> dict[str, Any]:
    file = resources.folder("rules") / "extraction.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
