"""Hands out what is kept, as a copy of the file or on paper; the log tells of each."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from luutru.errors import (
    FixityLost,
    NothingToArrange,
    OriginalMissing,
    SealedFileDamaged,
    SecretNotHandedOut,
)
from luutru.holdings.disk import stays
from luutru.records.code_lists import code_list
from luutru.records.document import Document
from luutru.records.files import FileObject
from luutru.records.roles import Permission
from luutru.services import custody, derivatives, lookup
from luutru.services.archive import Archive
from luutru.services.page_lists import written

_LONGEST: Final = 200
"""Bytes of a name without its suffix: systems take 255, and a medium writes some of its own."""
_NOT_IN_NAMES: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')


def name_outside(archive: Archive, reference: str) -> str:
    """Return what a copy of the document `reference` is called outside: reference and title.

    Raises:
        UnknownReference, HeldAtDoor: It cannot be told.
        NothingToArrange: It has no file of its own.
    """
    with archive.catalogue.read() as session:
        return _name(archive, lookup.document(session, reference))


def hand_out(archive: Archive, reference: str, target: Path) -> None:
    """Write a copy of the file of the document `reference` to `target`, byte for byte.

    It is the original, or what a document that was split off began with.

    Raises:
        UnknownReference, HeldAtDoor, NothingToArrange: There is no such file.
        SecretNotHandedOut: The document is marked as a state secret.
        OriginalMissing, FixityLost: It is not what was taken in; nothing was written.
        DiskFull, DiskTrouble: It could not be written.
    """
    _copy_out(archive, reference, target, lambda: record_export(archive, reference, target.name))


def lend(archive: Archive, reference: str, target: Path) -> None:
    """Write a copy as `hand_out` does, but tell the log nothing: nobody has taken it yet.

    Raises:
        NotPermitted: The roles of the account do not include it.
        As `hand_out`.
    """
    _copy_out(archive, reference, target, stays)


def _copy_out(
    archive: Archive, reference: str, target: Path, leaving: Callable[[], object]
) -> None:
    archive.require(Permission.EXPORT)
    with archive.catalogue.read() as session:
        document = lookup.document(session, reference)
        refuse_secret(document)
        file = _file_of(document)
        sha256, is_master = file.sha256, file.is_master
    kept = archive.path_of(sha256, is_master=is_master)
    if not kept.is_file():
        raise OriginalMissing(reference)
    try:
        archive.room(is_master=is_master).copy_out(sha256, target, leaving)
    except SealedFileDamaged as error:
        raise FixityLost(reference) from error


def record_export(archive: Archive, reference: str, name: str) -> None:
    """Enter in the log that somebody took a copy that was lent, under the name it had.

    Raises:
        UnknownReference, HeldAtDoor: There is no such document.
    """
    with archive.catalogue.write() as session:
        _record_export(session, archive.person, reference, name)


def make_sure_it_may(archive: Archive, reference: str) -> None:
    """Make sure that the document `reference` may be printed or copied out.

    Raises:
        UnknownReference, HeldAtDoor: There is no such document.
        SecretNotHandedOut: It is marked as a state secret.
    """
    with archive.catalogue.read() as session:
        refuse_secret(lookup.document(session, reference))


def record_print(archive: Archive, reference: str, pages: Sequence[int], printer: str) -> None:
    """Enter in the log that pages of the document `reference` were printed, and where.

    Raises:
        UnknownReference, HeldAtDoor: There is no such document.
        SecretNotHandedOut: It is marked as a state secret.
    """
    with archive.catalogue.write() as session:
        refuse_secret(lookup.document(session, reference))
        detail = {"pages": written(pages), "printer": printer}
        _record(session, archive.person, "printed", reference, detail)


def refuse_secret(document: Document) -> None:
    """Make sure that nothing of a state secret leaves the archive.

    Raises:
        SecretNotHandedOut: The document is marked as one.
    """
    if document.secrecy != "none":
        mark = code_list("secrecy").label(document.secrecy)
        raise SecretNotHandedOut(document.reference, mark)


def _record_export(session: Session, person: str, reference: str, name: str) -> None:
    sha256 = _file_of(lookup.document(session, reference)).sha256
    _record(session, person, "exported", reference, {"sha256": sha256, "filename": name})


def _record(
    session: Session, person: str, act: str, reference: str, detail: dict[str, str]
) -> None:
    subject = lookup.document(session, reference).uid
    custody.record(session, person, act, subject=subject, reference=reference, detail=detail)


def _file_of(document: Document) -> FileObject:
    file = next((file for file in document.files if file.is_master), None)
    file = file or derivatives.base_of(document)
    if file is None:
        raise NothingToArrange(document.reference)
    return file


def _name(archive: Archive, document: Document) -> str:
    """Return a name that every system takes, with its letters as they are."""
    told = f"{document.reference} {document.agreement.title}"
    plain = " ".join(_NOT_IN_NAMES.sub(" ", told).split())
    plain = plain.encode()[:_LONGEST].decode(errors="ignore").strip(" .")
    file = _file_of(document)
    return plain + archive.room(is_master=file.is_master).suffix_of(file.sha256)
