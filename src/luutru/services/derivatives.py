"""Makes derivatives: a file of pages that are kept, durable before the catalogue tells of it.

Pages are always copied from the files that they were read in first, never from a copy of a copy,
so that a derivative depends on nothing but originals.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import __version__
from luutru.errors import (
    DerivativeFailed,
    EditedMeanwhile,
    OriginalMissing,
    PageNotThere,
    PagesUncounted,
    Refusal,
)
from luutru.holdings.reader import MakingFailed
from luutru.holdings.receiving import Kept
from luutru.reading.messages import PageShape, SourcePage
from luutru.records.code_lists import code_list
from luutru.records.document import Document
from luutru.records.files import DerivedPage, FileObject, Page
from luutru.records.words import pack, turned, unpack
from luutru.services import lookup
from luutru.services.archive import Archive

MAKER: Final = f"luutru {__version__}"
_PDF: Final = "application/pdf"
_QUARTER: Final = 90
_OF_ITS_OWN: Final = frozenset({"id", "file_id", "number", "width", "height", "words", "rotation"})
"""Columns in which a copied page differs from the page that it was copied from."""


@dataclass(frozen=True, slots=True)
class PageTurn:
    """One page of a derivative: which page it is, and how it is turned.

    Raises:
        ValueError: It is turned by something else than quarters of a circle.
    """

    number: int
    """Of the page as the document shows its pages now, counted from 1."""
    turn: int = 0
    """Degrees clockwise, from how the page is shown now."""
    reference: str = ""
    """Of the document it is taken from; empty for the document itself."""

    def __post_init__(self) -> None:
        if self.turn % _QUARTER:
            message = f"a page cannot be turned by {self.turn} degrees"
            raise ValueError(message)

    def __str__(self) -> str:
        """Return it as it is typed at the terminal, such as `5r90`."""
        turn = f"r{self.turn % 360}" if self.turn % 360 else ""
        return f"{self.reference}{':' if self.reference else ''}{self.number}{turn}"


@dataclass(frozen=True, slots=True)
class Planned:
    """Where one page of a derivative comes from."""

    page_id: int
    """The page whose text goes along."""
    document_id: int
    file_id: int
    """The file that it is copied from."""
    path: Path
    number: int
    turn: int
    """Degrees clockwise, besides what the page is turned in that file."""
    along: int
    """Degrees clockwise by which what was read on the page is turned with it."""
    size: int
    """Bytes of the file that it is copied from."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made and is safe, though no record names it yet."""

    reference: str
    """Of the document that it is made for."""
    kept: Kept
    shapes: tuple[PageShape, ...]


def carrier_of(document: Document) -> FileObject | None:
    """Return the file whose pages are those of `document`; None where it was joined to another."""
    return next((file for file in document.files if file.carries_pages), None)


def base_of(document: Document) -> FileObject | None:
    """Return the file in which the pages of `document` were first read."""
    counted = [file for file in document.files if file.page_count and file.media_type == _PDF]
    return min(counted, key=lambda file: (not file.is_master, file.id), default=None)


def plan(
    archive: Archive, session: Session, document: Document, pages: Sequence[PageTurn]
) -> list[Planned]:
    """Return where each of `pages` comes from.

    Raises:
        UnknownReference: A page is of a document that is not there.
        PageNotThere, PagesUncounted: There is no such page, or nobody knows yet.
        HeldAtDoor: It waits there for its mark of secrecy, and gives no pages meanwhile.
    """
    return [_planned(archive, session, document, page) for page in pages]


def make_sure(
    archive: Archive,
    session: Session,
    document: Document,
    pages: Sequence[PageTurn],
    planned: Sequence[Planned],
) -> None:
    """See that `pages` still mean what was planned.

    Raises:
        EditedMeanwhile: Somebody else arranged the pages while the file was made.
    """
    try:
        same = plan(archive, session, document, pages) == list(planned)
    except Refusal:
        same = False
    if not same:
        raise EditedMeanwhile(document.reference)


def _planned(archive: Archive, session: Session, document: Document, wanted: PageTurn) -> Planned:
    giver = lookup.document(session, wanted.reference) if wanted.reference else document
    carrier = carrier_of(giver)
    if carrier is not None and carrier.page_count is None:
        raise PagesUncounted(giver.reference)
    query = select(Page).where(Page.number == wanted.number)
    page = carrier and session.scalar(query.where(Page.file_id == carrier.id))
    if not carrier or not page:
        count = carrier.page_count or 0 if carrier else 0
        raise PageNotThere(giver.reference, wanted.number, count)
    along = (page.rotation + wanted.turn) % 360
    recipe = session.get(DerivedPage, (carrier.id, page.number))
    file, number, before = carrier, page.number, 0
    if recipe is not None:
        file = session.get_one(FileObject, recipe.source_file_id)
        number, before = recipe.source_number, recipe.turned
    path = archive.path_of(file.sha256, is_master=file.is_master)
    if not path.is_file():
        raise OriginalMissing(giver.reference)
    turn = (before + along) % 360
    return Planned(page.id, giver.id, file.id, path, number, turn, along, file.size)


