"""What a workstation tells: who sits at it, and where it keeps what is its own."""

import os
from pathlib import Path
from typing import Final

# ruff: noqa: PLC0415  the window starts without what knows the system


_SERVERS: Final = ("postgresql://", "postgres://")


def is_address(place: str) -> bool:
    """Tell whether a place is the address of a server, rather than a folder."""
    return place.startswith(_SERVERS)


def named_archive() -> str | None:
    """Return the folder, or the address of a server, that `LUUTRU_ARCHIVE` names; None: neither."""
    return os.environ.get("LUUTRU_ARCHIVE") or None


def index_root() -> Path:
    """Return the folder of all indexes of this workstation; `LUUTRU_INDEX_DIR` replaces it."""
    replaced = os.environ.get("LUUTRU_INDEX_DIR")
    return Path(replaced) if replaced else _own_folder() / "index"


def own_archive() -> Path:
    """Return the folder of the archive that is meant when none is named."""
    return _own_folder() / "archive"


def offices_root() -> Path:
    """Return the folder of this desk's homes of shared archives; `LUUTRU_OFFICES_DIR` replaces it.

    It has to lie on a disk of this computer, as every archive does.
    """
    replaced = os.environ.get("LUUTRU_OFFICES_DIR")
    return Path(replaced) if replaced else _own_folder() / "offices"


def _own_folder() -> Path:
    import platformdirs

    return platformdirs.user_data_path("luutru", appauthor=False, roaming=False)


def who() -> str:
    """Return the name of the person at the computer, as the system knows it."""
    import getpass

    try:
        return os.environ.get("LUUTRU_PERSON") or getpass.getuser()
    except (OSError, KeyError, ImportError):  # Windows has no list of accounts
        return "luutru"
