"""Suggests relations: agreements of the archive whose numbers the text of another one names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from luutru.extraction.citing import Number, number_key, numbers, spelled
from luutru.extraction.script import Script
from luutru.i18n import translate
from luutru.records.agreement import Agreement, Relation
from luutru.records.document import Document, Part
from luutru.services import lookup
from luutru.services.archive import Archive
from luutru.services.page_words import page_words

_BEFORE: Final = 110
"""Letters before a number that tell what is done to what bears it."""
_SIGNS: Final = (
    ("replaces", r"thay\s+the|replac|supersed"),
    ("extends", r"gia\s+han|exten(?:d|sion)|prolong"),
    ("amends", r"sua\s+doi|amend|modif"),
    ("supplements", r"bo\s+sung|supplement"),
    ("annex_of", r"phu\s+luc|annex"),
    ("implements", r"trien\s+khai|thuc\s+hien|implement|pursuant"),
)
_ELSE: Final = "based_on"
_MOST: Final = 8


@dataclass(frozen=True, slots=True)
class Suggested:
    """An agreement that the text names by its number."""

    kind: str
    """A code of the list `relation`: what the words before the number say."""
    reference: str
    title: str
    document: int
    page: int
    """Where it is named."""
    why: str
    """One sentence in the reader's language."""


def suggested(archive: Archive, reference: str) -> tuple[Suggested, ...]:
    """Return agreements that the documents of `reference` name and that it is not related to.

    Raises:
        UnknownReference: Nothing is called so.
    """
    with archive.catalogue.read() as session:
        own = lookup.agreement(session, reference)
        known = _known(session, own)
        found: dict[int, Suggested] = {}
        for document in own.documents:
            pages = page_words(session, document.id)
            script = Script(pages)
            for number in numbers(script):
                for other in _bearing(session, number, known | found.keys()):
                    found[other.id] = _told(script, number, document, other)
        return tuple(found.values())[:_MOST]


def _known(session: Session, own: Agreement) -> set[int]:
    query = select(Relation.from_id, Relation.to_id).where(
        or_(Relation.from_id == own.id, Relation.to_id == own.id)
    )
    return {own.id, *(one for both in session.execute(query) for one in both)}


def _bearing(session: Session, number: Number, known: set[int]) -> Iterator[Agreement]:
    query = select(Document).where(
        Document.code_number.in_(spelled(number.number)),
        Document.code_notation != "",
        Document.part == Part.MAIN,
        Document.agreement_id.not_in(known),
    )
    for document in session.scalars(query):
        if number_key(document.code_number, document.code_notation) == number.key:
            yield document.agreement


def _told(script: Script, number: Number, document: Document, other: Agreement) -> Suggested:
    before = script.folded[max(0, number.start - _BEFORE) : number.start]
    said = {kind: _last(sign, before) for kind, sign in _SIGNS}
    nearest = max(said, key=lambda kind: said[kind])
    kind = nearest if said[nearest] >= 0 else _ELSE
    place = next(iter(script.places(number.start, number.end)), None)
    page = place.page if place else 1
    why = translate(
        "Page {page} of {reference} names the number {number}.",
        page=page,
        reference=document.reference,
        number=f"{number.number}/{number.notation}",
    )
    return Suggested(kind, other.reference, other.title, document.id, page, why)


def _last(sign: str, text: str) -> int:
    """Return where a sign stands last in a text, -1 where it does not."""
    return max((found.start() for found in re.finditer(sign, text)), default=-1)
