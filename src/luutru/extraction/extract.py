"""Everything that the rules read out of one document, put together."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from luutru.extraction.proposal import Extraction, KnownAuthority, Proposal
from luutru.extraction.script import PageWords, Script

_NUMBER: Final = re.compile(r"(?m)\bs[oô]\s*[:.]\s*(\d{1,5})\s*/\s*([\w&/-]{2,30})")


def extract(pages: Sequence[PageWords], known: Sequence[KnownAuthority] = ()) -> Extraction:
    """Return what the words of a document say of the agreement, to be confirmed by a person.

    `known` are the authorities of the archive, by which misread names are recognised.
    """
    script = Script(pages)
    notations = {name.abbreviation for authority in known for name in authority.names}
    return Extraction(tuple(_number(script, notations)))


def _number(script: Script, abbreviations: set[str]) -> Iterator[Proposal]:
    """Yield number and notation; surer where the notation ends with a known abbreviation."""
    found = _NUMBER.search(script.folded)
    if found is None:
        return
    notation = script.text[slice(*found.span(2))]
    confidence = 0.95 if notation.rpartition("-")[2] in abbreviations else 0.9
    number = script.places_of(found, 1)
    yield Proposal("code_number", found.group(1), confidence, number, "number_after_so")
    places = script.places_of(found, 2)
    yield Proposal("code_notation", notation, confidence, places, "number_after_so")
