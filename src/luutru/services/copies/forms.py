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
from luutru.stamping.shown import Shown

FORMS: Final = (FULL, OF_COPY, EXTRACT)
PAPER_TO_PAPER, PAPER_TO_ELECTRONIC = "gg", "gd"
ELECTRONIC_TO_PAPER, ELECTRONIC_TO_ELECTRONIC = "dg", "dd"
DIRECTIONS: Final = (
    PAPER_TO_PAPER,
    PAPER_TO_ELECTRONIC,
    ELECTRONIC_TO_PAPER,
    ELECTRONIC_TO_ELECTRONIC,
)
_BEGINS: Final = {"paper": "g", "electronic": "d"}
"""By the medium of the source."""
_ALLOWED: Final = {
    FULL: {PAPER_TO_PAPER, PAPER_TO_ELECTRONIC, ELECTRONIC_TO_PAPER},
    OF_COPY: {PAPER_TO_PAPER, PAPER_TO_ELECTRONIC, ELECTRONIC_TO_PAPER},
    EXTRACT: {
        PAPER_TO_PAPER, PAPER_TO_ELECTRONIC, ELECTRONIC_TO_PAPER, ELECTRONIC_TO_ELECTRONIC,
    },
}  # fmt: skip
"""What the decree allows."""
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
_MEDIUM: Final = mark("this direction does not begin with what its source is recorded to be")
_NOT_SHOWN: Final = mark("page {number}, of which a part is to be kept, is not among its pages")
_NOT_A_PART: Final = mark("what is kept of page {number} does not lie on it")
_NO_SIGNER: Final = mark("say who signs, and in which post")
_NO_RECIPIENT: Final = mark("say where the copy goes")
_NO_SUCH_PAGE: Final = mark("{pages} are not pages of its source, which has {count}")


def direction_of(wanted: Wanted, medium: str) -> str:
    """Return the direction of a copy, by the medium of its source where it does not say it all."""
    if len(wanted.direction) > 1:
        return wanted.direction
    return _BEGINS.get(medium, "g") + (wanted.direction or "d")


def may_be_rebuilt_only(form: str, direction: str) -> bool:
    """Tell whether the decree names no such copy, and one around the untouched file is asked for.

    Article 25 has no full electronic copy of an electronic original. Whether one that carries the
    untouched original along counts is for the legal officer of the archive to say.
    """
    return form == FULL and direction == ELECTRONIC_TO_ELECTRONIC


def refuse_forbidden(document: Document, wanted: Wanted) -> None:
    """Make sure that the decree allows this copy of `document`.

    Raises:
        CopyForbidden: It does not, with the reason and the article.
    """
    form, pages = wanted.form, wanted.pages
    direction = direction_of(wanted, document.medium)
    is_asked_for = wanted.rebuilds and may_be_rebuilt_only(form, direction)
    reasons = (
        (document.secrecy != "none" or document.agreement.secrecy != "none", _SECRET),
        (direction[0] != _BEGINS.get(document.medium, direction[0]), _MEDIUM),
        (direction not in _ALLOWED[form] and not is_asked_for, _DIRECTION),
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


def extent(wanted: Wanted, count: int) -> list[Shown]:
    """Return the pages that an extract shows, of a source of `count` pages.

    Raises:
        UnacceptableValue: It is no list of pages.
        CopyIncomplete: The source has no such page, pages are to be turned or borrowed, or a part
            of a page does not lie on one of them.
    """
    pages = read_pages(wanted.pages)
    strange = [one for one in pages if one.turn or one.reference or not 1 <= one.number <= count]
    if strange:
        raise CopyIncomplete(translate(_NO_SUCH_PAGE, pages=wanted.pages, count=count))
    numbers = [one.number for one in pages]
    for number, part in wanted.parts:
        if number not in numbers:
            raise CopyIncomplete(translate(_NOT_SHOWN, number=number))
        left, top, right, bottom = part
        if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
            raise CopyIncomplete(translate(_NOT_A_PART, number=number))
    return [
        Shown(one, tuple(part for number, part in wanted.parts if number == one)) for one in numbers
    ]


def refuse_not_rebuilt(document: Document, wanted: Wanted, rebuilt: str) -> None:
    """Make sure that a copy which only a rebuilt file may be is one.

    Raises:
        CopyForbidden: Something can be appended to its source: the decree has no such copy.
    """
    direction = direction_of(wanted, document.medium)
    if may_be_rebuilt_only(wanted.form, direction) and not rebuilt:
        raise CopyForbidden(document.reference, wanted.form, translate(_DIRECTION))
