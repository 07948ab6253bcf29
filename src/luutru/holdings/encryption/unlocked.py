"""The archives that this process has unlocked, whose sealed files it may lend to its children.

Children that read and stamp are told paths and know no archive. A path into an unlocked archive
is exchanged, for as long as one question is answered, for one at which its plain bytes stand.
"""

import logging
import tempfile
import threading
from collections import Counter, OrderedDict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from luutru.errors import LuutruError
from luutru.holdings.encryption.keys import ArchiveKey, Purpose
from luutru.holdings.encryption.lending import lent, new_shelter, sweep_shelters
from luutru.holdings.encryption.sealed_files import is_sealed

log = logging.getLogger(__name__)

_AT_HAND: Final = 4
"""Plain files kept at hand: the pages of one are asked for one after the other."""
_ORIGINALS: Final = "originals"
_archives: Final[dict[Path, ArchiveKey]] = {}
_holders: Final[Counter[Path]] = Counter()
"""How many have each of them unlocked: two windows, or a window and a drill beside it."""
_lock: Final = threading.Lock()

Mark = tuple[Path, int, int]


def unlocked(folder: Path, key: ArchiveKey) -> None:
    """Lend what is sealed in the archive in `folder` from now on, until `locked` as often."""
    with _lock:
        _archives[folder.absolute()] = key
        _holders[folder.absolute()] += 1
    sweep_shelters()


def locked(folder: Path) -> None:
    """Forget what stood at hand; lend nothing of the archive any more once its last holder left."""
    with _lock:
        _holders[folder.absolute()] -= 1
        if _holders[folder.absolute()] <= 0:
            _holders.pop(folder.absolute())
            _archives.pop(folder.absolute(), None)
    _shelf.clear()


def key_for(file: Path) -> bytes | None:
    """Return what unseals `file`; None where it is plain, or in no archive that is unlocked."""
    for folder, key in list(_archives.items()):
        if file.is_relative_to(folder):
            with suppress(OSError):
                return key.subkey(purpose_of(file, folder)) if is_sealed(file) else None
    return None


def purpose_of(file: Path, folder: Path) -> Purpose:
    """Return with which key a file of the archive in `folder` is sealed."""
    return "originals" if file.relative_to(folder).parts[0] == _ORIGINALS else "derivatives"


def temporary_folder(prefix: str) -> "tempfile.TemporaryDirectory[str]":
    """Make a folder for what a child sets aside: a shelter while an archive is unlocked."""
    return new_shelter() if _archives else tempfile.TemporaryDirectory(prefix=prefix)


@contextmanager
def told_plainly(question: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Lend a question in which each path to a sealed file is one to its plain bytes.

    A file that does not open is told as it is: whoever reads it then finds that it is no PDF.
    """
    if not _archives:
        yield question
        return
    with ExitStack() as borrowed:
        yield {name: _plain(value, borrowed) for name, value in question.items()}


def _plain(value: Any, borrowed: ExitStack) -> Any:  # noqa: ANN401  what a question says
    if isinstance(value, list):
        return [_plain(one, borrowed) for one in value]
    if not isinstance(value, str) or not value.startswith(_beginnings()):
        return value
    file = Path(value)
    key = key_for(file)
    if key is None:
        return value
    try:
        return str(borrowed.enter_context(_shelf.lent(file, key)))
    except (LuutruError, OSError) as error:
        log.warning("%s is not lent: %s", file.name, type(error).__name__)
        return value


def _beginnings() -> tuple[str, ...]:
    return tuple(str(folder) for folder in list(_archives))


class _Shelf:
    """Plain files that are lent, and the last few of those that were."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._standing: OrderedDict[Mark, tuple[Path, ExitStack]] = OrderedDict()
        self._readers: dict[Mark, int] = {}

    @contextmanager
    def lent(self, file: Path, key: bytes) -> Iterator[Path]:
        """Lend the plain bytes of `file`. Raises what `lending.lent` raises."""
        found = file.stat()
        mark = (file, found.st_ino, found.st_mtime_ns)
        with self._lock:
            if mark not in self._standing:
                held = ExitStack()
                self._standing[mark] = held.enter_context(lent(file, key)), held
            self._standing.move_to_end(mark)
            path = self._standing[mark][0]
            self._readers[mark] = self._readers.get(mark, 0) + 1
        try:
            yield path
        finally:
            with self._lock:
                self._readers[mark] -= 1
                self._put_away(_AT_HAND)

    def clear(self) -> None:
        """Put away everything that nobody reads."""
        with self._lock:
            self._put_away(0)

    def _put_away(self, most: int) -> None:
        idle = [mark for mark in self._standing if not self._readers.get(mark)]
        for mark in idle[: max(0, len(self._standing) - most)]:
            self._standing.pop(mark)[1].close()
            self._readers.pop(mark, None)


_shelf: Final = _Shelf()
