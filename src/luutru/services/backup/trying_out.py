"""Tries out a snapshot in a temporary folder, as far as it takes to know that it can be used."""

import random
import shutil
import tempfile
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from luutru.errors import LuutruError
from luutru.holdings.checked_copies import Fate, Wanted, copy_checked, is_whole_on_medium
from luutru.holdings.encryption import open_sealed, sheltered
from luutru.holdings.reader import ImageFailed
from luutru.i18n import mark, translate
from luutru.progress import Progress, tracked
from luutru.records.files import FileObject
from luutru.services.archive import Archive, open_archive
from luutru.services.backup.backing_up import refuse_too_little_room
from luutru.services.backup.checking import check_catalogue
from luutru.services.backup.dumps import DumpFate, try_dump
from luutru.services.backup.manifests import CATALOGUE, DUMP, OBJECTS, Manifest
from luutru.services.backup.medium import Medium
from luutru.services.backup.objects import KeptObject, keys_of, objects_in
from luutru.services.backup.sources import in_folder
from luutru.services.backup.transferring import INCOMING, Manner, transfer
from luutru.services.copies.judging import judged
from luutru.services.copies.register import FOLDER as COPIES_FOLDER
from luutru.services.copies.verifying import verify_copy

if TYPE_CHECKING:
    from luutru.holdings.encryption import ArchiveKey

RESTORING: Final = mark("Restoring a sample")
UNSEALING: Final = mark("Opening every file of the backup")
OPENING: Final = mark("Opening documents of the sample")
CHECKING: Final = mark("Checking issued copies")
SAMPLE: Final = 10
"""Documents that are opened."""
COPIES: Final = 5
"""Issued copies that are checked by the strict rule."""
_IMAGE_WIDTH: Final = 400
_MB: Final = 1 << 20


@dataclass
class Tried:
    """What was tried, and what was wrong with it."""

    findings: list[str] = field(default_factory=list)
    opened: int = 0
    copies: int = 0
    dump: DumpFate = DumpFate.NONE


def try_out(
    medium: Medium,
    manifest: Manifest,
    files: Sequence[KeptObject],
    key: "ArchiveKey | None",
    progress: Progress,
) -> Tried:
    """Restore the catalogue and a sample, walk along its chains, open documents, check copies.

    The dump of a server is read by PostgreSQL's own program, where that is at hand.

    With `key` the backup is encrypted: then every file is opened, and its plain bytes compared.

    Raises:
        NoRoomThere: The temporary folder is too small.
    """
    tried = Tried()
    with tempfile.TemporaryDirectory(prefix="luutru-drill-") as temporary:
        folder = Path(temporary)
        proof = manifest.files.get(CATALOGUE)
        refuse_too_little_room(folder, 2 * (proof.size if proof else 0) + _MB)
        if not _brought_beside(medium, manifest, folder, progress):
            tried.findings.append(translate("the catalogue cannot be restored"))
            return tried
        tried.dump, findings = try_dump(medium, manifest, folder, progress)
        tried.findings += findings
        try:
            archive = open_archive(folder, key=key)
            archive.catalogue.viewer.is_keeper = True
        except LuutruError as error:
            tried.findings.append(str(error))
            return tried
        try:
            _try(archive, medium, manifest, files, tried, progress)
        finally:
            archive.close()
    return tried


def _brought_beside(medium: Medium, manifest: Manifest, folder: Path, progress: Progress) -> bool:
    """Bring what lies beside the manifest into an empty folder; tell whether it is whole."""
    source = medium.folder_of(manifest.name)
    wanted = [
        Wanted(source / name, folder / name, proof.sha256)
        for name, proof in manifest.files.items()
        if name not in {OBJECTS, DUMP}
    ]
    copied = copy_checked(wanted, folder / INCOMING, lambda: progress.report(0, 0, RESTORING))
    return [one.fate for one in copied] == [Fate.COPIED] * len(wanted)


