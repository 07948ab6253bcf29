"""Reads what an agreement is founded on, and the occasion of its signing."""

import re
from collections.abc import Iterator
from typing import Final

from luutru.extraction.proposal import Proposal
from luutru.extraction.reading import Paragraph, Reading
from luutru.extraction.stream import joined_places
from luutru.extraction.wording import compiled, one_of

_BASIS: Final = compiled(rf"[\W_]{{0,3}}{one_of('basis')}\b")
_ACT: Final = compiled(one_of("acts"))
_OCCASION: Final = compiled(rf"(?<!\w){one_of('occasion')}\s+(?P<rest>[^.;\n]{{6,260}})")
_SIGNED: Final = compiled(rf"(?<!\w){one_of('signed')}(?!\w)")
_BEFORE_ARTICLES: Final = re.compile(r"(?:^|\n)\s*(?:dieu|article)\s+(?:1|i|l)\b")
_LONGEST: Final = 2000


def basis_proposals(reading: Reading) -> Iterator[Proposal]:
    """Propose the acts that stand behind `Căn cứ` above the first article, as printed."""
    for stream in reading.streams:
        ends = _BEFORE_ARTICLES.search(stream.folded)
        last = ends.start() if ends else len(stream.text) // 2
        found = [
            paragraph
            for paragraph in reading.paragraphs
            if paragraph.stream is stream and paragraph.start < last and _is_basis(paragraph)
        ]
        if found:
            value = "; ".join(_act(paragraph) for paragraph in found)[:_LONGEST]
            single = stream.proposal(
                "legal_basis", value, 0.9, (found[0].start, found[0].end), "basis.can_cu"
            )
            places = [p for it in found for p in stream.places(it.start, it.end)]
            yield Proposal(
                "legal_basis", value, single.confidence, joined_places(places), "basis.can_cu"
            )
            return


def occasion_proposals(reading: Reading) -> Iterator[Proposal]:
    """Propose the occasion, where the text says on what occasion it was signed or handed over."""
    for paragraph in reading.paragraphs:
        found = _OCCASION.search(paragraph.folded)
        if found is None or not _SIGNED.search(paragraph.folded):
            continue
        start, end = paragraph.start + found.start(), paragraph.start + found.end()
        words = " ".join(paragraph.stream.text[start:end].split()).rstrip(" ,")
        value = words[:1].upper() + words[1:]
        yield paragraph.stream.proposal("occasion", value, 0.8, (start, end), "occasion.said")
        return


def _is_basis(paragraph: Paragraph) -> bool:
    return bool(_BASIS.match(paragraph.folded) and _ACT.search(paragraph.folded))


def _act(paragraph: Paragraph) -> str:
    return " ".join(paragraph.text.split()).strip(" -–*•;,.")
