"""Accept a review, and approve it: complete is what answers every field that the step requires."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.errors import ReviewIncomplete
from luutru.i18n import mark, translate
from luutru.progress import SILENT, Progress
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
_APPROVING: Final = mark("Approving descriptions")
_AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An agreement whose description could not be approved, and why, for the reader."""

    reference: str
    why: str


@dataclass(frozen=True, slots=True)
class Approval:
    """What became of descriptions that were to be approved."""

    approved: tuple[str, ...] = ()
    """References."""
    left_out: tuple[LeftOut, ...] = ()


def accept_review(archive: Archive, reference: str, *, approve: bool = False) -> None:
    """Mark the description of an agreement as reviewed, or as approved.

    Raises:
        UnknownReference: Nothing is called so.
        ReviewIncomplete: A field that this step requires has neither a value nor a reason.
    """
    with archive.catalogue.write() as session:
        agreement = lookup.agreement(session, reference)
        accept_in(session, archive.person, agreement, approve=approve)


def approve(archive: Archive, ids: Sequence[int], progress: Progress = SILENT) -> Approval:
    """Approve the descriptions of the agreements `ids` that somebody has reviewed, as one act.

    What nobody has reviewed yet, or is not complete enough, is left as it is and told.

    Raises:
        Cancelled: The archivist asked to stop; nothing was approved.
    """
    approved: list[str] = []
    left_out: list[LeftOut] = []
    with archive.catalogue.write() as session:
        for start in range(0, len(ids), _AT_ONCE):
            progress.report(start, len(ids), translate(_APPROVING))
            for agreement in _agreements(session, ids[start : start + _AT_ONCE]):
                why = _hindrance(session, agreement)
                if why:
                    left_out.append(LeftOut(agreement.reference, why))
                elif agreement.review_state != "approved":
                    accept_in(session, archive.person, agreement, approve=True)
                    approved.append(agreement.reference)
    return Approval(tuple(approved), tuple(left_out))


def approve_named(archive: Archive, references: Sequence[str]) -> Approval:
    """Approve the descriptions of agreements that are named by their references.

    Raises:
        UnknownReference: Nothing is called so; nothing was approved.
    """
    with archive.catalogue.read() as session:
        ids = [lookup.agreement(session, one).id for one in references]
    return approve(archive, ids)


def withdraw_approval(archive: Archive, references: Sequence[str]) -> tuple[str, ...]:
    """Take approvals back, so that the descriptions count as reviewed; return whose it was.

    Raises:
        UnknownReference: Nothing is called so; nothing was taken back.
    """
    taken_back: list[str] = []
    with archive.catalogue.write() as session:
        for agreement in [lookup.agreement(session, one) for one in references]:
            if agreement.review_state == "approved":
                change = Change("review_state", "approved", "reviewed")
                agreement.review_state = change.after
                log_changes(session, archive.person, "approval_withdrawn", agreement, [change])
                taken_back.append(agreement.reference)
    return tuple(taken_back)


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


def _agreements(session: Session, ids: Sequence[int]) -> list[Agreement]:
    query = select(Agreement).where(Agreement.id.in_(ids)).order_by(Agreement.reference)
    return list(session.scalars(query))


def _hindrance(session: Session, agreement: Agreement) -> str:
    """Return why a description cannot be approved; "" where it can."""
    if agreement.review_state == "awaiting_review":
        return translate("Nobody has checked this description yet.")
    missing = ", ".join(_missing(session, agreement, approve=True))
    return translate("Fill in first: {fields}.", fields=missing) if missing else ""


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
