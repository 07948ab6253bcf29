"""Finds what is wanting in a scan, says what to do about it, and lets a person accept it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.errors import NotInList, UnacceptableValue
from luutru.extraction.script import Script
from luutru.i18n import translate
from luutru.reading.measures import from_text
from luutru.records.document import Document
from luutru.records.files import AcceptedFlaw, FileObject, Page
from luutru.records.intake import Gap
from luutru.services import custody, lookup
from luutru.services.archive import Archive
from luutru.services.page_words import page_words
from luutru.services.scan_rules import CitedAnnex, Flaw, Scan, ScannedPage, flaws


@dataclass(frozen=True, slots=True)
class ScanFinding:
    """Something about a scan that a person should know."""

    code: str
    """A code of the list `scan_finding`."""
    page: int
    """0 where the whole document is concerned."""
    what: str
    """What was found, in the reader's language."""
    advice: str
    """What to do about it."""
    accepted: str = ""
    """Why a person accepts it; empty while nobody does."""


def findings(archive: Archive, reference: str) -> tuple[ScanFinding, ...]:
    """Return what is wanting in the scan of a document, page by page; accepted ones too.

    Pages that have not been read are not judged.

    Raises:
        UnknownReference: No document is called so.
    """
    with archive.catalogue.read() as session:
        document = lookup.document(session, reference)
        found = flaws(_scan(session, document))
        reasons = _accepted(session, document.id)
    return tuple(
        ScanFinding(
            flaw.code,
            flaw.page,
            flaw.what,
            flaw.advice,
            reasons.get((flaw.code, flaw.page)) or reasons.get((flaw.code, 0), ""),
        )
        for flaw in found
    )


def accept(archive: Archive, reference: str, code: str, reason: str, *, page: int = 0) -> None:
    """Accept a finding: the paper is no better. Page 0 accepts it on every page.

    Raises:
        UnknownReference: No document is called so.
        NotInList: There is no such finding.
        UnacceptableValue: No reason is given.
    """
    told = reason.strip()
    if not told:
        raise UnacceptableValue(translate("Reason"), reason, translate("why it is accepted"))
    with archive.catalogue.write() as session:
        document = lookup.document(session, reference)
        found = flaws(_scan(session, document))
        if not any(flaw.code == code and page in (0, flaw.page) for flaw in found):
            raise NotInList(code, _names(found))
        row = _row(session, document.id, code, page)
        if row is None:
            row = AcceptedFlaw(file_id=_file_of(session, document.id), code=code, page_number=page)
            session.add(row)
        row.reason, row.person = told, archive.person
        _enter(archive, session, document, "flaw_accepted", row)


def withdraw(archive: Archive, reference: str, code: str, *, page: int = 0) -> None:
    """Take back that a finding was accepted.

    Raises:
        UnknownReference: No document is called so.
        NotInList: It was not.
    """
    with archive.catalogue.write() as session:
        document = lookup.document(session, reference)
        row = _row(session, document.id, code, page)
        if row is None:
            known = ", ".join(sorted({name for name, _ in _accepted(session, document.id)}))
            raise NotInList(code, known or "–")
        _enter(archive, session, document, "flaw_reopened", row)
        session.delete(row)


def _enter(
    archive: Archive, session: Session, document: Document, act: str, row: AcceptedFlaw
) -> None:
    custody.record(
        session,
        archive.person,
        act,
        subject=document.uid,
        reference=document.reference,
        detail={"code": row.code, "page": row.page_number, "reason": row.reason},
    )


def _scan(session: Session, document: Document) -> Scan:
    """Gather what is judged."""
    query = (
        select(Page)
        .join(FileObject)
        .where(FileObject.document_id == document.id, FileObject.carries_pages)
        .order_by(Page.number)
    )
    pages = list(session.scalars(query))
    words = page_words(session, document.id)
    texts = {page.number: " ".join(word.text for word in page.words) for page in words}
    gaps = select(Gap.label, Gap.page_number).where(
        Gap.document_id == document.id, Gap.filled_by_id.is_(None), Gap.dismissed == ""
    )
    return Scan(
        part=document.part,
        is_signed_digitally=any(file.is_signed for file in document.files),
        pages=tuple(_page(page, texts.get(page.number, "")) for page in pages),
        script=Script(words),
        gaps=tuple(CitedAnnex(label, page) for label, page in session.execute(gaps)),
    )


def _page(page: Page, text: str) -> ScannedPage:
    return ScannedPage(
        page.number,
        page.status,
        from_text(page.measures),
        page.needs_look,
        page.image_hash,
        text,
    )


def _accepted(session: Session, document_id: int) -> dict[tuple[str, int], str]:
    query = (
        select(AcceptedFlaw)
        .join(FileObject, AcceptedFlaw.file_id == FileObject.id)
        .where(FileObject.document_id == document_id, FileObject.carries_pages)
    )
    return {(row.code, row.page_number): row.reason for row in session.scalars(query)}


def _row(session: Session, document_id: int, code: str, page: int) -> AcceptedFlaw | None:
    query = (
        select(AcceptedFlaw)
        .join(FileObject, AcceptedFlaw.file_id == FileObject.id)
        .where(FileObject.document_id == document_id, FileObject.carries_pages)
        .where(AcceptedFlaw.code == code, AcceptedFlaw.page_number == page)
    )
    return session.scalar(query)


def _file_of(session: Session, document_id: int) -> int:
    query = select(FileObject.id).where(
        FileObject.document_id == document_id, FileObject.carries_pages
    )
    return session.scalars(query).one()


def _names(found: tuple[Flaw, ...]) -> str:
    return ", ".join(dict.fromkeys(flaw.code for flaw in found)) or "–"
