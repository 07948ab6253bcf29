"""Archives this workstation knows of: opened before, and the sample archive where it was made."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from luutru import settings
from luutru.errors import NoArchive

_SAMPLE: Final = "demo-archive"


@dataclass(frozen=True, slots=True)
class KnownArchive:
    """An archive that can be opened without searching for it."""

    folder: Path
    name: str
    is_sample: bool


def known_archives(recent: list[Path], here: Path | None = None) -> list[KnownArchive]:
    """Return the archives opened before, then the sample archive made in the folder `here`."""
    folders = list(dict.fromkeys([*recent, (here or Path.cwd()) / _SAMPLE / "archive"]))
    found = []
    for folder in folders:
        try:
            name = settings.read_settings(folder).name
        except NoArchive:
            continue
        found.append(KnownArchive(folder, name, is_sample=folder.parent.name == _SAMPLE))
    return found
