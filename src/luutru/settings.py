"""What an archive knows of itself before its catalogue is opened: `archive.toml` in its folder."""

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

# ruff: noqa: PLC0415  the window asks for the name of the file before it shows anything

FILE_NAME: Final = "archive.toml"
_ENCRYPTION: Final = "encryption"
LAYOUT: Final = 2
"""Number of the folder's layout; an archive of a higher one is refused."""
ONE_DESK: Final = 1
"""The layout of a folder that has its catalogue in it."""


@dataclass(frozen=True)
class ArchiveSettings:
    """Identity and layout of one archive folder."""

    id: str
    """UUIDv7 of the archive; names its index on every workstation."""
    name: str
    layout: int = ONE_DESK
    sealed: str = ""
    """Why nothing is written into it any more, such as where it was moved to; empty: it is used."""
    encryption: Mapping[str, Any] | None = None
    """What it keeps of its key, wrapped; None: it is not encrypted."""
    catalogue: str = ""
    """The address of the server that keeps its catalogue, without a password; empty: the catalogue
    is a file in the folder."""
    store: str = ""
    """The address of the store that keeps its files for every desk, without a secret; empty: they
    are kept in the folder. With a store the folder is the home of one desk."""

    @property
    def server(self) -> str:
        """The name of the computer that keeps its catalogue; empty where that is a file."""
        return (urlsplit(self.catalogue).hostname or "localhost") if self.catalogue else ""


def read_settings(folder: Path) -> ArchiveSettings:
    """Read the settings of the archive in `folder`.

    Raises:
        NoArchive: There is none, or the file is not ours.
    """
    import tomllib

    from luutru.errors import NoArchive

    try:
        written = tomllib.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
        told = written["archive"]
        return ArchiveSettings(
            str(told["id"]),
            str(told["name"]),
            int(told["layout"]),
            str(told.get("sealed", "")),
            written.get(_ENCRYPTION),
            str(told.get("catalogue", "")),
            str(told.get("store", "")),
        )
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, LookupError, TypeError) as error:
        raise NoArchive(str(folder)) from error


def write_settings(folder: Path, settings: ArchiveSettings) -> None:
    """Write `settings` whole or not at all; the file is what makes a folder an archive."""
    import tomli_w

    from luutru import failpoints
    from luutru.system import filing

    unfinished = folder / f".{FILE_NAME}"
    failpoints.reach("disk.settings")
    with unfinished.open("wb") as stream:
        tomli_w.dump(_tables(settings), stream)
        stream.flush()
        os.fsync(stream.fileno())
    filing.replace(unfinished, folder / FILE_NAME)
    failpoints.reach("settled.settings")


def at_one_desk(settings: ArchiveSettings) -> bytes:
    """Return what a folder says that has the catalogue in it, whoever keeps it now."""
    import tomli_w

    return tomli_w.dumps(
        _tables(replace(settings, catalogue="", store="", layout=ONE_DESK))
    ).encode()


def _tables(settings: ArchiveSettings) -> dict[str, Any]:
    told = asdict(settings)
    for elsewhere in ("catalogue", "store"):
        if not told[elsewhere]:
            del told[elsewhere]
    encryption = told.pop(_ENCRYPTION)
    return {"archive": told} | ({_ENCRYPTION: encryption} if encryption else {})
