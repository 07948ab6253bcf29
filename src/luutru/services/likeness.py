"""More like this: agreements that are about the same, with the same, in the same words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from typing import Final

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.holdings.fulltext.query import Among, And, Everything, Or
from luutru.i18n import mark, translate
from luutru.records.code_lists import code_list
from luutru.records.document import Document
from luutru.records.files import FileObject, Page
from luutru.services import hits, lookup
from luutru.services.archive import Archive
from luutru.services.authorities.identity import roots
from luutru.services.columns import Integers
from luutru.services.facet_table import FacetTable, facet_table
from luutru.services.hits import Hit
from luutru.services.indexing import follow_descriptions
from luutru.services.telling_terms import Term, telling_terms

_TERMS: Final = 25
_SHOWN: Final = 4
"""Terms that are named as a reason."""
_LEAST: Final = 0.05
"""Share of what tells an agreement that another has to have to be called like it."""
_WORTH: Final = {"partners": 3.0, "fields": 2.0, "instruments": 0.5, "countries": 1.0}
"""How many words a value of the description is worth that both have."""
_SAME_PARTNER: Final = mark("Same partner: {names}")
_SAME_FIELD: Final = mark("Same field: {names}")
_IN_COMMON: Final = mark("In common: {words}")


@dataclass(frozen=True)
class _Trait:
    """A value of the description that others have as well."""

    facet: str
    value: str
    weight: float
    agreements: Integers


@dataclass(frozen=True)
class _Subject:
    """The agreement that others are to be like."""

    id: int
    naming: Sequence[str]
    texts: Sequence[str]
    partners: Mapping[str, str]
    """What its foreign parties are called, by identifier of the authority."""


def more_like(archive: Archive, reference: str, limit: int | None = 10) -> tuple[Hit, ...]:
    """Return the agreements most like the one called `reference`, without it, best first.

    At most `limit`; None for all that are like it.

    The score of each is the share, 0 to 1, that it has of what tells the agreement: its words
    weighed by how seldom they are, and its partner, field, country and type.

    Raises:
        UnknownReference: Nothing is called so.
    """
    follow_descriptions(archive)
    with archive.catalogue.read() as session:
        subject = _subject(session, reference)
    table = facet_table(archive, clock.today())
    terms = telling_terms(archive, subject.naming, subject.texts, table.size, _TERMS)
    traits = list(_traits(table, subject.id))
    scores = dict(_best(subject.id, [*terms, *traits], limit))
    # with everything, so that those are told as well that have the partner but none of the words
    words = Or((*(term.query for term in terms), Everything()))
    query = And((words, Among(frozenset(scores))))
    found = hits.told(archive, query, archive.fulltext.ask(query), list(scores))
    return tuple(
        replace(
            hit,
            score=round(scores[hit.agreement_id], 4),
            why=_why(hit.agreement_id, subject, terms, traits),
        )
        for hit in found
    )


def _best(
    own: int, telling: Sequence[Term | _Trait], limit: int | None
) -> Iterator[tuple[int, float]]:
    """Yield the agreements that have most of what is telling, each with its share of it."""
    whole = sum(part.weight for part in telling)
    if not whole:
        return
    owners = np.concatenate([part.agreements for part in telling])
    weights = np.repeat([part.weight for part in telling], [len(p.agreements) for p in telling])
    agreements, places = np.unique(owners, return_inverse=True)
    shares = np.bincount(places, weights) / whole
    shares[agreements == own] = 0
    for at in np.lexsort((agreements, -shares))[:limit].tolist():
        if shares[at] >= _LEAST:
            yield int(agreements[at]), float(shares[at])


def _traits(table: FacetTable, own: int) -> Iterator[_Trait]:
    """Yield what the description of one agreement has in common with any other."""
    row = int(np.searchsorted(table.agreements, own))
    for facet, worth in _WORTH.items():
        column = table.columns[facet]
        for place in column.places[column.rows == row].tolist():
            others = table.agreements[column.rows[column.places == place]]
            if column.values[place] and 1 < len(others) < table.size:
                weight = worth * log(table.size / len(others))
                yield _Trait(facet, column.values[place], weight, others)


def _why(other: int, subject: _Subject, terms: Sequence[Term], traits: Sequence[_Trait]) -> str:
    """Return what an agreement has in common with the subject, in the reader's language."""
    shared = [trait for trait in traits if other in trait.agreements]
    partners = [subject.partners[t.value] for t in shared if t.facet == "partners"]
    fields = [code_list("cooperation_field").label(t.value) for t in shared if t.facet == "fields"]
    told = [
        translate(_SAME_PARTNER, names=", ".join(partners)) if partners else "",
        translate(_SAME_FIELD, names=", ".join(fields)) if fields else "",
    ]
    words = _without_overlap(term.text for term in terms if other in term.agreements)
    if words:
        told.append(translate(_IN_COMMON, words=", ".join(words)))
    return " · ".join(filter(None, told))


def _without_overlap(terms: Iterable[str]) -> list[str]:
    """Return the first terms that have no word in common: "tiêu chuẩn", but not "chuẩn đo"."""
    shown: list[str] = []
    known: set[str] = set()
    for term in terms:
        parts = set(term.casefold().split())
        if len(shown) < _SHOWN and not parts & known:
            shown.append(term)
            known |= parts
    return shown


def _subject(session: Session, reference: str) -> _Subject:
    agreement = lookup.agreement(session, reference)
    texts = (
        select(Page.text)
        .join(FileObject)
        .join(Document, FileObject.document_id == Document.id)
        .where(Document.agreement_id == agreement.id, FileObject.carries_pages)
    )
    titles = (agreement.title_vi, agreement.title_en, agreement.title_other)
    tops = roots(session)
    return _Subject(
        agreement.id,
        tuple(filter(None, titles)),
        session.scalars(texts).all(),
        {
            str(tops.get(party.authority_id, party.authority_id)): party.short_name
            or party.name_as_signed
            for party in agreement.parties
            if party.side == "foreign"
        },
    )
