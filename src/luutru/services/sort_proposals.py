"""Proposes what a document is and to which agreement it belongs; a person decides.

Nothing is guessed: where no words tell, and nothing in the archive is like it, the only proposal is
a new agreement, and it is a weak one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from luutru.extraction.cited_annexes import label_key
from luutru.extraction.kind import Kind, KindSign, KindSigns, read_kind
from luutru.extraction.proposal import Place
from luutru.extraction.script import Script
from luutru.i18n import mark, translate
from luutru.records.document import Document
from luutru.services.archive import Archive
from luutru.services.arrivals import Joining
from luutru.services.duplicates import NearDuplicate, near_duplicates
from luutru.services.gaps import gap_claimed
from luutru.services.kinship import (
    Candidate,
    Kin,
    candidates,
    kin_of,
    plain,
    signed_on,
    telling,
    without_document,
)
from luutru.services.page_words import page_words
from luutru.services.propose import document_meant

_JOININGS: Final = {
    Kind.ANNEX: Joining.ANNEX_OF,
    Kind.TRANSLATION: Joining.LANGUAGE_OF,
    Kind.EXTENSION: Joining.EXTENDS,
    Kind.AMENDMENT: Joining.AMENDS,
    Kind.EVIDENCE: Joining.EVIDENCE_OF,
}
_SAYS: Final = {
    Joining.ANNEX_OF: mark("It says that it is an annex of {other}: {reasons}."),
    Joining.LANGUAGE_OF: mark("It says that it is a translation; {other} fits: {reasons}."),
    Joining.EXTENDS: mark("It says that it extends {other}: {reasons}."),
    Joining.AMENDS: mark("It says that it amends {other}: {reasons}."),
    Joining.EVIDENCE_OF: mark("It reports on {other}: {reasons}."),
}
_FILLS: Final = mark("It fills the gap {label} of {other}: {reasons}.")
_NOT_FOUND: Final = {
    Joining.ANNEX_OF: mark("It says that it is an annex; its agreement was not found."),
    Joining.LANGUAGE_OF: mark("It says that it is a translation; its agreement was not found."),
    Joining.EXTENDS: mark("It says that it extends an agreement, which was not found."),
    Joining.AMENDS: mark("It says that it amends an agreement, which was not found."),
    Joining.EVIDENCE_OF: mark("It reports on something; the agreement was not found."),
}
_OTHER_LANGUAGE: Final = mark("{other} says the same in another language, it seems: {reasons}.")
_TEXT_OF: Final = mark("{other} was recorded without a scan and fits: {reasons}.")
_NEW: Final = mark("Its heading says that it is an agreement, and none like it was found.")
_PERHAPS_NEW: Final = mark("Nothing tells that it belongs to another agreement.")
_REASONS: Final = {
    "number": mark("the same number"),
    "day": mark("the same day"),
    "parties": mark("the same parties"),
    "title": mark("the same title"),
    "articles": mark("as many articles"),
    "names": mark("the same names and numbers"),
}
_LOST: Final = 0.5
"""What is left of the confidence where the agreement was not found."""
_LEAST: Final = 0.3
"""Confidence below which an agreement is not proposed."""
_ARTICLES: Final = 3
_NAMES: Final = 0.5
"""Share of the names and numbers of the shorter text that another language has as well."""
_FEW: Final = 5
_LOOKS: Final = 0.8
"""How sure it is that pages without words are the same where they look the same."""
_WHOLE: Final = 0.9
"""Share of words from which on one is no mere part of the other."""
_PART: Final = 0.7
"""What is left of the confidence where one may be a part of the other."""
_DAYS: Final = 12
"""Days of a document on which agreements are looked for."""


@dataclass(frozen=True, slots=True)
class SortProposal:
    """What a document may be, to be confirmed by a person."""

    joining: Joining
    reference: str
    """Of the agreement it belongs to, or of the document that it scans again; empty where it is
    new, or where the agreement was not found."""
    title: str
    """Of that agreement."""
    why: str
    """One sentence in the reader's language."""
    confidence: float
    """0 to 1."""
    places: tuple[Place, ...] = ()
    """Where on its pages this is said."""
    label: str = ""
    """Of an annex, such as `PHỤ LỤC II`."""
    gap_id: int | None = None
    """The gap that it fills."""


