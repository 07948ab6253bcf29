"""What arrives at the door: the files and folders that are brought, and how each of them fared."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from luutru.errors import FileUnreadable, FileVanished, LuutruError
from luutru.holdings.disk import shown
from luutru.holdings.receiving import Copy
from luutru.holdings.strongroom import Strongroom
from luutru.records.document import Part
from luutru.records.intake import Way

DECLARATION: Final = "bagit.txt"
"""The file that makes a folder a BagIt package."""
_NOT_SCANS: Final = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})


class Joining(StrEnum):
    """What a file is to what the archive has already."""

    NEW = "new"
    ANNEX_OF = "annex-of"
    LANGUAGE_OF = "language-of"
    EXTENDS = "extends"
    AMENDS = "amends"
    EVIDENCE_OF = "evidence-of"
    RESCAN_OF = "rescan-of"
    """Another scan of a paper that the archive has already."""
    TEXT_OF = "text-of"
    """The text of an agreement that was recorded without a scan."""


PARTS: Final = {
    Joining.ANNEX_OF: Part.ANNEX,
    Joining.LANGUAGE_OF: Part.LANGUAGE,
    Joining.EVIDENCE_OF: Part.EVIDENCE,
    Joining.RESCAN_OF: Part.RESCAN,
    Joining.TEXT_OF: Part.MAIN,
}
"""What a document becomes within the agreement that it joins."""
RELATIONS: Final = {Joining.EXTENDS: "extends", Joining.AMENDS: "amends"}
"""What an agreement of its own is to the one that it changes."""


@dataclass(frozen=True, slots=True)
class Bringing:
    """How some files are brought: together, by one way, and to what."""

    way: Way = Way.FILES
    label: str = ""
    """What people call the pile, such as the name of the folder."""
    joining: Joining = Joining.NEW
    to: str | None = None
    """The reference of the agreement that they join."""
    move: bool = False
    """Whether each source is removed once, and only after, it is acknowledged."""
    checked_by: str = ""
    """The algorithms by which what was sent was compared with what arrived."""
    remark: str = ""
    """What people should know of all that was brought."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a file comes from: its name for people, and how it is copied into the strongroom."""

    path: Path
    copied: Callable[[Strongroom], Copy]
    joining: Joining | None = None
    """What it is, where that differs from the rest of the pile."""
    to: str | None = None
    values: tuple[tuple[str, str], ...] = ()
    """Fields and what a list says of them."""
    remark_if_known: str = ""


def source_of(file: Path) -> Source:
    """Return `file` as a source."""
    return Source(file, lambda strongroom: strongroom.copy(file))


@dataclass(frozen=True, slots=True)
class Receipt:
    """The acknowledgement of one file: it is kept, on disk, for ever."""

    path: Path
    reference: str
    agreement_reference: str
    sha256: str
    known: bool
    """The same bytes were kept before; `reference` names where."""
    remark: str = ""
    """What people should know of it besides."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """One file that was not taken in, and why; the others went on."""

    path: Path
    error: LuutruError


def files_in(paths: Iterable[Path]) -> Iterator[Path | Rejection]:
    """Yield each file of `paths`, folders opened in order of names; links are not followed.

    A folder that is a BagIt package is yielded itself.
    """
    for path in paths:
        if not path.is_dir() or path.is_symlink() or (path / DECLARATION).is_file():
            yield path
            continue
        try:
            entries = sorted(path.iterdir(), key=lambda entry: entry.name)
        except FileNotFoundError:
            yield Rejection(path, FileVanished(shown(path)))
            continue
        except OSError as error:
            reason = error.strerror or type(error).__name__
            yield Rejection(path, FileUnreadable(shown(path), reason))
            continue
        yield from files_in(entry for entry in entries if _may_be_a_scan(entry))


def told_path(file: Path) -> str:
    """Return where a file lies as it is written down; bytes that are no letters as escapes."""
    return str(file.absolute()).encode("utf-8", "backslashreplace").decode("utf-8")


def is_clutter(name: str) -> bool:
    """Tell whether a file called so is one that systems leave in folders for themselves."""
    return name.startswith(".") or name.lower() in _NOT_SCANS


def _may_be_a_scan(entry: Path) -> bool:
    return not is_clutter(entry.name) and not entry.is_symlink()
