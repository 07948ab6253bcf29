"""Lists of codes: data in `resources/rules/`, with labels in both languages and their source."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from luutru import i18n, resources
from luutru.vietnamese.folding import fold

_FILES: Final = ("code_lists.toml", "countries.toml")


@dataclass(frozen=True, slots=True)
class Code:
    """One entry: the code that is stored, and the words people use for it."""

    code: str
    vi: str
    en: str
    also: tuple[str, ...] = ()
    number: str = ""


@dataclass(frozen=True)
class CodeList:
    """A list of codes in the order in which it is shown."""

    name: str
    source: str
    checked_on: str
    entries: tuple[Code, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes, in order."""
        return tuple(entry.code for entry in self.entries)

    def label(self, code: str, language: str | None = None) -> str:
        """Return what `code` is called in `language` (default: the reader's), else the code."""
        entry = self._by_code().get(code)
        if entry is None:
            return code
        return entry.vi if (language or i18n.language()) == "vi" else entry.en

    def find(self, text: str) -> str | None:
        """Return the code that `text` names: the code itself, or a label with or without marks."""
        return self._by_word().get(fold(text.strip()))

    def _by_code(self) -> dict[str, Code]:
        return _by_code(self.name)

    def _by_word(self) -> dict[str, str]:
        return _by_word(self.name)


def code_list(name: str) -> CodeList:
    """Return the list called `name`.

    Raises:
        KeyError: There is no such list.
    """
    return _lists()[name]


def list_names() -> tuple[str, ...]:
    """Return the names of all lists."""
    return tuple(_lists())


@cache
def _lists() -> dict[str, CodeList]:
    found: dict[str, CodeList] = {}
    for file in _FILES:
        tables = tomllib.loads((resources.folder("rules") / file).read_text(encoding="utf-8"))
        found |= {name: _list(name, table) for name, table in tables.items()}
    return found


def _list(name: str, table: dict[str, Any]) -> CodeList:
    entries = tuple(
        Code(code, told["vi"], told["en"], tuple(told.get("also", ())), told.get("number", ""))
        for code, told in table["codes"].items()
    )
    return CodeList(name, table["source"], str(table["checked_on"]), entries)


@cache
def _by_code(name: str) -> dict[str, Code]:
    return {entry.code: entry for entry in _lists()[name].entries}


@cache
def _by_word(name: str) -> dict[str, str]:
    words: dict[str, str] = {}
    for entry in _lists()[name].entries:
        for word in (entry.code, entry.vi, entry.en, *entry.also):
            words.setdefault(fold(word), entry.code)
    return words
