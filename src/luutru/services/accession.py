"""Accession: take scans into custody.

A file is acknowledged as soon as its bytes are safe and the catalogue says so; nothing in it is
parsed before that (docs/adr/0010-acknowledge-before-parsing.md), so no scan, however damaged, is
turned away for what a parser thinks of it.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from luutru import clock
from luutru.errors import FileUnreadable, FileVanished, LuutruError, Refusal
from luutru.holdings.disk import shown
from luutru.holdings.strongroom import Kept
from luutru.i18n import mark
from luutru.progress import SILENT, Progress
from luutru.records.agency import Fonds
from luutru.records.agreement import Agreement, Relation
from luutru.records.document import Document, Part
from luutru.records.files import FileObject
from luutru.records.outbox import Outbox, Retry
from luutru.services import custody, lookup, numbering, titles
from luutru.services.archive import Archive

log = logging.getLogger(__name__)

TAKING_IN: Final = mark("Taking in")
_NOT_SCANS: Final = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
_SIGHTS: Final = 255


class Joining(StrEnum):
    """What a file is to what the archive has already."""

    NEW = "new"
    ANNEX_OF = "annex-of"
    LANGUAGE_OF = "language-of"
    EXTENDS = "extends"
    AMENDS = "amends"
    EVIDENCE_OF = "evidence-of"


_PARTS: Final = {
    Joining.ANNEX_OF: Part.ANNEX,
    Joining.LANGUAGE_OF: Part.LANGUAGE,
    Joining.EVIDENCE_OF: Part.EVIDENCE,
}
_RELATIONS: Final = {Joining.EXTENDS: "extends", Joining.AMENDS: "amends"}


@dataclass(frozen=True, slots=True)
class Receipt:
    """The acknowledgement of one file: it is kept, on disk, for ever."""

    path: Path
    reference: str
    agreement_reference: str
    sha256: str
    known: bool
    """The same bytes were kept before; `reference` names where."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """One file that was not taken in, and why; the others went on."""

    path: Path
    error: LuutruError


def take_in(
    archive: Archive,
    file: Path,
    *,
    joining: Joining = Joining.NEW,
    to: str | None = None,
    move: bool = False,
) -> Receipt:
    """Take `file` into custody and acknowledge it.

    The scan reaches the strongroom before the catalogue speaks of it: a failure in between leaves
    a file that nothing points to, never an entry without its proof. With `move` the source is
    removed once, and only after, it is acknowledged.

    Raises:
        EmptyFile, NotAScan, ForeignImage, FileVanished, FileUnreadable: It cannot be taken in.
        UnknownReference: `to` names nothing in this archive.
        Trouble: The disk or the catalogue got in the way.
    """
    try:
        receipt = _keep_and_register(archive, file, joining, to)
    except (IntegrityError, _SetAside):  # between our look and our write another process was there
        receipt = _keep_and_register(archive, file, joining, to)
    if move:
        _remove_source(file)
    log.info(
        "took in %s as %s, known before: %s", receipt.sha256[:12], receipt.reference, receipt.known
    )
    return receipt


def take_in_all(
    archive: Archive,
    paths: Iterable[Path],
    *,
    joining: Joining = Joining.NEW,
    to: str | None = None,
    move: bool = False,
    progress: Progress = SILENT,
) -> Iterator[Receipt | Rejection]:
    """Take in files and whole folders; one bad file never stops the rest.

    Yields an acknowledgement or a rejection for each file as soon as it is certain. Rejected
    files are entered in the retry list.

    Raises:
        Cancelled: The archivist asked to stop; what was acknowledged stays.
        Trouble: The disk is full or the catalogue is held; the rest would fail the same way.
    """
    if to is not None:
        with archive.catalogue.read() as session:
            lookup.agreement(session, to)
    files = list(files_in(paths))
    for done, found in enumerate(files):
        progress.report(done, len(files), TAKING_IN)
        if isinstance(found, Rejection):
            yield _noted(archive, found)
            continue
        try:
            yield take_in(archive, found, joining=joining, to=to, move=move)
        except Refusal as error:
            yield _noted(archive, Rejection(found, error))
    progress.report(len(files), len(files), TAKING_IN)


def files_in(paths: Iterable[Path]) -> Iterator[Path | Rejection]:
    """Yield each file of `paths`, folders opened in order of names; links are not followed."""
    for path in paths:
        if not path.is_dir() or path.is_symlink():
            yield path
            continue
        try:
            entries = sorted(path.iterdir(), key=lambda entry: entry.name)
        except FileNotFoundError:
            yield Rejection(path, FileVanished(shown(path)))
            continue
        except OSError as error:
            reason = error.strerror or type(error).__name__
            yield Rejection(path, FileUnreadable(shown(path), reason))
            continue
        yield from files_in(entry for entry in entries if _may_be_a_scan(entry))


def _may_be_a_scan(entry: Path) -> bool:
    hidden = entry.name.startswith(".") or entry.name.lower() in _NOT_SCANS
    return not hidden and not entry.is_symlink()


class _SetAside(Exception):
    """A recovery took the copy for one that a crash left, and set it aside."""


def _keep_and_register(archive: Archive, file: Path, joining: Joining, to: str | None) -> Receipt:
    return _register(archive, file, archive.strongroom.take_in(file), joining, to)


def _register(
    archive: Archive, file: Path, kept: Kept, joining: Joining, to: str | None
) -> Receipt:
    with archive.catalogue.write(whole=True) as session:
        if not archive.strongroom.holds(kept.sha256):
            raise _SetAside
        known = session.scalar(
            select(FileObject).where(FileObject.sha256 == kept.sha256, FileObject.is_master)
        )
        if known is not None:
            return _known_before(session, archive.person, file, known)
        document = _new_document(session, file, joining, to)
        master = FileObject(
            sha256=kept.sha256,
            size=kept.size,
            media_type=kept.media_type,
            source_path=_told_path(file),
        )
        document.files.append(master)
        session.flush()
        session.add(Outbox(task="read", document_id=document.id))
        session.add(Outbox(task="describe", agreement_id=document.agreement_id))
        custody.record(
            session,
            archive.person,
            "taken_in",
            subject=document.uid,
            reference=document.reference,
            detail={
                "sha256": kept.sha256,
                "size": kept.size,
                "filename": document.filename,
                "joining": joining,
                "agreement": document.agreement.reference,
            },
        )
        return Receipt(
            file, document.reference, document.agreement.reference, kept.sha256, known=False
        )


def _new_document(session: Session, file: Path, joining: Joining, to: str | None) -> Document:
    reference = numbering.next_reference(session, clock.today().year)
    document = Document(
        reference=reference,
        part=_PARTS.get(joining, Part.MAIN),
        filename=shown(file)[:_SIGHTS],
    )
    other = lookup.agreement(session, to) if to is not None else None
    if other is not None and joining in _PARTS:
        other.documents.append(document)
        return document
    agreement = _new_agreement(session, document)
    if other is not None and joining in _RELATIONS:
        session.flush()
        session.add(Relation(from_id=agreement.id, to_id=other.id, kind=_RELATIONS[joining]))
    return document


def _new_agreement(session: Session, document: Document) -> Agreement:
    fonds_id = session.scalars(select(Fonds.id).where(Fonds.is_open).order_by(Fonds.id)).first()
    assert fonds_id is not None  # noqa: S101  every archive is made with one open fonds
    agreement = Agreement(reference=document.reference, fonds_id=fonds_id, documents=[document])
    titles.refresh(agreement)
    session.add(agreement)
    return agreement


def _known_before(session: Session, person: str, file: Path, known: FileObject) -> Receipt:
    document = known.document
    custody.record(
        session,
        person,
        "brought_again",
        subject=document.uid,
        reference=document.reference,
        detail={"sha256": known.sha256, "filename": shown(file)[:_SIGHTS]},
    )
    return Receipt(file, document.reference, document.agreement.reference, known.sha256, known=True)


def _noted(archive: Archive, rejection: Rejection) -> Rejection:
    with archive.catalogue.write() as session:
        session.add(
            Retry(
                filename=shown(rejection.path)[:_SIGHTS],
                problem="refused",
                detail=type(rejection.error).__name__,
                last_at=clock.now(),
            )
        )
    log.info("refused a file: %s", type(rejection.error).__name__)
    return rejection


def _remove_source(file: Path) -> None:
    try:
        file.unlink()
    except OSError as error:
        log.warning("a source was taken in but could not be removed: %s", error.strerror)


def _told_path(file: Path) -> str:
    return str(file.absolute()).encode("utf-8", "backslashreplace").decode("utf-8")
