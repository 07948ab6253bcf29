"""Finds the blocks of signatures by where they stand: for whom, with what title, what name.

Two or three blocks stand side by side and are read across by some; only the middle of each line
tells to which block it belongs.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from luutru.extraction.columns import Piece
from luutru.extraction.instrument import capital
from luutru.extraction.parties import Party
from luutru.extraction.people import person_line, prefix_of, whole_title
from luutru.extraction.proposal import Box
from luutru.extraction.reading import Reading
from luutru.extraction.wording import compiled, table
from luutru.vietnamese.folding import strip_marks

_DEEP: Final = 2_900
"""Ten-thousandths of the page from the first line of a block to its last."""
_APART: Final = 1_700
"""The same, across, between the middle of a block and that of its lines."""
_LONG: Final = 4_900
"""Width of a line that runs across the page."""
_ROW: Final = 250
_BY_ORDER: Final = ("TL.", "KT.", "TUQ.")
_CLOSE: Final = 2.1
"""Heights of a line within which two lines are one title, or one name."""
_TOP: Final = 3_000
"""Of the first page, where letterheads stand."""
_FOR: Final = compiled(
    rf"\W*(?:{table('signing')['for_vi']}|{table('signing')['for_en']})(?: the)?(?!\w)\W*"
)
_NOISE: Final = re.compile(
    r"^\W*\(.*\)?\W*$|^\W*(?:da ky|signed|chu ky|ky ten|signature|l\.?s\.?)\b"
)


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """One signature: whom it is for, and who signed."""

    heading: str
    """Folded, without `đại diện` or `for`."""
    name: str
    title: str
    prefix: str
    pieces: tuple[Piece, ...]
    """The lines of title and name."""
    box: Box


def signature_blocks(reading: Reading, parties: Sequence[Party]) -> list[SignatureBlock]:
    """Return the blocks that hold a name, page by page from left to right."""
    found: list[SignatureBlock] = []
    for page in sorted({piece.page for piece in reading.pieces}):
        pieces = [piece for piece in reading.pieces if piece.page == page]
        anchors = _anchors(reading, pieces, parties)
        blocks = [_block(anchor, anchors, pieces) for anchor in anchors]
        found += sorted((b for b in blocks if b), key=lambda b: (b.box.top // 1_000, b.box.left))
    return found


def _anchors(reading: Reading, pieces: Sequence[Piece], parties: Sequence[Party]) -> list[Piece]:
    """Return the first line of each block on a page."""
    first = pieces[0].page == reading.pieces[0].page
    low = [p for p in pieces if not first or p.box.top > _TOP]
    found = [p for p in low if _is_for(p) or (p.is_shouted and _names_party(p, parties))]
    found = [p for p in found if not any(_continues(other, p) for other in found)]
    if found or pieces[0].page != reading.pieces[-1].page:
        return found
    return [p for p in low if p.is_shouted and whole_title(prefix_of(p.text)[1])][:1]


def _is_for(piece: Piece) -> bool:
    width = piece.box.right - piece.box.left
    said = _FOR.match(strip_marks(piece.text))
    if said is None or width > _LONG:
        return False
    rest = piece.text[said.end() :]
    return piece.is_shouted or (piece.text.lstrip()[:1].isupper() and rest[:1].isupper())


def _names_party(piece: Piece, parties: Sequence[Party]) -> bool:
    words = strip_marks(piece.text).strip(" .,:")
    return len(words) > 2 and any(  # noqa: PLR2004
        strip_marks(m.agency.name).startswith(words) or strip_marks(m.agency.short) == words
        for party in parties
        for m in party.mentions
    )


def _continues(above: Piece, below: Piece) -> bool:
    """Tell whether `below` is the next line of the heading that `above` begins."""
    step = below.box.top - above.box.top
    near = 0 < step < _CLOSE * above.height
    return near and abs(above.middle - below.middle) < _APART // 2


@dataclass(slots=True)
class _Draft:
    """A block while its lines are sorted into heading, titles and name."""

    anchor: Piece
    heading: list[str] = field(default_factory=list)
    titles: list[list[Piece]] = field(default_factory=list)
    names: list[Piece] = field(default_factory=list)

    def take(self, piece: Piece) -> None:
        """Take the next line."""
        if self.names:
            if _is_next(self.names[-1], piece) and self._goes_on(piece):
                self.names.append(piece)
        elif piece is not self.anchor and not piece.is_shouted and person_line(piece.text):
            self.names.append(piece)
        elif whole_title(prefix_of(piece.text)[1]):
            self.titles.append([piece])
        else:
            self._take_other(piece)

    def _goes_on(self, piece: Piece) -> bool:
        return bool(person_line(f"{self.names[-1].text} {piece.text}"))

    def _take_other(self, piece: Piece) -> None:
        if self.titles and _is_next(self.titles[-1][-1], piece):
            if _is_text(piece):
                self._add_title(piece)
        elif not self.titles:
            self.heading.append(piece.text)
        elif person_line(piece.text):
            self.names.append(piece)

    def _add_title(self, piece: Piece) -> None:
        """Take a line that goes on, or below `TL.` the title of who signs by order."""
        if len(self.titles) == 1 and prefix_of(self.titles[0][0].text)[0] in _BY_ORDER:
            self.titles.append([piece])
        else:
            self.titles[-1].append(piece)

    def block(self) -> SignatureBlock:
        """Return the block, once it has a name."""
        said = [prefix_of(" ".join(piece.text for piece in title)) for title in self.titles]
        prefix = next((p for p, _ in said if p), "") or prefix_of(self.anchor.text)[0]
        words = _FOR.sub("", strip_marks(" ".join(self.heading)), count=1).strip(" .,:")
        return SignatureBlock(
            heading=" ".join(words.split()),
            name=person_line(" ".join(piece.text for piece in self.names)),
            title=_title(said[-1][1]) if said else "",
            prefix=prefix,
            pieces=(*(self.titles[-1] if self.titles else ()), *self.names),
            box=self.anchor.box,
        )


def _title(line: str) -> str:
    return whole_title(line) or capital(line.lower())


def _is_text(piece: Piece) -> bool:
    """Tell printed capitals from the scribble of a signature."""
    words = [word for word in piece.text.split() if word.isalpha()]
    return piece.is_shouted and any(len(word) > 2 for word in words)  # noqa: PLR2004


def _block(
    anchor: Piece, anchors: Sequence[Piece], pieces: Sequence[Piece]
) -> SignatureBlock | None:
    draft = _Draft(anchor)
    for piece in sorted(_lines(anchor, anchors, pieces), key=lambda piece: piece.box.top):
        if not _NOISE.match(strip_marks(piece.text)):
            draft.take(piece)
    return draft.block() if draft.names else None


def _lines(anchor: Piece, anchors: Sequence[Piece], pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the lines of the block that `anchor` begins."""
    row = [p for p in anchors if abs(p.box.top - anchor.box.top) < _ROW and p is not anchor]
    apart = min((abs(p.middle - anchor.middle) / 2 for p in row), default=_APART)
    below = [
        p.box.top
        for p in pieces
        if p.box.top > anchor.box.bottom
        and (
            p.box.right - p.box.left > _LONG
            or (p in anchors and abs(p.middle - anchor.middle) < apart)
        )
    ]
    last = min([anchor.box.top + _DEEP, *below])
    for piece in pieces:
        inside = anchor.box.top - 60 <= piece.box.top < last
        if inside and abs(piece.middle - anchor.middle) < min(apart, _APART):
            yield piece


def _is_next(above: Piece, below: Piece) -> bool:
    return below.box.top - above.box.top < _CLOSE * max(above.height, below.height)
