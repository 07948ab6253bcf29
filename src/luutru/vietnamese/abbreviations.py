"""Knows what else a thing is called: abbreviations and other names, from an editable list.

`resources/rules/synonyms.toml` is what a new archive starts with. A word may be in several groups;
groups do not run into each other, so what is called like one member is not called like another's.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from luutru import resources
from luutru.vietnamese.tokens import words


@dataclass(frozen=True, slots=True)
class Group:
    """Terms that mean the same, and why they are held to."""

    name: str
    terms: tuple[str, ...]
    source: str
    checked_on: date


Table: TypeAlias = Mapping[str, tuple[str, ...]]
"""By the folded words of each term: what else it is called."""


def expand(term: str, table: Table | None = None) -> tuple[str, ...]:
    """Return what else `term` is called, nothing for most words; by default as the rules say."""
    return (_default_table() if table is None else table).get(_key(term), ())


def default_groups() -> tuple[Group, ...]:
    """Return the groups that come with the program."""
    return read_groups(resources.folder("rules") / "synonyms.toml")


def read_groups(file: Path) -> tuple[Group, ...]:
    """Return the groups of a file of rules."""
    told: dict[str, dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(
        Group(name, tuple(group["terms"]), group["source"], group["checked_on"])
        for name, group in told.items()
    )


def table_of(groups: Sequence[Group]) -> Table:
    """Return the table of `groups`; spellings that fold to the same are one term."""
    table: dict[str, dict[str, str]] = {}
    for group in groups:
        spelled: dict[str, str] = {}
        for term in group.terms:
            spelled.setdefault(_key(term), term)
        for key in spelled:
            others = {other: term for other, term in spelled.items() if other != key}
            table[key] = table.get(key, {}) | others
    return {key: tuple(others.values()) for key, others in table.items()}


@cache
def _default_table() -> Table:
    return table_of(default_groups())


def _key(term: str) -> str:
    return " ".join(word.folded for word in words(term))
