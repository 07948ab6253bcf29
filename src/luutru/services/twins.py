"""Twins: documents that may be kept twice, side by side: the same paper, or the same number.

Bytes that are kept already are never kept again; accession answers with the reference they have.
What has an equal number, notation and issuer is pointed out, as Decree 30/2020/NĐ-CP asks for
(appendix VI, III.1.h); so is another scan of the same paper.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.extraction.citing import number_key, spelled
from luutru.extraction.kind import read_kind
from luutru.extraction.script import Script
from luutru.i18n import mark, translate
from luutru.records.document import Document, Part
from luutru.services import lookup
from luutru.services.apart import told_apart
from luutru.services.archive import Archive
from luutru.services.comparing import Wording, compare
from luutru.services.duplicates import near_duplicates, page_table
from luutru.services.page_words import page_words
from luutru.vietnamese.folding import fold

_SAME_NUMBER = mark("The same number, notation and issuer: {number}, {issuer}.")
_SAME_NUMBER_ALONE = mark("The same number and notation: {number}; no issuer is recorded of one.")


class How(StrEnum):
    """In what two documents are the same."""

    NUMBER = "number"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Twin:
    """A document that may be the same as one of those asked about."""

    how: How
    of: str
    """Reference of the document that was asked about."""
    of_id: int
    reference: str
    document_id: int
    agreement_reference: str
    title: str
    """Of its agreement."""
    pages: tuple[tuple[int, int], ...]
    """Numbers of the pages that look or read alike: of the one asked about, and of this one."""
    differs: tuple[str, str]
    """What only the one says and the other says otherwise; empty where nothing that matters is."""
    why: str
    """In the reader's language."""


def twins_of(archive: Archive, reference: str) -> tuple[Twin, ...]:
    """Return what may be the same as a document, or as those of an agreement; papers first.

    Raises:
        UnknownReference: Nothing is called so.
    """
    papers = {
        (near.of, near.reference): near.why
        for near in near_duplicates(archive, reference)
        if near.is_same
    }
    with archive.catalogue.read() as session:
        numbers = {
            (document.reference, other.reference): why
            for document in _meant(session, reference)
            for other, why in _of_same_number(session, document)
        }
        sides = _Sides(archive, session)
        found = [sides.twin(How.PAPER, *pair, why) for pair, why in papers.items()]
        found += [
            sides.twin(How.NUMBER, *pair, why)
            for pair, why in numbers.items()
            if pair not in papers
        ]
    return tuple(found)


def same_numbers(archive: Archive, reference: str) -> tuple[str, ...]:
    """Return warnings: which documents have number, notation and issuer of those of an agreement.

    Each is a sentence in the reader's language; to be asked after a number was entered.

    Raises:
        UnknownReference: Nothing is called so.
    """
    sentence = mark("{other} has the same number. {why}")
    with archive.catalogue.read() as session:
        return tuple(
            translate(sentence, other=other.reference, why=why)
            for document in _meant(session, reference)
            for other, why in _of_same_number(session, document)
        )


class _Sides:
    """Puts two documents side by side, within one transaction."""

    def __init__(self, archive: Archive, session: Session) -> None:
        self._table = page_table(archive)
        self._session = session

    def twin(self, how: How, of: str, reference: str, why: str) -> Twin:
        """Return what two documents have in common, page by page, and in what they differ."""
        one, other = (lookup.document(self._session, name) for name in (of, reference))
        rows = [
            self._table.shows_something(self._table.rows_of(document.id))
            for document in (one, other)
        ]
        compared = compare(self._wording(one), self._wording(other))
        return Twin(
            how=how,
            of=of,
            of_id=one.id,
            reference=reference,
            document_id=other.id,
            agreement_reference=other.agreement.reference,
            title=other.agreement.title,
            pages=tuple(self._table.pairs(*rows)),
            differs=("; ".join(compared.ours), "; ".join(compared.theirs)),
            why=why,
        )

    def _wording(self, document: Document) -> Wording:
        pages = [page.text for file in document.files if file.carries_pages for page in file.pages]
        return Wording("\n".join(pages))


def _of_same_number(session: Session, document: Document) -> Iterator[tuple[Document, str]]:
    """Yield the documents of other agreements with the same number, and why they may be twins."""
    number, notation = _number(session, document)
    if not notation or document.part == Part.RESCAN:
        return
    query = (
        select(Document)
        .where(Document.code_number.in_(spelled(number)), Document.part != Part.RESCAN)
        .where(Document.agreement_id != document.agreement_id)
        .order_by(Document.reference)
    )
    key, issuer = number_key(number, notation), _issuer(document)
    apart = told_apart(session)
    for other in session.scalars(query):
        theirs = _issuer(other)
        if (min(document.id, other.id), max(document.id, other.id)) in apart:
            continue
        if number_key(other.code_number, other.code_notation) != key:
            continue
        if fold(issuer) == fold(theirs) and issuer:
            yield (
                other,
                translate(_SAME_NUMBER, number=f"{number}/{notation}", issuer=issuer),
            )
        elif not issuer or not theirs:
            yield other, translate(_SAME_NUMBER_ALONE, number=f"{number}/{notation}")


def _number(session: Session, document: Document) -> tuple[str, str]:
    """Return number and notation as recorded; where nothing is, as they stand on the page."""
    if document.code_notation:
        return document.code_number, document.code_notation
    signs = read_kind(Script(page_words(session, document.id)))
    number, _, notation = signs.number.partition("/")
    return number, notation


def _issuer(document: Document) -> str:
    """Return who issued a document: of an agreement without another record the Vietnamese side."""
    sides = [party for party in document.agreement.parties if party.side == "vietnamese"]
    return document.issuer or next((party.name_as_signed for party in sides), "")


def _meant(session: Session, reference: str) -> list[Document]:
    """Return the documents of the agreement called so, or the one document that is."""
    agreement = lookup.agreement(session, reference)
    if reference != agreement.reference:
        return [lookup.document(session, reference)]
    return list(agreement.documents)
