"""Makes derivatives again that were lost: from originals alone, by their recipes."""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.holdings.reader import MakingFailed
from luutru.reading.messages import SourcePage
from luutru.records.files import DerivedPage, FileObject
from luutru.services.archive import Archive

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Lost:
    """A derivative that is not where it was put, and what it is made of."""

    sha256: str
    size: int
    sources: Sequence[SourcePage]


def remake_lost(archive: Archive) -> int:
    """Make lost derivatives again; return of how many the same bytes came out and are kept.

    Searchable copies are left out: nobody is shown them, and they are written anew when asked for.

    Raises:
        DiskFull, DiskTrouble: A file could not be kept.
    """
    with archive.catalogue.read(whole=True) as session:
        lost = list(_lost(archive, session))
    return sum(_remade(archive, one) for one in lost)


def _lost(archive: Archive, session: Session) -> list[_Lost]:
    query = select(FileObject).where(~FileObject.is_master, FileObject.carries_pages)
    found = []
    for file in session.scalars(query):
        if not archive.derivatives.holds(file.sha256):
            sources = _sources(archive, session, file)
            if sources and all(source.file.is_file() for source in sources):
                found.append(_Lost(file.sha256, file.size, sources))
    return found


def _sources(archive: Archive, session: Session, file: FileObject) -> list[SourcePage]:
    query = (
        select(DerivedPage, FileObject)
        .join(FileObject, DerivedPage.source_file_id == FileObject.id)
        .where(DerivedPage.file_id == file.id)
        .order_by(DerivedPage.number)
    )
    return [
        SourcePage(
            archive.path_of(source.sha256, is_master=source.is_master),
            recipe.source_number,
            recipe.turned,
        )
        for recipe, source in session.execute(query)
    ]


def _remade(archive: Archive, lost: _Lost) -> bool:
    subject = lost.sha256[:12]
    with archive.derivatives.making(lost.size, subject) as part:
        try:
            archive.reader.arrange(lost.sources, part)
        except MakingFailed as error:
            log.warning("a lost derivative cannot be made again: %s", error.problem)
            return False
        with part.open("rb") as stream:
            same = hashlib.file_digest(stream, "sha256").hexdigest() == lost.sha256
        if same:
            archive.derivatives.settle(part, subject)
    log.info("made a lost derivative again, with the same bytes: %s", same)
    return same
