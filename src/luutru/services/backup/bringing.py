"""Brings what a medium has into a new folder: as it lies, or encrypted otherwise."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from luutru import settings
from luutru.holdings.catalogue import open_catalogue
from luutru.holdings.checked_copies import Fate, Wanted, copy_checked
from luutru.holdings.converting import write_converted
from luutru.holdings.resealing import Pulse
from luutru.i18n import mark, translate
from luutru.progress import Progress
from luutru.services.backup.checking import check_snapshot
from luutru.services.backup.encryption import Change
from luutru.services.backup.manifests import CATALOGUE, DUMP, OBJECTS, SETTINGS, Manifest
from luutru.services.backup.medium import Medium
from luutru.services.backup.objects import ALL_PLAIN, KeptObject, objects_in
from luutru.services.backup.sources import in_folder
from luutru.services.backup.transferring import INCOMING, Manner, lacking, transfer
from luutru.system import filing

RESTORING: Final = mark("Restoring")
SETTINGS_PART: Final = f".{SETTINGS}.part"
"""What the settings are called until the folder is to be an archive."""
_READ_ONLY: Final = 0o440


def bring_catalogue(
    medium: Medium, manifest: Manifest, folder: Path, change: Change, progress: Progress
) -> list[str]:
    """Copy what lies beside the manifest, but for the settings; return what is wrong with it."""
    source = medium.folder_of(manifest.name)
    findings = list(check_snapshot(source, manifest, pulse_of(progress), but={DUMP}))
    if findings:
        return findings
    names = sorted(manifest.files.keys() - {OBJECTS, DUMP})
    for left in (one for name in names for one in folder.glob(f"{name}*")):
        filing.remove(left)  # of a run that was cut off
    if not change.is_kept:
        pulse = pulse_of(progress)
        database, target = source / CATALOGUE, folder / CATALOGUE
        write_converted(database, change.database_key, target, change.target_database_key, pulse)
        _write_settings(source, folder, change)
        names = [name for name in names if name not in {CATALOGUE, SETTINGS}]
    places = {name: folder / name for name in names} | {SETTINGS: folder / SETTINGS_PART}
    wanted = [Wanted(source / name, places[name], manifest.files[name].sha256) for name in names]
    copied = copy_checked(wanted, folder / INCOMING, pulse_of(progress))
    return [
        translate("{name} is changed", name=one.wanted.target.name)
        for one in copied
        if one.fate is not Fate.COPIED
    ]


def _write_settings(source: Path, folder: Path, change: Change) -> None:
    """Write the settings of an archive that is encrypted otherwise than its backup."""
    told = settings.read_settings(source)
    made = folder / INCOMING
    made.mkdir(exist_ok=True)
    settings.write_settings(made, replace(told, encryption=change.table))
    (made / SETTINGS).replace(folder / SETTINGS_PART)


def bring_files(
    media: Sequence[Medium],
    folder: Path,
    files: Sequence[KeptObject],
    change: Change,
    progress: Progress,
) -> list[str]:
    """Copy the files and read them back; return those that no medium has as they have to be.

    Raises:
        MediumLost: A medium does not answer any more, which says nothing of its files.
    """
    manner, target_keys = Manner(RESTORING, _READ_ONLY), ALL_PLAIN
    if not change.is_kept:  # as they lie they are compared with what the list says of them so
        manner, target_keys = manner._replace(forms=change.forms), change.target_keys
        files = _by_plain_bytes(folder, files, change) if change.key else files
    wanted = lacking(folder, files, progress, full=True, keys=target_keys).files
    done = transfer([in_folder(medium.root) for medium in media], folder, wanted, progress, manner)
    if done.absent:
        for medium in media:
            medium.make_sure_it_answers()
    return [translate("{name} is missing or changed", name=one.path) for one in done.absent]


def _by_plain_bytes(folder: Path, files: Sequence[KeptObject], change: Change) -> list[KeptObject]:
    """Return sealed files with the checksums of their plain bytes, as the catalogue has them."""
    catalogue = open_catalogue(folder, key=change.target_database_key)
    try:
        with catalogue.gate() as session:
            known = {one.path: one for one in objects_in(session)}
    finally:
        catalogue.close()
    return [known.get(one.path, one) for one in files]


def pulse_of(progress: Progress) -> Pulse:
    """Return what tells `progress` that the work goes on, and learns whether it is to stop."""

    def pulse() -> None:
        progress.report(0, 0, RESTORING)

    return pulse
