"""The watched folder: a file that a scanner leaves there is taken in once it is complete.

It is looked at again and again and nothing else: that works on every system and every share. A
file is complete when its size and its time have not changed for a while, it has bytes, and, where
the system can tell, nobody holds it open for writing.
"""

import logging
import os
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import select

from luutru.errors import DiskFull, DiskTrouble, FileUnreadable, FileVanished, LuutruError
from luutru.holdings.databases.database import Work
from luutru.holdings.disk import put, reading, shown
from luutru.i18n import translate
from luutru.progress import SILENT, Progress
from luutru.records.agency import Setting
from luutru.records.document import Document
from luutru.records.files import FileObject
from luutru.records.intake import Way
from luutru.services import custody
from luutru.services.accession import take_in_brought
from luutru.services.archive import Archive
from luutru.services.arrivals import Bringing, Receipt, Rejection, is_clutter, told_path
from luutru.system import filing, kind
from luutru.system.locking import is_written_elsewhere

log = logging.getLogger(__name__)

TAKEN_FOLDER: Final = "Đã tiếp nhận"
"""Where sources go; one name in all languages, as both may work with the same folder."""
NOTE_ENDING: Final = " - bị từ chối.txt"
_THE_FOLDER: Final = 1
SHORTEST_DELAY: Final = 0.5
LONGEST_DELAY: Final = 3600.0
_UNFINISHED: Final = (".part", ".tmp", ".partial", ".crdownload", ".filepart")
_FOLDER, _DELAY, _AFTER = "watch_folder", "watch_delay", "watch_after"


class After(StrEnum):
    """What becomes of a source once, and only after, it is acknowledged."""

    MOVE = "move"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class WatchSettings:
    """Which folder is watched, and how."""

    folder: Path | None = None
    """None while no folder is watched."""
    delay: float = 5.0
    """Seconds for which a file must not have changed."""
    after: After = After.MOVE


def watch_settings(archive: Archive) -> WatchSettings:
    """Return how the archive watches a folder."""
    with archive.catalogue.read() as session:
        rows = session.scalars(select(Setting).where(Setting.name.startswith("watch_")))
        told = {row.name: row.value for row in rows}
    plain = WatchSettings()
    return WatchSettings(
        folder=Path(told[_FOLDER]) if told.get(_FOLDER) else None,
        delay=float(told.get(_DELAY, plain.delay)),
        after=After(told.get(_AFTER, plain.after)),
    )


def set_watch(archive: Archive, settings: WatchSettings) -> None:
    """Keep how the archive watches a folder.

    Raises:
        FileVanished, FileUnreadable: The folder is not there, or is none.
    """
    if settings.folder is not None:
        _make_sure_of(settings.folder)
    delay = min(max(settings.delay, SHORTEST_DELAY), LONGEST_DELAY)
    folder = str(settings.folder.absolute()) if settings.folder is not None else ""
    told = {_FOLDER: folder, _DELAY: str(delay), _AFTER: settings.after.value}
    with archive.catalogue.write() as session:
        for name, value in told.items():
            session.merge(Setting(name=name, value=value))
        custody.record(session, archive.person, "watch_set", detail=told)


class _Look(NamedTuple):
    """What a file looked like."""

    size: int
    changed: int


