"""Split a document into several, and join several into one; the originals stay as they are.

The first part keeps the reference and the original. The others are documents of their own, each
with a derivative of that original for its pages and a reference that was never used before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.errors import NothingToArrange
from luutru.records.document import Document, Part
from luutru.records.files import Page
from luutru.records.outbox import Outbox
from luutru.records.roles import Permission
from luutru.services import attaching, derivatives, indexing, lookup, numbering
from luutru.services.archive import Archive
from luutru.services.arranging import Arrangement, arrangement, carry, record
from luutru.services.derivatives import Made, PageTurn, Planned, carrier_of
from luutru.services.describe import describe_in
from luutru.services.description import Assignment
from luutru.services.following import list_failures
from luutru.services.page_lists import written

_SIGHTS: Final = 255


@dataclass(frozen=True, slots=True)
class Group:
    """The pages of one document that comes out of a split, and what that document is."""

    pages: tuple[PageTurn, ...]
    part: Part = Part.MAIN
    """`MAIN` opens a new agreement that awaits its review; all else is a part of an agreement."""
    to: str = ""
    """The agreement it is a part of; empty for that of the document that is split."""
    values: tuple[tuple[str, str], ...] = ()
    """Fields and values that a new agreement is described with, as typed."""


def split(archive: Archive, reference: str, groups: Sequence[Group]) -> tuple[str, ...]:
    """Make a document of each of `groups`; return their references, `reference` being the first.

    Pages in no group are shown no more; the original keeps them. All of it happens, or nothing.

    Raises:
        NotPermitted: The roles of the account do not include it.
        UnknownReference, HeldAtDoor, PageNotThere, PagesUncounted: There are no such pages.
        NothingToArrange: There are fewer than two groups, or one has no page.
        EditedMeanwhile: Somebody else arranged the pages at the same time.
        UnknownField, UnacceptableValue: A value of a group does not fit.
        DerivativeFailed, OriginalMissing, Trouble: A file could not be made.
    """
    archive.require(Permission.TAKE_IN)
    if len(groups) < 2 or not all(group.pages for group in groups):  # noqa: PLR2004  two parts
        raise NothingToArrange(reference)
    with archive.catalogue.read() as session:
        document = lookup.document(session, reference)
        for group in groups:
            if group.to:
                lookup.agreement(session, group.to)
        plans = [derivatives.plan(archive, session, document, group.pages) for group in groups]
    made = derivatives.make_all(archive, reference, plans)
    with derivatives.entering(archive, *made) as session:
        document = lookup.document(session, reference)
        for group, planned in zip(groups, plans, strict=True):
            derivatives.make_sure(archive, session, document, group.pages, planned)
        others = [
            _split_off(session, archive.person, document, group, planned, one)
            for group, planned, one in zip(groups[1:], plans[1:], made[1:], strict=True)
        ]
        carry(session, document, plans[0], made[0])
        detail = {"pages": _listed(groups[0]), "others": others}
        record(session, archive.person, "split", document, detail)
        _describe(session, archive.person, document, groups[0])
    indexing.follow_pages(archive)
    return reference, *others


def merge(archive: Archive, references: Sequence[str]) -> Arrangement:
    """Show the pages of all documents in the first of them; return how that one is arranged then.

    The others keep their references and their originals, become parts of its agreement and show
    no pages themselves until the first is shown as it began (`arranging.show_original`).

    Raises:
        NotPermitted: The roles of the account do not include it.
        UnknownReference, HeldAtDoor, PagesUncounted: There are no such pages.
        NothingToArrange: Fewer than two documents are named, or one of them has no pages to show.
        CannotAttach: The agreement of one would be given up with relations or milestones in it.
        EditedMeanwhile, DerivativeFailed, OriginalMissing, Trouble: As when pages are arranged.
    """
    archive.require(Permission.TAKE_IN)
    first, *others = dict.fromkeys(references)
    if not others:
        raise NothingToArrange(first)
    # the whole catalogue: an agreement with a document at the door must not be given up
    with archive.catalogue.read(whole=True) as session:
        pages = [page for name in (first, *others) for page in _all_pages(session, first, name)]
        document = lookup.document(session, first)
        planned = derivatives.plan(archive, session, document, pages)
    made = derivatives.make(archive, first, planned)
    with derivatives.entering(archive, made, whole=True) as session:
        document = lookup.document(session, first)
        derivatives.make_sure(archive, session, document, pages, planned)
        carry(session, document, planned, made)
        record(session, archive.person, "arranged", document, {"pages": [str(p) for p in pages]})
        for name in others:
            _join(session, archive.person, lookup.document(session, name), document)
    indexing.follow_pages(archive)
    return arrangement(archive, first)


def _split_off(
    session: Session,
    person: str,
    document: Document,
    group: Group,
    planned: Sequence[Planned],
    made: Made,
) -> str:
    """Record a document that consists of some pages of another; return its reference."""
    other = Document(
        reference=numbering.next_reference(session, clock.today().year),
        part=group.part,
        filename=_named(document.filename, group),
        batch_id=document.batch_id,
        reading_rank=document.reading_rank,
        sorted_by="" if group.part is Part.MAIN else person,
        secrecy=document.secrecy,
        urgency=document.urgency,
    )
    if group.part is Part.MAIN:
        session.add(attaching.agreement_of(other, document.agreement.fonds_id))
    else:
        agreement = lookup.agreement(session, group.to) if group.to else document.agreement
        agreement.documents.append(other)
    session.flush()
    carry(session, other, planned, made)
    record(
        session,
        person,
        "split",
        other,
        {"from": document.reference, "pages": _listed(group), "part": group.part},
    )
    _describe(session, person, other, group)
    return other.reference


def _describe(session: Session, person: str, document: Document, group: Group) -> None:
    """Describe the agreement that `document` is the main text of with the values of its group."""
    if group.part is Part.MAIN and group.values:
        assignments = [Assignment(name, typed) for name, typed in group.values]
        describe_in(session, person, document.agreement, assignments)


def _join(session: Session, person: str, document: Document, first: Document) -> None:
    """Let `document` show nothing itself, as its pages are shown in `first`."""
    carrier = carrier_of(document)
    if carrier is not None:
        carrier.carries_pages = False
    document.joined_to_id = first.id
    former = document.agreement.reference
    attaching.join(session, document, first.agreement, Part(document.part))
    list_failures(session, document)
    session.add(Outbox(task="read", document_id=document.id))
    detail = {"to": first.reference, "agreement": former}
    record(session, person, "joined", document, detail)


def _all_pages(session: Session, first: str, reference: str) -> list[PageTurn]:
    carrier = carrier_of(lookup.document(session, reference))
    query = select(Page.number).where(Page.file_id == (carrier.id if carrier else None))
    numbers = session.scalars(query.order_by(Page.number)).all()
    if not numbers:
        raise NothingToArrange(reference)
    return [PageTurn(number, 0, "" if reference == first else reference) for number in numbers]


def _listed(group: Group) -> list[str]:
    return [str(page) for page in group.pages]


def _named(filename: str, group: Group) -> str:
    """Return what a part is called until somebody gives it a title: the file and its pages."""
    path = PurePath(filename)
    pages = written(page.number for page in group.pages)
    return f"{path.stem[: _SIGHTS - 40]} [{pages[:30]}]{path.suffix[:6]}"
