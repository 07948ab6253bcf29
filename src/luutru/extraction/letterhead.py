"""Reads the number and notation that stand under the name of the agency."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from luutru.extraction.columns import Column
from luutru.extraction.proposal import Doubt, KnownAuthority, Proposal
from luutru.extraction.reading import Paragraph, Reading

_TOP: Final = 4_500
"""Ten-thousandths of the first page in which the number stands."""
_NUMBER: Final = re.compile(
    r"(?:^|(?<=\s))(?:[s$5][o06]|n[o0]|"
    r"(?:our )?ref(?:erence)?\.?(?:\s*no)?|so hieu|number)"
    r"\s*(?:[.,]?\s*[:;.]|(?=\s))"
    r"\s*(?P<number>[0-9oOlI|zZ]{0,5}(?:[._…\-\s]{0,24}))"
    r"\s*[/]\s*(?P<notation>(?!\d{4}\b)[^\W_][\w&.]*(?:\s?[-–/]\s?[\w&.]+)*)"
)
_LONE_NUMBER: Final = re.compile(
    r"(?:^|(?<=\s))(?:so|no|ref(?:erence)?(?: no)?)\s*[.]?\s*[:]\s*(?P<number>\d{1,5})\s*$"
)
_DIGITS: Final = str.maketrans("OoQlI|zZS", "000111225")
_MOST_DIGITS: Final = 5
_LONGEST: Final = 30


def number_proposals(reading: Reading, known: Sequence[KnownAuthority]) -> Iterator[Proposal]:
    """Propose number and notation, or point out that the number was left to be written by hand.

    They are surer where the notation holds the abbreviation of a `known` authority.
    """
    abbreviations = {name.abbreviation for authority in known for name in authority.names}
    for paragraph in reading.paragraphs:
        if not _is_at_top(reading, paragraph):
            continue
        found = _NUMBER.search(paragraph.folded)
        if found is not None and (found.start() == 0 or paragraph.piece.is_shouted):
            yield from _both(paragraph, found, abbreviations - {""})
            return
        lone = _LONE_NUMBER.search(paragraph.folded)
        if lone is not None:
            yield _number(paragraph, lone.span("number"), 0.75)
            return


def _is_at_top(reading: Reading, paragraph: Paragraph) -> bool:
    piece = paragraph.piece
    low = piece.box.top < _TOP and piece.page == reading.pieces[0].page
    return low and (piece.column is not Column.RIGHT or piece.box.top < _TOP // 2)


def _both(
    paragraph: Paragraph, found: re.Match[str], abbreviations: set[str]
) -> Iterator[Proposal]:
    start, end = (paragraph.start + place for place in found.span("notation"))
    notation = re.sub(r"\s*([-–/])\s*", r"\1", paragraph.stream.text[start:end]).rstrip(".")
    notation = notation.replace("–", "-")
    sure = 0.97 if abbreviations & set(notation.split("-")) else 0.94
    yield _number(paragraph, found.span("number"), sure)
    if len(notation) <= _LONGEST:
        yield paragraph.stream.proposal(
            "code_notation", notation, sure, (start, end), "code.letterhead"
        )


def _number(paragraph: Paragraph, span: tuple[int, int], sure: float) -> Proposal:
    start, end = paragraph.start + span[0], paragraph.start + span[1]
    printed = paragraph.stream.text[start:end].strip(" ._…-")
    digits = printed.translate(_DIGITS)
    if digits.isdigit() and len(digits) <= _MOST_DIGITS:
        sure = sure if digits == printed else sure * 0.8
        return paragraph.stream.proposal(
            "code_number", digits, sure, (start, start + len(printed)), "code.letterhead"
        )
    whole = paragraph.start, min(paragraph.end, max(end, start + 1) + 1)
    return paragraph.stream.proposal(
        "code_number", "", 0.4, whole, "code.letterhead", doubt=Doubt.HANDWRITTEN_GAP
    )
