"""Finds the agreement that somebody means while typing a few words of it."""

from luutru.errors import UnknownReference
from luutru.services import lookup
from luutru.services.archive import Archive
from luutru.services.rows import AgreementRow, agreement_rows
from luutru.services.search import search


def choices(
    archive: Archive, text: str, *, besides: str = "", limit: int = 12
) -> tuple[AgreementRow, ...]:
    """Return agreements that `text` may mean: one of this reference first, then what is found.

    The agreement `besides` is left out.
    """
    ids = [*_called(archive, text.strip()), *search(archive, text, limit=0).ids[: limit + 1]]
    rows = agreement_rows(archive, list(dict.fromkeys(ids)))
    return tuple(row for row in rows if row.reference != besides)[:limit]


def _called(archive: Archive, reference: str) -> list[int]:
    with archive.catalogue.read() as session:
        try:
            return [lookup.agreement(session, reference).id]
        except UnknownReference:
            return []
