"""One verification while it goes on: what it looks at, what it counted and what it found."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from luutru.errors import CatalogueDamaged
from luutru.i18n import mark, translate
from luutru.progress import SILENT, Progress
from luutru.records.document import Document
from luutru.records.files import FileObject
from luutru.services.archive import Archive
from luutru.services.findings import Finding, finding


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file as the catalogue tells of it."""

    file_id: int
    reference: str
    sha256: str
    size: int
    is_master: bool


@dataclass(slots=True)
class Look:
    """What the checks of one verification share."""

    archive: Archive
    full: bool = False
    anchors: Sequence[str] = ()
    progress: Progress = SILENT
    count: int = 0
    """What the check at work has looked at."""
    files: list[KeptFile] = field(default_factory=list)
    went_on: int = 0
    """Files that an earlier, stopped verification had compared already."""


Check = Callable[[Look], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of one check."""

    code: str
    rules: str
    """The invariants that it checks, such as `I4`."""
    count: int
    findings: int
    seconds: float

    @property
    def what(self) -> str:
        """What was checked, in words."""
        return translate(WORDS.get(self.code, self.code))


WORDS: Final = {
    "engine": mark("The database itself: its structure, its indexes, its references"),
    "records": mark("Each record is as it was sealed; none was added or taken away"),
    "log": mark("The log: each entry is chained to the one before"),
    "heads": mark("Heads of the log that are kept outside are still in it"),
    "taken_in": mark("Each original was taken in once, and nothing that was is gone"),
    "numbers": mark("References were given once, without a gap"),
    "once": mark("The same bytes are kept once"),
    "files": mark("Each file is there, whole, and with its checksum where that was asked for"),
    "strangers": mark("No file lies in the archive that no record names"),
    "copies": mark("The register of copies and the copies that are kept"),
    "index": mark("The index holds what the catalogue says"),
}


def looked(look: Look, code: str, rules: str, check: Check) -> tuple[Checked, list[Finding]]:
    """Do one check; what the database cannot read is a finding and ends this check only.

    Raises:
        Cancelled: The archivist asked to stop.
    """
    started, look.count = time.monotonic(), 0
    look.progress.report(0, 0, translate(WORDS[code]))
    found: list[Finding] = []
    try:
        found.extend(check(look))
    except CatalogueDamaged as error:
        found.append(finding("engine", told=error.reason))
    except DatabaseError as error:
        found.append(finding("engine", told=str(error.orig)))
    except ValueError as error:  # such as a day that is none any more
        found.append(finding("engine", told=str(error)))
    taken = time.monotonic() - started
    return Checked(code, rules, look.count, len(found), taken), found


def files_kept(session: Session) -> list[KeptFile]:
    """Return every file that the catalogue names."""
    columns = (FileObject.id, Document.reference, FileObject.sha256)
    query = select(*columns, FileObject.size, FileObject.is_master).join(Document)
    return [KeptFile(*row) for row in session.execute(query.order_by(FileObject.id))]
