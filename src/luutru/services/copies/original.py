"""What an extract tells of its original: formal elements, and what must not be found in it."""

from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from luutru.records.agreement import Agreement
from luutru.records.code_lists import code_list
from luutru.records.document import Document, Part
from luutru.services.page_words import page_words
from luutru.stamping.shown import Extract, Original, Shown
from luutru.vietnamese.dates import official, short

_LANGUAGE: Final = "vi"
"""Copies are made in Vietnamese only."""


def original_of(document: Document) -> Original:
    """Return the formal elements of a document, as far as the archive knows them.

    Source: Decree 30/2020/NĐ-CP, article 25.3.b.
    """
    agreement = document.agreement
    is_main = document.part == Part.MAIN
    parties = tuple(party.name_as_signed for party in agreement.parties)
    return Original(
        issuers=(document.issuer,) if document.issuer else parties if is_main else (),
        symbol="/".join(filter(None, (document.code_number, document.code_notation))),
        dated=_dated(document, agreement),
        kind=_kind(agreement) if is_main else "",
        subject=document.subject or agreement.title_vi or agreement.title,
        signers=_signers(document, agreement),
    )


def missing_of(original: Original) -> list[str]:
    """Return the elements that the archive does not know: `issuer`, `date` or `signer`."""
    known = {"issuer": original.issuers, "date": original.dated, "signer": original.signers}
    return [name for name, value in known.items() if not value]


def extract_of(session: Session, document: Document, shown: tuple[Shown, ...]) -> Extract:
    """Return what is asked of an extract of `document`."""
    whole = {one.number for one in shown if not one.parts}
    read = page_words(session, document.id)
    elsewhere = [
        " ".join(word[0] for word in page.words) for page in read if page.number not in whole
    ]
    agreement = document.agreement
    titles = (agreement.title_vi, agreement.title_en, agreement.title_other, document.filename)
    return Extract(shown, original_of(document), tuple(filter(None, (*elsewhere, *titles))))


def _dated(document: Document, agreement: Agreement) -> str:
    told = document.issued_on or agreement.signed_on
    if not told:
        return ""
    try:
        day = official(date.fromisoformat(told))
    except ValueError:  # a day that is not known exactly
        day = f"ngày {short(told)}"
    place = agreement.signed_place
    return f"{place}, {day}" if place else day.capitalize()


def _kind(agreement: Agreement) -> str:
    if agreement.official_name_printed:
        return agreement.official_name_printed
    name = agreement.official_name
    return code_list("instrument").label(name, _LANGUAGE) if name else ""


def _signers(document: Document, agreement: Agreement) -> tuple[tuple[str, str], ...]:
    if document.signer_name:
        return ((document.signer_position, document.signer_name),)
    if document.part != Part.MAIN:
        return ()
    return tuple(
        (" ".join(filter(None, (one.prefix, one.title_as_signed))), one.person)
        for party in agreement.parties
        for one in party.signatories
    )
