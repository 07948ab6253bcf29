"""What a copy is issued upon besides an agreement: an earlier copy, or a request; in words."""

from typing import TYPE_CHECKING, Final

from luutru.i18n import translate
from luutru.services.copies.forms import FORMS
from luutru.services.copies.request import Wanted

ARCHIVE_COPY: Final = "Lưu: VT."
"""The recipient that every copy has: the clerk's own file."""

if TYPE_CHECKING:
    from luutru.services.copies.again import Again
    from luutru.services.copies.requests import RequestRow


def told_again(again: "Again") -> tuple[str, str, str]:
    """Say for a notice which copy is issued once more, and what has changed since: kind first."""
    title = translate("Again as {symbol}", symbol=again.wanted.repeats)
    told = "\n".join(
        f"{one.what}: {one.before or '–'} → {one.now or '–'}" for one in again.differences
    )
    kind = "warn" if again.differences else "info"
    return kind, title, told or translate("Nothing has changed since then.")


def asked_for(request: "RequestRow") -> Wanted:
    """Return what a request asks for."""
    return Wanted(
        request.reference,
        form=request.form or FORMS[0],
        pages=request.pages,
        recipients=(f"{request.requested_by};", ARCHIVE_COPY),
        quantity=request.quantity,
        request=request.label,
    )


def told_request(request: "RequestRow") -> tuple[str, str, str]:
    """Say for a notice whose request it is and who approved it: kind first."""
    title = translate("Upon request {request}", request=request.label)
    facts = (request.requested_by, request.letter, request.purpose)
    approved = translate("approved by {name}", name=request.decided_by)
    return "info", title, " · ".join(filter(None, (*facts, approved)))
