"""Finds the agreement to which a document says it belongs, by what it cites and what it shares.

Each candidate is weighed by what speaks for it: number, day, parties, words of the title. What
contradicts it, another number or another day, weighs against it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.extraction.citing import Cited, number_key, spelled
from luutru.extraction.kind import Kind, KindSigns, read_kind
from luutru.extraction.script import Script
from luutru.holdings.fulltext.query import Or, Words
from luutru.records.agreement import Agreement
from luutru.records.document import Document, Part
from luutru.records.party import AuthorityName, PartyRole
from luutru.services import titles
from luutru.services.archive import Archive
from luutru.services.authorities.identity import names_of_merged, one_with
from luutru.services.page_words import page_words
from luutru.vietnamese.syllables import is_syllable
from luutru.vietnamese.tokens import words

_LOOKED_AT: Final = 24
"""Candidates that are looked into."""
_WEIGHTS: Final = {"number": 0.6, "day": 0.35, "parties": 0.3, "title": 0.15}
_AGAINST: Final = 0.5
"""What another number, or another day, takes away."""
_SURE: Final = 0.97
_TITLE_SHARED: Final = 0.6
"""Share of the words of a title that have to stand in what is cited."""
_SHORTEST_NAME: Final = 3
_ABBREVIATION: Final = range(3, 9)
"""Letters that an abbreviation has."""
_WHOLE_DAY: Final = len("2023-12-07")


@dataclass(frozen=True)
class Candidate:
    """An agreement, with what can be compared of it."""

    id: int
    reference: str
    title: str
    signed_on: str
    document_id: int | None
    """Of its main document."""
    number_key: str
    parties: tuple[tuple[str, frozenset[str]], ...]
    """The side of each party, and what it is called, folded, in all spellings."""
    signs: KindSigns
    text: str
    """Of its main document, as `plain` tells it."""
    telling: frozenset[str]
    """What of it stands alike in all languages."""

    def names_partner(self, said: str) -> bool:
        """Tell whether a text that `plain` made names its partner; our own side stands in many."""
        return any(_named(names, said) for side, names in self.parties if side == "foreign")

    def names_all(self, said: str) -> bool:
        """Tell whether a text that `plain` made names each of several parties."""
        return len(self.parties) > 1 and all(_named(names, said) for _, names in self.parties)

    def has_day(self, day: str) -> bool:
        """Tell whether it was signed on a day, or names it where nobody recorded one."""
        return day == self.signed_on or (not self.signed_on and day in self.signs.days)


@dataclass(frozen=True)
class Kin:
    """A candidate and what speaks for it."""

    candidate: Candidate
    score: float
    """0 to 1."""
    by: frozenset[str]
    """Which of `number`, `day`, `parties` and `title` agree."""


def kin_of(archive: Archive, session: Session, own: Document, names: Cited) -> list[Kin]:
    """Return the agreements that may be the one `names` names, the likeliest first."""
    numbers = _by_number(archive, session, names)
    days = _by_day(archive, session, names.signed_on)
    parties = _by_parties(session, names.passage) if not numbers | days else set()
    found = [
        _weighed(candidate, names)
        for candidate in candidates(session, [*numbers, *days, *parties], own)
        if _may_have_parts(candidate)
    ]
    return sorted((kin for kin in found if kin.by), key=lambda kin: -kin.score)


def _may_have_parts(candidate: Candidate) -> bool:
    """Tell whether anything can belong to it: what is unsorted may be a part itself."""
    kind = candidate.signs.signs[0].kind if candidate.signs.signs else Kind.AGREEMENT
    return bool(candidate.signed_on) or kind not in (Kind.ANNEX, Kind.EVIDENCE)


def candidates(session: Session, ids: Iterable[int], own: Document) -> list[Candidate]:
    """Return what can be compared of agreements, each once; not of that of `own` if it is alone."""
    wanted = list(dict.fromkeys(ids))[:_LOOKED_AT]
    query = select(Agreement).where(Agreement.id.in_(wanted)).order_by(Agreement.id)
    return [
        _candidate(session, agreement)
        for agreement in session.scalars(query)
        if [kept.id for kept in agreement.documents] != [own.id]
    ]


def signed_on(archive: Archive, session: Session, days: Iterable[str]) -> set[int]:
    """Return the agreements that were signed on one of `days`, or name one."""
    return {number for day in days for number in _by_day(archive, session, day)}


def without_document(session: Session) -> list[int]:
    """Return the agreements that were recorded without a scan."""
    query = select(Agreement.id).where(
        Agreement.id.not_in(select(Document.agreement_id)), Agreement.title != ""
    )
    return list(session.scalars(query.order_by(Agreement.id.desc()).limit(_LOOKED_AT)))


def _by_number(archive: Archive, session: Session, names: Cited) -> set[int]:
    if not names.key:
        return set()
    forms = spelled(names.number)
    query = select(Document.agreement_id, Document.code_number, Document.code_notation).where(
        Document.code_number.in_(forms), Document.part == Part.MAIN
    )
    described = {
        agreement
        for agreement, number, notation in session.execute(query)
        if number_key(number, notation) == names.key
    }
    spoken = Or(tuple(Words(f"{number}/{names.notation}") for number in sorted(forms)))
    return described | set(archive.fulltext.agreements_with(spoken).tolist())


def _by_day(archive: Archive, session: Session, edtf: str) -> set[int]:
    if len(edtf) != _WHOLE_DAY:
        return set()
    day = date.fromisoformat(edtf)
    query = select(Agreement.id).where(Agreement.signed_first == day, Agreement.signed_last == day)
    spoken = archive.fulltext.agreements_with(Words(f"{day:%d/%m/%Y}")).tolist()
    return set(session.scalars(query)) | set(spoken[:_LOOKED_AT])


def _by_parties(session: Session, passage: str) -> set[int]:
    """Return the agreements of which a foreign party is named in a passage, the latest ones."""
    said = plain(passage)
    names = select(AuthorityName.authority_id, AuthorityName.name, AuthorityName.abbreviation)
    named = {
        authority_id
        for authority_id, *told in session.execute(names)
        if _named(_long_enough(told), said)
    }
    query = (
        select(PartyRole.agreement_id)
        .where(PartyRole.side == "foreign", PartyRole.authority_id.in_(one_with(named)))
        .order_by(PartyRole.agreement_id.desc())
        .limit(_LOOKED_AT)
    )
    return set(session.scalars(query))


def _candidate(session: Session, agreement: Agreement) -> Candidate:
    main = titles.main_document(agreement)
    merged = names_of_merged(session)
    script = Script(page_words(session, main.id) if main is not None else [])
    signs = read_kind(script)
    described = number_key(main.code_number, main.code_notation) if main is not None else ""
    return Candidate(
        id=agreement.id,
        reference=agreement.reference,
        title=agreement.title,
        signed_on=agreement.signed_on,
        document_id=main.id if main is not None else None,
        number_key=described or signs.number_key,
        parties=tuple((role.side, _names(role, merged)) for role in agreement.parties),
        signs=signs,
        text=plain(script.text),
        telling=telling(script.text),
    )


def _weighed(candidate: Candidate, names: Cited) -> Kin:
    said = plain(names.passage)
    agree = {
        "number": bool(names.key) and candidate.number_key == names.key,
        "day": bool(names.signed_on) and candidate.has_day(names.signed_on),
        "parties": _shares_parties(candidate, names, said),
        "title": _shares_title(candidate.title, said),
    }
    against = (
        bool(names.key and candidate.number_key) and not agree["number"],
        bool(names.signed_on and candidate.signed_on) and not agree["day"],
    )
    score = sum(_WEIGHTS[name] for name, does in agree.items() if does) - _AGAINST * sum(against)
    by = frozenset(name for name, does in agree.items() if does)
    only_words = by <= {"title"}
    return Kin(candidate, min(max(score, 0.0), _SURE), frozenset() if only_words else by)


def _shares_parties(candidate: Candidate, names: Cited, said: str) -> bool:
    known = candidate.names_partner(said)
    read = [plain(party) for party in names.parties]
    return known or (bool(read) and all(party in candidate.text for party in read))


def _shares_title(title: str, said: str) -> bool:
    own = plain(title).split()
    return bool(own) and sum(_named([word], said) for word in own) >= _TITLE_SHARED * len(own)


def _named(names: Iterable[str], said: str) -> bool:
    return any(f" {name} " in f" {said} " for name in names)


def _names(role: PartyRole, merged: Mapping[int, tuple[str, ...]]) -> frozenset[str]:
    told = {role.name_as_signed, role.short_name, *merged.get(role.authority_id, ())}
    for known in role.authority.names:
        told |= {known.name, known.abbreviation}
    return _long_enough(told)


def _long_enough(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name for name in map(plain, names) if len(name) >= _SHORTEST_NAME)


def plain(text: str) -> str:
    """Return the words of a text, folded and divided by one blank."""
    return " ".join(token.folded for token in words(text))


def telling(text: str) -> frozenset[str]:
    """Return what stands alike in all languages: numbers of several digits, and abbreviations."""
    return frozenset(
        token.folded
        for token in words(text)
        if len(token.folded) > 1 and _is_telling(token.folded, text[token.start : token.end])
    )


def _is_telling(folded: str, written: str) -> bool:
    if folded.isdecimal():
        return True
    return written.isupper() and len(written) in _ABBREVIATION and not is_syllable(written.lower())
