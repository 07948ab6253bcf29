"""Lends the plain bytes of sealed files to processes of ours that know how to open a path only.

On Linux they stand in memory, under a name that goes away with this process, however it ends.
Elsewhere they stand in a file that nobody else may read, in a folder that is swept at each start.
"""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from luutru.errors import MemoryShort
from luutru.holdings.encryption.sealed_files import open_sealed
from luutru.holdings.unfinished import writer_lives

_SHARED_MEMORY: Final = Path("/dev/shm")  # noqa: S108  a folder in memory, not on a disk
PREFIX: Final = "luutru-shelter-"
_COPIED_AT_ONCE: Final = 1 << 20
_NO_ROOM: Final = (errno.ENOSPC, errno.ENOMEM, errno.EDQUOT)


@contextmanager
def lent(file: Path, key: bytes | None) -> Iterator[Path]:
    """Lend a path at which a process of ours may open the plain bytes of `file`.

    Without a key the file is plain, and lent itself. The path is good until the block ends; it
    has no suffix, and may name another file later.

    Raises:
        SealedFileDamaged: The file is not what was sealed.
        MemoryShort: There is no room for its plain bytes.
        FileNotFoundError: It is missing.
    """
    if key is None:
        yield file
        return
    with open_sealed(file, key) as source, lent_bytes(source, file.name) as path:
        yield path


@contextmanager
def lent_bytes(source: BinaryIO, name: str) -> Iterator[Path]:
    """Lend a path at which all that `source` gives may be opened; the rest is as with `lent`."""
    if not hasattr(os, "memfd_create"):
        with sheltered() as folder:
            path = folder / name
            with path.open("xb") as target:
                _copy(source, target, name)
            yield path
        return
    with os.fdopen(os.memfd_create("luutru", os.MFD_CLOEXEC), "wb", buffering=0) as target:
        _copy(source, target, name)
        yield Path(f"/proc/{os.getpid()}/fd/{target.fileno()}")


@contextmanager
def sheltered() -> Iterator[Path]:
    """Lend a folder for plain files in the making: in memory where there is such, and private.

    It goes away with the block; what a crash leaves of it `sweep_shelters` removes.
    """
    with new_shelter() as folder:
        yield Path(folder)


def new_shelter() -> "tempfile.TemporaryDirectory[str]":
    """Make such a folder, for whoever removes it later."""
    return tempfile.TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-", dir=shelters())


def sweep_shelters() -> int:
    """Remove what processes that are gone left in their shelters; return how many there were."""
    swept = 0
    for folder in shelters().glob(f"{PREFIX}*"):
        if not writer_lives(folder.name.removeprefix(PREFIX).partition("-")[0]):
            with suppress(OSError):  # somebody else's
                shutil.rmtree(folder)
                swept += 1
    return swept


def shelters() -> Path:
    """Return the folder that shelters are made in."""
    if _SHARED_MEMORY.is_dir() and os.access(_SHARED_MEMORY, os.W_OK):
        return _SHARED_MEMORY
    from platformdirs import user_runtime_path  # noqa: PLC0415  what only checks copies lacks it

    folder = user_runtime_path("luutru")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _copy(source: BinaryIO, target: BinaryIO, name: str) -> None:
    try:
        shutil.copyfileobj(source, target, _COPIED_AT_ONCE)
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise MemoryShort(name) from error
        raise