def _try(
    archive: Archive,
    medium: Medium,
    manifest: Manifest,
    files: Sequence[KeptObject],
    tried: Tried,
    progress: Progress,
) -> None:
    def pulse() -> None:
        progress.report(0, 0, RESTORING)

    tried.findings += check_catalogue(archive.catalogue, manifest, files, pulse)
    if archive.keyring.is_encrypted:
        tried.findings += _unsealed(archive, medium, {one.path for one in files}, progress)
    documents = _sample([one for one in files if one.kind != COPIES_FOLDER], SAMPLE)
    copies = _sample([one for one in files if one.kind == COPIES_FOLDER], COPIES)
    lost = transfer(
        [in_folder(medium.root)], archive.folder, [*documents, *copies], progress, Manner(RESTORING)
    )
    whole = set(documents) - set(lost.absent)  # damage was told before
    tried.findings += _opened(archive, sorted(whole), progress)
    tried.opened = len(whole)
    whole = set(copies) - set(lost.absent)
    tried.findings += _verified(archive, sorted(whole), progress)
    tried.copies = len(whole)


def _unsealed(
    archive: Archive, medium: Medium, paths: Set[str], progress: Progress
) -> Iterator[str]:
    """Open every sealed file on the medium; yield those that are not what was taken in."""
    keys = keys_of(archive.keyring.key)
    with archive.catalogue.read(whole=True) as session:
        kept = [one for one in objects_in(session) if one.path in paths]
    for one in tracked(kept, UNSEALING, progress):
        if not is_whole_on_medium(medium.root / one.path, one.sha256, keys.get(one.kind)):
            yield translate("{name} does not open as what was taken in", name=one.path)


def _sample(files: Sequence[KeptObject], count: int) -> list[KeptObject]:
    """Return other files each time, so that many drills see many of them."""
    return random.SystemRandom().sample(list(files), min(count, len(files)))


def _opened(archive: Archive, files: Sequence[KeptObject], progress: Progress) -> Iterator[str]:
    """Open files and draw their first pages; yield those that differ from when they were read."""
    for one in tracked(files, OPENING, progress):
        with archive.catalogue.read(whole=True) as session:
            query = select(FileObject.page_count).where(FileObject.sha256 == Path(one.path).stem)
            pages = session.scalars(query.limit(1)).one()
        if pages is None or not one.path.endswith(".pdf"):
            continue  # it was never read, or is an image, whose bytes were compared
        with _plain(archive, one) as file:
            if len(archive.reader.inspect(file).pages) != pages:
                yield translate("{name} has other pages than when it was read", name=one.path)
                continue
            try:
                archive.reader.image(file, 1, _IMAGE_WIDTH)
            except ImageFailed:
                yield translate("page 1 of {name} cannot be drawn", name=one.path)


@contextmanager
def _plain(archive: Archive, one: KeptObject) -> Iterator[Path]:
    """Lend the plain bytes of a file of the sample under its own name."""
    kept, key = archive.folder / one.path, keys_of(archive.keyring.key).get(one.kind)
    if key is None:
        yield kept
        return
    with sheltered() as folder, open_sealed(kept, key) as source:
        file = folder / kept.name
        with file.open("wb") as target:
            shutil.copyfileobj(source, target)
        yield file


def _verified(archive: Archive, files: Sequence[KeptObject], progress: Progress) -> Iterator[str]:
    """Check issued copies by the strict rule; yield those in which anything was changed.

    Who is trusted is not kept in a backup, and a certificate that is over by now was not then:
    neither is a fault of the backup.
    """
    for one in tracked(files, CHECKING, progress):
        with _plain(archive, one) as file:
            told = verify_copy(file, archive=archive, may_be_trial=True)
        if not told.checked.is_whole:
            words = judged(told.checked).words
            yield translate(
                "the copy {name} is not accepted: {reason}", name=one.path, reason=words
            )
