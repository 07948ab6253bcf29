"""What a shared archive wants of the store that keeps its files for all desks.

A file has a key, its path below the folder of an archive: `originals/ab/cd/….pdf`,
`copies/copy-2026/….pdf`. What a key has once been given is never overwritten.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple, Protocol

PREFIXES: Final = ("originals", "derivatives", "copies")
"""The folders of an archive that a store keeps."""
QUARANTINE: Final = "quarantine"
"""The prefix of what was set aside."""


class Sent(NamedTuple):
    """A file that is to be kept."""

    key: str
    file: Path
    sha256: str


class Stored(NamedTuple):
    """A file that is kept."""

    key: str
    size: int
    """Bytes."""
    written_at: datetime
    """By the clock of the store; with a time zone."""


class Store(Protocol):
    """One store, of one archive.

    Every operation may raise:
        StoreOutOfReach: It does not answer, or is not there; nobody can tell what it keeps.
        ForeignStore: It belongs to another archive.
        StoreForbidden: It does not let this account in, or not so far.
    """

    @property
    def name(self) -> str:
        """Its address, as people are told it; without any secret."""

    def found(self, prefixes: Sequence[str]) -> None:
        """Make a new store of an empty place, with a folder for each of `prefixes`.

        Raises:
            StoreTaken: Something lies there already.
        """

    def abandon(self) -> None:
        """Take back what `found` made, as far as nothing was put there since."""

    def owner(self) -> str:
        """Return the identifier of the archive whose store it is.

        Raises:
            StoreOutOfReach: Its mark is not there, or cannot be read.
        """

    def put(self, files: Sequence[Sent]) -> None:
        """Keep files, durably: each is read back and compared before this returns.

        What is there with the same bytes stays as it is.

        Raises:
            StoredFileChanged: Something with other bytes is called so; it is never overwritten.
            StoreFull: There is no room.
            StoreUnreliable: It gives back other bytes than were written.
            DiskTrouble: One of the files cannot be read here.
        """

    def fetch(self, key: str, target: Path) -> str | None:
        """Write the bytes of a file into `target`; return their SHA-256, None where it is missing.

        Raises:
            DiskFull, DiskTrouble: They could not be written here.
        """

    def size(self, key: str) -> int | None:
        """Return how many bytes a file has; None where it is missing."""

    def digest(self, key: str) -> str | None:
        """Read a file back and return its SHA-256; None where it is missing."""

    def listed(self, prefix: str) -> Iterator[Stored]:
        """Yield the files whose keys begin with the folder `prefix`."""

    def now(self) -> datetime:
        """Return what the clock of the store says: those of desks may differ."""

    def remove(self, key: str) -> None:
        """Remove a file for good; nothing happens where it is missing."""

    def set_aside(self, key: str, name: str) -> None:
        """Move a file into quarantine, where it is called `name`; nothing happens without it."""

    def sweep(self) -> int:
        """Remove what desks that died left unfinished; return how many files."""
