"""What is this file? Asked first, with a proposal; the answer puts the document in its place.

Whatever was answered can be answered again: a document leaves the agreement it joined, and opens
one of its own, without losing its reference.
"""

from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from luutru.errors import CannotSort
from luutru.i18n import mark, translate
from luutru.records.agreement import Agreement, Relation
from luutru.records.document import Document, Part
from luutru.records.outbox import Outbox
from luutru.services import attaching, custody, gaps, indexing, lookup, titles
from luutru.services.archive import Archive
from luutru.services.arrivals import PARTS, RELATIONS, Joining
from luutru.services.sort_proposals import SortProposal, proposed_sorts

__all__ = ["Joining", "SortProposal", "proposed_sorts", "show_scan", "sort_document", "sort_in"]

_NEEDS_OTHER: Final = mark("say to which agreement it belongs")
_ITSELF: Final = mark("it cannot belong to itself")
_HAS_TEXT: Final = mark("that agreement has its text already; it may be another scan of it")
_NO_PAPER: Final = mark("that agreement has no document that could be scanned again")
_ITS_OWN: Final = frozenset(
    {
        "id", "uid", "version", "recorded_at", "reference", "agreement_id", "part", "filename",
        "batch_id", "sorted_by", "reading_rank", "held_for", "let_in_with", "same_paper_id",
        "joined_to_id", "secrecy",
    }
)  # fmt: skip
"""What a scan keeps for itself when another scan of the same paper is shown in its place."""


def sort_document(archive: Archive, reference: str, as_: Joining, to: str | None = None) -> None:
    """Decide what the document `reference` is: a new agreement, or `as_` something of `to`.

    A gap of that agreement that the document claims to fill is filled. Another scan of a paper
    joins the document called `to`, which stays the one that is shown (`show_scan`).

    Raises:
        UnknownReference: Either is not there.
        CannotSort: It does not fit, with the reason.
        CannotAttach: The agreement that would be left has relations or milestones of its own.
    """
    with archive.catalogue.write(whole=True) as session:
        sort_in(session, archive.person, lookup.document(session, reference), as_, to)
    indexing.follow_pages(archive)


def sort_in(
    session: Session, person: str, document: Document, as_: Joining, to: str | None = None
) -> None:
    """Do the same within the caller's transaction on the whole catalogue."""
    former = document.agreement.reference
    other = _other(session, document, as_, to)
    _let_go_of_relations(session, document)
    if other is None or as_ in RELATIONS:
        own = attaching.part_from(session, document)
        document.same_paper_id = None
        if other is not None:
            _relate(session, own, other, RELATIONS[as_])
    else:
        _place(session, document, other, as_, to)
    document.sorted_by = person
    session.flush()
    _follow_gaps(session, person, document)
    detail = {"as": as_, "from": former, "to": document.agreement.reference}
    if other is not None and as_ in RELATIONS:
        detail["of"] = other.reference
    custody.record(
        session,
        person,
        "sorted",
        subject=document.uid,
        reference=document.reference,
        detail=detail,
    )


def show_scan(archive: Archive, reference: str) -> None:
    """Let the scan `reference` be the one that is shown of its paper, in place of another.

    It takes over what was described of the paper; all scans are kept.

    Raises:
        UnknownReference: No document is called so.
        CannotSort: It is not another scan of anything.
    """
    with archive.catalogue.write(whole=True) as session:
        chosen = lookup.document(session, reference)
        if chosen.same_paper_id is None:
            raise CannotSort(reference, translate("it is the only scan, or the one that is shown"))
        former = session.get_one(Document, chosen.same_paper_id)
        for column in (name for name in Document.__mapper__.columns.keys() if name not in _ITS_OWN):  # noqa: SIM118
            taken = getattr(chosen, column)
            setattr(chosen, column, getattr(former, column))
            setattr(former, column, taken)
        chosen.part, former.part = former.part, Part.RESCAN
        for scan in session.scalars(select(Document).where(Document.same_paper_id == former.id)):
            scan.same_paper_id = chosen.id
        chosen.same_paper_id, former.same_paper_id = None, chosen.id
        session.flush()
        titles.refresh(chosen.agreement)
        session.add(Outbox(task="describe", agreement_id=chosen.agreement_id))
        custody.record(
            session,
            archive.person,
            "scan_chosen",
            subject=chosen.uid,
            reference=reference,
            detail={"instead_of": former.reference},
        )


def _other(session: Session, document: Document, as_: Joining, to: str | None) -> Agreement | None:
    """Return the agreement that a document is to belong to, after looking whether it can."""
    if as_ is Joining.NEW:
        return None
    if to is None:
        raise CannotSort(document.reference, translate(_NEEDS_OTHER))
    other = lookup.agreement(session, to)
    kept = [one for one in other.documents if one is not document]
    if other is document.agreement and not kept:
        raise CannotSort(document.reference, translate(_ITSELF))
    if as_ is Joining.TEXT_OF and any(one.part == Part.MAIN for one in kept):
        raise CannotSort(document.reference, translate(_HAS_TEXT))
    if as_ is Joining.RESCAN_OF and not kept:
        raise CannotSort(document.reference, translate(_NO_PAPER))
    return other


def _place(
    session: Session, document: Document, other: Agreement, as_: Joining, to: str | None
) -> None:
    paper = attaching.paper_meant(other, to or "") if as_ is Joining.RESCAN_OF else None
    if paper is document:
        raise CannotSort(document.reference, translate(_ITSELF))
    attaching.join(session, document, other, PARTS[as_])
    document.same_paper_id = paper.id if paper is not None else None


def _relate(session: Session, own: Agreement, other: Agreement, kind: str) -> None:
    session.flush()
    session.add(Relation(from_id=own.id, to_id=other.id, kind=kind))


def _let_go_of_relations(session: Session, document: Document) -> None:
    """Take back what an earlier answer said that the document changes."""
    agreement = document.agreement
    if agreement.documents == [document]:
        session.execute(
            delete(Relation).where(
                Relation.from_id == agreement.id, Relation.kind.in_(RELATIONS.values())
            )
        )


def _follow_gaps(session: Session, person: str, document: Document) -> None:
    """Fill the gap that an annex claims, and note what the document cites in its new place."""
    gaps.open_again(session, document)
    if document.part == Part.ANNEX:
        key = gaps.annex_key(session, document.id)
        gap = gaps.gap_claimed(session, document.agreement_id, key or "")
        if gap is not None and gap.document_id != document.id:
            gaps.fill_gap(session, person, gap, document)
    gaps.note_gaps(session, document)