class Watch:
    """One folder, looked at whenever somebody asks."""

    def __init__(self, archive: Archive, settings: WatchSettings) -> None:
        """Watch the folder of `settings`.

        Raises:
            ValueError: It names none.
        """
        if settings.folder is None:
            message = "no folder is to be watched"
            raise ValueError(message)
        self._archive = archive
        self._settings = settings
        self.folder = settings.folder
        self.trouble: LuutruError | None = None
        """Why the folder could not be looked at the last time."""
        self._seen: dict[Path, tuple[_Look, float]] = {}
        self._done: dict[Path, _Look] = {}
        if settings.after is After.LEAVE:
            self._done = self._taken_in_before()

    def poll(self) -> list[Path]:
        """Return the files that are complete and not dealt with yet; changes nothing anywhere.

        Cheap: one look at the folder and at each file in it. A folder that cannot be looked at
        gives none, and `trouble` says why.
        """
        self.trouble = None
        now = time.monotonic()
        try:
            looks = dict(self._looks())
        except LuutruError as error:
            self.trouble = error
            return []
        self._seen = {
            path: self._seen[path] if self._seen.get(path, (None,))[0] == look else (look, now)
            for path, look in looks.items()
        }
        return [path for path in sorted(looks) if self._is_ready(path, now)]

    def take_in(
        self, ready: Sequence[Path], progress: Progress = SILENT
    ) -> Generator[Receipt | Rejection, None, None]:
        """Take in what `poll` found; move each source away once it is acknowledged, if set so.

        A file that is refused stays, with a note beside it, until it changes.

        Raises:
            Cancelled: The archivist asked to stop; what was acknowledged stays.
            Trouble: The disk is full or the catalogue is held; nothing more is done.
        """
        claims = self._archive.catalogue.database.claims(Work.WATCHING)
        try:
            if claims.take(_THE_FOLDER):  # else another desk is at it, and leaves the rest to us
                yield from self._take_in(self._left_by_others(ready), progress)
        finally:
            claims.close()

    def _left_by_others(self, ready: Sequence[Path]) -> list[Path]:
        """Return what no other desk has taken in since it was looked at."""
        if not self._archive.is_shared:
            return list(ready)
        if self._settings.after is After.LEAVE:
            self._done |= self._taken_in_before()
        now = time.monotonic()
        return [one for one in ready if one.exists() and self._is_ready(one, now)]

    def _take_in(
        self, ready: Sequence[Path], progress: Progress
    ) -> Generator[Receipt | Rejection, None, None]:
        bringing = Bringing(Way.WATCHED, shown(self.folder.absolute()))
        refused: dict[Path, list[str]] = {}
        packed: list[Path] = []
        for result in take_in_brought(self._archive, ready, bringing, progress):
            source = _source_of(result.path, ready)
            if isinstance(result, Rejection):
                refused.setdefault(source, []).append(str(result.error))
            elif source == result.path:
                self._settle(source)
            else:
                packed.append(source)
            yield result
        for source in dict.fromkeys(packed):
            if source not in refused:
                self._settle(source)
        for source, sentences in refused.items():
            self._note(source, sentences)

    def _looks(self) -> Iterator[tuple[Path, _Look]]:
        with reading(self.folder):
            entries = list(os.scandir(self.folder))
        for entry in entries:
            if _is_scan_to_be(entry):
                with suppress(OSError):  # it went away just now
                    told = entry.stat(follow_symlinks=False)
                    yield Path(entry.path), _Look(told.st_size, told.st_mtime_ns)

    def _is_ready(self, path: Path, now: float) -> bool:
        look, since = self._seen[path]
        if look.size == 0 or self._done.get(path) == look or now - since < self._settings.delay:
            return False
        return not _is_noted(path, look) and not _is_being_written(path)

    def _settle(self, source: Path) -> None:
        """Do with an acknowledged source what is set."""
        with suppress(OSError):
            filing.remove(_note_of(source), missing_ok=True)
        self._remember(source)
        if self._settings.after is After.LEAVE:
            return
        try:
            target = _free_place(self.folder / TAKEN_FOLDER, source.name)
            filing.replace(source, target)
        except OSError as error:
            log.warning("a source was taken in but could not be moved: %s", error.strerror)

    def _note(self, source: Path, sentences: Sequence[str]) -> None:
        self._remember(source)
        head = translate("{filename} was not taken in:", filename=shown(source))
        try:
            put(_note_of(source), "\n".join([head, *sentences, ""]).encode("utf-8-sig"))
        except (DiskFull, DiskTrouble) as error:
            log.warning("a note could not be written: %s", type(error).__name__)

    def _remember(self, source: Path) -> None:
        if source in self._seen:
            self._done[source] = self._seen[source][0]

    def _taken_in_before(self) -> dict[Path, _Look]:
        """Return the files that still lie where they were taken in from, and did not change."""
        query = (
            select(FileObject.source_path, FileObject.size, Document.recorded_at)
            .join(Document, FileObject.document_id == Document.id)
            .where(FileObject.source_path.startswith(told_path(self.folder), autoescape=True))
        )
        with self._archive.catalogue.read(whole=True) as session:
            known = {path: (size, at) for path, size, at in session.execute(query)}
        done = {}
        with suppress(LuutruError):
            for path, look in self._looks():
                size, at = known.get(told_path(path), (None, None))
                if at is not None and size == look.size and look.changed < at.timestamp() * 1e9:
                    done[path] = look
        return done


def _make_sure_of(folder: Path) -> None:
    if not folder.exists():
        raise FileVanished(shown(folder))
    if not folder.is_dir():
        raise FileUnreadable(shown(folder), translate("it is no folder"))


def _is_scan_to_be(entry: "os.DirEntry[str]") -> bool:
    name = entry.name.lower()
    passed = name.startswith("~$") or name.endswith((*_UNFINISHED, NOTE_ENDING))
    return not passed and not is_clutter(name) and entry.is_file(follow_symlinks=False)


def _is_noted(path: Path, look: _Look) -> bool:
    """Tell whether a note, written since the file last changed, says that it was refused."""
    try:
        return _note_of(path).stat().st_mtime_ns >= look.changed
    except OSError:
        return False


def _note_of(path: Path) -> Path:
    return path.with_name(path.name + NOTE_ENDING)


def _is_being_written(path: Path) -> bool:
    """Tell whether somebody holds `path` open for writing, where the system can tell."""
    try:
        with path.open("rb") as stream:
            return is_written_elsewhere(stream)  # where nobody can tell, the delay must do
    except PermissionError:
        return kind.is_windows()
    except OSError:
        return True


def _source_of(told: Path, ready: Iterable[Path]) -> Path:
    """Return the watched file that a result is about: itself, or the package that it was in."""
    return next((path for path in ready if path in told.parents), told)


def _free_place(folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    plain = Path(name)
    names = [name, *(f"{plain.stem} ({number}){plain.suffix}" for number in range(2, 10_000))]
    return next(folder / one for one in names if not (folder / one).exists())
