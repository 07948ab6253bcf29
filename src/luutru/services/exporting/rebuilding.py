"""Makes an archive again of exported packages, without the database that they came from.

What stands in a package was written by others, perhaps by somebody with ill intent: names in it
are never paths, files are found by their checksums, and columns that are none of ours are refused.
Pages are read anew; arranged pages and what reading found are not in packages.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Column, inspect, select
from sqlalchemy.exc import OperationalError, StatementError
from sqlalchemy.orm import Session

from luutru import clock
from luutru.errors import PackageRefused
from luutru.holdings.packages import FolderPackage
from luutru.i18n import mark, translate
from luutru.progress import SILENT, Progress, tracked
from luutru.records.agency import Fonds
from luutru.records.agreement import Agreement
from luutru.records.base import Record, UtcDateTime
from luutru.records.document import Document
from luutru.records.files import FileObject
from luutru.records.outbox import Outbox
from luutru.records.register import Register
from luutru.services import bags, custody, terms, titles
from luutru.services.archive import Archive, create_archive
from luutru.services.exporting.packages import METADATA
from luutru.services.exporting.sidecars import FORMAT, KINDS
from luutru.services.keyring import Secrets
from luutru.system import filing

COPYING: Final = mark("Taking in the originals")
_LARGEST: Final = 64 << 20
_NOT_TAKEN: Final = frozenset({"batch_id", "page_id", "source_page_id", "joined_to_id"})
"""Columns that name what is in no package."""
Row = dict[str, Any]
_AS_TAKEN_IN: Final[Row] = {
    "is_master": True, "carries_pages": True, "page_count": None, "problem": "",
    "derived_from_id": None,
}  # fmt: skip
"""What is said of a file before it is read."""
_SIDES: Final = frozenset({"from_id", "to_id"})


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What was made of packages."""

    folder: Path
    agreements: int
    files: int


@dataclass(frozen=True, slots=True)
class _Told:
    """The sidecar of one agreement, and the files that lie beside it by checksum."""

    sidecar: Row
    files: dict[str, Path]


def rebuild(
    packages: Sequence[Path], folder: Path, *, name: str = "", secrets: Secrets | None = None,
    progress: Progress = SILENT,
) -> Rebuilt:  # fmt: skip
    """Make a new archive in `folder` of exported packages, encrypted with `secrets`; all, or none.

    Raises:
        PackageRefused: One is not what `export` writes, or differs from its checksums.
        FolderTaken, PassphraseUnfit: As with `create_archive`.
        DiskFull, DiskTrouble: It could not be written.
        Cancelled: The archivist asked to stop.
    """
    told = [one for package in packages for one in _read(package)]
    was_there = folder.is_dir()
    archive = create_archive(folder, name=name or _name_of(told, folder), secrets=secrets)
    try:
        files = _take_in(archive, told, progress)
        _enter(archive, told, files)
    except BaseException:
        archive.close()
        filing.remove_tree(folder)
        if was_there:
            folder.mkdir(exist_ok=True)
        raise
    archive.close()
    return Rebuilt(folder.absolute(), len(told), len(files))


def _read(package: Path) -> Iterator[_Told]:
    """Yield what a package tells of its agreements; a bag is checked completely before.

    Raises:
        PackageRefused: It is none of ours, or damaged.
    """
    root = package
    if (package / "bagit.txt").is_file():
        opened = FolderPackage(package)
        try:
            _check(bags.opened(opened, ""))
        finally:
            opened.close()
        root = package / "data"
    sidecars = sorted(root.glob(f"*/{METADATA}"))
    if not sidecars:
        raise PackageRefused(package.name, translate("it has no {name}", name=METADATA))
    for file in sidecars:
        beside = [one for one in file.parent.iterdir() if one.is_file() and not one.is_symlink()]
        yield _Told(_sidecar(file), {_checksum(one): one for one in beside if one != file})


def _check(bag: bags.Bag) -> None:
    """Compare every file of a bag with its checksums."""
    for name in bag.payload:
        digests = bag.digests()
        with bag.package.open(name) as stream:
            while chunk := stream.read(1 << 20):
                for digest in digests.values():
                    digest.update(chunk)
        bag.check(name, digests)


def _sidecar(file: Path) -> Row:
    try:
        if file.stat().st_size > _LARGEST:
            raise _refused(file)
        told = json.loads(file.read_bytes())
        if told["luutru_export"] > FORMAT or not isinstance(told["records"], dict):
            raise _refused(file)
        _ = told["agreement"], told["reference"], told["archive"]["id"]
        return dict(told)
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise _refused(file) from error


def _refused(file: Path) -> PackageRefused:
    return PackageRefused(file.parent.name, translate("its {name} is none", name=METADATA))


