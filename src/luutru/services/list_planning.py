"""Plans what a list would do, row by row, without doing it: the dry run, and the first half of it.

A row names a file among those that are brought, and only among them: what it says is compared with
names, never used as a path.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.errors import EmptyFile, LuutruError, Refusal, RowRefused
from luutru.holdings.disk import reading, shown
from luutru.holdings.file_kinds import HEADER_BYTES, kind_of, refusal_of
from luutru.i18n import translate
from luutru.progress import SILENT, Progress, tracked
from luutru.records.agreement import Agreement
from luutru.records.document import Document
from luutru.records.fields import BY_NAME, LIST_FIELDS
from luutru.records.files import FileObject
from luutru.services import lookup, parties, values
from luutru.services.archive import Archive
from luutru.services.arrivals import Joining, Rejection, files_in
from luutru.services.entering import TAKING_IN
from luutru.services.lists import IntakeList, ListRow, joining_called


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What would become of one row."""

    row: ListRow
    path: Path | None
    """The file that it names; None where there is none, or more than one."""
    joining: Joining
    known_as: str
    """The reference under which the same bytes are kept already; empty where they are new."""
    problems: tuple[str, ...]
    """Why the row is refused, in sentences for people."""

    def rejection(self) -> Rejection:
        """Return the refusal of the row."""
        error = RowRefused(self.row.number, " ".join(self.problems))
        return Rejection(self.path or Path(self.row.file or "?"), error)


@dataclass(frozen=True)
class Plan:
    """What would become of a list."""

    list: IntakeList
    rows: tuple[PlannedRow, ...]
    unlisted: tuple[Path, ...]
    """Files that were brought and that no row names; they are left where they are."""


def plan_list(
    archive: Archive, told: IntakeList, paths: Sequence[Path], progress: Progress = SILENT
) -> Plan:
    """Plan what the list does with the files in `paths`, or beside it where none are named.

    Raises:
        Cancelled: The archivist asked to stop; nothing was done.
    """
    files = _Files(told, files_in(paths or [told.path.parent]))
    rows = []
    for row in tracked(told.rows, TAKING_IN, progress):
        with archive.catalogue.read() as session:
            rows.append(_planned(session, row, files))
    return Plan(told, tuple(rows), files.unnamed())


class _Files:
    """The files that are brought, by what they are called."""

    def __init__(self, told: IntakeList, found: Iterable[Path | Rejection]) -> None:
        self._files = [path for path in found if isinstance(path, Path) and path != told.path]
        self._by_name: dict[str, list[Path]] = {}
        for path in self._files:
            for name in {_plain(shown(path)), _plain(path.stem)}:
                self._by_name.setdefault(name, []).append(path)
        self._named: dict[Path, int] = {}

    def called(self, row: ListRow) -> Path:
        """Return the file that a row names; each can be named once.

        Raises:
            _Problem: There is none, there are several, or another row named it.
        """
        if not row.file:
            raise _Problem(translate("No file is named."))
        wanted = _plain(row.file.replace("\\", "/"))
        found = [
            path
            for path in self._by_name.get(PurePosixPath(wanted).name, [])
            if f"/{_plain(path.as_posix())}".endswith(f"/{wanted}")
            or f"/{_plain(path.with_suffix('').as_posix())}".endswith(f"/{wanted}")
        ]
        if not found:
            raise _Problem(translate("The file {name} is not there.", name=row.file))
        if len(found) > 1:
            raise _Problem(translate("Several files are called {name}.", name=row.file))
        first = self._named.setdefault(found[0], row.number)
        if first != row.number:
            raise _Problem(translate("Row {row} names the same file.", row=first))
        return found[0]

    def unnamed(self) -> tuple[Path, ...]:
        """Return the files that no row named."""
        return tuple(path for path in self._files if path not in self._named)


class _Problem(Exception):
    """Something is wrong with a row; its text is for people."""


def _planned(session: Session, row: ListRow, files: _Files) -> PlannedRow:
    problems: list[str] = []
    path: Path | None = None
    known_as = ""
    try:
        path = files.called(row)
        known_as = _known_as(session, path)
    except (_Problem, Refusal) as problem:
        problems.append(_said(problem))
    joining = joining_called(row.joining)
    if joining is None:
        problems.append(translate("“{word}” is nothing that a file can be.", word=row.joining))
    problems += _joining_problems(session, row, joining or Joining.NEW)
    problems += _value_problems(session, row)
    return PlannedRow(row, path, joining or Joining.NEW, known_as, tuple(problems))


def _known_as(session: Session, path: Path) -> str:
    """Return the reference of the same bytes, once it is sure that the file could be kept."""
    with reading(path), path.open("rb") as stream:
        beginning = stream.read(HEADER_BYTES)
        if not beginning:
            raise EmptyFile(shown(path))
        if kind_of(beginning) is None:
            raise refusal_of(beginning, shown(path))
        stream.seek(0)
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    query = select(Document.reference).join(FileObject).where(FileObject.sha256 == sha256)
    return session.scalar(query.where(FileObject.is_master)) or ""


def _joining_problems(session: Session, row: ListRow, joining: Joining) -> Iterator[str]:
    if joining is Joining.NEW:
        if row.to:
            yield translate("It is not said what the file is to {reference}.", reference=row.to)
        return
    if not row.to:
        yield translate("It is not said which agreement the file belongs to.")
        return
    try:
        lookup.agreement(session, row.to)
    except Refusal as error:
        yield error.what_happened()
    if row.values and joining not in (Joining.EXTENDS, Joining.AMENDS):
        yield translate("A part of an agreement has no description of its own.")


def _value_problems(session: Session, row: ListRow) -> list[str]:
    """Return what does not fit its field; nothing of it stays in the session."""
    problems = []
    agreement = Agreement(reference="", fonds_id=0)
    with session.no_autoflush:
        for name, typed in row.values:
            try:
                _try_value(session, agreement, name, typed)
            except Refusal as error:
                problems.append(_said(error))
    session.expunge_all()
    return problems


def _try_value(session: Session, agreement: Agreement, name: str, typed: str) -> None:
    if values.silence(typed):
        return
    if name in LIST_FIELDS:
        for entry in filter(str.strip, typed.splitlines()):
            parties.add(session, agreement, name, entry)
    else:
        values.read(BY_NAME[name], typed)


def _said(problem: Exception) -> str:
    return str(problem) if isinstance(problem, LuutruError | _Problem) else type(problem).__name__


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
