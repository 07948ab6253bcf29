"""Says what a code tells, to be compared with the sheet that carries it."""

from luutru.i18n import translate
from luutru.services.copies.code_judging import JudgedCode
from luutru.stamping.facts import VIETNAM
from luutru.vietnamese.dates import short


def told_of(judged: JudgedCode) -> list[tuple[str, str]]:
    """Return what a code tells, as names and values in the order of the sheet."""
    code = judged.code
    if code is None:
        return []
    pages, _colon, extent = code.pages.partition(":")
    told = [
        (translate("Symbol"), f"{code.symbol} ({code.year})"),
        (translate("Document"), code.document),
        (translate("Day of the document"), short(code.document_date) if code.document_date else ""),
        (translate("Pages of the document"), pages),
        (translate("Extent"), extent or translate("all")),
        (translate("SHA-256 of the source"), code.source_sha256),
        (translate("Moment of signing"), f"{code.moment.astimezone(VIETNAM):%d/%m/%Y %H:%M:%S}"),
        (translate("Head"), code.head),
        (translate("Certificate"), judged.signer),
    ]
    if judged.is_entered:
        told.append((translate("Register"), translate("it is entered so, and was not revoked")))
    return [(name, value) for name, value in told if value]
