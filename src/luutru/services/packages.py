"""Takes in packages from a medium: ZIP files by file, BagIt packages as a whole or not at all."""

import shutil
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final

from luutru.errors import NestedPackage, PackageRefused, Refusal
from luutru.holdings.disk import shown
from luutru.holdings.packages import FolderPackage, Package, ZipPackage, is_zip, unpacking
from luutru.holdings.receiving import Copy
from luutru.holdings.strongroom import Strongroom
from luutru.i18n import mark, translate
from luutru.progress import SILENT, Progress, tracked
from luutru.records.intake import Way
from luutru.records.roles import Permission
from luutru.services import bags
from luutru.services.archive import Archive
from luutru.services.arrivals import DECLARATION, Bringing, Receipt, Rejection, Source, is_clutter
from luutru.services.bags import Bag, Digest
from luutru.services.copying import Copied
from luutru.services.entering import enter_at_once, make_sure_it_can_join, take_in_batch
from luutru.services.registering import refuse
from luutru.system import filing

CHECKING: Final = mark("Checking the package")
_WEAK: Final = mark(
    "The package proves its files with {algorithms} only, which does not show deceit."
)
_CHUNK: Final = 1 << 20
_ZIP: Final = b"PK\x03\x04"


def is_package(path: Path) -> bool:
    """Tell whether `path` is a ZIP file, or a folder that is a BagIt package."""
    if path.is_dir():
        return (path / DECLARATION).is_file()
    return is_zip(path)


def take_in_package(
    archive: Archive, path: Path, bringing: Bringing, progress: Progress = SILENT
) -> Generator[Receipt | Rejection, None, None]:
    """Take in the package `path` as one batch.

    A ZIP file without a BagIt package in it is a pile of files: what is no scan is refused and the
    rest goes on. A package that is hostile, and a BagIt package in which anything is not as it
    says, is refused as a whole.

    Raises:
        NotPermitted: The roles of the account do not include it.
        UnknownReference: What it is to join is not there; nothing was taken in.
        Cancelled: The archivist asked to stop; what was acknowledged stays.
        Trouble: The disk is full or the catalogue is held.
    """
    archive.require(Permission.TAKE_IN)
    make_sure_it_can_join(archive, bringing)
    bringing = replace(bringing, way=Way.PACKAGE, label=shown(path.absolute()))
    refused = False
    try:
        with _opened(archive, path) as package:
            root = bags.root_of(package)
            inside = replace(bringing, move=False)
            if root is None:
                results = _take_in_files(archive, package, inside, progress)
            else:
                results = _take_in_bag(archive, bags.opened(package, root), inside, progress)
            with closing(results):  # it reads from the package, which is closed after it
                for told in results:
                    refused |= isinstance(told, Rejection)
                    yield told
    except Refusal as error:
        yield refuse(archive, Rejection(path, error))
        return
    if bringing.move and not refused and path.is_file():
        filing.remove(path, missing_ok=True)


@contextmanager
def _opened(archive: Archive, path: Path) -> Iterator[Package]:
    package: Package = FolderPackage(path) if path.is_dir() else ZipPackage(path)
    try:
        if sum(package.sizes.values()) > shutil.disk_usage(archive.folder).free // 2:
            reason = translate("it would take more than half of the free room")
            raise PackageRefused(shown(path), reason)
        yield package
    finally:
        package.close()


def _take_in_files(
    archive: Archive, package: Package, bringing: Bringing, progress: Progress
) -> Generator[Receipt | Rejection, None, None]:
    """Take in a pile of files, one by one."""
    sources = [_source(package, name) for name in package.sizes if not _is_clutter(name)]
    yield from take_in_batch(archive, sources, bringing, progress)


def _take_in_bag(
    archive: Archive, bag: Bag, bringing: Bringing, progress: Progress
) -> Generator[Receipt | Rejection, None, None]:
    """Copy and check the whole payload, then enter all of it in one transaction.

    Raises:
        Refusal: Something in it is not as it says, or cannot be kept; nothing was taken in.
    """
    bringing = replace(bringing, checked_by=bag.algorithms)
    if bag.is_weak:
        sentence = (
            "The package proves its files with {algorithms} only, which does not show deceit."
        )
        bringing = replace(bringing, remark=translate(sentence, algorithms=bag.algorithms))
    if all(_is_clutter(name) for name in bag.payload):
        raise bag.refuse(translate("there is nothing in it"))
    copied: list[Copied] = []
    try:
        for name in tracked(bag.payload, CHECKING, progress):
            if _is_clutter(name):
                _check_clutter(bag, name)
                continue
            source = _checked_source(bag, name)
            copied.append(Copied(source, source.copied(archive.strongroom)))
    except BaseException:
        archive.strongroom.discard([one.copy for one in copied])
        raise
    yield from enter_at_once(archive, copied, bringing)


def _source(package: Package, name: str) -> Source:
    def copied(strongroom: Strongroom) -> Copy:
        return _copied(strongroom, package, name)

    return Source(package.path / name, copied)


def _checked_source(bag: Bag, name: str) -> Source:
    """Return a file of the payload that is compared with its manifest while it is copied."""

    def copied(strongroom: Strongroom) -> Copy:
        digests = bag.digests()
        copy = _copied(strongroom, bag.package, name, tuple(digests.values()))
        try:
            bag.check(name, digests)
        except BaseException:
            strongroom.discard([copy])
            raise
        return copy

    return Source(bag.package.path / name, copied)


def _check_clutter(bag: Bag, name: str) -> None:
    """Compare a file that nobody wants with its checksum."""
    digests = bag.digests()
    with unpacking(name), bag.package.open(name) as stream:
        while chunk := stream.read(_CHUNK):
            for digest in digests.values():
                digest.update(chunk)
    bag.check(name, digests)


def _copied(
    strongroom: Strongroom, package: Package, name: str, also: Sequence[Digest] = ()
) -> Copy:
    """Copy a file out of a package; a package within it is not looked into."""
    subject = PurePosixPath(name).name
    with unpacking(subject), package.open(name) as stream:
        if stream.read(len(_ZIP)) == _ZIP:
            raise NestedPackage(subject)
    with unpacking(subject):
        source = package.open(name)
    with source:
        size = package.sizes[name]
        return strongroom.copy_from(source, size, subject, lambda: unpacking(subject), also)


def _is_clutter(name: str) -> bool:
    return is_clutter(PurePosixPath(name).name)