def make(archive: Archive, reference: str, planned: Sequence[Planned]) -> Made:
    """Make the file that was planned, in the reading process, and see it safely on the disk.

    Raises:
        DerivativeFailed: The pages cannot be copied.
        DiskFull, DiskTrouble: The file could not be kept.
    """
    size = sum({page.file_id: page.size for page in planned}.values())
    sources = [SourcePage(page.path, page.number, page.turn) for page in planned]
    with archive.derivatives.making(size, reference) as part:
        try:
            shapes = archive.reader.arrange(sources, part)
        except MakingFailed as error:
            raise DerivativeFailed(reference, str(error)) from error
        return Made(reference, archive.derivatives.settle(part, reference), shapes)


def make_all(archive: Archive, reference: str, plans: Sequence[Sequence[Planned]]) -> list[Made]:
    """Make several files; where one cannot be made, those before it go again.

    Raises what `make` raises.
    """
    made: list[Made] = []
    try:
        for planned in plans:
            made.append(make(archive, reference, planned))  # noqa: PERF401  kept as far as it came
    except BaseException:
        _discard(archive, made)
        raise
    return made


@contextmanager
def entering(archive: Archive, *made: Made, whole: bool = False) -> Iterator[Session]:
    """Open the write door to enter what was made; where that fails, what was made goes again.

    Raises:
        EditedMeanwhile: A recovery took a file for a stranger before it could be entered.
    """
    try:
        with archive.catalogue.write(whole=whole) as session:
            _see_in_place(archive, made)
            yield session
    except BaseException:
        _discard(archive, made)
        raise


def _see_in_place(archive: Archive, made: Sequence[Made]) -> None:
    for one in made:
        if not archive.derivatives.holds(one.kept.sha256):
            raise EditedMeanwhile(one.reference)


def _discard(archive: Archive, made: Sequence[Made]) -> None:
    """Remove what no record names; the write door is held so that nobody enters it meanwhile."""
    with archive.catalogue.write(whole=True) as session:
        for one in made:
            query = select(FileObject.id).where(FileObject.sha256 == one.kept.sha256)
            if session.scalar(query.where(~FileObject.is_master).limit(1)) is None:
                archive.derivatives.dispose(one.kept.sha256)


def enter(
    session: Session, document: Document, base: FileObject, planned: Sequence[Planned], made: Made
) -> FileObject:
    """Record a derivative of `base` that carries the pages of `document` from now on.

    What was read on its pages is copied with them; the former carrier stays as it is.
    """
    former = carrier_of(document)
    if former is not None:
        former.carries_pages = False
    file = FileObject(
        sha256=made.kept.sha256,
        size=made.kept.size,
        is_master=False,
        derived_from_id=base.id,
        made_by=MAKER,
        page_count=len(planned),
        dpi=base.dpi,
        is_colour=base.is_colour,
    )
    document.files.append(file)
    for number, (page, shape) in enumerate(zip(planned, made.shapes, strict=True), start=1):
        file.pages.append(_copied(session.get_one(Page, page.page_id), number, shape, page.along))
    session.flush()
    add_recipe(session, file, planned)
    return file


def add_recipe(session: Session, file: FileObject, planned: Sequence[Planned]) -> None:
    """Record which page of which file became which page of the derivative `file`."""
    session.add_all(
        DerivedPage(
            file_id=file.id,
            number=number,
            source_file_id=page.file_id,
            source_number=page.number,
            turned=page.turn,
        )
        for number, page in enumerate(planned, start=1)
    )


def share_secrecy(session: Session, document: Document, planned: Sequence[Planned]) -> None:
    """Make `document` as secret as the documents that its pages come from."""
    ranks = code_list("secrecy").codes
    givers = {page.document_id for page in planned} - {document.id}
    for giver in givers:
        secrecy = session.get_one(Document, giver).secrecy
        document.secrecy = max(document.secrecy, secrecy, key=ranks.index)
    agreement = document.agreement
    agreement.secrecy = max(agreement.secrecy, document.secrecy, key=ranks.index)


def _copied(page: Page, number: int, shape: PageShape, along: int) -> Page:
    """Return a page that says what `page` says, with its words where they stand when turned."""
    words = [(word.text, *turned(word[1:5], along), word.confidence) for word in unpack(page.words)]
    same = {
        column.key: getattr(page, column.key)
        for column in Page.__table__.columns
        if column.key not in _OF_ITS_OWN
    }
    return Page(
        **same, number=number, width=shape.width, height=shape.height, words=pack(words), rotation=0
    )
