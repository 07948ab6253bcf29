"""Writes agreements into a new folder: originals, their records as JSON and as text; or none.

Everything is made beside the folder and gets its name at the end, together with the entries in the
log: a package is complete or absent (I10).
"""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from luutru import clock
from luutru.errors import FolderTaken, NothingToArrange
from luutru.holdings.disk import put, sync_folder, writing
from luutru.holdings.unfinished import part_beside, sweep
from luutru.i18n import mark, translate
from luutru.progress import SILENT, Progress, tracked
from luutru.records.code_lists import code_list
from luutru.records.fields import BY_NAME, LIST_FIELDS
from luutru.services import cards, custody, handing_out, lookup
from luutru.services.archive import Archive
from luutru.services.cards import AgreementCard
from luutru.services.exporting import sidecars
from luutru.services.histories import history
from luutru.system import filing

EXPORTING: Final = mark("Exporting")
METADATA: Final = "metadata.json"
SHEET: Final = "metadata.txt"
_BAGIT: Final = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


@dataclass(frozen=True, slots=True)
class Exported:
    """A package that was written."""

    folder: Path
    agreements: int
    files: int


def export(
    archive: Archive,
    references: Sequence[str],
    folder: Path,
    *,
    bag: bool = False,
    progress: Progress = SILENT,
) -> Exported:
    """Write the agreements that answer to `references` into the new or empty `folder`.

    With `bag` it is a BagIt package (RFC 8493), which any archive can check and take in.

    Raises:
        UnknownReference, HeldAtDoor: Nothing is called so, or it waits for its mark of secrecy.
        SecretNotHandedOut: A document is marked as a state secret.
        OriginalMissing, FixityLost: An original is not what was taken in.
        FolderTaken: Something lies in `folder` already.
        DiskFull, DiskTrouble: It could not be written.
        Cancelled: The archivist asked to stop.
    """
    folder = folder.absolute()
    told = _wanted(archive, references)
    with writing(folder.parent, folder.name):
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise FolderTaken(str(folder))
        folder.parent.mkdir(parents=True, exist_ok=True)
        sweep(folder.parent)
        part = part_beside(folder)
        try:
            root = part / "data" if bag else part
            root.mkdir(parents=True)
            left = [
                one for card in tracked(told, EXPORTING, progress)
                for one in _write(archive, card, root)
            ]  # fmt: skip
            if bag:
                _make_bag(part, archive)
            _hand_over(archive, left, part, folder)
        finally:
            filing.remove_tree(part)
    return Exported(folder, len(told), len(left))


def _wanted(archive: Archive, references: Sequence[str]) -> list[AgreementCard]:
    """Return the agreements, each once; nothing of them may be a state secret."""
    found = {}
    for reference in references:
        card = cards.card(archive, reference)
        for document in card.documents:
            handing_out.make_sure_it_may(archive, document.reference)
        found[card.uid] = card
    return list(found.values())


def _write(archive: Archive, card: AgreementCard, root: Path) -> list[tuple[str, str, str]]:
    """Write one agreement; return the documents whose files go along: reference, name, SHA-256."""
    place = root / card.row.reference
    place.mkdir()
    left = []
    for document in card.documents:
        with suppress(NothingToArrange):  # a document without a file of its own
            name = handing_out.name_outside(archive, document.reference)
            handing_out.lend(archive, document.reference, place / name)
            left.append((document.reference, name, document.sha256))
    with archive.catalogue.read() as session:
        agreement = lookup.agreement(session, card.row.reference)
        told = sidecars.sidecar(session, archive, agreement)
    told["files"] = [
        {"document": reference, "name": name, "sha256": sha256} for reference, name, sha256 in left
    ]
    put(place / METADATA, sidecars.written(told))
    put(place / SHEET, _sheet(archive, card).encode())
    return left


def _sheet(archive: Archive, card: AgreementCard) -> str:
    """Return what is recorded, for people: fields, relations, milestones, documents, history."""
    lines = [card.row.reference, card.row.title, ""]
    labels = {name: field.label for name, field in BY_NAME.items()} | dict(LIST_FIELDS)
    for name, value in card.values.items():
        if value.shown:
            lines.append(f"{translate(labels.get(name, name))}: {value.shown}")
    lines += ["", translate("Relations"), *(
        f"{code_list('relation').label(one.kind)} – {one.reference} {one.title}"
        for one in card.relations
    )]  # fmt: skip
    lines += ["", translate("Milestones"), *(
        f"{one.due_on or ''} {one.called} ({one.state})" for one in card.milestones
    )]  # fmt: skip
    lines += ["", translate("Documents"), *(
        f"{one.reference} {one.filename} SHA-256 {one.sha256}" for one in card.documents
    )]  # fmt: skip
    lines += ["", translate("History"), *(
        f"{one.at:%Y-%m-%d %H:%M} {one.person}: {code_list('act').label(one.act)} "
        + "; ".join(change.in_words for change in one.told)
        for one in history(archive, card.row.reference)
    )]  # fmt: skip
    return "\n".join(lines) + "\n"


def _make_bag(part: Path, archive: Archive) -> None:
    """Write what makes a bag of the folder."""
    payload = sorted(file for file in (part / "data").rglob("*") if file.is_file())
    size = sum(file.stat().st_size for file in payload)
    put(part / "bagit.txt", _BAGIT.encode())
    put(
        part / "bag-info.txt",
        f"Source-Organization: {archive.settings.name}\nBagging-Date: {clock.today()}\n"
        f"Payload-Oxum: {size}.{len(payload)}\n".encode(),
    )
    put(part / "manifest-sha256.txt", _manifest(part, payload))
    tags = [part / name for name in ("bag-info.txt", "bagit.txt", "manifest-sha256.txt")]
    put(part / "tagmanifest-sha256.txt", _manifest(part, tags))


def _manifest(part: Path, files: Sequence[Path]) -> bytes:
    lines = []
    for file in files:
        with file.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        name = file.relative_to(part).as_posix().replace("%", "%25")
        lines.append(f"{sha256}  {name}\n")
    return "".join(lines).encode()


def _hand_over(
    archive: Archive, left: Sequence[tuple[str, str, str]], part: Path, folder: Path
) -> None:
    """Give the package its name; nothing leaves without an entry."""
    with archive.catalogue.write() as session:
        acts = [
            custody.Act(
                "exported", lookup.document(session, reference).uid, reference,
                {"sha256": sha256, "filename": name},
            )
            for reference, name, sha256 in left
        ]  # fmt: skip
        custody.record_all(session, archive.person, acts)
        if folder.exists():
            folder.rmdir()
        filing.replace(part, folder)
        sync_folder(folder.parent)
