"""Reads the manual: parts and chapters in reading order, in the language of the window."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from luutru.resources import folder
from luutru.vietnamese.folding import fold

_ROOT: Final = "manual"
_TABLE: Final = "contents.toml"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter, as Markdown (CommonMark with tables)."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """The chapters for one kind of reader."""

    id: str
    title: str
    chapters: tuple[Chapter, ...]


@cache
def parts(language: str) -> tuple[Part, ...]:
    """Return the manual in `language` (`vi` or `en`)."""
    return tuple(
        Part(part["id"], part[language], tuple(_chapters(part["chapters"], language)))
        for part in _table()["part"]
    )


def chapter_of(screen: str) -> str:
    """Return the identifier of the chapter that tells about a screen; the first for any other."""
    table = _table()
    return str(table["screens"].get(screen, table["part"][0]["chapters"][0]))


def pictures(language: str) -> Path:
    """Return the folder of the pictures that chapters in `language` show."""
    return folder(_ROOT) / "pictures" / language


def chapters_with(words: str, language: str) -> Sequence[Chapter]:
    """Return the chapters that hold all of `words`, with or without accents; all for none."""
    wanted = fold(words).split()
    every = [chapter for part in parts(language) for chapter in part.chapters]
    return [one for one in every if all(word in fold(one.text) for word in wanted)]


def _chapters(names: Sequence[str], language: str) -> Iterator[Chapter]:
    for name in names:
        text = (folder(_ROOT) / language / f"{name}.md").read_text(encoding="utf-8")
        yield Chapter(name, text.partition("\n")[0].lstrip("# "), text)


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((folder(_ROOT) / _TABLE).read_text(encoding="utf-8"))
