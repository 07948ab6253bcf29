"""What a copy is issued upon, and what its line tells besides: so that it can be issued again.

The line of a number keeps, chained with it, the request that was granted, the earlier copy that
is repeated, and the words that stand on the sheet and come from elsewhere in the archive.
"""

from typing import Any, Final

from sqlalchemy.orm import Session

from luutru.errors import UnacceptableValue
from luutru.i18n import translate
from luutru.records.document import Document
from luutru.records.register import CopyRequest
from luutru.services.copies.parts import written_parts
from luutru.services.copies.register import ISSUED
from luutru.services.copies.request import Wanted
from luutru.services.copies.requests import approved_request
from luutru.stamping.facts import CopyFacts

KEPT: Final = ("agency", "parent", "place", "head_title", "prefix", "document", "document_date",
               "subject")  # fmt: skip
"""What stands on a sheet and no column of the register has."""


def ground_of(session: Session, wanted: Wanted, document: Document) -> CopyRequest | None:
    """Return the request upon which a copy is issued; None where nobody asked in writing.

    Raises:
        UnknownRequest, RequestSettled: There is none, or it was not approved.
        UnacceptableValue: It asks for another agreement.
    """
    if not wanted.request:
        return None
    request = approved_request(session, wanted.request)
    if request.agreement_id != document.agreement_id:
        expected = translate("a request for {reference}", reference=document.reference)
        raise UnacceptableValue(translate("request"), request.label, expected)
    return request


def settle(session: Session, request_id: int | None) -> None:
    """Say of a request that a copy was issued upon it."""
    if request_id is not None:
        session.get_one(CopyRequest, request_id).state = ISSUED


def detail_of(facts: CopyFacts, wanted: Wanted, request: CopyRequest | None) -> dict[str, Any]:
    """Return what the line of a number tells besides its columns."""
    told: dict[str, Any] = {name: getattr(facts, name) for name in KEPT}
    if request is not None:
        told["request"] = request.label
    told |= {"rebuilt": facts.rebuilt, "parts": written_parts(wanted.parts)}
    if wanted.repeats:
        told["repeats"] = wanted.repeats
    return {name: value for name, value in told.items() if value}
