"""Reads one document: asks every rule and returns what they propose together."""

from collections.abc import Iterator, Sequence

from luutru.extraction.basis import basis_proposals, occasion_proposals
from luutru.extraction.instrument import instrument_proposals, subject_proposals, titles
from luutru.extraction.languages import language_proposals
from luutru.extraction.letterhead import number_proposals
from luutru.extraction.marks import mark_proposals
from luutru.extraction.proposal import Extraction, KnownAuthority, Proposal
from luutru.extraction.reading import Reading
from luutru.extraction.script import PageWords
from luutru.extraction.signing import signing_proposals

SOUGHT = (
    "official_name", "code_number", "code_notation", "title_vi", "title_en", "subject",
    "party.vietnamese", "party.foreign", "signing_level", "laterality", "signatory.vietnamese",
    "signatory.foreign", "witness", "signed_on", "signed_place", "signed_country", "languages",
    "authentic_text", "legal_basis", "occasion", "secrecy",
)  # fmt: skip
"""Fields that the rules look for; of those that they do not find, the text is silent."""


def extract(pages: Sequence[PageWords], known: Sequence[KnownAuthority] = ()) -> Extraction:
    """Return what the words of a document say of the agreement, to be confirmed by a person.

    `known` are the authorities of the archive, by which misread names are recognised.
    """
    reading = Reading(pages)
    if not reading.pieces:
        return Extraction()
    proposals = tuple(_proposals(reading, known))
    stated = {proposal.field for proposal in proposals}
    return Extraction(proposals, (), frozenset(set(SOUGHT) - stated))


def _proposals(reading: Reading, known: Sequence[KnownAuthority]) -> Iterator[Proposal]:
    found = titles(reading)
    yield from number_proposals(reading, known)
    yield from instrument_proposals(found)
    yield from subject_proposals(reading, found)
    yield from signing_proposals(reading)
    yield from language_proposals(reading)
    yield from basis_proposals(reading)
    yield from occasion_proposals(reading)
    yield from mark_proposals(reading)
