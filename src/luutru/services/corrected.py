"""The words of a page as people corrected them; whoever shows, finds or judges words asks here.

What the machine read stays as it is. A correction is bound to its place on the page, so that it
holds for another reading too, which may cut the words there otherwise.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.records.files import Page, WordCorrection
from luutru.records.words import PlacedWord, unpack

_CERTAIN: Final = 100
_MUCH_WIDER: Final = 1.7
"""Times the width of a correction from which on a word there holds its neighbours as well."""
_BESIDE: Final = 0.5
"""Share of the height by which a word stands on the line of a correction."""
_RUN: Final = re.compile(r"\S+")


class Corrected(NamedTuple):
    """What stands on a page, the machine's reading and people's corrections together."""

    text: str
    words: tuple[PlacedWord, ...]


def corrected_words(session: Session, page_id: int) -> tuple[PlacedWord, ...]:
    """Return the words of a page with their boxes, as corrected."""
    return corrected_page(session, page_id).words


def corrected_page(session: Session, page_id: int) -> Corrected:
    """Return text and words of a page, as corrected."""
    text, packed = session.execute(select(Page.text, Page.words).where(Page.id == page_id)).one()
    return applied(text, unpack(packed), corrections_of(session, [page_id]).get(page_id, []))


def corrected_texts(session: Session, texts: Mapping[int, str]) -> dict[int, str]:
    """Return the texts of pages, given by the page, as corrected; most are as they were."""
    corrections = corrections_of(session, texts)
    found = dict(texts)
    if corrections:
        query = select(Page.id, Page.words).where(Page.id.in_(corrections))
        for page_id, packed in session.execute(query):
            found[page_id] = applied(texts[page_id], unpack(packed), corrections[page_id]).text
    return found


def corrections_of(session: Session, pages: Collection[int]) -> dict[int, list[WordCorrection]]:
    """Return the corrections of each page that has some, oldest first."""
    query = (
        select(WordCorrection)
        .where(WordCorrection.page_id.in_(pages))
        .order_by(WordCorrection.page_id, WordCorrection.id)
    )
    by_page = groupby(session.scalars(query), key=lambda correction: correction.page_id)
    return {page_id: list(corrections) for page_id, corrections in by_page}


def applied(
    text: str, words: Sequence[PlacedWord], corrections: Sequence[WordCorrection]
) -> Corrected:
    """Return text and words of a page with `corrections` put in their places."""
    if not corrections:
        return Corrected(text, tuple(words))
    page = _Page(text, words)
    for correction in corrections:
        page.put(correction)
    return page.result()


@dataclass(slots=True)
class _Piece:
    """A word that stays, or what stands in the place of some."""

    words: tuple[PlacedWord, ...]
    span: tuple[int, int] | None
    """Where it stands in the text; None where the text does not have it."""
    is_machines: bool = True


class _Page:
    """A page while it is corrected."""

    def __init__(self, text: str, words: Sequence[PlacedWord]) -> None:
        self._text = text
        self._pieces = [
            _Piece((word,), span) for word, span in zip(words, _spans(text, words), strict=True)
        ]

    def put(self, correction: WordCorrection) -> None:
        """Replace what the machine read at the place of a correction, or add what it missed."""
        concerned = [
            number
            for number, piece in enumerate(self._pieces)
            if piece.is_machines and _stands_at(piece.words[0], correction)
        ]
        if not concerned:
            self._add(correction)
            return
        first, *others = [self._pieces[number] for number in concerned]
        first.words = _corrected_words(first.words[0], correction)
        first.is_machines = False
        for other in others:
            other.words, other.is_machines = (), False

    def result(self) -> Corrected:
        """Return what the page says now."""
        words = tuple(word for piece in self._pieces for word in piece.words)
        return Corrected("".join(self._parts()), words)

    def _add(self, correction: WordCorrection) -> None:
        """Put a word where the machine saw none: on its line, else below what stands above."""
        if not correction.text:
            return
        at, offset = self._place(correction)
        self._pieces.insert(at, _Piece(_placed(correction), (offset, offset), is_machines=False))

    def _place(self, correction: WordCorrection) -> tuple[int, int]:
        """Return behind how many pieces an added word belongs, and at which offset of the text."""
        placed = [(n, piece.words) for n, piece in enumerate(self._pieces) if piece.words]
        beside = [(n, words) for n, words in placed if _is_beside(words[0], correction)]
        before = [n for n, words in beside if _middle(words[-1])[0] < _middle(correction)[0]]
        if beside and not before:
            at = beside[0][0]
            span = self._pieces[at].span
            return at, span[0] if span else len(self._text)
        above = [n for n, words in placed if words[-1].bottom <= correction.top]
        at = max(before or above, default=-1) + 1
        spans = [piece.span for piece in self._pieces[:at] if piece.span]
        if at == 0:
            return 0, 0
        return at, spans[-1][1] if spans else len(self._text)

    def _parts(self) -> Iterator[str]:
        done = 0
        for piece in self._pieces:
            if piece.is_machines or piece.span is None or piece.span[0] < done:
                continue
            start, end = piece.span
            said = " ".join(word.text for word in piece.words)
            between = self._text[done:start]
            if start == end:
                said = self._spaced(said, start)
            elif not said and between.endswith(" "):
                between = between[:-1]
            elif not said and self._text[end : end + 1] == " ":
                end += 1
            yield between + said
            done = end
        yield self._text[done:]

    def _spaced(self, said: str, offset: int) -> str:
        """Return an added word with the spaces that keep it from its neighbours."""
        left, right = self._text[:offset][-1:], self._text[offset : offset + 1]
        lead = "" if not left or left.isspace() else " "
        return f"{lead}{said}" + ("" if not right or right.isspace() else " ")


def _spans(text: str, words: Sequence[PlacedWord]) -> Iterator[tuple[int, int] | None]:
    """Yield where each word stands in the text, which has them in the same order, and others."""
    runs = [match.span() for match in _RUN.finditer(text)]
    at = 0
    for word in words:
        found = next((n for n in range(at, len(runs)) if text[slice(*runs[n])] == word.text), None)
        if found is None:
            yield None
        else:
            at = found + 1
            yield runs[found]


def _corrected_words(word: PlacedWord, correction: WordCorrection) -> tuple[PlacedWord, ...]:
    """Return what stands in the place of `word`, with its neighbours where it swallowed them."""
    width = max(1, correction.right - correction.left)
    swallows = word.right - word.left > _MUCH_WIDER * width
    if swallows and correction.machine_text and correction.machine_text in word.text:
        told = word.text.replace(correction.machine_text, correction.text, 1)
        return (word._replace(text=told, confidence=_CERTAIN),) if told else ()
    return _placed(correction)


def _placed(correction: WordCorrection) -> tuple[PlacedWord, ...]:
    """Return the words of a correction, each with its share of the box."""
    said = correction.text.split()
    signs = sum(map(len, said)) + max(0, len(said) - 1)
    placed, gone = [], 0
    for word in said:
        left = _between(correction, gone / signs)
        right = _between(correction, (gone + len(word)) / signs)
        gone += len(word) + 1
        placed.append(PlacedWord(word, left, correction.top, right, correction.bottom, _CERTAIN))
    return tuple(placed)


def _between(correction: WordCorrection, share: float) -> int:
    return round(correction.left + share * (correction.right - correction.left))


def _stands_at(word: PlacedWord, correction: WordCorrection) -> bool:
    """Tell whether the middle of one lies within the other."""
    return _holds(word, _middle(correction)) or _holds(correction, _middle(word))


def _middle(box: PlacedWord | WordCorrection) -> tuple[float, float]:
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def _holds(box: PlacedWord | WordCorrection, place: tuple[float, float]) -> bool:
    x, y = place
    return box.left <= x <= box.right and box.top <= y <= box.bottom


def _is_beside(word: PlacedWord, correction: WordCorrection) -> bool:
    """Tell whether a word stands on the line of a correction."""
    common = min(word.bottom, correction.bottom) - max(word.top, correction.top)
    lower = min(word.bottom - word.top, correction.bottom - correction.top)
    return common > _BESIDE * lower