def proposed_sorts(archive: Archive, reference: str) -> tuple[SortProposal, ...]:
    """Return what a document may be, the likeliest first; nothing while no page has been read.

    Raises:
        UnknownReference: Nothing is called so.
        PagesUnread: The agreement called so has no document.
    """
    with archive.catalogue.read() as session:
        document = document_meant(session, reference)
        pages = page_words(session, document.id)
        if not pages:
            return ()
        script = Script(pages)
        finder = _Finder(archive, session, document, script, read_kind(script))
        found = list(finder.all())
    alike = near_duplicates(archive, reference)
    found += [_rescan(near) for near in alike if near.is_same and near.of == document.reference]
    found.append(_new(finder.signs, found))
    return tuple(sorted(_each_once(found), key=lambda proposal: -proposal.confidence))


class _Finder:
    """Finds what one document may belong to, within one transaction."""

    def __init__(
        self, archive: Archive, session: Session, own: Document, script: Script, signs: KindSigns
    ) -> None:
        self._archive = archive
        self._session = session
        self._own = own
        self._script = script
        self.signs = signs

    def all(self) -> Iterator[SortProposal]:
        """Yield what the words tell, and what is like it in another language."""
        for sign in self.signs.signs:
            if sign.kind in _JOININGS and sign.kind is not Kind.TRANSLATION:
                yield from self._said(sign)
        kinds = {sign.kind: sign for sign in self.signs.signs}
        if kinds.keys() & {Kind.AGREEMENT, Kind.TRANSLATION}:
            same = list(self._same_agreement(translated=Kind.TRANSLATION in kinds))
            yield from same
            if Kind.TRANSLATION in kinds and not same:
                yield _not_found(Joining.LANGUAGE_OF, kinds[Kind.TRANSLATION])

    def _said(self, sign: KindSign) -> Iterator[SortProposal]:
        """Yield the agreements that a sign may mean."""
        joining = _JOININGS[sign.kind]
        names = sign.cited
        kin = kin_of(self._archive, self._session, self._own, names) if names else []
        places = sign.places + (names.places if names else ())
        fitting = [one for one in kin if one.score * sign.confidence >= _LEAST]
        for one in fitting:
            yield self._belonging(joining, sign, one, places)
        if not fitting and (sign.rule.startswith("heading") or names):
            yield _not_found(joining, sign)

    def _belonging(
        self, joining: Joining, sign: KindSign, one: Kin, places: tuple[Place, ...]
    ) -> SortProposal:
        other = one.candidate
        told = {"other": other.reference, "reasons": _reasons(one.by)}
        label, gap = "", None
        if joining is Joining.ANNEX_OF:
            label = sign.heading
            gap = gap_claimed(self._session, other.id, label_key(label))
        why = (
            translate(_FILLS, label=gap.label, **told) if gap else translate(_SAYS[joining], **told)
        )
        confidence = round(sign.confidence * one.score, 3)
        gap_id = gap.id if gap else None
        return SortProposal(
            joining, other.reference, other.title, why, confidence, places, label, gap_id
        )

    def _same_agreement(self, *, translated: bool) -> Iterator[SortProposal]:
        """Yield agreements of which it seems to be the text: in another language, or at last."""
        days = sorted(self.signs.days)[:_DAYS]
        same_day = signed_on(self._archive, self._session, days)
        others = [
            *candidates(self._session, sorted(same_day), self._own),
            *candidates(self._session, set(without_document(self._session)) - same_day, self._own),
        ]
        for other in others:
            if other.id == self._own.agreement_id:
                continue
            by = self._shared(other, is_same_day=other.id in same_day)
            if other.document_id is None:
                yield from self._text_of(other, by)
            elif other.id in same_day and other.signs.language != self.signs.language:
                enough = by & {"number", "names", "parties"} and by & {"number", "articles"}
                if enough or (translated and by):
                    sentence = _SAYS[Joining.LANGUAGE_OF] if translated else _OTHER_LANGUAGE
                    told = translate(sentence, other=other.reference, reasons=_reasons(by))
                    sure = 0.35 + 0.15 * len(by) + 0.15 * translated
                    yield SortProposal(
                        Joining.LANGUAGE_OF, other.reference, other.title, told, min(sure, 0.95)
                    )

    def _text_of(self, other: Candidate, by: frozenset[str]) -> Iterator[SortProposal]:
        all_named = other.names_all(plain(self._script.text))
        if all_named or (len(by) > 1 and by & {"parties", "title"}):
            told = translate(_TEXT_OF, other=other.reference, reasons=_reasons(by))
            sure = min(0.4 + 0.2 * len(by), 0.95)
            yield SortProposal(Joining.TEXT_OF, other.reference, other.title, told, sure)

    def _shared(self, other: Candidate, *, is_same_day: bool) -> frozenset[str]:
        """Return what the document has in common with an agreement."""
        said = plain(self._script.text)
        articles = other.signs.articles == self.signs.articles >= _ARTICLES
        own = telling(self._script.text)
        fewer = min(len(own), len(other.telling))
        title = plain(other.title).split()
        shared = {
            "day": is_same_day,
            "number": bool(other.number_key) and other.number_key == self.signs.number_key,
            "parties": other.names_partner(said),
            "title": bool(title) and " ".join(title) in said,
            "articles": articles,
            "names": fewer >= _FEW and len(own & other.telling) >= _NAMES * fewer,
        }
        return frozenset(name for name, is_so in shared.items() if is_so)


