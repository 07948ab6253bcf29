"""Tries out the dump that a server wrote itself, beside a catalogue that one desk can open."""

from enum import StrEnum
from pathlib import Path
from typing import Final

from luutru.holdings.databases.dump_reading import DumpUnreadable, end_of_log, reader_of
from luutru.i18n import mark, translate
from luutru.progress import Progress
from luutru.services.backup.manifests import DUMP, Manifest
from luutru.services.backup.medium import Medium

READING: Final = mark("Reading the dump of the server")


class DumpFate(StrEnum):
    """How far the dump of a snapshot was looked at."""

    NONE = "none"
    """There is no dump."""
    COMPARED = "compared"
    """Its bytes were compared; no program is at hand that reads it."""
    READ = "read"
    """PostgreSQL's own program listed it, and its log ends as the manifest says."""


def try_dump(
    medium: Medium, manifest: Manifest, room: Path, progress: Progress
) -> tuple[DumpFate, list[str]]:
    """Have the dump of a snapshot read; return how far it was, and what is wrong with it.

    Raises:
        OSError: The medium does not answer, or there is no room in the folder `room`.
    """
    if DUMP not in manifest.files:
        return DumpFate.NONE, []
    program = reader_of(manifest.versions.get("pg_dump", ""))
    if program is None:
        return DumpFate.COMPARED, []
    try:
        dump = medium.folder_of(manifest.name) / DUMP
        head = end_of_log(dump, program, room, lambda: progress.report(0, 0, READING))
    except DumpUnreadable as error:
        reason = translate("{name} cannot be read: {reason}", name=DUMP, reason=str(error))
        return DumpFate.READ, [reason]
    if head != manifest.heads.custody:
        return DumpFate.READ, [translate("the log in {name} ends otherwise", name=DUMP)]
    return DumpFate.READ, []
