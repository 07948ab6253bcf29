"""Makes what the index is told out of the catalogue's records."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from luutru.holdings.fulltext.entries import AgreementEntry, PageEntry
from luutru.holdings.fulltext.fingerprint import Fingerprint, fingerprint_of
from luutru.i18n import LANGUAGES
from luutru.records.agreement import Agreement
from luutru.records.code_lists import code_list
from luutru.records.document import Document
from luutru.records.files import FileObject, Page
from luutru.records.outbox import Outbox
from luutru.records.party import Authority, PartyRole
from luutru.services.authorities.identity import names_of_merged
from luutru.services.corrected import corrected_texts

_ALL_AT_ONCE: Final = (
    selectinload(Agreement.documents),
    selectinload(Agreement.witnesses),
    selectinload(Agreement.fields),
    selectinload(Agreement.parties).options(
        selectinload(PartyRole.signatories),
        selectinload(PartyRole.authority).selectinload(Authority.names),
    ),
)
"""What a card is made of, asked for in a few questions instead of nine a card."""


def agreements(session: Session, wanted: Collection[int] | None) -> Iterator[AgreementEntry]:
    """Yield what each of the `wanted` agreements (None: all) is found by besides its pages."""
    query = select(Agreement).order_by(Agreement.id).options(*_ALL_AT_ONCE)
    if wanted is not None:
        query = query.where(Agreement.id.in_(wanted))
    merged = names_of_merged(session)
    for agreement in session.scalars(query.execution_options(yield_per=500)):
        yield _agreement(agreement, merged)


def pages_of(session: Session, documents: Sequence[int]) -> dict[int, list[PageEntry]]:
    """Return by document its pages that have been read, with their text as corrected."""
    query = (
        select(Document.id, Document.agreement_id, Page.id, Page.number, Page.text)
        .join(FileObject, FileObject.document_id == Document.id)
        .join(Page, Page.file_id == FileObject.id)
        .where(Document.id.in_(documents), FileObject.carries_pages, Page.status != "waiting")
        .order_by(Page.number)
    )
    rows = session.execute(query).all()
    texts = corrected_texts(session, {page_id: text for *_, page_id, _, text in rows})
    found: dict[int, list[PageEntry]] = {number: [] for number in documents}
    for document_id, agreement_id, page_id, number, _ in rows:
        found[document_id].append(PageEntry(agreement_id, document_id, number, texts[page_id]))
    return found


def expected_fingerprint(session: Session) -> Fingerprint:
    """Return what the index has to hold once the outbox is empty: all cards and all pages read."""
    cards = ((number, 0, 0) for number in session.scalars(select(Agreement.id)))
    query = (
        select(Document.agreement_id, Document.id, Page.number)
        .join(FileObject, FileObject.document_id == Document.id)
        .join(Page, Page.file_id == FileObject.id)
        .where(FileObject.carries_pages, Page.status != "waiting")
        .where(Document.id.not_in(select(Outbox.document_id).where(Outbox.task == "read")))
    )
    pages = ((a, d, n) for a, d, n in session.execute(query))
    return fingerprint_of(chain(cards, pages))


def _agreement(agreement: Agreement, merged: Mapping[int, tuple[str, ...]]) -> AgreementEntry:
    return AgreementEntry(
        agreement_id=agreement.id,
        titles=_said(
            agreement.title_vi,
            agreement.title_en,
            agreement.title_other,
            agreement.official_name_printed,
            *(document.subject for document in agreement.documents),
        ),
        numbers=_said(
            *("/".join(filter(None, (d.code_number, d.code_notation))) for d in agreement.documents)
        ),
        references=_said(agreement.reference, *(d.reference for d in agreement.documents)),
        partners=_partners(agreement, merged),
        countries=_countries(agreement),
        people=_said(
            *(s.person for party in agreement.parties for s in party.signatories),
            *(witness.person for witness in agreement.witnesses),
        ),
        places=_said(agreement.signed_place),
        fields=_labels(agreement),
        filenames=_said(*(document.filename for document in agreement.documents)),
        other=_said(
            agreement.mode_of_coop,
            agreement.occasion,
            agreement.legal_basis,
            agreement.approval,
            agreement.lead_unit,
            agreement.focal_partner,
            agreement.note,
        ),
    )


def _countries(agreement: Agreement) -> tuple[str, ...]:
    codes = [agreement.signed_country, *(party.country for party in agreement.parties)]
    countries = code_list("country")
    return _said(*(countries.label(code, lang) for code in codes if code for lang in LANGUAGES))


def _partners(agreement: Agreement, merged: Mapping[int, tuple[str, ...]]) -> tuple[str, ...]:
    names: list[str] = []
    for party in agreement.parties:
        names += [party.name_as_signed, party.short_name]
        for known in party.authority.names:
            names += [known.name, known.abbreviation]
        names += merged.get(party.authority_id, ())
    return _said(*names)


def _labels(agreement: Agreement) -> tuple[str, ...]:
    told = [("cooperation_field", entry.code) for entry in agreement.fields]
    if agreement.official_name:
        told.append(("instrument", agreement.official_name))
    return _said(*(code_list(name).label(code, lang) for name, code in told for lang in LANGUAGES))


def _said(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))
