"""A document as the rules look at it: its words, its lines in columns, and how it is read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from luutru.extraction.columns import Piece, pieces
from luutru.extraction.script import PageWords, Script
from luutru.extraction.stream import Stream, streams

_NO_SIGNING: Final = re.compile("k[ỹỳ]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A part of a stream between two breaks."""

    stream: Stream
    start: int
    end: int

    @property
    def text(self) -> str:
        """Its text on one line."""
        return self.stream.text[self.start : self.end]

    @property
    def folded(self) -> str:
        """Its text in lower case and without marks."""
        return self.stream.folded[self.start : self.end]

    @property
    def verbs(self) -> str:
        """The same, in which `kỹ` and `kỳ` are not taken for `ký`, to sign."""
        signs = list(self.folded)
        for found in _NO_SIGNING.finditer(self.text):
            signs[found.start() + 1] = "_"
        return "".join(signs)

    @property
    def piece(self) -> Piece:
        """Its first line."""
        return self.stream.piece_at(self.start)


class Reading:
    """One document, looked at in every way that rules need."""

    def __init__(self, pages: Sequence[PageWords]) -> None:
        self.script: Final = Script(pages)
        self.pieces: Final = pieces(self.script)
        self.streams: Final = streams(self.script, self.pieces)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs of all streams, one stream after the other."""
        return tuple(self._paragraphs())

    def _paragraphs(self) -> Iterator[Paragraph]:
        for stream in self.streams:
            start = 0
            for part in stream.text.split("\n"):
                yield Paragraph(stream, start, start + len(part))
                start += len(part) + 1
