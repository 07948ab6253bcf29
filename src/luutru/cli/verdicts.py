"""How the verdict upon a copy is told: in lines for a person, as a document for a program."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from luutru.i18n import translate
from luutru.services.copies.judging import lists_told

if TYPE_CHECKING:
    from luutru.services.copies.judging import Judged

ACCEPTED, NEGATIVE, UNCHECKED = 0, 1, 2
STATUS: Final = {"accepted": ACCEPTED, "rejected": NEGATIVE, "unchecked": UNCHECKED}
"""Statuses for the shell; only the first is acceptance."""


def document_of(judged: "Judged") -> dict[str, Any]:
    """Return everything that is known of a file; `whole` is null where nobody can tell."""
    told, checked = judged.checked.manifest, judged.checked
    return {
        "verdict": judged.verdict.value,
        "reason": judged.why or None,
        "detail": checked.detail,
        "words": judged.words,
        "whole": checked.is_whole,
        "trial": judged.is_trial,
        "symbol": told.get("symbol", ""),
        "year": told.get("year"),
        "agency": told.get("agency", ""),
        "signed_at": told.get("moment", ""),
        "source_sha256": told.get("source_sha256", ""),
        "sha256": checked.sha256,
        "signer": checked.signer,
        "revocation_list": checked.listed_on,
        "list_of": judged.as_of,
    }


def lines_of(judged: "Judged") -> Iterator[str]:
    """Yield what a person is told, the verdict first; of a trial that comes before it."""
    if judged.is_trial:
        yield translate("BẢN THỬ (trial copy) – without any value")
    words = {
        "accepted": translate("ACCEPTED: the copy is as it was issued."),
        "rejected": translate("REJECTED: {why}.", why=judged.words),
        "unchecked": translate("CANNOT BE CHECKED: {why}.", why=judged.words),
    }
    yield words[judged.verdict.value]
    told = judged.checked.manifest
    if told:
        symbol, year = told.get("symbol", ""), told.get("year", "")
        yield translate(
            "It says: copy {symbol} of {year}, {agency}.",
            symbol=symbol, year=year, agency=told.get("agency", ""),
        )  # fmt: skip
    if judged.checked.signer:
        yield translate("Signed by: {signer}", signer=judged.checked.signer)
    yield from lists_told(judged)
