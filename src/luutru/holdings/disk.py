"""What the disk says, in words of ours: of what is brought, and of where things are kept."""

import errno
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Protocol

from luutru import failpoints
from luutru.errors import DiskFull, DiskTrouble, FileUnreadable, FileVanished
from luutru.holdings.unfinished import sweep, unfinished
from luutru.system import filing

_MB: Final = 1 << 20
_REFUSALS: Final = Counter[Path]()
_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT)


class Readable(Protocol):
    """What bytes are read from."""

    def read(self, size: int, /) -> bytes:
        """Return the next bytes, at most `size`; none at the end."""


class Hash(Protocol):
    """What adds bytes up to a checksum."""

    def update(self, data: bytes, /) -> None:
        """Add bytes."""


def shown(path: Path) -> str:
    """Return the name of a file for people; bytes that are no letters are written as escapes."""
    return path.name.encode("utf-8", "backslashreplace").decode("utf-8") or str(path)


@contextmanager
def reading(file: Path) -> Iterator[None]:
    """Tell trouble with the file that is brought apart from trouble with our own disk.

    Raises:
        FileVanished: It is not there, or went away.
        FileUnreadable: The system does not hand its bytes over.
    """
    try:
        yield
    except FileNotFoundError as error:
        raise FileVanished(shown(file)) from error
    except OSError as error:
        raise FileUnreadable(shown(file), error.strerror or type(error).__name__) from error


@contextmanager
def writing(folder: Path, subject: str) -> Iterator[None]:
    """Tell what keeps `subject` from being written into `folder`.

    Raises:
        DiskFull: There is no room for it.
        DiskTrouble: The system refuses.
    """
    try:
        yield
    except OSError as error:
        raise refused(folder, subject, error) from error


def refused(folder: Path, subject: str, error: OSError) -> DiskFull | DiskTrouble:
    """Return why `subject` could not be written into `folder`, and remember that it was not."""
    note_refusal(folder)
    if is_full(error):
        return DiskFull(str(folder), subject, needed_mb=200)
    return DiskTrouble(str(folder), subject, error.strerror or type(error).__name__)


def is_full(error: OSError) -> bool:
    """Tell whether the system refused for lack of room."""
    return error.errno in _NO_ROOM


def note_refusal(folder: Path) -> None:
    """Remember that the disk did not let something be written into `folder`."""
    _REFUSALS[folder.absolute()] += 1


def refusals_below(folder: Path) -> int:
    """Return how often this process was not let write into `folder` or what lies in it.

    Where it was not, it may not have been let put that right either.
    """
    folder = folder.absolute()
    return sum(times for place, times in _REFUSALS.items() if place.is_relative_to(folder))


def make_sure_of_room(folder: Path, size: int, subject: str) -> None:
    """Make sure that `size` bytes fit into `folder` twice, and a reserve beside them.

    Raises:
        DiskFull: They do not.
        DiskTrouble: The folder is gone.
    """
    with writing(folder, subject):
        disk = shutil.disk_usage(folder)
    needed = 2 * size + reserve(disk.total)
    if disk.free < needed:
        raise DiskFull(str(folder), subject, needed_mb=(needed - disk.free) // _MB + 1)


def stays() -> None:
    """Enter nothing: what is written stays in the archive."""


def put(target: Path, content: bytes, leaving: Callable[[], object] = stays) -> None:
    """Write `content` to `target`, whole or not at all; the rest is as with `replacing`.

    Raises:
        DiskFull, DiskTrouble: It could not be written.
    """
    with replacing(target, leaving) as part:
        failpoints.reach("disk.write")
        part.write_bytes(content)


def put_file(source: Path, target: Path) -> None:
    """Copy a kept file to `target`, whole or not at all; what was called so is replaced.

    Raises:
        DiskFull, DiskTrouble: It could not be written.
    """
    with replacing(target) as part:
        failpoints.reach("disk.write")
        shutil.copyfile(source, part)


@contextmanager
def replacing(target: Path, leaving: Callable[[], object] = stays) -> Iterator[Path]:
    """Lend a file that `target` is made of; what is written there takes its name once it is safe.

    The file is there, but may have no name yet: who writes opens it, and never makes it anew.

    `leaving` is called between the two, where something leaves the archive: it enters that in the
    log, or raises, and then nothing has left.

    Raises:
        DiskFull, DiskTrouble: It could not be written; nothing is left of it.
    """
    target = target.absolute()
    with writing(target.parent, shown(target)):
        sweep(target.parent)
        with unfinished(target) as part:
            yield part.path
            sync_file(part.path)
            leaving()
            failpoints.reach("disk.rename")
            part.take_name()
            failpoints.reach("settled.rename")
            sync_folder(target.parent)


def rename(part: Path, name: Path) -> None:
    """Give a finished file its name; what was called so is replaced."""
    failpoints.reach("disk.rename")
    filing.replace(part, name)
    failpoints.reach("settled.rename")


def sync_file(file: Path) -> None:
    """Push the bytes of `file` through to the disk."""
    failpoints.reach("disk.sync_file")
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Push the names in `folder` through to the disk."""
    failpoints.reach("disk.sync_folder")
    filing.sync_folder(folder)


def reserve(disk_size: int) -> int:
    """Return the bytes that stay free for what must still be written: 200 MB, at most 5 %."""
    wanted = int(os.environ.get("LUUTRU_RESERVE_MB", "200")) * _MB
    return min(wanted, disk_size // 20)
