"""Which copy may be made of what: forms and directions as the decree allows them.

Source: Decree 30/2020/NĐ-CP, articles 3, 25 and 27.
"""

from typing import Final

from luutru.errors import CopyForbidden
from luutru.i18n import mark, translate
from luutru.records.document import Document
from luutru.stamping.facts import EXTRACT, FULL, OF_COPY

FORMS: Final = (FULL, OF_COPY, EXTRACT)
PAPER_TO_PAPER, PAPER_TO_ELECTRONIC = "gg", "gd"
ELECTRONIC_TO_PAPER, ELECTRONIC_TO_ELECTRONIC = "dg", "dd"
DIRECTIONS: Final = (
    PAPER_TO_PAPER, PAPER_TO_ELECTRONIC, ELECTRONIC_TO_PAPER, ELECTRONIC_TO_ELECTRONIC,
)  # fmt: skip
_ALLOWED: Final = {
    FULL: {PAPER_TO_PAPER, PAPER_TO_ELECTRONIC, ELECTRONIC_TO_PAPER},
    OF_COPY: {PAPER_TO_PAPER, PAPER_TO_ELECTRONIC, ELECTRONIC_TO_PAPER},
    EXTRACT: set(DIRECTIONS),
}
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
        (not document.copy_kind, _UNTOLD),
        (document.copy_kind not in _SOURCES[form], _KIND),
        (bool(pages) and form != EXTRACT, _PART),
        (not pages and form == EXTRACT, _WHOLE),
    )
    for forbids, why in reasons:
        if forbids:
            raise CopyForbidden(document.reference, form, translate(why))
