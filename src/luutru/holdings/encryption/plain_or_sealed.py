"""Files of an archive that may be encrypted or not: the same words for both."""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from luutru import failpoints
from luutru.errors import SealedFileDamaged
from luutru.holdings.disk import replacing, stays
from luutru.holdings.encryption.sealed_files import SealedWriter, Writable, open_sealed

_AT_ONCE: Final = 1 << 20


def opened(file: Path, key: bytes | None) -> BinaryIO:
    """Open the plain bytes of `file`, which is sealed where there is a `key`.

    Raises:
        SealedFileDamaged: As soon as it is known, while opening or while reading.
        OSError: The system does not hand its bytes over.
    """
    return file.open("rb") if key is None else open_sealed(file, key)


@contextmanager
def sealed_into(target: BinaryIO, key: bytes | None) -> Iterator[Writable]:
    """Lend what bytes are written to, and reach `target` sealed where there is a `key`."""
    if key is None:
        yield target
        return
    with SealedWriter(target, key) as writer:
        yield writer


def plain_digest(stream: BinaryIO) -> str:
    """Return the SHA-256 of all that `stream` still gives."""
    digest = hashlib.sha256()
    while chunk := stream.read(_AT_ONCE):
        digest.update(chunk)
    return digest.hexdigest()


def put_plain(
    file: Path,
    key: bytes | None,
    target: Path,
    sha256: str = "",
    leaving: Callable[[], object] = stays,
) -> None:
    """Copy the plain bytes of a kept file to `target`, whole or not at all.

    Where their `sha256` is told, they must have it; `leaving` is as with `disk.replacing`.

    Raises:
        SealedFileDamaged: They are not what was sealed.
        DiskFull, DiskTrouble: They could not be written.
    """
    digest = hashlib.sha256()
    with (
        opened(file, key) as source,
        replacing(target, leaving) as part,
        part.open("wb") as stream,
    ):
        failpoints.reach("disk.write")
        while chunk := source.read(_AT_ONCE):
            digest.update(chunk)
            stream.write(chunk)
        if sha256 and digest.hexdigest() != sha256:
            raise SealedFileDamaged(file.name)


def put_sealed(file: Path, key: bytes, target: Path) -> None:
    """Seal the plain `file` as `target`, whole or not at all.

    Raises:
        DiskFull, DiskTrouble: It could not be written.
    """
    with (
        file.open("rb") as source,
        replacing(target) as part,
        part.open("wb") as stream,
        SealedWriter(stream, key) as writer,
    ):
        failpoints.reach("disk.write")
        shutil.copyfileobj(source, writer, _AT_ONCE)
