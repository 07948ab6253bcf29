"""Small patterns with names, of which the rules that read clauses are composed.

The words stand in `resources/rules/clauses.toml` as people write them; here they are folded, so
that marks lost in recognition do no harm, and spaces may be missing or be a new line.
"""

import re
import tomllib
from functools import cache
from typing import Any, Final

from luutru import resources
from luutru.vietnamese.folding import strip_marks

SIGNED: Final = (
    r"(?<!dinh\s)(?<!bat\s)(?<!chu\s)(?<!thoi\s)(?<!nhiem\s)(?<!tung\s){signed}(?! (?:han|luc)\b)"
)
"""Signing; without its marks `ký` is also the end of `định kỳ`, `bất kỳ`, `thời kỳ`."""
_NAME: Final = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)?)\}")
_FEW: Final = r"(?:\s+\S+){0,%d}?"


def phrases(name: str) -> tuple[str, ...]:
    """Return the words of a list, folded; `list.vi` or `list.en` for one language of it.

    Raises:
        KeyError: There is no such list.
    """
    listed, _, language = name.partition(".")
    table = _table()[listed]
    languages = (language,) if language else ("vi", "en")
    return tuple(strip_marks(phrase) for key in languages for phrase in table.get(key, ()))


@cache
def any_of(name: str, language: str = "") -> str:
    """Return a pattern for any of the words of a list; `~` stands for any ending of one."""
    named = f"{name}.{language}" if language else name
    longest_first = sorted(phrases(named), key=len, reverse=True)
    return r"\b(?:" + "|".join(map(_phrase, longest_first)) + ")" if longest_first else r"(?!)"


@cache
def pattern(text: str, language: str = "") -> re.Pattern[str]:
    """Compile a pattern: `{name}` is any word of a list, ` ` any space, `…` a few words.

    With `language`, words of the other one do not count: without its marks, `thẻ` is `the`.
    """
    composed = _NAME.sub(lambda found: any_of(found[1], language), text)
    return re.compile(composed.replace(" …", _FEW % 7).replace(" ", r"\s+"), re.DOTALL)


def either(*alternatives: str) -> str:
    """Return a pattern for any of `alternatives`."""
    return "(?:" + "|".join(alternatives) + ")"


def maybe(*words: str) -> str:
    """Return a pattern for any number of `words`, each after a space, or none at all."""
    return rf"(?:,?\s+{either(*words)}\b)*"


def _phrase(phrase: str) -> str:
    words = re.escape(phrase).replace(r"\ ", r"\s*").replace(r"\~", r"\w*")
    return words if phrase.endswith("~") else words + r"\b"


@cache
def _table() -> dict[str, dict[str, Any]]:
    file = resources.folder("rules") / "clauses.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
