"""Which copy may be made of what: forms and directions as the decree allows them.

Source: Decree 30/2020/NĐ-CP, articles 3, 25 and 27.
"""

from typing import Final

from luutru.errors import CopyForbidden, CopyIncomplete
from luutru.i18n import mark, translate
from luutru.records.document import Document
from luutru.services.copies.request import Wanted
from luutru.services.page_lists import read_pages
from luutru.stamping.facts import EXTRACT, FULL, OF_COPY

FORMS: Final = (FULL, OF_COPY, EXTRACT)
PAPER_TO_PAPER, PAPER_TO_ELECTRONIC = "gg", "gd"
ELECTRONIC_TO_PAPER, ELECTRONIC_TO_ELECTRONIC = "dg", "dd"
DIRECTIONS: Final = (PAPER_TO_ELECTRONIC, ELECTRONIC_TO_ELECTRONIC)
"""Those that are made: every copy is a file that is signed."""
_ALLOWED: Final = {
    FULL: {PAPER_TO_PAPER, PAPER_TO_ELECTRONIC, ELECTRONIC_TO_PAPER},
    OF_COPY: {PAPER_TO_PAPER, PAPER_TO_ELECTRONIC, ELECTRONIC_TO_PAPER},
    EXTRACT: {
        PAPER_TO_PAPER, PAPER_TO_ELECTRONIC, ELECTRONIC_TO_PAPER, ELECTRONIC_TO_ELECTRONIC,
    },
}  # fmt: skip
"""What the decree allows; a copy on paper is allowed, and not made here."""
_SOURCES: Final = {
    FULL: {"original", "official"},
    OF_COPY: {"full_copy"},
    EXTRACT: {"original", "official"},
}
"""Codes of the list `copy_kind` that each form is made from."""
_SECRET: Final = mark("state secrets are copied by the law on their protection (article 27.2)")
_DIRECTION: Final = mark("this form has no such direction (article 25)")
_KIND: Final = mark("this form is not made from a source of this kind (articles 3 and 25)")
_UNTOLD: Final = mark("say first whether the source is a signed original or an official text")
_PART: Final = mark("only an extract leaves pages out (article 25)")
_WHOLE: Final = mark("say which pages the extract shows")
_ON_PAPER: Final = mark("copies on paper are not made here; copy the paper itself")
_NO_SIGNER: Final = mark("say who signs, and in which post")
_NO_RECIPIENT: Final = mark("say where the copy goes")
_NO_SUCH_PAGE: Final = mark("{pages} are not pages of its source, which has {count}")


def usual_direction(medium: str) -> str:
    """Return the direction of a copy that is made as a file, by the medium of its source."""
    return ELECTRONIC_TO_ELECTRONIC if medium == "electronic" else PAPER_TO_ELECTRONIC


def refuse_forbidden(document: Document, form: str, direction: str, pages: str) -> None:
    """Make sure that the decree allows this copy of `document`.

    Raises:
        CopyForbidden: It does not, with the reason and the article.
    """
    reasons = (
        (document.secrecy != "none" or document.agreement.secrecy != "none", _SECRET),
        (direction not in _ALLOWED[form], _DIRECTION),
        (direction not in DIRECTIONS, _ON_PAPER),
        (not document.copy_kind, _UNTOLD),
        (document.copy_kind not in _SOURCES[form], _KIND),
        (bool(pages) and form != EXTRACT, _PART),
        (not pages and form == EXTRACT, _WHOLE),
    )
    for forbids, why in reasons:
        if forbids:
            raise CopyForbidden(document.reference, form, translate(why))


def refuse_incomplete(wanted: Wanted) -> None:
    """Make sure that everything is said that has to stand on the sheet.

    A trial copy may do without a signer: it says of itself that it is a trial.

    Raises:
        CopyIncomplete: It is not.
    """
    if not wanted.is_trial and not (wanted.signer_name and wanted.signer_title):
        raise CopyIncomplete(translate(_NO_SIGNER))
    if not wanted.recipients:
        raise CopyIncomplete(translate(_NO_RECIPIENT))


def extent(wanted: Wanted, count: int) -> list[int]:
    """Return the numbers of the pages that an extract shows, of a source of `count` pages.

    Raises:
        UnacceptableValue: It is no list of pages.
        CopyIncomplete: The source has no such page, or pages are to be turned or borrowed.
    """
    pages = read_pages(wanted.pages)
    strange = [one for one in pages if one.turn or one.reference or not 1 <= one.number <= count]
    if strange:
        raise CopyIncomplete(translate(_NO_SUCH_PAGE, pages=wanted.pages, count=count))
    return [one.number for one in pages]
