"""What the dialog has done in the background; services are imported where they are needed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from luutru.gui.arranging.page_plan import PagePlan, PlannedPage
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.services.archive import Archive
    from luutru.services.derivatives import PageTurn
    from luutru.services.pages import PageShape


@dataclass(frozen=True)
class Opened:
    """The pages of a document as they are shown now, and what is proposed for them."""

    document_id: int
    name: str
    """Of the file, as people know it."""
    shapes: "tuple[PageShape, ...]"
    is_original: bool
    is_signed: bool
    cuts: tuple[tuple[int, str], ...] = ()
    """Page numbers at which another document seems to begin, with the reason."""
    separators: frozenset[int] = frozenset()
    """Pages that only divide documents."""


def open_pages(archive: "Archive", reference: str) -> Opened:
    """Read how the pages of a document are arranged, and where it seems to hold several."""
    from luutru.services.arranging import arrangement  # noqa: PLC0415
    from luutru.services.pages import page_shapes  # noqa: PLC0415
    from luutru.services.propose import review_sheet  # noqa: PLC0415
    from luutru.services.segmenting import (  # noqa: PLC0415
        REASONS,
        proposed_cuts,
        separator_pages,
    )

    told = arrangement(archive, reference)
    sheet = review_sheet(archive, reference)
    cuts = [cut for cut in proposed_cuts(archive, reference) if cut.is_likely]
    return Opened(
        document_id=sheet.document_id,
        name=sheet.filename or reference,
        shapes=tuple(page_shapes(archive, sheet.document_id)),
        is_original=told.is_original,
        is_signed=told.is_signed,
        cuts=tuple((cut.page, translate(REASONS[cut.reasons[0]])) for cut in cuts),
        separators=frozenset(separator_pages(archive, reference)),
    )


def make(archive: "Archive", reference: str, plan: PagePlan) -> list[str]:
    """Make what the plan wants; return the references of the documents that come of it."""
    from luutru.services.arranging import arrange  # noqa: PLC0415

    groups = [tuple(_turn(page) for page in group) for group in plan.groups]
    if len(groups) == 1:
        arrange(archive, reference, groups[0])
        return [reference]
    from luutru.services.segmenting import by_separators  # noqa: PLC0415
    from luutru.services.splitting import Group, split  # noqa: PLC0415

    # What a separator sheet says of the document behind it holds for the one that begins there.
    sheets = {cut.page: cut for cut in by_separators(archive, reference)}
    told = [(pages, sheets.get(pages[0].number)) for pages in groups]
    return list(
        split(
            archive,
            reference,
            [
                Group(pages, cut.part, cut.to, cut.values) if cut else Group(pages)
                for pages, cut in told
            ],
        )
    )


def show_original(archive: "Archive", reference: str) -> list[str]:
    """Show the pages as they were taken in."""
    from luutru.services import arranging  # noqa: PLC0415

    arranging.show_original(archive, reference)
    return [reference]


def _turn(page: PlannedPage) -> "PageTurn":
    from luutru.services.derivatives import PageTurn  # noqa: PLC0415

    return PageTurn(page.number, page.turn)