def _checksum(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _name_of(told: Sequence[_Told], folder: Path) -> str:
    names = {str(one.sidecar["archive"].get("name", "")) for one in told}
    return names.pop() if len(names) == 1 else folder.name


def _take_in(archive: Archive, told: Sequence[_Told], progress: Progress) -> set[str]:
    """Copy the files that the records name into the strongroom; return their checksums.

    Raises:
        PackageRefused: One of them is missing.
    """
    wanted = [
        (one, str(row.get("sha256", "")))
        for one in told
        for row in one.sidecar["records"].get("file_object", ())
        if row.get("is_master") or row.get("sha256") in one.files
    ]
    kept = set()
    for one, sha256 in tracked(wanted, COPYING, progress):
        if sha256 not in one.files:
            reason = translate("{name} is missing", name=sha256)
            raise PackageRefused(str(one.sidecar["reference"]), reason)
        kept.add(archive.strongroom.take_in(one.files[sha256]).sha256)
    return kept


def _enter(archive: Archive, told: Sequence[_Told], files: set[str]) -> None:
    """Enter all records in one transaction, and tell the log where they come from."""
    with archive.catalogue.write(whole=True) as session:
        entering = _Entering(session, files)
        for kind in KINDS:  # of all packages, so that they may name each other
            for one in told:
                entering.enter(kind, one.sidecar)
        session.flush()
        session.expire_all()
        for one in told:
            _tell(session, archive, one.sidecar)
        _count_references(session)


def _tell(session: Session, archive: Archive, sidecar: Row) -> None:
    agreement = session.scalars(
        select(Agreement).where(Agreement.uid == sidecar["agreement"])
    ).one()
    terms.derive_in(session, agreement)
    titles.refresh(agreement)
    acts = [
        custody.Act("taken_in", document.uid, document.reference, {"sha256": file.sha256})
        for document in agreement.documents
        for file in document.files
        if file.is_master
    ]
    detail = {"archive": sidecar["archive"]["id"], "former_entries": sidecar.get("custody", [])}
    acts.append(custody.Act("rebuilt", agreement.uid, agreement.reference, detail))
    custody.record_all(session, archive.person, acts)
    for document in agreement.documents:
        session.add(Outbox(task="read", document_id=document.id))
    session.add(Outbox(task="describe", agreement_id=agreement.id))


def _count_references(session: Session) -> None:
    """Let the book of references go on after the highest that was used."""
    last: dict[int, int] = {}
    query = select(Document.reference).union(select(Agreement.reference))
    for (reference,) in session.execute(query):
        year, _, number = str(reference).partition("-")
        if year.isdigit() and number.isdigit():
            last[int(year)] = max(last.get(int(year), 0), int(number))
    for used, highest in last.items():
        session.add(Register(book="reference", year=used, last_number=highest))


class _Entering:
    """Makes records of rows, and finds those that they name."""

    def __init__(self, session: Session, files: set[str]) -> None:
        self._session = session
        self._files = files
        self._ids: dict[str, int] = {}
        self._seen: set[str] = set()
        self._fonds = session.scalars(select(Fonds.id).where(Fonds.is_open)).first()

    def enter(self, kind: type[Record], sidecar: Row) -> None:
        """Enter the rows of one kind.

        Raises:
            PackageRefused: A row has columns that are none of ours, or values that do not fit.
        """
        try:
            for row in sidecar["records"].get(kind.__tablename__, ()):
                self._enter(kind, dict(row))
        except OperationalError:  # the disk, and no fault of the package
            raise
        except (ValueError, TypeError, LookupError, AttributeError, StatementError) as error:
            reason = translate("its {name} is none", name=METADATA)
            raise PackageRefused(str(sidecar["reference"]), reason) from error

    def _enter(self, kind: type[Record], row: Row) -> None:
        uid = str(row.get("uid", ""))
        if uid and uid in self._seen:
            return  # an authority or a relation that two agreements share
        if kind is FileObject and row["sha256"] not in self._files:
            return  # a derivative that did not go along
        row |= _AS_TAKEN_IN if kind is FileObject else {}
        columns = {column.key: column for column in inspect(kind).columns}
        if row.keys() - columns.keys():
            raise ValueError
        values = {name: self._value(column, row) for name, column in columns.items()}
        if any(values.get(side, 0) is None for side in _SIDES & columns.keys()):
            return  # related to what is in no package
        told = {name: one for name, one in values.items() if name in row}
        record = _made(kind, told | ({"fonds_id": self._fonds} if "fonds_id" in columns else {}))
        self._session.add(record)
        self._session.flush()
        if uid:
            self._seen.add(uid)
            (self._ids[uid],) = inspect(record).identity or ()

    def _value(self, column: Column[Any], row: Row) -> object:
        value = row.get(column.key)
        if value is None or column.key in _NOT_TAKEN:
            return None
        if column.foreign_keys:
            return self._ids.get(str(value))
        if isinstance(column.type, UtcDateTime):
            return datetime.fromisoformat(value).astimezone(UTC)
        kind = column.type.python_type
        if kind is date:
            return date.fromisoformat(value)
        if not isinstance(value, kind) and not (kind is float and isinstance(value, int)):
            raise TypeError
        return value


def _made(kind: type[Record], values: Row) -> Record:
    """Make a record with its defaults, then with what is told of it."""
    record: Record = inspect(kind).class_manager.new_instance()
    names = {column.key for column in inspect(kind).columns}
    for told in fields(kind):
        if told.name in names and told.default is not MISSING:
            setattr(record, told.name, told.default)
    for name, value in values.items():
        setattr(record, name, value)
    if "recorded_at" in names and "recorded_at" not in values:
        setattr(record, "recorded_at", clock.now())  # noqa: B010  not every record has it
    return record
