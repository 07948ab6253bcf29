"""Reads one document: asks every rule and returns what they propose together."""

from collections.abc import Iterator, Sequence

from luutru.extraction.basis import basis_proposals, occasion_proposals
from luutru.extraction.clauses import read_clauses
from luutru.extraction.instrument import (
    Title,
    instrument_of,
    instrument_proposals,
    subject_proposals,
    titles,
)
from luutru.extraction.known_names import KnownNames
from luutru.extraction.languages import language_proposals
from luutru.extraction.letterhead import number_proposals
from luutru.extraction.marks import mark_proposals
from luutru.extraction.mentions import is_letter, mentions
from luutru.extraction.milestones import read_milestones
from luutru.extraction.parties import parties, party_proposals
from luutru.extraction.proposal import Extraction, KnownAuthority, Proposal
from luutru.extraction.reading import Reading
from luutru.extraction.report import Report, report_of
from luutru.extraction.script import PageWords
from luutru.extraction.signatories import signatory_proposals
from luutru.extraction.signing import signing_proposals
from luutru.extraction.signing_words import SaidSigning, said_signings
from luutru.extraction.witnesses import witness_proposals

SOUGHT = (
    "official_name", "code_number", "code_notation", "title_vi", "title_en", "subject",
    "party.vietnamese", "party.foreign", "signing_level", "laterality", "signatory.vietnamese",
    "signatory.foreign", "witness", "signed_on", "signed_place", "signed_country", "languages",
    "authentic_text", "legal_basis", "occasion", "secrecy", "effect_rule", "duration", "renewal",
    "notice_period",
)  # fmt: skip
"""Fields that the rules look for; of those that they do not find, the text is silent."""


def extract(pages: Sequence[PageWords], known: Sequence[KnownAuthority] = ()) -> Extraction:
    """Return what the words of a document say of the agreement, to be confirmed by a person.

    `known` are the authorities of the archive, by which misread names are recognised.
    """
    reading = Reading(pages)
    if not reading.pieces:
        return Extraction()
    proposals = (*_proposals(reading, known), *read_clauses(reading.script))
    stated = {proposal.field for proposal in proposals}
    milestones = read_milestones(reading.script)
    return Extraction(proposals, milestones, frozenset(set(SOUGHT) - stated))


def _proposals(reading: Reading, known: Sequence[KnownAuthority]) -> Iterator[Proposal]:
    found = titles(reading)
    report = None if found or is_letter(reading) else report_of(reading)
    signing = list(signing_proposals(list(_said(reading, found, report))))
    yield from number_proposals(reading, known)
    yield from instrument_proposals(found)
    yield from subject_proposals(reading, found)
    yield from _people(reading, found, report, KnownNames(known, _day(signing)))
    yield from signing
    yield from language_proposals(reading)
    yield from basis_proposals(reading)
    yield from occasion_proposals(reading)
    yield from mark_proposals(reading)
    if report is not None:
        yield from report.proposals()


def _people(
    reading: Reading, found: Sequence[Title], report: Report | None, names: KnownNames
) -> Iterator[Proposal]:
    """Yield parties, signatories and witnesses."""
    sides = parties(list(report.mentions()) if report else mentions(reading, found), names)
    yield from party_proposals(sides)
    yield from signatory_proposals(reading, sides)
    yield from witness_proposals(reading)


def _day(signing: Sequence[Proposal]) -> str:
    """Return the likeliest day of signing, on which names have to be valid."""
    days = [proposal for proposal in signing if proposal.field == "signed_on" and proposal.value]
    return max(days, key=lambda proposal: proposal.confidence).value if days else ""


def _said(reading: Reading, found: Sequence[Title], report: Report | None) -> Iterator[SaidSigning]:
    minutes = any(instrument_of(title).startswith("minutes") for title in found)
    yield from said_signings(reading, is_minutes=minutes)
    told = report.said() if report else None
    if told is not None:
        yield told
