"""Accept a review: complete is what answers every field that the step requires."""

from typing import Final

from sqlalchemy.orm import Session

from luutru.errors import ReviewIncomplete
from luutru.i18n import mark, translate
from luutru.records.agreement import Agreement
from luutru.records.fields import FIELDS, LIST_FIELDS, Need
from luutru.services import lookup
from luutru.services.archive import Archive
from luutru.services.description import Change, current, log_changes
from luutru.services.life import derived
from luutru.services.rules import duties

_TITLES: Final = ("title_vi", "title_en", "title_other")
_TITLE: Final = mark("Title")
_SIDES: Final = ("party.vietnamese", "party.foreign")


def accept_review(archive: Archive, reference: str, *, approve: bool = False) -> None:
    """Mark the description of an agreement as reviewed, or as approved.

    Raises:
        UnknownReference: Nothing is called so.
        ReviewIncomplete: A field that this step requires has neither a value nor a reason.
    """
    with archive.catalogue.write() as session:
        agreement = lookup.agreement(session, reference)
        accept_in(session, archive.person, agreement, approve=approve)


def accept_in(
    session: Session, person: str, agreement: Agreement, *, approve: bool = False
) -> None:
    """Accept the review within the caller's transaction.

    Raises:
        ReviewIncomplete: A field that this step requires has neither a value nor a reason.
    """
    missing = _missing(session, agreement, approve=approve)
    if missing:
        raise ReviewIncomplete(agreement.reference, ", ".join(missing))
    before, after = agreement.review_state, "approved" if approve else "reviewed"
    agreement.review_state = after
    log_changes(session, person, after, agreement, [Change("review_state", before, after)])
    derived.follow_in(session, person, agreement)
    duties.plan_in(session, person, agreement)


def _missing(session: Session, agreement: Agreement, *, approve: bool) -> list[str]:
    """Return the labels of the fields that still have neither a value nor a reason."""
    asked = {Need.REVIEW, Need.APPROVAL} if approve else {Need.REVIEW}
    wanted = {
        field.name: field.label
        for field in FIELDS
        if field.need in asked and (agreement.documents or field.of == "agreement")
    } | {side: LIST_FIELDS[side] for side in _SIDES}
    missing = [label for name, label in wanted.items() if not current(session, agreement, name)]
    if not any(current(session, agreement, title) for title in _TITLES):
        missing.insert(0, _TITLE)
    return [translate(label) for label in missing]
