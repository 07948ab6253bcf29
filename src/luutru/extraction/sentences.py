"""Divides the articles of a text into sentences and the items of their lists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from luutru.extraction.articles import Article, cut
from luutru.extraction.grammar import either, pattern
from luutru.extraction.periods import Period, find_periods
from luutru.extraction.proposal import Place
from luutru.extraction.script import Script
from luutru.extraction.strands import Strand, strands

_ITEM: Final = either(
    r"\(?[0-9lI]{1,2}(?:\.\d{1,2}){0,2}[.)]",
    r"\(?[a-zđ]\)",
    r"[a-hđ]\.",
    r"\(?[ivx]{1,4}\)",
    r"[-–—•+*]",
)
_MARKER: Final = re.compile(rf"[\W_]{{0,2}}{_ITEM}\s+")
_STOP: Final = re.compile(
    either(
        r"(?<=[.;!?])\s+(?=\S)",
        rf"(?<=[:,])\s*\n(?=[\W_]{{0,2}}{_ITEM}\s)",
    )
)
_OPENING: Final = "\"“‘'("
_TITLES: Final = either(
    "No", "Nos", "Mr", "Mrs", "Ms", "Dr", "Prof", "Art", "St", "TP", "Tp", "ThS", "TS", "PGS", "GS",
    "vs", "cf", "Ltd", "Co", "Inc",
)  # fmt: skip
_ABBREVIATED: Final = re.compile(rf"(?:\b{_TITLES}|(?<!\w)[A-ZĐ]|\be\.g|\bi\.e)\.$")


@dataclass(frozen=True)
class Sentence:
    """A sentence or one item of a list, where it stands in its strand."""

    strand: Strand
    article: Article
    start: int
    end: int
    lead: str = ""
    """Folded: the words before a colon that the items of a list go on with."""
    before: str = ""
    """Folded: the sentence before it in the same article."""

    @cached_property
    def text(self) -> str:
        """The words as read, lines divided by newlines."""
        return self.strand.text[self.start : self.end]

    @cached_property
    def folded(self) -> str:
        """The text in lower case and without marks, of the same length."""
        return self.strand.folded[self.start : self.end]

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods that it names."""
        return tuple(find_periods(self.text, self.folded))

    def search(self, text: str, begin: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Return the first place between `begin` and `end` that fits a pattern of the grammar."""
        return self.pattern(text).search(
            self.folded, begin, len(self.folded) if end is None else end
        )

    def pattern(self, text: str) -> re.Pattern[str]:
        """Return a pattern of the grammar in the language of the sentence."""
        return pattern(text, self.strand.language)

    def sureness(self, start: int, end: int) -> float:
        """Return by how much to trust what was read in a part of it: 0.8 to 1."""
        return self.strand.sureness(self.start + start, self.start + end)

    def places(self, start: int, end: int) -> tuple[Place, ...]:
        """Return where a part of it stands on the scan."""
        return self.strand.places(self.start + start, self.start + end)


@lru_cache(maxsize=1)
def sentences(script: Script) -> tuple[Sentence, ...]:
    """Return all sentences of a document, one language after the other, article by article."""
    return tuple(
        sentence
        for strand in strands(script)
        for article in cut(strand)
        for sentence in _sentences(strand, article)
    )


def _sentences(strand: Strand, article: Article) -> Iterator[Sentence]:
    lead, holder, before = "", "", ""
    for start, end, marker in _spans(strand, article):
        kind = _kind(marker)
        if kind == holder and kind:
            lead = ""
        found = Sentence(strand, article, start, end, lead if kind else "", before)
        yield found
        before = found.folded
        if before.endswith(":"):
            lead, holder = before, kind


def _kind(marker: str) -> str:
    """Return the first sign of a number as that of all of its list: `1` or `a`."""
    sign = marker.strip(" ([-–—")[:1]
    return "" if not marker.strip() else "1" if sign.isdigit() else "a" if sign else "-"


def _spans(strand: Strand, article: Article) -> Iterator[tuple[int, int, str]]:
    text = strand.text
    start = article.start
    for stop in _STOP.finditer(text, article.start, article.end):
        if _goes_on(text, stop) or _ABBREVIATED.search(
            text, max(article.start, stop.start() - 8), stop.start()
        ):
            continue
        if _MARKER.fullmatch(text[start : stop.end()].strip() + " "):
            continue
        yield from _trimmed(text, start, stop.start())
        start = stop.end()
    yield from _trimmed(text, start, article.end)


def _goes_on(text: str, stop: re.Match[str]) -> bool:
    """Tell whether a full stop is none, because what follows it begins no sentence."""
    if text[stop.start() - 1] not in ".!?" or _MARKER.match(text, stop.end()):
        return False
    follows = text[stop.end() : stop.end() + 2].lstrip(_OPENING)
    return follows[:1].islower()


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield the span without spaces and without the number of the item, and that number."""
    while start < end and text[start].isspace():
        start += 1
    marker = _MARKER.match(text, start, end)
    begin = marker.end() if marker is not None else start
    while end > begin and text[end - 1].isspace():
        end -= 1
    if end > begin:
        yield begin, end, text[start:begin]
