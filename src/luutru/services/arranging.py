"""Arrange the pages of a document: turn, reorder, leave out, take in; the original stays as it is.

What comes out is a derivative that carries the pages of the document from then on. It can be
arranged again, and the original can be shown again at any time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.errors import NothingToArrange, PagesUncounted
from luutru.records.document import Document
from luutru.records.files import DerivedPage, FileObject, Page
from luutru.records.outbox import Outbox
from luutru.records.roles import Permission
from luutru.services import custody, derivatives, indexing, lookup
from luutru.services.archive import Archive
from luutru.services.derivatives import PageTurn, Planned, base_of, carrier_of
from luutru.services.following import Move, follow, list_failures

__all__ = ["ArrangedPage", "Arrangement", "PageTurn", "arrange", "arrangement", "show_original"]


@dataclass(frozen=True, slots=True)
class ArrangedPage:
    """One page as it is shown, and which page of which kept file it is."""

    number: int
    source_reference: str
    """Of the document whose file it was read in."""
    source_number: int
    turned: int
    """Degrees clockwise, besides what the page is turned in that file."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How the pages of a document are arranged."""

    reference: str
    sha256: str
    """Of the file that is shown; empty where the document was joined to another."""
    pages: tuple[ArrangedPage, ...]
    left_out: tuple[int, ...]
    """Pages of the document's first file that are not shown."""
    is_original: bool
    """Whether the pages are those of the first file, none left out, moved or turned."""
    is_signed: bool
    """The original bears a digital signature, which holds for the original alone."""


def arrangement(archive: Archive, reference: str) -> Arrangement:
    """Return how the pages of the document `reference` are arranged now.

    Raises:
        UnknownReference: Nothing is called so.
        PagesUncounted: Nobody has looked into its file yet, or nobody can.
    """
    with archive.catalogue.read() as session:
        return _told(session, lookup.document(session, reference))


def arrange(archive: Archive, reference: str, pages: Sequence[PageTurn]) -> Arrangement:
    """Show the document `reference` as `pages`, in their order; return how it is then.

    Pages of other documents may be among them; those documents keep theirs. What was read on the
    pages goes along, so nothing is recognised again. The file is durable before the catalogue
    tells of it, and a failure leaves everything as it was.

    Raises:
        NotPermitted: The roles of the account do not include it.
        UnknownReference, HeldAtDoor, PageNotThere, PagesUncounted: There are no such pages.
        NothingToArrange: `pages` names none.
        EditedMeanwhile: Somebody else arranged them at the same time.
        DerivativeFailed, OriginalMissing, Trouble: The file could not be made.
    """
    archive.require(Permission.TAKE_IN)
    if not pages:
        raise NothingToArrange(reference)
    with archive.catalogue.read() as session:
        planned = derivatives.plan(archive, session, lookup.document(session, reference), pages)
    made = derivatives.make(archive, reference, planned)
    with derivatives.entering(archive, made) as session:
        document = lookup.document(session, reference)
        derivatives.make_sure(archive, session, document, pages, planned)
        detail = {"pages": [str(page) for page in pages]}
        carry(session, document, planned, made)
        record(session, archive.person, "arranged", document, detail)
        told = _told(session, document)
    indexing.follow_pages(archive)
    return told


def show_original(archive: Archive, reference: str) -> Arrangement:
    """Show the pages of the document `reference` as they were taken in; return how it is then.

    Documents that were joined to it show their own pages again. For a document that was split off
    another, it is the derivative with which it began.

    Raises:
        UnknownReference: Nothing is called so.
        PagesUncounted: Nobody has looked into its file yet, or nobody can.
    """
    with archive.catalogue.write() as session:
        document = lookup.document(session, reference)
        document.joined_to_id = None
        _part(session, archive.person, document)
        if _back(session, document):
            record(session, archive.person, "arranged", document, {"original": True})
        told = _told(session, document)
    indexing.follow_pages(archive)
    return told


def carry(
    session: Session, document: Document, planned: Sequence[Planned], made: derivatives.Made
) -> None:
    """Let `document` show what was made, in the caller's transaction; all that follows from it."""
    base = base_of(document) or session.get_one(FileObject, planned[0].file_id)
    own = {page.id for page in _pages_of(carrier_of(document))}
    file = derivatives.enter(session, document, base, planned, made)
    moves = [
        Move(session.get_one(Page, source.page_id), page, source.along)
        for source, page in zip(planned, file.pages, strict=True)
    ]
    follow(session, [move for move in moves if move.before.id in own], sources=True)
    follow(session, [move for move in moves if move.before.id not in own], sources=False)
    derivatives.share_secrecy(session, document, planned)
    list_failures(session, document)
    _tell_index(session, document)


