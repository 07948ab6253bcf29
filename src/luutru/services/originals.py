"""The originals that the archive keeps, as a plain list for other programs."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from luutru.records.document import Document
from luutru.records.files import FileObject
from luutru.services.archive import Archive


@dataclass(frozen=True, slots=True)
class Original:
    """One kept file and the reference of its document."""

    reference: str
    sha256: str


def originals(archive: Archive, agreements: Iterable[int] | None = None) -> list[Original]:
    """Return the originals of the whole archive, or of some agreements, in order of references."""
    query = (
        select(Document.reference, FileObject.sha256, Document.agreement_id)
        .join(FileObject, FileObject.document_id == Document.id)
        .where(FileObject.is_master)
        .order_by(Document.reference, FileObject.id)
    )
    wanted = None if agreements is None else set(agreements)
    with archive.catalogue.read() as session:
        return [
            Original(reference, sha256)
            for reference, sha256, agreement_id in session.execute(query)
            if wanted is None or agreement_id in wanted
        ]
