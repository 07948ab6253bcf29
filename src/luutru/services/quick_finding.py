"""Finds by a few letters what somebody wants to go to: agreements, partners, countries."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select

from luutru.holdings.secrecy import UNMARKED
from luutru.records.agreement import Agreement
from luutru.records.code_lists import code_list
from luutru.records.document import Document
from luutru.records.party import PartyRole
from luutru.services.archive import Archive
from luutru.services.filters import Filter
from luutru.services.partners import Partner, partners
from luutru.services.rows import AgreementRow, agreement_ids, agreement_rows
from luutru.vietnamese.folding import fold

_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Country:
    """A country with which something was agreed."""

    code: str
    label: str
    """In the reader's language."""
    agreements: int


@dataclass(frozen=True, slots=True)
class QuickAnswer:
    """What a few letters may mean, the likeliest first."""

    agreements: tuple[AgreementRow, ...] = ()
    partners: tuple[Partner, ...] = ()
    countries: tuple[Country, ...] = ()


def quick_find(archive: Archive, text: str, limit: int = 6) -> QuickAnswer:
    """Return up to `limit` of each kind: by reference and title first, then by their words."""
    ids = list(agreement_ids(archive, Filter(text=text))[:limit])
    if len(ids) < limit:
        ids += [one for one in _by_words(archive, text, limit) if one not in ids]
    found = sorted(partners(archive, text), key=lambda partner: -partner.agreements)
    return QuickAnswer(
        agreements=tuple(agreement_rows(archive, ids[:limit])),
        partners=tuple(partner for partner in found if not partner.is_ours)[:limit],
        countries=_countries(archive, text)[:limit],
    )


def agreements_called(archive: Archive, references: Sequence[str]) -> tuple[AgreementRow, ...]:
    """Return the agreements of some references, in that order; what is gone is left out."""
    query = select(Agreement.reference, Agreement.id).where(Agreement.reference.in_(references))
    with archive.catalogue.read() as session:
        known = {row.reference: row.id for row in session.execute(query)}
    ids = [known[reference] for reference in references if reference in known]
    return tuple(agreement_rows(archive, ids))


def memorable(archive: Archive, references: Sequence[str]) -> list[str]:
    """Return, in their order, the references that a workstation may keep.

    Whoever sits before it next may not be cleared: none of what is marked as a state secret, of
    what whoever asks may not see, nor of what is not there.
    """
    marked = Agreement.documents.any(Document.secrecy != UNMARKED)
    query = select(Agreement.reference).where(
        Agreement.reference.in_(references), Agreement.secrecy == UNMARKED, ~marked
    )
    with archive.catalogue.read() as session:
        known = set(session.scalars(query))
    return [reference for reference in references if reference in known]


def starts_words(wanted: str, *told: str) -> bool:
    """Tell whether each word of `wanted` begins a word of what is told; marks do not count."""
    words = [word for text in told for word in _WORD.findall(fold(text))]
    asked = _WORD.findall(fold(wanted))
    return all(any(word.startswith(begun) for word in words) for begun in asked)


def _by_words(archive: Archive, text: str, limit: int) -> Iterable[int]:
    from luutru.services.search import search  # noqa: PLC0415  the index is opened when asked

    return search(archive, text, limit=limit).ids[:limit]


def _countries(archive: Archive, text: str) -> tuple[Country, ...]:
    called = [
        entry.code
        for entry in code_list("country").entries
        if starts_words(text, entry.vi, entry.en, *entry.also)
    ]
    query = (
        select(PartyRole.country, func.count(PartyRole.agreement_id.distinct()).label("agreements"))
        .where(PartyRole.side == "foreign", PartyRole.country.in_(called))
        .group_by(PartyRole.country)
    )
    with archive.catalogue.read() as session:
        counts = {row.country: row.agreements for row in session.execute(query)}
    labels = code_list("country")
    found = (Country(code, labels.label(code), count) for code, count in counts.items())
    return tuple(sorted(found, key=lambda country: -country.agreements))
