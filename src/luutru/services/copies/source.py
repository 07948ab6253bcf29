"""The file that a copy begins with, and whether it is fit for that."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from luutru.errors import (
    FixityLost,
    NothingToArrange,
    OriginalMissing,
    SourceLocked,
    SourceToBeRebuilt,
    SourceUnfit,
)
from luutru.holdings.stamper import Stamper, StampingFailed
from luutru.i18n import mark, translate
from luutru.records.document import Document
from luutru.records.files import FileObject
from luutru.services import derivatives
from luutru.services.archive import Archive
from luutru.services.copies.request import Wanted
from luutru.stamping.facts import EXTRACT
from luutru.stamping.told import COPIED_AS_SEEN, FORBIDS, Notice, Preflight

NOTICES: Final = {
    Notice.ENCRYPTED: mark("it is encrypted"),
    Notice.DAMAGED: mark("it is damaged"),
    Notice.NOT_FIRST: mark("something stands before its beginning"),
    Notice.CUT: mark("its end is missing, or something follows it"),
    Notice.SIGNED: mark("it carries a digital signature"),
    Notice.REVISED: mark("it was changed after it was first written"),
    Notice.ACTIVE: mark("it contains scripts or acts on opening"),
    Notice.LAYERS: mark("it has layers that can be switched"),
    Notice.FORM: mark("it has fields to be filled in"),
    Notice.ANNOTATED: mark("it has notes upon its pages"),
    Notice.NOT_A_SCAN: mark("a page is more than one image"),
}
"""What preflight finds, in words."""
REBUILT: Final = {
    "signed": mark("The source is signed: its pages are rebuilt"),
    "encrypted": mark("The source is encrypted: its pages are rebuilt"),
    "malformed": mark("The source is malformed: its pages are rebuilt"),
    "active": mark("The source contains scripts: its pages are rebuilt"),
}
"""Why pages were rebuilt, in words for checks and register."""


def rebuilt_words(told: Mapping[str, str]) -> str:
    """Return what the line of a number says of pages that were rebuilt; mostly empty."""
    why = told.get("rebuilt", "")
    return translate(REBUILT[why]) if why in REBUILT else ""


@dataclass(frozen=True)
class Source:
    """The file of a document that a copy begins with."""

    document_id: int
    reference: str
    path: Path
    sha256: str
    is_master: bool


def source_of(archive: Archive, document: Document) -> Source:
    """Return the PDF that a copy of `document` begins with: its original where that is one.

    An original that is an image is copied through the PDF that was wrapped around it.

    Raises:
        NothingToArrange: It has no file of its own.
    """
    file = _file_of(document)
    if file is None:
        raise NothingToArrange(document.reference)
    path = archive.path_of(file.sha256, is_master=file.is_master)
    return Source(document.id, document.reference, path, file.sha256, file.is_master)


def looked_at(stamper: Stamper, source: Source, password: str = "") -> Preflight:
    """Look at a source, which has to be what was taken in.

    Raises:
        OriginalMissing, FixityLost: It is not; nothing else is done.
        SourceLocked: It opens with another password only.
        SourceUnfit: It cannot be opened.
    """
    if not source.path.is_file():
        raise OriginalMissing(source.reference)
    try:
        seen = stamper.look(source.path, password)
    except StampingFailed as error:
        raise SourceUnfit(source.reference, translate(NOTICES[Notice.DAMAGED])) from error
    if seen.sha256 != source.sha256:
        raise FixityLost(source.reference)
    if not seen.pages:
        notices = [notice for notice, _page in seen.notices if notice in FORBIDS]
        reason = translate(NOTICES[notices[0] if notices else Notice.DAMAGED])
        if Notice.ENCRYPTED in notices:
            raise SourceLocked(source.reference, reason)
        raise SourceUnfit(source.reference, reason)
    return seen


def why_rebuilt(source: Source, seen: Preflight, wanted: Wanted) -> str:
    """Return why the pages of a source have to be rebuilt, empty where they need not be.

    Raises:
        SourceToBeRebuilt: They have to be, and nobody chose it.
    """
    notice = forbidding(seen, wanted)
    if notice is None:
        return ""
    if not wanted.rebuilds:
        raise SourceToBeRebuilt(source.reference, translate(NOTICES[notice]))
    return FORBIDS[notice]


def forbidding(seen: Preflight, wanted: Wanted) -> Notice | None:
    """Return what forbids to make a copy without rebuilding the pages of its source."""
    copied = wanted.form == EXTRACT or wanted.is_on_paper
    found = {notice for notice, _page in seen.notices} - (COPIED_AS_SEEN if copied else set())
    return next((notice for notice in FORBIDS if notice in found), None)


def _file_of(document: Document) -> FileObject | None:
    master = next((file for file in document.files if file.is_master), None)
    if master is not None and master.media_type == "application/pdf":
        return master
    return derivatives.base_of(document) or derivatives.carrier_of(document)
