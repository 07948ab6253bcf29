"""The folder of a demonstration: made once, made anew only where the marker says it is one."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from luutru.errors import DiskTrouble, FolderTaken, NoArchive
from luutru.services.workstation import index_root
from luutru.settings import read_settings

MARKER: Final = ".luutru-demo"
_WORDS: Final = "Made by “luutru demo”, which may make everything beside this file anew.\n"


@dataclass(frozen=True)
class Place:
    """Where a demonstration keeps what it makes."""

    folder: Path

    @property
    def archive(self) -> Path:
        """The archive."""
        return self.folder / "archive"

    @property
    def scans(self) -> Path:
        """The scans as they were drawn, before they were taken in."""
        return self.folder / "scans"

    @property
    def screenshots(self) -> Path:
        """Pictures of the window."""
        return self.folder / "screenshots"

    @property
    def copies(self) -> Path:
        """Copies as they were handed out."""
        return self.folder / "copies"


def prepared(folder: Path) -> Place:
    """Return an empty place in `folder`; a former demonstration there is thrown away.

    Raises:
        FolderTaken: Something else lies there.
        DiskTrouble: The folder cannot be made or cleared.
    """
    place = Place(folder.absolute())
    try:
        place.folder.mkdir(parents=True, exist_ok=True)
        marker = place.folder / MARKER
        if not marker.exists() and any(place.folder.iterdir()):
            raise FolderTaken(str(place.folder))
        marker.write_text(_WORDS, encoding="utf-8")
        _forget_index(place.archive)
        for part in (place.archive, place.scans, place.screenshots, place.copies):
            _remove(part)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DiskTrouble(str(place.folder.parent), place.folder.name, reason) from error
    return place


def _forget_index(archive: Path) -> None:
    """Remove the index of a former archive, which lies in the person's own folder."""
    try:
        index = index_root() / read_settings(archive).id
    except NoArchive:
        return
    _remove(index)
    index.with_suffix(".lock").unlink(missing_ok=True)


def _remove(folder: Path) -> None:
    """Remove a folder whose files may be read-only, as originals are."""
    if not folder.is_dir():
        return
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o700)
    shutil.rmtree(folder)
