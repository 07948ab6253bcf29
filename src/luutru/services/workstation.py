"""What a workstation tells: who sits at it, and where it keeps what is its own."""

import os
from pathlib import Path

# ruff: noqa: PLC0415  the window starts without what knows the system


def named_archive() -> Path | None:
    """Return the folder that `LUUTRU_ARCHIVE` names; None where it names none."""
    named = os.environ.get("LUUTRU_ARCHIVE")
    return Path(named) if named else None


def index_root() -> Path:
    """Return the folder of all indexes of this workstation; `LUUTRU_INDEX_DIR` replaces it."""
    replaced = os.environ.get("LUUTRU_INDEX_DIR")
    return Path(replaced) if replaced else _own_folder() / "index"


def own_archive() -> Path:
    """Return the folder of the archive that is meant when none is named."""
    return _own_folder() / "archive"


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
