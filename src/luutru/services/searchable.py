"""Makes a copy of a document in which any reader finds our words, for use outside the archive.

It shows the pages as they are shown here, upright, with the words as read and corrected laid under
them unseen. It is kept as a derivative that carries no pages: the original stays the record.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.errors import DerivativeFailed, NothingToArrange, PagesUncounted
from luutru.extraction.script import PageWords
from luutru.holdings.reader import MakingFailed
from luutru.reading.messages import LaidWord, SourcePage, TextOrigin
from luutru.records.files import FileObject, Page
from luutru.records.roles import Permission
from luutru.records.words import turned
from luutru.services import custody, derivatives, lookup
from luutru.services.archive import Archive
from luutru.services.derivatives import MAKER, Made, PageTurn, Planned, carrier_of
from luutru.services.handing_out import refuse_secret
from luutru.services.page_words import page_words

_SEARCHABLE: Final = f"{MAKER}, searchable"
_ARCHIVAL: Final = f"{MAKER}, searchable, PDF/A-2b"


@dataclass(frozen=True, slots=True)
class SearchableCopy:
    """A searchable copy that was written."""

    sha256: str
    pages: int
    pages_without_words: int
    """Nothing was read on them: blank ones, those that failed, and those that wait."""
    is_archival: bool
    """Whether it is PDF/A-2b; what word processors write often forbids it."""


@dataclass(frozen=True, slots=True)
class _Copy:
    """A copy as it is planned."""

    carrier_id: int
    planned: Sequence[Planned]
    words: Sequence[Sequence[LaidWord]]
    silent: int


def export_searchable(archive: Archive, reference: str, target: Path) -> SearchableCopy:
    """Write a searchable copy of the document `reference` to `target`, and keep it.

    The same pages with the same words give the same bytes, which are kept once.

    Raises:
        NotPermitted: The roles of the account do not include it.
        UnknownReference, HeldAtDoor, PagesUncounted: Its pages cannot be told.
        SecretNotHandedOut: It is marked as a state secret.
        NothingToArrange: It shows no pages, as it was joined to another.
        DerivativeFailed, OriginalMissing, Trouble: The copy could not be made or written.
    """
    archive.require(Permission.EXPORT)
    with archive.catalogue.read() as session:
        copy = _planned(archive, session, reference)
    made, is_archival = _made(archive, reference, copy)
    with derivatives.entering(archive, made) as session:
        made_by = _ARCHIVAL if is_archival else _SEARCHABLE
        _enter(session, archive.person, reference, copy, made, made_by)
    archive.derivatives.copy_out(made.kept.sha256, target)
    return SearchableCopy(made.kept.sha256, len(copy.planned), copy.silent, is_archival)


def _planned(archive: Archive, session: Session, reference: str) -> _Copy:
    document = lookup.document(session, reference)
    refuse_secret(document)
    carrier = carrier_of(document)
    if carrier is None:
        raise NothingToArrange(reference)
    if carrier.page_count is None:
        raise PagesUncounted(reference)
    columns = (Page.number, Page.origin, Page.encoding)
    query = select(*columns).where(Page.file_id == carrier.id).order_by(Page.number)
    pages = session.execute(query).all()
    turns = [PageTurn(number) for number, _, _ in pages]
    planned = derivatives.plan(archive, session, document, turns)
    read = {page.number: page for page in page_words(session, document.id)}
    words = [
        _laid(read.get(number), one.along, origin, encoding)
        for (number, origin, encoding), one in zip(pages, planned, strict=True)
    ]
    silent = len(pages) - sum(bool(page.words) for page in read.values())
    return _Copy(carrier.id, planned, words, silent)


def _laid(page: PageWords | None, along: int, origin: str, encoding: str) -> list[LaidWord]:
    """Return the words to lay under a page; none where its own text layer says the same."""
    if page is None or (origin == TextOrigin.LAYER and not encoding):
        return []
    return [LaidWord(word.text, *turned(word[1:5], along)) for word in page.words]


def _made(archive: Archive, reference: str, copy: _Copy) -> tuple[Made, bool]:
    size = sum({page.file_id: page.size for page in copy.planned}.values())
    sources = [SourcePage(page.path, page.number, page.turn) for page in copy.planned]
    with archive.derivatives.making(size, reference) as part:
        try:
            shapes, is_archival = archive.reader.make_searchable(sources, copy.words, part)
        except MakingFailed as error:
            raise DerivativeFailed(reference, str(error)) from error
        kept = archive.derivatives.settle(part, reference)
    return Made(reference, kept, shapes), is_archival


def _enter(
    session: Session, person: str, reference: str, copy: _Copy, made: Made, made_by: str
) -> None:
    document = lookup.document(session, reference)
    if all(file.sha256 != made.kept.sha256 or file.is_master for file in document.files):
        file = FileObject(
            sha256=made.kept.sha256,
            size=made.kept.size,
            is_master=False,
            carries_pages=False,
            derived_from_id=copy.carrier_id,
            made_by=made_by,
            page_count=len(copy.planned),
        )
        document.files.append(file)
        session.flush()
        derivatives.add_recipe(session, file, copy.planned)
    custody.record(
        session,
        person,
        "made_searchable",
        subject=document.uid,
        reference=reference,
        detail={"searchable_sha256": made.kept.sha256, "pages": len(copy.planned)},
    )
