"""Mends an archive from media: files that are lost or changed are put back, as they were.

What is put back has the checksum that was written down when the file was taken in, made or issued,
so that it does not matter which medium it comes from. What lay there damaged goes to quarantine.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import failpoints
from luutru.holdings.checked_copies import is_whole_on_medium
from luutru.i18n import mark
from luutru.progress import SILENT, Progress
from luutru.records.document import Document
from luutru.records.files import FileObject, FixityEvent
from luutru.records.roles import Permission
from luutru.services import custody
from luutru.services.archive import Archive
from luutru.services.backup import objects
from luutru.services.backup.backing_up import alone
from luutru.services.backup.medium import Medium, medium_at
from luutru.services.backup.objects import KeptObject
from luutru.services.backup.shelves import Shelf, shelf_of
from luutru.services.soundness import Outcome

COMPARING: Final = mark("Looking for files that are lost or changed")
FETCHING: Final = mark("Putting back from the medium")


@dataclass(frozen=True, slots=True)
class Mended:
    """A file that was put back."""

    path: str
    """In the archive."""
    reference: str
    """Of its document; empty for an issued copy."""
    sha256: str
    medium: Path
    set_aside: str
    """What the damaged file is called in quarantine; empty where there was none."""


@dataclass(frozen=True, slots=True)
class MendReport:
    """What came of it."""

    looked: int
    """Files that were read and compared."""
    mended: tuple[Mended, ...]
    lost: tuple[str, ...]
    """Files that are lost or changed, and that none of the media has as they have to be."""


class _Kept(NamedTuple):
    """A file that the catalogue names, and of what."""

    file: KeptObject
    reference: str
    uid: str
    file_ids: tuple[int, ...]


def mend(
    archive: Archive,
    places: Sequence[Path],
    *,
    only: Collection[str] = (),
    progress: Progress = SILENT,
) -> MendReport:
    """Put back files of `archive` that are lost or changed, from the media in `places`.

    All files are looked at, or `only` those of documents with these references and those that are
    called so, as a verification names them. Each of them is read.

    Raises:
        NotPermitted: The roles of the account do not include it.
        ArchiveReadOnly: Nothing may be written into the archive here.
        NoBackup, NewerBackup, ForeignMedium, MediumLost: There is no medium of this archive.
        BackupBusy: It is being backed up or moved just now.
        DiskFull, DiskTrouble, MediumUnreliable: What was put back so far is entered in the log.
        Cancelled: The archivist asked to stop; as above.
    """
    archive.require(Permission.BACKUP)
    archive.catalogue.admit()
    media = [medium_at(place).of_archive(archive.id) for place in places]
    with alone(archive):
        with archive.catalogue.read(whole=True) as session:
            kept = [one for one in _kept(session) if _is_meant(one, only)]
        shelf = shelf_of(archive)
        broken = list(_broken(shelf, kept, progress))
        mended: list[tuple[_Kept, Mended]] = []
        try:
            for done, one in enumerate(broken):
                progress.report(done, len(broken), FETCHING)
                mended += _put_back(archive, shelf, media, one)
        finally:
            _enter(archive, mended)
    found = {one.file.path for one, _ in mended}
    lost = tuple(one.file.path for one in broken if one.file.path not in found)
    if lost:
        for medium in media:
            medium.make_sure_it_answers()
    return MendReport(len(kept), tuple(told for _, told in mended), lost)


def _kept(session: Session) -> list[_Kept]:
    """Return what the catalogue names, each with the document that it belongs to."""
    query = select(FileObject.sha256, FileObject.id, Document.reference, Document.uid)
    owners: dict[str, list[tuple[int, str, str]]] = {}
    for sha256, file_id, reference, uid in session.execute(query.join(Document)):
        owners.setdefault(sha256, []).append((file_id, reference, uid))
    nobody = [(0, "", "")]
    return [
        _Kept(file, *told[0][1:], tuple(file_id for file_id, *_ in told if file_id))
        for file in objects.objects_in(session)
        for told in [owners.get(file.sha256, nobody)]
    ]


def _is_meant(one: _Kept, only: Collection[str]) -> bool:
    return not only or one.reference in only or any(one.file.path.endswith(name) for name in only)


def _broken(shelf: Shelf, kept: Sequence[_Kept], progress: Progress) -> Iterator[_Kept]:
    done = 0

    def pulse() -> None:
        progress.report(done, len(kept), COMPARING)

    for done, one in enumerate(kept):  # noqa: B007  told by `pulse`
        if not shelf.is_whole(one.file, pulse):
            yield one


def _put_back(
    archive: Archive, shelf: Shelf, media: Sequence[Medium], one: _Kept
) -> Iterator[tuple[_Kept, Mended]]:
    """Put one file back from the first medium that has it whole; yield what was done."""
    told = one.file
    key = objects.keys_of(archive.keyring.key).get(told.kind)
    for medium in media:
        source = medium.root / told.path
        if is_whole_on_medium(source, told.sha256, key):
            set_aside = shelf.put_back(told, source)
            yield one, Mended(told.path, one.reference, told.sha256, medium.root, set_aside)
            failpoints.reach("mend.put_back")
            return


def _enter(archive: Archive, mended: Sequence[tuple[_Kept, Mended]]) -> None:
    """Enter in the log what was put back, and that these files are as they were."""
    if not mended:
        return
    acts = [
        custody.Act(
            "mended",
            one.uid,
            one.reference,
            {
                "filename": one.file.path.rpartition("/")[2],
                "sha256": told.sha256,
                "from": str(told.medium.parent),
                "set_aside_as": told.set_aside,
            },
        )
        for one, told in mended
    ]
    sound = Outcome.SOUND.value
    events = [
        FixityEvent(file_id=file_id, outcome=sound, found_sha256=one.file.sha256)
        for one, _ in mended
        for file_id in one.file_ids
    ]
    with archive.catalogue.write(whole=True) as session:
        custody.record_all(session, archive.person, acts)
        session.add_all(events)