def record(
    session: Session, person: str, act: str, document: Document, detail: Mapping[str, object]
) -> None:
    """Write into the custody log what was done with the pages of `document`."""
    carrier = carrier_of(document)
    custody.record(
        session,
        person,
        act,
        subject=document.uid,
        reference=document.reference,
        detail={**detail, "shown_sha256": carrier.sha256 if carrier else ""},
    )


def _part(session: Session, person: str, document: Document) -> None:
    """Let the documents that were joined to `document`, and to those, show their own pages."""
    joined = select(Document).where(Document.joined_to_id == document.id)
    for other in session.scalars(joined).all():
        other.joined_to_id = None
        _back(session, other)
        record(session, person, "parted", other, {"from": document.reference})
        _part(session, person, other)


def _back(session: Session, document: Document) -> bool:
    """Let the first file of `document` carry its pages; tell whether that is a change."""
    base, carrier = base_of(document), carrier_of(document)
    if base is None:
        raise PagesUncounted(document.reference)
    if base is carrier:
        return False
    moves = []
    if carrier is not None:
        carrier.carries_pages = False
        moves = list(_moves_back(session, carrier, base))
    base.carries_pages = True
    follow(session, moves, sources=True)
    list_failures(session, document)
    _tell_index(session, document)
    return True


def _moves_back(session: Session, carrier: FileObject, base: FileObject) -> list[Move]:
    """Pair the pages of a derivative with those pages of `base` that they are copies of."""
    pages, originals = _by_number(carrier), _by_number(base)
    there = {recipe.number: recipe for recipe in _recipes(session, carrier)}
    here = {recipe.source_number: recipe for recipe in _recipes(session, base)}
    moves = []
    for number, recipe in there.items():
        origin = recipe.source_number if recipe.source_file_id == base.id else 0
        turn = recipe.turned
        if here and recipe.source_number in here:  # `base` is a derivative of the same file
            first = here[recipe.source_number]
            origin, turn = first.number, turn - first.turned
        if origin in originals:
            moves.append(Move(pages[number], originals[origin], -turn % 360))
    return moves


def _tell_index(session: Session, document: Document) -> None:
    session.add(Outbox(task="read", document_id=document.id))
    session.add(Outbox(task="describe", agreement_id=document.agreement_id))


def _told(session: Session, document: Document) -> Arrangement:
    base, carrier = base_of(document), carrier_of(document)
    if base is None:
        raise PagesUncounted(document.reference)
    recipes = _recipes(session, carrier) if carrier else []
    pages = tuple(
        ArrangedPage(recipe.number, reference, recipe.source_number, recipe.turned)
        for recipe, reference in _named(session, recipes)
    )
    if carrier is not None and not recipes:
        numbers = range(1, (carrier.page_count or 0) + 1)
        pages = tuple(ArrangedPage(n, document.reference, n, 0) for n in numbers)
    first = {(r.source_file_id, r.source_number): r.number for r in _recipes(session, base)}
    if not first:
        first = {(base.id, number): number for number in range(1, (base.page_count or 0) + 1)}
    shown = {(r.source_file_id, r.source_number) for r in recipes} if recipes else set(first)
    return Arrangement(
        document.reference,
        carrier.sha256 if carrier else "",
        pages,
        tuple(first[source] for source in first if source not in shown),
        carrier is base,
        any(file.is_signed for file in document.files),
    )


def _named(session: Session, recipes: Sequence[DerivedPage]) -> list[tuple[DerivedPage, str]]:
    names = {
        recipe.source_file_id: session.get_one(FileObject, recipe.source_file_id).document.reference
        for recipe in recipes
    }
    return [(recipe, names[recipe.source_file_id]) for recipe in recipes]


def _recipes(session: Session, file: FileObject) -> list[DerivedPage]:
    query = select(DerivedPage).where(DerivedPage.file_id == file.id)
    return list(session.scalars(query.order_by(DerivedPage.number)))


def _by_number(file: FileObject) -> dict[int, Page]:
    return {page.number: page for page in file.pages}


def _pages_of(file: FileObject | None) -> Sequence[Page]:
    return file.pages if file else ()
