"""The manifest of a snapshot: what it holds and by which checksums, written last of all.

It proves that a snapshot is whole, and what was in it. That nobody wrote it anew is shown by its
own SHA-256, which the log of the archive keeps: a key on the medium would prove nothing to whoever
holds the medium, for the key would lie beside what it signs.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from luutru.services import known_heads
from luutru.services.known_heads import Heads

NAME: Final = "manifest.json"
FORMAT: Final = 1
"""Number of the form of a backup; one of a higher number is refused."""
CATALOGUE: Final = "catalogue.sqlite"
SETTINGS: Final = "archive.toml"
OBJECTS: Final = "objects.sha256"
DUMP: Final = "catalogue.dump"
"""The dump that the server of a shared archive wrote itself, of the same moment."""
_LARGEST: Final = 4 << 20
_SNAPSHOT_NAME: Final = re.compile(r"\d{8}T\d{6}Z-\d{1,12}")
_OURS: Final = re.compile(r"[a-z0-9][a-z0-9_]{0,40}\.[a-z0-9]{2,8}")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class Proof(NamedTuple):
    """What a file of a snapshot has to be."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one snapshot tells of itself."""

    name: str
    """Of its folder: when it was taken, and the number of the last entry of the log."""
    set_id: str
    archive_id: str
    archive_name: str
    taken_at: datetime
    person: str
    heads: Heads
    counts: Mapping[str, int]
    versions: Mapping[str, str]
    files: Mapping[str, Proof]
    """The files beside the manifest, by name."""
    absent: tuple[str, ...] = ()
    """Files that the archive itself had lost, or that were changed in it."""
    without_dump: str = ""
    """Why the server of a shared archive wrote no dump, in the language of whoever backed it up."""
    format: int = FORMAT

    @property
    def seq(self) -> int:
        """Number of the last entry of the log."""
        return self.heads.custody.seq


def name_of(taken_at: datetime, seq: int) -> str:
    """Return what a snapshot is called."""
    return f"{taken_at:%Y%m%dT%H%M%SZ}-{seq:06d}"


def is_name(text: str) -> bool:
    """Tell whether a snapshot may be called so."""
    return _SNAPSHOT_NAME.fullmatch(text) is not None


def written(manifest: Manifest) -> bytes:
    """Return the manifest as it stands in its file."""
    told = {
        "luutru_backup": manifest.format,
        "set": manifest.set_id,
        "archive": {"id": manifest.archive_id, "name": manifest.archive_name},
        "taken_at": manifest.taken_at.isoformat(),
        "taken_by": manifest.person,
        "heads": known_heads.as_told(manifest.heads),
        "counts": dict(manifest.counts),
        "versions": dict(manifest.versions),
        "files": {name: proof._asdict() for name, proof in sorted(manifest.files.items())},
        "absent": list(manifest.absent),
        "without_dump": manifest.without_dump,
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def read(folder: Path) -> Manifest:
    """Read the manifest of the snapshot in `folder`; nothing that it says is trusted yet.

    Raises:
        ValueError: It is not written as `written` does.
        OSError: It cannot be read.
    """
    with (folder / NAME).open("rb") as stream:
        content = stream.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        message = "too long"
        raise ValueError(message)
    try:
        return _told(folder.name, json.loads(content))
    except (LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError from error


def _told(name: str, told: Any) -> Manifest:  # noqa: ANN401  JSON from a file
    files = {str(key): _proof(value) for key, value in told["files"].items()}
    if not is_name(name) or not all(map(_OURS.fullmatch, files)):
        message = "names that are none of ours"
        raise ValueError(message)
    return Manifest(
        name=name,
        set_id=str(told["set"]),
        archive_id=str(told["archive"]["id"]),
        archive_name=str(told["archive"]["name"]),
        taken_at=datetime.fromisoformat(told["taken_at"]),
        person=str(told["taken_by"]),
        heads=known_heads.heads_told(told["heads"]),
        counts={str(key): int(value) for key, value in told["counts"].items()},
        versions={str(key): str(value) for key, value in told["versions"].items()},
        files=files,
        absent=tuple(str(one) for one in told["absent"]),
        without_dump=str(told.get("without_dump", "")),
        format=int(told["luutru_backup"]),
    )


def _proof(told: Mapping[str, Any]) -> Proof:
    proof = Proof(str(told["sha256"]), int(told["size"]))
    if not _SHA256.fullmatch(proof.sha256):
        message = "no checksum"
        raise ValueError(message)
    return proof
