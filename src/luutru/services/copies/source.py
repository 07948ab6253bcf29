"""The file that a copy begins with, and whether it is fit for that."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from luutru.errors import FixityLost, NothingToArrange, OriginalMissing, SourceUnfit
from luutru.holdings.stamper import Stamper, StampingFailed
from luutru.i18n import mark, translate
from luutru.records.document import Document
from luutru.records.files import FileObject
from luutru.services import derivatives
from luutru.services.archive import Archive
from luutru.stamping.told import FORBIDS, Notice, Preflight

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


def looked_at(stamper: Stamper, source: Source) -> Preflight:
    """Look at a source, which has to be what was taken in.

    Raises:
        OriginalMissing, FixityLost: It is not; nothing else is done.
        SourceUnfit: Nothing can be appended to it.
    """
    if not source.path.is_file():
        raise OriginalMissing(source.reference)
    try:
        seen = stamper.look(source.path)
    except StampingFailed as error:
        raise SourceUnfit(source.reference, translate(NOTICES[Notice.DAMAGED])) from error
    if seen.sha256 != source.sha256:
        raise FixityLost(source.reference)
    forbidding = [notice for notice, _page in seen.notices if notice in FORBIDS]
    if forbidding:
        raise SourceUnfit(source.reference, translate(NOTICES[forbidding[0]]))
    return seen


def _file_of(document: Document) -> FileObject | None:
    master = next((file for file in document.files if file.is_master), None)
    if master is not None and master.media_type == "application/pdf":
        return master
    return derivatives.base_of(document) or derivatives.carrier_of(document)
