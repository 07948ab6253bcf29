"""Lists of codes: data in `resources/rules/`, with labels in both languages and their source."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final
from weakref import ref

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
    """A list of codes in the order in which it is shown.

    What the opened archive added is read when it is asked for: a list that somebody holds knows
    what was added since.
    """

    name: str
    vi: str
    en: str
    """What the list itself is called."""
    source: str
    checked_on: str
    editable: bool
    """Whether an archive may add codes of its own, and use other words for those there are."""
    shipped: tuple[Code, ...]
    """The codes that come with the program."""

    @property
    def title(self) -> str:
        """What the list is called in the reader's language."""
        return self.vi if i18n.language() == "vi" else self.en

    @property
    def entries(self) -> tuple[Code, ...]:
        """All entries, in order: those of the program, then those of the archive."""
        return tuple(_by_code(self.name).values())

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes, in order."""
        return tuple(_by_code(self.name))

    def label(self, code: str, language: str | None = None) -> str:
        """Return what `code` is called in `language` (default: the reader's), else the code."""
        entry = _by_code(self.name).get(code)
        if entry is None:
            return code
        return entry.vi if (language or i18n.language()) == "vi" else entry.en

    def find(self, text: str) -> str | None:
        """Return the code that `text` names: the code itself, or a label with or without marks."""
        return _by_word(self.name).get(fold(text.strip()))


class OwnCodes:
    """What one archive adds to the lists: codes of its own, and its own words for others.

    It counts for the whole process from `open` on, for as long as somebody holds it and has not
    closed it; of several archives that are open at once the one opened last counts
    (docs/adr/0026-own-codes-per-process.md).
    """

    def __init__(self) -> None:
        self._entries: dict[str, dict[str, Code]] = {}
        self._words: dict[str, dict[str, str]] = {}

    def open(self) -> None:
        """Let them count."""
        _opened.append(ref(self))

    def close(self) -> None:
        """Let them count no more."""
        _opened[:] = [one for one in _opened if one() not in (self, None)]

    def put(self, entries: Mapping[str, Iterable[Code]]) -> None:
        """Take these codes, by the name of their list, in place of those before."""
        merged = {name: dict(_shipped_by_code(name)) for name in entries if name in _lists()}
        for name, table in merged.items():
            for entry in entries[name]:
                known = table.get(entry.code, entry)
                table[entry.code] = replace(known, vi=entry.vi, en=entry.en)
        self._words = {name: _words_of(table.values()) for name, table in merged.items()}
        self._entries = merged

    def by_code(self, name: str) -> dict[str, Code] | None:
        """Return the whole list `name`; None where the archive adds nothing to it."""
        return self._entries.get(name)

    def by_word(self, name: str) -> dict[str, str] | None:
        """Return the codes of the list `name` by the words that name them, folded."""
        return self._words.get(name)


_opened: Final[list["ref[OwnCodes]"]] = []
_NONE: Final = OwnCodes()


def _own() -> OwnCodes:
    for one in reversed(_opened):
        if (own := one()) is not None:
            return own
    return _NONE


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
    title = table.get("title", {"vi": name, "en": name})
    return CodeList(
        name=name,
        vi=title["vi"],
        en=title["en"],
        source=table["source"],
        checked_on=str(table["checked_on"]),
        editable=bool(table.get("editable")),
        shipped=entries,
    )


def _by_code(name: str) -> dict[str, Code]:
    own = _own().by_code(name)
    return _shipped_by_code(name) if own is None else own


def _by_word(name: str) -> dict[str, str]:
    own = _own().by_word(name)
    return _shipped_by_word(name) if own is None else own


@cache
def _shipped_by_code(name: str) -> dict[str, Code]:
    return {entry.code: entry for entry in _lists()[name].shipped}


@cache
def _shipped_by_word(name: str) -> dict[str, str]:
    return _words_of(_lists()[name].shipped)


def _words_of(entries: Iterable[Code]) -> dict[str, str]:
    words: dict[str, str] = {}
    for entry in entries:
        for word in (entry.code, entry.vi, entry.en, *entry.also):
            words.setdefault(fold(word), entry.code)
    return words
