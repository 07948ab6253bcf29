"""A sealed list of the files that make up one generation of the index.

Whoosh unpickles what it opens, so a planted file would run as our code. Nothing is opened that
this list does not name with its size and hash, and the list carries a message authentication
code whose key lies in the catalogue. What the list does not name does not exist for us.
"""

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from luutru import failpoints
from luutru.holdings.fulltext.codec.container import ARRAYS
from luutru.holdings.fulltext.schema import LAYOUT
from luutru.system import filing

FILE_NAME: Final = "MANIFEST"
_TEMPORARY: Final = "MANIFEST.new"


class Doubt(StrEnum):
    """Why an index is not opened; for the diagnostic log."""

    NO_MANIFEST = "no readable manifest"
    OTHER_KEY = "sealed with another key"
    OTHER_LAYOUT = "of another layout"
    FILE_MISSING = "a file is missing"
    FILE_DIFFERS = "a file differs"
    NOT_OPENED = "it does not open"


class Distrusted(Exception):
    """The index is missing, damaged, of another layout, or somebody else's."""

    def __init__(self, doubt: Doubt) -> None:
        super().__init__(doubt)
        self.doubt = doubt


class Seal(NamedTuple):
    """Size and SHA-256 of a file, and what it was like when it was sealed."""

    size: int
    sha256: str
    stamp: tuple[int, ...] = ()
    """Changes whenever somebody writes to the file; one that did not is not hashed again."""

    def fits(self, other: "Seal") -> bool:
        """Tell whether both are of the same content."""
        return (self.size, self.sha256) == (other.size, other.sha256)


@dataclass(frozen=True)
class Manifest:
    """One generation: its number in Whoosh's table of contents, and its files."""

    generation: int
    files: Mapping[str, Seal]
    code: str
    """The authentication code; no two generations share it."""


def read(folder: Path, key: bytes) -> Manifest:
    """Return the manifest in `folder`.

    Raises:
        Distrusted: It is missing, damaged, of another layout, or sealed with another key.
    """
    try:
        told = json.loads((folder / FILE_NAME).read_bytes())
        body, code = str(told["body"]), str(told["code"])
        if not hmac.compare_digest(code, _code(body, key)):
            raise Distrusted(Doubt.OTHER_KEY)
        content = json.loads(body)
        if content["layout"] != LAYOUT:
            raise Distrusted(Doubt.OTHER_LAYOUT)
        files = {
            str(name): Seal(size, sha256, tuple(stamp))
            for name, (size, sha256, stamp) in content["files"].items()
        }
        return Manifest(int(content["generation"]), files, code)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Distrusted(Doubt.NO_MANIFEST) from error


def stamp(folder: Path) -> tuple[int, ...] | None:
    """Return what changes when another generation is sealed; None where nothing is."""
    try:
        # Every question begins with this; to put a path together takes as long as to ask for it.
        return _marks(os.stat(f"{folder}{os.sep}{FILE_NAME}"))  # noqa: PTH116
    except OSError:
        return None


def write(folder: Path, key: bytes, generation: int, files: Mapping[str, Seal]) -> None:
    """Seal `files` in `folder`; they must be on the disk already."""
    content = {
        "layout": LAYOUT,
        "generation": generation,
        "files": {name: list(seal) for name, seal in sorted(files.items())},
        "nonce": secrets.token_hex(8),
    }
    body = json.dumps(content)
    temporary = folder / _TEMPORARY
    failpoints.reach("index.seal")
    with temporary.open("w", encoding="ascii") as file:
        json.dump({"body": body, "code": _code(body, key)}, file)
        file.flush()
        os.fsync(file.fileno())
    filing.replace(temporary, folder / FILE_NAME)
    failpoints.reach("settled.index")
    filing.sync_folder(folder)


class Checked:
    """Compares files with their seals; what was not touched since is not hashed again.

    Of the large arrays it is enough that nobody wrote to them since they were sealed; what Whoosh
    unpickles is hashed by every process that opens it.
    """

    def __init__(self) -> None:
        self._known: dict[Path, tuple[Seal, tuple[int, ...]]] = {}
        self._doubts = False

    def check(self, folder: Path, manifest: Manifest) -> None:
        """Compare every file of `manifest` in `folder` with its seal.

        Raises:
            Distrusted: A file is missing or differs.
        """
        known = {}
        for name, sealed in manifest.files.items():
            path = folder / Path(name).name
            stamp = _stamp(path)
            untouched = path.suffix == ARRAYS and sealed.stamp == stamp and not self._doubts
            known_already = untouched or self._known.get(path) == (sealed, stamp)
            if not known_already and not _seal(path).fits(sealed):
                raise Distrusted(Doubt.FILE_DIFFERS)
            known[path] = sealed, stamp
        self._known = known
        self._doubts = False

    def forget(self) -> None:
        """Hash every file the next time, also those that look untouched."""
        self._known = {}
        self._doubts = True


def seal_fresh(folder: Path, names: Iterable[str]) -> dict[str, Seal]:
    """Bring the files to the disk for good and return their seals."""
    seals: dict[str, Seal] = {}
    for name in sorted(names):
        failpoints.reach("index.sync")
        with (folder / name).open("rb+") as file:
            os.fsync(file.fileno())
        seals[name] = _seal(folder / name)._replace(stamp=_stamp(folder / name))
    filing.sync_folder(folder)
    return seals


def _seal(path: Path) -> Seal:
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256")
            return Seal(file.tell(), digest.hexdigest())
    except OSError as error:
        raise Distrusted(Doubt.FILE_MISSING) from error


def _stamp(path: Path) -> tuple[int, ...]:
    """Return what changes when a file is written to or replaced."""
    try:
        return _marks(path.stat())
    except OSError as error:
        raise Distrusted(Doubt.FILE_MISSING) from error


def _marks(told: os.stat_result) -> tuple[int, ...]:
    return told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns


def _code(body: str, key: bytes) -> str:
    return hmac.new(key, body.encode(), hashlib.sha256).hexdigest()
