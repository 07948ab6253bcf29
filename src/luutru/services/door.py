"""The door: what is marked as a state secret is stopped there, until somebody lets it in.

The log names it by its reference and its mark, and by nothing that it says. The sessions of the
catalogue withhold it from everything else (`holdings.withholding`). Nothing is ever removed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.errors import UnacceptableValue, UnknownReference
from luutru.extraction.script import PageWords
from luutru.extraction.secrecy import secrecy_mark
from luutru.i18n import mark, translate
from luutru.records.code_lists import code_list
from luutru.records.custody import CustodyEntry
from luutru.records.document import IN_QUARANTINE, Document
from luutru.records.files import Page
from luutru.records.outbox import Outbox
from luutru.records.roles import Permission
from luutru.records.words import unpack
from luutru.services import custody
from luutru.services.archive import Archive
from luutru.services.description import highest_secrecy

_UNMARKED: Final = "none"
_REASON: Final = mark("Reason")
_SECRECY: Final = mark("Secrecy")
_AT_DOOR: Final = (Document.held_for > "", Document.held_for != IN_QUARANTINE)


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """One document at the door, by nothing that it says."""

    reference: str
    mark: str
    """A code of the list `secrecy`."""
    page: int
    """On which the mark stands."""
    held_at: datetime


def stop_if_marked(session: Session, person: str, page: Page) -> None:
    """Stop the document of a page that was just read if the page bears a mark of secrecy.

    It is done in the transaction that keeps the text, so that nobody reads it before.
    """
    document = page.file.document
    words = tuple(unpack(page.words))
    found = secrecy_mark([PageWords(page.number, words, page.width, page.height, page.rotation)])
    known = max(document.held_for or _UNMARKED, document.secrecy, _let_in_with(document), key=_rank)
    if found is None or _rank(found.level) <= _rank(known):
        return
    document.held_for = found.level
    session.add(Outbox(task="describe", agreement_id=document.agreement_id))
    session.add(Outbox(task="withdraw", document_id=document.id))
    detail = {"mark": found.level, "page": page.number}
    _log(session, person, "held", document, detail)


def held_documents(archive: Archive) -> tuple[HeldDocument, ...]:
    """Return what waits at the door, in order of references; a member is shown none of it.

    Raises:
        NotPermitted: The roles of the account do not include it.
    """
    archive.require(Permission.ADMIT)
    if archive.member is not None:
        return ()
    with archive.catalogue.read(whole=True) as session:
        query = select(Document).where(*_AT_DOOR).order_by(Document.reference)
        return tuple(_told(session, document) for document in session.scalars(query))


def admit(archive: Archive, reference: str, secrecy: str, reason: str) -> None:
    """Let a document in as what it is: from now on it is shown as the rules for its secrecy say.

    Raises:
        UnknownReference: No document called so waits at the door.
        UnacceptableValue: `secrecy` is no level of the list, or the reason is missing.
    """
    levels = code_list("secrecy")
    level = levels.find(secrecy)
    if level in (None, _UNMARKED):
        expected = ", ".join(levels.label(code) for code in levels.codes[1:])
        raise UnacceptableValue(translate(_SECRECY), secrecy, expected)

    def decide(document: Document) -> None:
        document.secrecy = str(level)
        document.agreement.secrecy = highest_secrecy(document.agreement)

    _let_in(archive, reference, reason, "admitted", {"secrecy": level}, decide)


def clear(archive: Archive, reference: str, reason: str) -> None:
    """Let a document in whose mark is none, or no longer one.

    Raises:
        UnknownReference: No document called so waits at the door.
        UnacceptableValue: The reason is missing.
    """
    _let_in(archive, reference, reason, "cleared", {}, lambda _document: None)


def keep_out(archive: Archive, reference: str, reason: str) -> None:
    """Note that a document is not to be let in; it stays at the door, as nothing is removed.

    Raises:
        UnknownReference: No document called so waits at the door.
        UnacceptableValue: The reason is missing.
    """
    with archive.catalogue.write(whole=True) as session:
        document = _held(session, reference)
        detail = {"mark": document.held_for, "reason": given(reason)}
        _log(session, archive.person, "kept_out", document, detail)


def given(reason: str) -> str:
    """Return a reason without blanks around it.

    Raises:
        UnacceptableValue: There is none.
    """
    if not reason.strip():
        raise UnacceptableValue(translate(_REASON), reason, translate("a sentence that tells why"))
    return reason.strip()


def _let_in(
    archive: Archive,
    reference: str,
    reason: str,
    act: str,
    more: Mapping[str, object],
    decide: Callable[[Document], None],
) -> None:
    with archive.catalogue.write(whole=True) as session:
        document = _held(session, reference)
        detail = {"mark": document.held_for, "reason": given(reason), **more}
        document.let_in_with, document.held_for = document.held_for, ""
        decide(document)
        session.add(Outbox(task="read", document_id=document.id))
        session.add(Outbox(task="describe", agreement_id=document.agreement_id))
        _log(session, archive.person, act, document, detail)


def _held(session: Session, reference: str) -> Document:
    query = select(Document).where(Document.reference == reference, *_AT_DOOR)
    found = session.scalar(query)
    if found is None:
        raise UnknownReference(reference)
    return found


def _told(session: Session, document: Document) -> HeldDocument:
    query = select(CustodyEntry).where(
        CustodyEntry.subject == document.uid, CustodyEntry.act == "held"
    )
    entry = session.scalars(query.order_by(CustodyEntry.seq.desc())).first()
    page = custody.told(entry).detail.get("page", 1) if entry else 1
    at = entry.at if entry else document.recorded_at
    return HeldDocument(document.reference, document.held_for, int(page), at)


def _log(
    session: Session, person: str, act: str, document: Document, detail: Mapping[str, object]
) -> None:
    custody.record(
        session, person, act, subject=document.uid, reference=document.reference, detail=detail
    )


def _let_in_with(document: Document) -> str:
    return document.let_in_with or _UNMARKED


def _rank(level: str) -> int:
    return code_list("secrecy").codes.index(level)
