"""Tells why an agreement was found: where its words stand, how exactly, and by which synonym."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final, TypeAlias

from sqlalchemy.orm import Session

from luutru.holdings.fulltext.analysis import card_values
from luutru.holdings.fulltext.finding import EQUIVALENT, EXACTLY, FOLDED, FUZZY
from luutru.holdings.fulltext.paging import PageScore
from luutru.holdings.fulltext.query import Phrase
from luutru.i18n import mark, translate
from luutru.services import entries
from luutru.services.marking import Marker
from luutru.services.rows import AgreementRow
from luutru.services.sought import Sought

SynonymsUsed: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""Terms of a query, each with what else it was looked for as."""

_ALL_IN_ONE: Final = 0.999
_IN_CARD: Final = {
    "number": mark("Number: {value}"),
    "reference": mark("Reference: {value}"),
    "partner": mark("Partner: {value}"),
    "title": mark("In the title"),
    "country": mark("Country: {value}"),
    "person": mark("Signatory or witness: {value}"),
    "place_name": mark("Place: {value}"),
    "field": mark("Field or type: {value}"),
    "file": mark("File: {value}"),
    "other": mark("In the description"),
}
_IN_SEVERAL: Final = mark("In the description, part in one field and part in another")
_BY_FILTER: Final = mark("Fulfils the conditions")
_SPLIT: Final = mark("Words on several pages, among them page {number}")
_SPLIT_WITH_CARD: Final = mark("Part in the description, part on page {number}")
_ON_PAGE: Final = {
    EXACTLY: mark("Exact words on page {number}"),
    EQUIVALENT: mark("Words on page {number}, in their other spelling"),
    FOLDED: mark("Words on page {number}, with other marks"),
    FUZZY: mark("Similar words on page {number}"),
}
_NOT_EXACTLY: Final = {
    EQUIVALENT: mark("{why} (in its other spelling)"),
    FOLDED: mark("{why} (with other marks)"),
    FUZZY: mark("{why} (similar words)"),
}
_BY_SYNONYM: Final = mark("{why}, through the synonym {synonym}")


class Reasons:
    """Why agreements were found by one query."""

    def __init__(self, session: Session, marker: Marker, synonyms: SynonymsUsed = ()) -> None:
        self._session = session
        self._marker = marker
        self._synonyms = synonyms
        self._sought = Sought()
        terms = {term for typed, others in synonyms for term in (typed, *others)}
        self._terms = {term: next(self._sought.add(Phrase(term))) for term in sorted(terms)}
        self._known: dict[str, frozenset[int]] = {}

    def of(
        self,
        rows: Sequence[AgreementRow],
        best: Mapping[int, Sequence[PageScore]],
        texts: Mapping[tuple[int, int], tuple[str, str]],
    ) -> dict[int, str]:
        """Return the reason for each row, in the reader's language.

        `best` are the best entries of each agreement; `texts` are by document and number of a page
        the reference of the document and the text.
        """
        if not self._marker.looks_for_words:
            return {row.id: translate(_BY_FILTER) for row in rows}
        found = {row.id: self._found(row, best[row.id], texts) for row in rows}
        asked = [key for key, one in found.items() if not one.why or self._misses_words(one)]
        # The card costs more than the page: it is read only where nothing else can tell.
        for card in entries.agreements(self._session, asked) if asked else ():
            one = found[card.agreement_id]
            values = card_values(card)
            found[card.agreement_id] = (
                replace(one, texts=(*one.texts, *chain.from_iterable(values.values())))
                if one.why
                else self._in_values(values) or _Found(translate(_IN_SEVERAL), one.texts)
            )
        return {
            row.id: self._with_synonyms(_as_exactly(found[row.id], best[row.id][0])) for row in rows
        }

    def _found(
        self,
        row: AgreementRow,
        hits: Sequence[PageScore],
        texts: Mapping[tuple[int, int], tuple[str, str]],
    ) -> "_Found":
        """Return where the words stand: on a page, on several, or in a value that lists show.

        Without a reason where only the card can tell.
        """
        first = hits[0]
        page = next((hit.number for hit in hits if hit.number), None)
        keys = ((hit.document_id, hit.number) for hit in hits)
        pages = tuple(texts[key][1] for key in keys if key in texts)
        if first.share < _ALL_IN_ONE and page is not None:
            sentence = _SPLIT if first.number else _SPLIT_WITH_CARD
            return _Found(translate(sentence, number=page), (*pages, row.title), is_spread=True)
        if first.number:
            sentence = _ON_PAGE.get(first.tier, _ON_PAGE[FUZZY])
            return _Found(translate(sentence, number=first.number), pages[:1])
        shown = {"number": (row.number,), "reference": (row.reference,), "partner": row.partners}
        return self._in_values(shown | {"title": (row.title,)}) or _Found("", (row.title,))

    def _in_values(self, values: Mapping[str, Sequence[str]]) -> "_Found | None":
        """Return which value has all the words; numbers and names come first, and short ones."""
        for name, sentence in _IN_CARD.items():
            for value in sorted(values.get(name, ()), key=len):
                if self._marker.covers(value, name):
                    return _Found(translate(sentence, value=value), (value,))
        return None

    def _misses_words(self, found: "_Found") -> bool:
        """Tell whether words stand on the card, and it matters whether they are synonyms."""
        return found.is_spread and any(
            not any(self._stands(term, found) for term in (typed, *others))
            for typed, others in self._synonyms
        )

    def _with_synonyms(self, found: "_Found") -> str:
        """Add the synonyms by which it was found, where the words as typed stand nowhere in it."""
        why = found.why
        for typed, others in self._synonyms:
            if not self._stands(typed, found):
                used = (other for other in others if self._stands(other, found))
                synonym = next(used, None)
                why = translate(_BY_SYNONYM, why=why, synonym=synonym) if synonym else why
        return why

    def _stands(self, term: str, found: "_Found") -> bool:
        return any(self._terms[term] in self._said(text) for text in found.texts)

    def _said(self, text: str) -> frozenset[int]:
        """Return which of the terms stand in `text`; each text is looked through once."""
        if text not in self._known:
            self._known[text] = frozenset(run.part for run in self._sought.runs(text))
        return self._known[text]


@dataclass(frozen=True, slots=True)
class _Found:
    """Where the words of a query stand, and what stands there."""

    why: str
    texts: tuple[str, ...]
    is_spread: bool = False
    """Over several pages, or over a page and the card."""


def _as_exactly(found: _Found, first: PageScore) -> _Found:
    """Say how exactly the card has the words; of a page it is said already."""
    loose = None if first.number or first.share < _ALL_IN_ONE else _NOT_EXACTLY.get(first.tier)
    return replace(found, why=translate(loose, why=found.why)) if loose else found
