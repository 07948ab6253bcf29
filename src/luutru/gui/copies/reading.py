"""What the screen reads at once: a book, the requests that wait, and whether numbers are given."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from luutru.services.archive import Archive
    from luutru.services.copies.continuity import Standing
    from luutru.services.copies.lines import Book
    from luutru.services.copies.requests import RequestRow


@dataclass(frozen=True, slots=True)
class Reading:
    """The state of the register, as of one moment."""

    book: "Book"
    series: str
    requests: "list[RequestRow]"
    standing: "Standing"


def read_register(archive: "Archive", year: int, form: str, series: str) -> Reading:
    """Read the book of a year; `form` keeps one form only."""
    from luutru.services.copies.continuity import standing  # noqa: PLC0415  first visit
    from luutru.services.copies.lines import copies_book  # noqa: PLC0415
    from luutru.services.copies.requests import OPEN, copy_requests  # noqa: PLC0415

    return Reading(
        copies_book(archive, year, form=form, series=series),
        series,
        copy_requests(archive, states=OPEN),
        standing(archive),
    )
