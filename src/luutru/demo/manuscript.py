"""The text of an agreement before it is set: who writes, what it is called, its articles.

Bodies are written in a small markup, paragraphs divided by empty lines; in a bilingual text the
Vietnamese and the English of one paragraph are divided by `||`:

    # Mục đích || Purpose            a heading, numbered as an article
    == Phụ lục I || Annex I          a heading in the middle, not numbered
    @exchange                        a clause of the stock, by its name
    | TT | Nội dung | Thời gian      one row of a table
    ---                              a new page
    anything else                    a paragraph
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final, Literal

from luutru.demo.truth import Language
from luutru.resources import folder

Kind = Literal["article", "middle", "paragraph", "row", "page"]
_COLUMNS: Final[Mapping[Language, tuple[int, ...]]] = {"vi": (0,), "en": (1,), "bilingual": (0, 1)}
_ARTICLE: Final = ("Điều {number}. {title}", "Article {number}. {title}")


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of the body; `texts` are its columns, or the cells of a row."""

    kind: Kind
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above the title."""

    left: tuple[str, ...] = ()
    """Names from the higher to the lower agency; the last one is bold."""
    right: tuple[str, ...] = ()
    """The name of the state and its motto, or the partner's name."""
    number: str = ""
    dateline: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One half of the signatures: for whom, as what, and the typed name if there is one."""

    party: str
    role: str = ""
    """In lines: the prefix with the head's title stands above the signer's own."""
    name: str = ""
    stamped: bool = False


@dataclass(frozen=True, slots=True)
class Manuscript:
    """All the words of one agreement."""

    language: Language
    letterhead: Letterhead
    titles: tuple[str, ...]
    """The name of the instrument and the line below it; in a bilingual text twice."""
    blocks: tuple[Block, ...]
    sides: tuple[Side, ...]
    size: float = 13.0
    """Of the body, in points."""
    notes: tuple[str, ...] = field(default=())
    """Small print below the signatures."""
    signed: str = "(chữ ký minh họa)"
    """What is typed under each scribble."""


def body(markup: str, language: Language, values: Mapping[str, object]) -> tuple[Block, ...]:
    """Read the markup of a body, with the `values` for its named places."""
    blocks: list[Block] = []
    for piece in markup.strip().split("\n\n"):
        text = " ".join(piece.split())
        for line in _rows(piece) if text.startswith("|") else [text]:
            blocks.extend(_blocks(line, language, values))
    return _numbered(blocks, language)


def clause_names() -> tuple[str, ...]:
    """Return the names of the clauses of the stock, in the order in which they make sense."""
    return tuple(_clauses())


def _rows(piece: str) -> list[str]:
    return [line.strip() for line in piece.splitlines() if line.strip()]


def _blocks(text: str, language: Language, values: Mapping[str, object]) -> list[Block]:
    if text.startswith("@"):
        return [_chosen(block, language, values) for block in _clauses()[text[1:]]]
    if text == "---":
        return [Block("page")]
    if text.startswith("|"):
        return [Block("row", tuple(cell.strip() for cell in text.strip("|").split("|")))]
    kind: Kind = "paragraph"
    if text.startswith("== "):
        kind, text = "middle", text[3:]
    elif text.startswith("# "):
        kind, text = "article", text[2:]
    columns = tuple(column.strip() for column in text.split("||"))
    return [Block(kind, tuple(column.format(**values) for column in columns))]


def _chosen(block: Block, language: Language, values: Mapping[str, object]) -> Block:
    """Return the columns of a clause that `language` shows."""
    texts = tuple(block.texts[column].format(**values) for column in _COLUMNS[language])
    return Block(block.kind, texts)


def _numbered(blocks: list[Block], language: Language) -> tuple[Block, ...]:
    """Return `blocks` with their articles numbered: Điều in Vietnamese, Article in English."""
    numbered, number = [], 0
    for block in blocks:
        if block.kind == "article":
            number += 1
            heads = (_ARTICLE[column] for column in _COLUMNS[language])
            texts = zip(heads, block.texts, strict=True)
            block = Block(  # noqa: PLW2901  the same block, its number added
                "article", tuple(head.format(number=number, title=title) for head, title in texts)
            )
        numbered.append(block)
    return tuple(numbered)


@cache
def _clauses() -> dict[str, list[Block]]:
    """Read the stock of clauses, both languages of each."""
    stock = tomllib.loads((folder("demo") / "clauses.toml").read_text(encoding="utf-8"))
    clauses: dict[str, list[Block]] = {}
    for name, clause in stock.items():
        blocks = [Block("article", tuple(clause["title"]))]
        several = len(clause["sentences"]) > 1
        for number, pair in enumerate(clause["sentences"], 1):
            lead = f"{number}. " if several else ""
            blocks.append(Block("paragraph", tuple(lead + text for text in pair)))
        clauses[name] = blocks
    return clauses