def _not_found(joining: Joining, sign: KindSign) -> SortProposal:
    places = sign.places + (sign.cited.places if sign.cited else ())
    label = sign.heading if sign.kind is Kind.ANNEX else ""
    why = translate(_NOT_FOUND[joining])
    return SortProposal(joining, "", "", why, round(sign.confidence * _LOST, 3), places, label)


def _rescan(near: NearDuplicate) -> SortProposal:
    whole = near.pages_alike == near.pages or near.text_share >= _WHOLE
    sure = near.text_share or _LOOKS
    return SortProposal(
        Joining.RESCAN_OF,
        near.reference,
        near.title,
        near.why,
        round(min(sure, 0.97) * (1.0 if whole else _PART), 3),
    )


def _new(signs: KindSigns, others: list[SortProposal]) -> SortProposal:
    sign = next((sign for sign in signs.signs if sign.kind is Kind.AGREEMENT), None)
    rivalled = max((other.confidence for other in others if other.reference), default=0.0)
    sure = (sign.confidence if sign else 0.4) * (1 - rivalled)
    why = translate(_NEW if sign and not rivalled else _PERHAPS_NEW)
    return SortProposal(Joining.NEW, "", "", why, round(sure, 3), sign.places if sign else ())


def _each_once(found: list[SortProposal]) -> Iterator[SortProposal]:
    """Yield each joining to one agreement once, as it is surest."""
    best: dict[tuple[Joining, str], SortProposal] = {}
    for proposal in found:
        key = (proposal.joining, proposal.reference)
        if key not in best or proposal.confidence > best[key].confidence:
            best[key] = replace(proposal, places=tuple(dict.fromkeys(proposal.places)))
    yield from best.values()


def _reasons(by: frozenset[str]) -> str:
    return ", ".join(translate(sentence) for name, sentence in _REASONS.items() if name in by)
