"""What a copy will say of itself: put together from the archive and from what was asked for."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from luutru.errors import LettersMissing
from luutru.i18n import mark, translate
from luutru.records.document import Document
from luutru.services.copies.authority import Issuer
from luutru.services.copies.request import Wanted
from luutru.stamping.faces import missing_letters
from luutru.stamping.facts import CopyFacts
from luutru.stamping.told import Preflight

_TRIAL_SIGNER: Final = mark("Trial signer")


@dataclass(frozen=True)
class Setting:
    """How a copy is made, besides what was asked for."""

    rebuilt: str = ""
    """Why its pages are rebuilt: a key of `facts.REBUILT`, mostly empty."""
    has_box: bool = True


def facts_of(
    wanted: Wanted,
    issuer: Issuer,
    document: Document,
    seen: Preflight,
    given: tuple[int, datetime, str],
    setting: Setting,
) -> CopyFacts:
    """Return what the copy will say; `given` is its number, its moment and the register's head."""
    number, moment, head = given
    return CopyFacts(
        form=wanted.form,
        number=number,
        year=moment.year,
        abbreviation=issuer.abbreviation or "LT",
        agency=issuer.name,
        parent=issuer.parent,
        place=issuer.place.title() if issuer.place.isupper() else issuer.place,
        head_title=issuer.head_title,
        prefix=wanted.prefix,
        signer_title=wanted.signer_title,
        signer_name=wanted.signer_name or (translate(_TRIAL_SIGNER) if wanted.is_trial else ""),
        moment=moment,
        source_sha256=seen.sha256,
        source_size=seen.size,
        source_pages=seen.pages,
        head=head,
        document="/".join(filter(None, (document.code_number, document.code_notation))),
        document_date=document.issued_on or document.agreement.signed_on,
        subject=document.subject or document.agreement.title,
        extent=_extent(wanted),
        recipients=wanted.recipients,
        is_trial=wanted.is_trial,
        has_sheet=wanted.has_sheet,
        has_box=setting.has_box,
        is_on_paper=wanted.is_on_paper,
        rebuilt=setting.rebuilt,
        has_code=wanted.has_code,
    )


def _extent(wanted: Wanted) -> str:
    """Return the pages of an extract as the copy says them."""
    parts = ", ".join(str(number) for number in dict.fromkeys(one for one, _ in wanted.parts))
    return f"{wanted.pages} (trang {parts}: một phần)" if parts else wanted.pages


def refuse_letters(wanted: Wanted, issuer: Issuer, document: Document) -> None:
    """Make sure that everything can be printed.

    Raises:
        LettersMissing: It has letters that the face of copies lacks.
    """
    texts = [*asdict(issuer).values(), *wanted.recipients, wanted.signer_name, wanted.signer_title]
    missing = missing_letters([*texts, document.subject, document.agreement.title])
    if missing:
        raise LettersMissing(missing)
