"""Move an archive to another folder: copied whole, checked, and the old one sealed for good.

The old archive stays where it is, opens for reading only and says where it went; no number is
given there any more. What was cut off is finished by doing the same again: until the new folder is
an archive the old one is all there is, and its register is the first thing that stops.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from luutru import clock, failpoints, settings
from luutru.errors import ArchiveBusy, FolderTaken, IndexBusy, MoveRefused, NoArchive, OnlyAtOneDesk
from luutru.holdings.catalogue import FILE_NAME, always, open_catalogue
from luutru.holdings.checked_copies import Fate, Wanted, copy_checked, hash_from_medium
from luutru.holdings.converting import write_converted
from luutru.holdings.disk import put, sync_folder, writing
from luutru.holdings.first_question import MOVED_AWAY
from luutru.holdings.locks import only_one
from luutru.holdings.receiving import QUARANTINE_NAME
from luutru.holdings.resealing import PLAIN, Form, Pulse, opens, plain_hash
from luutru.holdings.snapshots import write_snapshot
from luutru.holdings.strongroom import DERIVATIVES_NAME, FOLDER_NAME
from luutru.i18n import mark, translate
from luutru.progress import SILENT, Progress
from luutru.records.agency import Setting
from luutru.services import custody, known_heads
from luutru.services.archive import Archive, open_archive
from luutru.services.backup import objects
from luutru.services.backup.backing_up import alone, refuse_too_little_room, room_for
from luutru.services.backup.encryption import AS_IT_IS, Change, Encrypting, change_of
from luutru.services.backup.medium import refuse_inside
from luutru.services.backup.objects import FOLDERS
from luutru.services.backup.sources import sources_of
from luutru.services.backup.transferring import INCOMING, Manner, lacking, transfer
from luutru.services.copies import continuity
from luutru.services.desk import LOCKS
from luutru.services.keyring import Keyring
from luutru.services.own_index import forget_index
from luutru.system import filing

MOVING: Final = mark("Copying the archive")
MARKER: Final = ".moving"
FORMER: Final = "catalogue-until-"
"""How the name begins of a catalogue that went to a server; the day follows."""
_BETWEEN: Final = ".moving.sqlite"
_READ_ONLY: Final = 0o440
_MB: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class MoveReport:
    """Where an archive went."""

    folder: Path
    files: int
    head: str
    """Of the log of the new archive."""


def move(
    archive: Archive,
    folder: Path,
    progress: Progress = SILENT,
    *,
    encrypting: Encrypting = AS_IT_IS,
) -> MoveReport:
    """Move `archive` into the new or empty `folder`, and seal it where it was.

    On its way it may be encrypted, or made plain; the old folder stays as it is.

    Raises:
        OnlyAtOneDesk: A server keeps its catalogue.
        ArchiveReadOnly: It was moved away before, or cannot be written to.
        ArchiveBusy, BackupBusy: Somebody works in it.
        MediumInside, FolderTaken, NoRoomThere: `folder` is none for this; nothing was begun.
        MoveRefused: Files of it are lost or changed, which has to be put right first.
        DiskFull, DiskTrouble, MediumUnreliable: Do the same again, and it goes on.
        Cancelled: The archivist asked to stop; as above.
    """
    if archive.is_shared:
        raise OnlyAtOneDesk(translate("its folder without the server is no archive"))
    folder = folder.absolute()
    refuse_inside(archive, folder)
    archive.catalogue.admit()
    known = replace(encrypting, key=archive.keyring.key)
    change = change_of(archive.folder, archive.keyring, known)
    with alone(archive), to_itself(archive), writing(folder, folder.name):
        if not is_ours(archive, folder):
            prepare(archive, folder)
            files = bring(archive, folder, change, progress)
            _close_old(archive, folder)
            _open_new(archive, folder, change, progress)
        else:
            files = sum(1 for name in FOLDERS for _ in (folder / name).rglob("*.*"))
        seal_settings(archive, folder)
    return _settled(archive, folder, files, known)


@contextmanager
def to_itself(archive: Archive) -> Iterator[None]:
    """Make sure that nobody else works in the archive, neither at its desk nor at its index."""
    if not archive.sit_down():
        raise ArchiveBusy(archive.read_only_reason)
    try:
        with only_one(archive.index_lock):
            yield
    except IndexBusy as error:
        raise ArchiveBusy(error.what_happened().rstrip(".")) from error


def is_ours(archive: Archive, folder: Path) -> bool:
    """Tell whether a run before has come so far that the new folder is the archive that is left.

    Raises:
        FolderTaken: Another archive lies there.
    """
    try:
        known = settings.read_settings(folder).id
    except NoArchive:
        return False
    with archive.catalogue.read(whole=True) as session:
        successor = continuity.successor_in(session)
    if known != archive.id or successor != str(folder):
        raise FolderTaken(str(folder))
    return True


def prepare(archive: Archive, folder: Path) -> None:
    """Make sure that `folder` is free, or holds what a run before has brought, and large enough."""
    folder.mkdir(parents=True, exist_ok=True)
    found = {one.name for one in folder.iterdir()}
    if found and (folder / MARKER).exists() and _marked(folder) == archive.id:
        pass
    elif found:
        raise FolderTaken(str(folder))
    with archive.catalogue.read(whole=True) as session:
        files = objects.objects_in(session)
    needed = room_for(archive.folder, [f for f in files if not (folder / f.path).exists()])
    refuse_too_little_room(folder, needed + 2 * archive.catalogue.database.size() + _MB)
    put(folder / MARKER, archive.id.encode())


def _marked(folder: Path) -> str:
    return (folder / MARKER).read_text(encoding="utf-8", errors="replace")


def bring(archive: Archive, folder: Path, change: Change, progress: Progress) -> int:
    """Copy every file of the archive; return how many there are.

    Raises:
        MoveRefused: Some of them are not what was taken in.
    """
    with archive.catalogue.read(whole=True) as session:
        files = objects.objects_in(session)
    wanted = lacking(folder, files, progress, full=True, keys=change.target_keys).files
    manner = Manner(MOVING, _READ_ONLY, change.forms)
    with sources_of(archive) as sources:
        done = transfer(sources, folder, wanted, progress, manner)
    lost = [one.path for one in done.absent]
    lost += bring_others(archive.folder, folder, change, progress)
    if lost:
        raise MoveRefused(lost)
    failpoints.reach("move.brought")
    return len(files)


def bring_others(source: Path, folder: Path, change: Change, progress: Progress) -> list[str]:
    """Copy what no record names, such as the quarantine; return what could not be copied."""

    def pulse() -> None:
        progress.report(0, 0, MOVING)

    wanted = []
    for file in _others(source):
        form = PLAIN if change.is_kept else _form_of(file, change)
        sha256 = plain_hash(file, form.key, pulse) if form.key else hash_from_medium(file, pulse)
        wanted.append(Wanted(file, folder / file.relative_to(source), sha256, form))
    copied = copy_checked(wanted, folder / INCOMING, pulse)
    return [one.wanted.source.name for one in copied if one.fate is not Fate.COPIED]


def _form_of(file: Path, change: Change) -> Form:
    """Return how a file in quarantine is sealed, and will be; what lies elsewhere is plain."""
    if file.parent.name != QUARANTINE_NAME:
        return PLAIN
    forms = [change.forms[kind] for kind in (FOLDER_NAME, DERIVATIVES_NAME)]
    return next((one for one in forms if one.key is None or opens(file, one.key)), PLAIN)


def _others(source: Path) -> Sequence[Path]:
    left_out = {*FOLDERS, LOCKS, INCOMING, settings.FILE_NAME}
    return [
        file
        for one in sorted(source.iterdir())
        if one.name not in left_out and not one.name.startswith((FILE_NAME, FORMER, "."))
        for file in ([one] if one.is_file() else sorted(one.rglob("*")))
        if file.is_file() and not file.is_symlink()
    ]


def _close_old(archive: Archive, folder: Path) -> None:
    """Let no number be given here any more, and say where the register goes on."""
    closing = replace(archive.catalogue, still=always)  # a move elsewhere may have been cut off
    with closing.write(whole=True) as session:
        if continuity.successor_in(session) != str(folder):
            custody.record(session, archive.person, "moved_away", detail={"to": str(folder)})
            continuity.seal(session, continuity.MOVED, str(folder))
    failpoints.reach("move.closed")


def _open_new(archive: Archive, folder: Path, change: Change, progress: Progress) -> None:
    """Bring the catalogue, check it, and make an archive of the new folder."""
    for left in folder.glob(f"{FILE_NAME}*"):
        filing.remove(left)
    _write_catalogue(archive, folder / FILE_NAME, change, lambda: progress.report(0, 0, MOVING))
    catalogue = open_catalogue(folder, key=change.target_database_key)
    catalogue.viewer.is_keeper = True
    try:
        problems = catalogue.integrity_problems()
        with archive.catalogue.read(whole=True) as old, catalogue.read(whole=True) as new:
            if known_heads.lost(new, known_heads.heads_in(old)):
                problems.append(translate("the log or the register does not end as it did"))
        if problems:
            raise MoveRefused(problems)
        with catalogue.write(whole=True) as session:
            custody.record(
                session, archive.person, "moved_here", detail={"from": str(archive.folder)}
            )
            session.delete(session.get_one(Setting, MOVED_AWAY))
    finally:
        catalogue.close()
    filing.remove_tree(folder / INCOMING)
    sync_folder(folder)
    settings.write_settings(folder, replace(archive.settings, encryption=change.table))
    filing.remove(folder / MARKER)
    failpoints.reach("move.opened")


def _write_catalogue(archive: Archive, target: Path, change: Change, pulse: Pulse) -> None:
    """Write the catalogue of the new archive; not one page is encrypted otherwise than it will be.

    What is written on the way lies beside the old catalogue, encrypted or plain as that is.
    """
    if change.is_kept:
        write_snapshot(archive.catalogue.database, target, pulse)
        return
    between = archive.folder / _BETWEEN
    filing.remove(between, missing_ok=True)
    try:
        write_snapshot(archive.catalogue.database, between, pulse)
        write_converted(between, change.database_key, target, change.target_database_key, pulse)
    finally:
        filing.remove(between, missing_ok=True)


def seal_settings(archive: Archive, folder: Path) -> None:
    """Let the old folder be opened for reading only, and tell where the archive went."""
    day = f"{clock.today():%d/%m/%Y}"
    note = translate("it was moved to {folder} on {day}", folder=str(folder), day=day)
    settings.write_settings(archive.folder, replace(archive.settings, sealed=note))
    failpoints.reach("move.sealed")


def _settled(archive: Archive, folder: Path, files: int, known: Encrypting) -> MoveReport:
    """Keep outside the archive that its register goes on in the new folder."""
    ring = Keyring(folder, settings.read_settings(folder).encryption)
    if ring.is_encrypted != archive.keyring.is_encrypted:
        forget_index(archive)
    if ring.is_encrypted:
        if known.secrets is not None:
            ring.unlock(known.secrets.passphrase)
        else:
            ring.take(archive.keyring.key)
    new = open_archive(folder, person=archive.person, key=ring.key)
    new.catalogue.viewer.is_keeper = True
    try:
        continuity.settle_here(new)
        return MoveReport(folder, files, custody.head(new)[1])
    finally:
        new.close()
