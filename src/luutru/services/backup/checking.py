"""Checks what lies on a medium against its manifest, and a catalogue against itself.

Findings are sentences for the reader; none of them means sound.
"""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.holdings.catalogue import Catalogue
from luutru.holdings.checked_copies import hash_from_medium
from luutru.holdings.resealing import Pulse
from luutru.i18n import mark, translate
from luutru.progress import Progress
from luutru.records.register import CopyEvent
from luutru.services import known_heads
from luutru.services.backup import objects
from luutru.services.backup.manifests import CATALOGUE, OBJECTS, SETTINGS, Manifest
from luutru.services.backup.medium import Medium
from luutru.services.backup.objects import KeptObject
from luutru.services.chain import links
from luutru.services.copies.register import broken_lines

READING: Final = mark("Reading the backup")
_ENTRIES_AT_ONCE: Final = 2000


def files_of(medium: Medium, manifest: Manifest) -> tuple[list[KeptObject], list[str]]:
    """Return the files that a snapshot names, and what is wrong with their list."""
    try:
        text = (medium.folder_of(manifest.name) / OBJECTS).read_text(encoding="ascii")
        return objects.read(text, sealed=bool(medium.set.key)), []
    except (OSError, ValueError):
        return [], [translate("the list of its files cannot be read")]


def check_snapshot(
    folder: Path, manifest: Manifest, pulse: Pulse, *, but: Collection[str] = ()
) -> Iterator[str]:
    """Yield what is wrong with the files beside the manifest, `but` those that are not needed."""
    for name in (CATALOGUE, SETTINGS, OBJECTS):
        if name not in manifest.files:
            yield translate("{name} is not in the manifest", name=name)
    for name, proof in manifest.files.items():
        if name not in but:
            yield from check_file(folder / name, name, proof.sha256, pulse)


def check_file(file: Path, name: str, sha256: str, pulse: Pulse) -> Iterator[str]:
    """Yield what is wrong with one file, read from the medium itself."""
    try:
        if hash_from_medium(file, pulse) != sha256:
            yield translate("{name} is changed", name=name)
    except FileNotFoundError:
        yield translate("{name} is missing", name=name)
    except OSError:
        yield translate("{name} cannot be read", name=name)


def check_files(
    root: Path, files: Sequence[KeptObject], progress: Progress, label: str = READING
) -> Iterator[str]:
    """Yield what is wrong with the files of an archive, each read from the medium itself."""
    done = 0

    def pulse() -> None:
        progress.report(done, len(files), label)

    for done, one in enumerate(files):  # noqa: B007  told by `pulse`
        yield from check_file(root / one.path, one.path, one.sha256, pulse)
    progress.report(len(files), len(files), label)


def check_catalogue(
    catalogue: Catalogue, manifest: Manifest, files: Sequence[KeptObject], pulse: Pulse
) -> Iterator[str]:
    """Yield what is wrong with a catalogue that was copied from a medium."""
    yield from catalogue.integrity_problems()
    with catalogue.read(whole=True) as session:
        yield from _broken_chain(session, pulse)
        for series in session.scalars(select(CopyEvent.series).distinct()).all():
            for seq in broken_lines(session, series):
                yield translate("Line {seq} of the register was changed.", seq=seq)
        heads = known_heads.heads_in(session)
        if (heads.custody, heads.registers) != (manifest.heads.custody, manifest.heads.registers):
            yield translate("the log or the register does not end as the manifest says")
        named = {one.path for one in objects.objects_in(session)} - set(manifest.absent)
        for path in sorted(named ^ {one.path for one in files}):
            yield translate("{name} is in the catalogue or in the list, not in both", name=path)


def _broken_chain(session: Session, pulse: Pulse) -> Iterator[str]:
    for number, (entry, fits) in enumerate(links(session)):
        if number % _ENTRIES_AT_ONCE == 0:
            pulse()
        if not fits:
            yield translate("Entry {seq} of the log was changed.", seq=entry.seq)
