"""What a row of the result list says, in the language of the reader."""

from collections.abc import Iterable

from luutru.gui.formats import day
from luutru.gui.widgets.pill import REVIEW, STATUS, Look, status_look
from luutru.i18n import mark, translate
from luutru.records.code_lists import code_list
from luutru.services.life.successors import SUCCEEDED, with_succession
from luutru.services.rows import AgreementRow
from luutru.vietnamese.tokens import words

_ENDING_SOON = mark("Ending soon")


def status_words(row: AgreementRow) -> tuple[Look, str]:
    """Return the pill of an agreement: its look and its word."""
    look = status_look(row.status, ending_soon=row.ending_soon)
    if row.ending_soon:
        return look, translate(_ENDING_SOON)
    return look, code_list("status").label(row.status)


def succession_words(row: AgreementRow) -> tuple[Look, str] | None:
    """Return the pill of an agreement of which a party was taken over, else None."""
    return (STATUS["succeeded"], translate(SUCCEEDED)) if row.succeeded_by else None


def standing_pills(row: AgreementRow) -> list[tuple[Look, str]]:
    """Return what is shown of how an agreement stands: its status, and what lies over it."""
    return [status_words(row), *filter(None, (succession_words(row),))]


def review_words(row: AgreementRow) -> tuple[Look, str] | None:
    """Return the pill of a description nobody has reviewed yet, else None."""
    if row.review_state != "awaiting_review":
        return None
    return REVIEW[row.review_state], code_list("review_state").label(row.review_state)


def identity(row: AgreementRow) -> str:
    """Return number, partners and countries in one line."""
    countries = code_list("country")
    parts = [row.number or row.reference, *row.partners, *map(countries.label, row.countries)]
    if row.secrecy != "none":
        parts.insert(0, code_list("secrecy").label(row.secrecy))
    return "  ·  ".join(parts)


def term(row: AgreementRow) -> str:
    """Return from when until when it is in effect, as far as that is known."""
    begins, ends = day(row.effective_on), day(row.expires_on)
    if begins and ends:
        return f"{begins} → {ends}"
    if ends:
        return f"→ {ends}"
    return f"{begins} →" if begins else ""


def in_effect(row: AgreementRow) -> str:
    """Return status and term in one line."""
    status = with_succession(status_words(row)[1], row.succeeded_by)
    return " ".join(filter(None, (status, term(row))))


def says_all(title: str, spans: Iterable[tuple[int, int]], text: str) -> bool:
    """Tell whether the marked `spans` of a title hold every word that was searched."""
    marked = {word.folded for a, b in spans for word in words(title[a:b])}
    return marked.issuperset(word.folded for word in words(text))


def described(row: AgreementRow, why: str = "") -> str:
    """Return what a screen reader says of a row before its days."""
    return ", ".join(filter(None, (row.title, identity(row).replace("  ·  ", ", "), why)))
