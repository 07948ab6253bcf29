"""What a medium says of itself: whose backups it carries, and whether they are encrypted."""

import tomllib
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import tomli_w

from luutru import clock
from luutru.errors import ForeignMedium
from luutru.holdings.disk import put
from luutru.i18n import translate
from luutru.records.base import new_uid
from luutru.services.archive import Archive
from luutru.services.backup import manifests

SET_FILE: Final = "set.toml"


@dataclass(frozen=True, slots=True)
class BackupSet:
    """The backups of one archive on one medium."""

    id: str
    archive_id: str
    archive_name: str
    made_at: str
    format: int = manifests.FORMAT
    key: str = ""
    """What tells the key of an encrypted archive from others; empty: it is plain."""


def begun_set(archive: Archive, root: Path) -> BackupSet:
    """Begin the backups of an archive on a medium.

    Raises:
        OSError: The medium refuses.
    """
    name, now = archive.settings.name, clock.now().isoformat()
    told = BackupSet(new_uid(), archive.id, name, now, key=key_of(archive))
    root.mkdir(parents=True, exist_ok=True)
    put(root / SET_FILE, tomli_w.dumps({"set": asdict(told)}).encode())
    return told


def read_set(root: Path) -> BackupSet | None:
    """Return what a medium says of itself; None where it is none of ours yet.

    Raises:
        ForeignMedium: It cannot be read.
        OSError: The medium does not answer.
    """
    try:
        told = tomllib.loads((root / SET_FILE).read_text(encoding="utf-8"))["set"]
        datetime.fromisoformat(told["made_at"])
        return BackupSet(
            str(told["id"]),
            str(told["archive_id"]),
            str(told["archive_name"]),
            str(told["made_at"]),
            int(told["format"]),
            str(told.get("key", "")),
        )
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (UnicodeDecodeError, ValueError, LookupError, TypeError) as error:
        raise strange(root, SET_FILE) from error


def key_of(archive: Archive) -> str:
    """Return what tells the key of an archive from others; empty where it is plain."""
    return archive.keyring.slots.fingerprint if archive.keyring.is_encrypted else ""


def otherwise(told: BackupSet) -> str:
    """Say that a medium has backups of the same archive that lie there under another key."""
    if told.key:
        return translate("its backups are encrypted with another key than this archive")
    return translate("its backups are not encrypted, and this archive is")


def strange(root: Path, name: str) -> ForeignMedium:
    """Return the refusal of a medium on which `name` is not ours."""
    return ForeignMedium(str(root), translate("“{name}” there is none of ours", name=name))
