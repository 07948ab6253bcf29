"""Keeps what lists are shown and ordered by in step with an agreement's values."""

from pathlib import PurePath

from luutru.records.agreement import Agreement
from luutru.records.document import Document, Part
from luutru.vietnamese.collation import collation_key
from luutru.vietnamese.folding import fold


def refresh(agreement: Agreement) -> None:
    """Set the title shown, and the keys that order and find it."""
    agreement.title = shown_title(agreement)
    agreement.title_key = collation_key(agreement.title)
    agreement.title_fold = fold(agreement.title)
    foreign = [party for party in agreement.parties if party.side == "foreign"]
    names = [party.short_name or party.name_as_signed for party in foreign]
    agreement.partner_key = collation_key(names[0]) if names else ""


def shown_title(agreement: Agreement) -> str:
    """Return the first title there is; until somebody gave one, the name of the file."""
    described = agreement.title_vi or agreement.title_en or agreement.title_other
    return described or _file_title(agreement) or agreement.reference


def main_document(agreement: Agreement) -> Document | None:
    """Return the document whose number and secrecy the agreement shows.

    One that was joined to another is left out where there are others.
    """
    shown = [document for document in agreement.documents if document.joined_to_id is None]
    mains = [document for document in shown if document.part == Part.MAIN]
    return next(iter(mains or shown or agreement.documents), None)


def _file_title(agreement: Agreement) -> str:
    document = main_document(agreement)
    return PurePath(document.filename).stem if document else ""
