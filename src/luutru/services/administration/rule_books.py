"""The rules that ship with the program as people may read them: what they say, whence, how old."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from luutru import i18n, resources
from luutru.i18n import mark, translate, translate_count
from luutru.services.administration.sources import source_told

_SOURCED: Final = frozenset({"source", "checked_on", "title"})
_LONGEST: Final = 400


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One section of a book: what it is called, what it says, where it comes from."""

    code: str
    says: str
    source: str
    checked_on: str


@dataclass(frozen=True, slots=True)
class RuleBook:
    """One file of rules."""

    name: str
    title: str
    about: str
    rows: tuple[RuleRow, ...]


_BOOKS: Final = {
    "scan_quality": (
        mark("Quality of scans"),
        mark("From when on a scan is found wanting; measured page by page when it is read."),
    ),
    "secrecy": (
        mark("Marks of secrecy and haste"),
        mark("The words by which marks on a page are known."),
    ),
    "kinds": (
        mark("Kinds of documents"),
        mark("The words by which a document tells what it is, and which annexes it cites."),
    ),
    "segments": (
        mark("Where another document begins"),
        mark("What speaks for the first page of another document, and how much."),
    ),
    "extraction": (
        mark("Names, parties, signatures"),
        mark("The words by which parties, titles and signatures are known."),
    ),
    "clauses": (
        mark("Clauses and duties"),
        mark("The patterns by which effect, term, renewal, fields and duties are known."),
    ),
}


_THRESHOLDS: Final = {
    "least_dpi": mark("Least dots an inch"),
    "tolerance": mark("Tolerance"),
    "least_bits": mark("Least bits of colour"),
    "most_degrees": mark("Most degrees"),
    "most_strokes": mark("Most strokes"),
    "most_bits": mark("Most bits by which the looks differ, of 64"),
    "least_share": mark("Least share of words that both have"),
    "least_words": mark("Least words"),
    "head": mark("Head of the page, share of its height"),
    "foot": mark("Foot of the page, share of its height"),
    "furthest": mark("Most pages missing at one place"),
    "last": mark("Most pages missing at the end"),
    "least_confidence": mark("Least confidence"),
    "parts": mark("Parts"),
}


def rule_books() -> list[RuleBook]:
    """Return the books of rules in the order in which they are shown."""
    return [
        RuleBook(name, translate(title), translate(about), tuple(_rows(name)))
        for name, (title, about) in _BOOKS.items()
    ]


def _rows(name: str) -> Iterator[RuleRow]:
    file = resources.folder("rules") / f"{name}.toml"
    book = tomllib.loads(file.read_text(encoding="utf-8"))
    for code, section in book.items():
        if isinstance(section, Mapping) and "source" in section:
            title = section.get("title", {})
            yield RuleRow(
                title.get(i18n.language(), code) if isinstance(title, Mapping) else code,
                _said(section),
                source_told(str(section["source"])),
                str(section.get("checked_on", "")),
            )


def _said(section: Mapping[str, Any]) -> str:
    """Return what a section says on a few lines: numbers whole, long lists by their length."""
    said = ((key, value) for key, value in section.items() if key not in _SOURCED)
    return "\n".join(f"{_name(key)}: {_value(value)}" for key, value in said)


def _name(key: str) -> str:
    return translate(_THRESHOLDS[key]) if key in _THRESHOLDS else key


def _value(value: Any) -> str:  # noqa: ANN401  whatever TOML holds
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_value(one)}" for key, one in value.items())
    if not isinstance(value, list):
        return str(value)
    plain = ", ".join(str(one) for one in value) if all(_is_plain(one) for one in value) else ""
    if plain and len(plain) <= _LONGEST:
        return plain
    return translate_count("{count} pattern", "{count} patterns", len(value))


def _is_plain(one: Any) -> bool:  # noqa: ANN401  whatever TOML holds
    return isinstance(one, str | int | float)
