"""The files that belong to a catalogue: originals, derivatives, issued copies, by their paths.

The list of them is written as `sha256sum` writes it, so that a medium can be checked without this
program: `sha256sum -c snapshots/…/objects.sha256` in the folder of the backup.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.holdings.encryption.keys import ArchiveKey, Purpose
from luutru.holdings.file_kinds import KINDS, PDF
from luutru.holdings.strongroom import DERIVATIVES_NAME, FOLDER_NAME
from luutru.records.files import FileObject
from luutru.records.register import CopyEvent
from luutru.services.copies.register import FOLDER as COPIES_NAME
from luutru.services.copies.register import ISSUED, kept_name

FOLDERS: Final = (FOLDER_NAME, DERIVATIVES_NAME, COPIES_NAME)
_SUFFIXES: Final = {kind.media_type: kind.suffix for kind in KINDS}
_LINE: Final = re.compile(
    r"([0-9a-f]{64})  ("
    r"(?:originals|derivatives)/([0-9a-f]{2})/([0-9a-f]{2})/([0-9a-f]{64})\.(?:pdf|tif|jpg|png)"
    r"|copies/(?:copy|trial)-\d{4}/\d{4,9}-[A-Za-z]{2,10}\.pdf)"
)

Keys: TypeAlias = Mapping[str, bytes]
"""By the kind of a file: the key it is sealed with; kinds that are not in it are plain."""
ALL_PLAIN: Final[Keys] = {}
_PURPOSES: Final[Mapping[str, Purpose]] = {
    FOLDER_NAME: "originals",
    DERIVATIVES_NAME: "derivatives",
    COPIES_NAME: "derivatives",
}


def keys_of(key: ArchiveKey | None) -> Keys:
    """Return the keys with which the files of an archive are sealed; without a key it is plain."""
    if key is None:
        return ALL_PLAIN
    return {kind: key.subkey(purpose) for kind, purpose in _PURPOSES.items()}


class KeptObject(NamedTuple):
    """A file that a catalogue names; its path is the same in an archive and on a medium."""

    path: str
    """Below the folder, with slashes."""
    sha256: str
    size: int | None = None
    """Bytes; None where the catalogue does not tell."""

    @property
    def kind(self) -> str:
        """The folder it belongs into: `originals`, `derivatives` or `copies`."""
        return self.path.partition("/")[0]


def objects_in(session: Session) -> list[KeptObject]:
    """Return all files that the catalogue names, each once, in order of their paths."""
    return sorted({*_files(session), *_copies(session)})


def written(objects: Iterable[KeptObject]) -> str:
    """Return the list of files as `sha256sum` writes it."""
    return "".join(f"{one.sha256}  {one.path}\n" for one in objects)


def read(text: str, *, sealed: bool = False) -> list[KeptObject]:
    """Read a list that `written` made; what is `sealed` has another checksum than its name.

    Raises:
        ValueError: It names something that is no file of an archive; nothing of it is used.
    """
    found = []
    for line in text.splitlines():
        told = _LINE.fullmatch(line)
        if told is None or not _is_in_its_place(told, sealed=sealed):
            message = f"no file of an archive: {line[:120]!r}"
            raise ValueError(message)
        found.append(KeptObject(told[2], told[1]))
    return found


def _is_in_its_place(told: re.Match[str], *, sealed: bool) -> bool:
    sha256, _path, first, second, name = told.groups()
    return name is None or ((sealed or name == sha256) and name.startswith(first + second))


def _files(session: Session) -> Iterator[KeptObject]:
    query = select(
        FileObject.is_master, FileObject.sha256, FileObject.media_type, FileObject.size
    ).distinct()
    for is_master, sha256, media_type, size in session.execute(query):
        folder = FOLDER_NAME if is_master else DERIVATIVES_NAME
        name = f"{sha256}{_SUFFIXES.get(media_type, PDF.suffix)}"
        yield KeptObject(f"{folder}/{sha256[:2]}/{sha256[2:4]}/{name}", sha256, size)


def _copies(session: Session) -> Iterator[KeptObject]:
    """Yield the issued copies that are kept as files: a copy on paper has none."""
    query = select(
        CopyEvent.series, CopyEvent.year, CopyEvent.number, CopyEvent.form, CopyEvent.output_sha256
    ).where(CopyEvent.state == ISSUED, CopyEvent.output_sha256 != "")
    for series, year, number, form, sha256 in session.execute(query):
        yield KeptObject(f"{COPIES_NAME}/{kept_name(series, year, number, form)}", sha256)
