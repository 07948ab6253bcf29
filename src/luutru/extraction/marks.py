"""Proposes the marks that stand alone near the top: secrecy, and how urgent a document is."""

import re
from collections.abc import Iterator
from typing import Final

from luutru.extraction.proposal import Proposal
from luutru.extraction.reading import Reading
from luutru.extraction.secrecy import secrecy_mark
from luutru.extraction.wording import table

_TOP: Final = 4_000
"""Ten-thousandths of the first page within which a mark stands."""
_LABEL: Final = re.compile(r"^(?:do khan|muc do khan)\s*:?\s*")
_NO_LETTER: Final = re.compile(r"[\W_]+")
_SURE: Final = 0.95


def mark_proposals(reading: Reading) -> Iterator[Proposal]:
    """Propose secrecy and urgency, where a mark tells them."""
    mark = secrecy_mark(reading.script.pages)
    if mark is not None:
        yield Proposal(
            "secrecy", mark.level, _SURE, mark.places, "secrecy.mark", printed=mark.printed
        )
    yield from list(_urgency(reading))[:1]


def _urgency(reading: Reading) -> Iterator[Proposal]:
    codes: dict[str, str] = table("urgency")["codes"]
    for piece in reading.pieces:
        if piece.page != reading.pieces[0].page or piece.box.top > _TOP or not piece.is_shouted:
            continue
        folded = reading.script.folded[piece.start : piece.end]
        code = codes.get(_NO_LETTER.sub(" ", _LABEL.sub("", folded)).strip())
        if code:
            places = reading.script.places(piece.start, piece.end)
            yield Proposal("urgency", code, _SURE, places, "urgency.mark", printed=piece.text)
