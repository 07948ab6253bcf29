"""Copies pages of PDFs into a new one, turned as asked; what they show is left byte for byte."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

import pikepdf
import pypdfium2 as pdfium
from pikepdf import Name

from luutru.reading.documents import open_pdf
from luutru.reading.messages import PageShape, Problem, SourcePage
from luutru.reading.trouble import Unreadable

_ACTIONS_OF_ANNOTATIONS: Final = ("/A", "/AA", "/PA", "/Dest")
_QUARTER: Final = 90


def arrange(pages: Sequence[SourcePage], target: Path) -> tuple[PageShape, ...]:
    """Write `pages` into the new file `target`, in their order; return their displayed sizes.

    Images and texts stay the streams they were. Links, scripts and forms are left behind: a
    derivative shows pages and does nothing. The same pages give the same bytes.

    Raises:
        Unreadable: A source is locked or damaged, or what came out is no sound PDF.
    """
    with making(), ExitStack() as opened, target.open("wb") as stream:
        arranged(pages, opened).save(stream, deterministic_id=True)
    return shapes_of(target, len(pages))


def arranged(pages: Sequence[SourcePage], opened: ExitStack) -> pikepdf.Pdf:
    """Return a PDF of `pages`, to be saved before `opened` closes it and its sources."""
    made = opened.enter_context(pikepdf.new())
    for page in _sources(pages, opened):
        made.pages.append(page)
    for page, wanted in zip(made.pages, pages, strict=True):
        _turn(page, wanted.turn)
        _quieten(page)
    return made


@contextmanager
def making() -> Iterator[None]:
    """Tell what goes wrong while a file is made of others.

    Raises:
        Unreadable: A source is locked or damaged, or the file became too large.
    """
    try:
        yield
    except pikepdf.PasswordError as error:
        raise Unreadable(Problem.ENCRYPTED, "qpdf") from error
    except (pikepdf.PdfError, IndexError, ValueError, TypeError, AttributeError) as error:
        raise Unreadable(Problem.DAMAGED, type(error).__name__) from error
    except OSError as error:  # there was room for it when we were asked
        raise Unreadable(Problem.TOO_LARGE, "written") from error


def shapes_of(file: Path, count: int) -> tuple[PageShape, ...]:
    """Return the sizes of the pages of a file that was made here.

    Raises:
        Unreadable: It does not open with `count` pages.
    """
    pdf = open_pdf(file)
    try:
        if len(pdf) != count:
            raise Unreadable(Problem.DAMAGED, "page count")
        return tuple(PageShape(*pdf.get_page_size(index)) for index in range(count))
    except pdfium.PdfiumError as error:
        raise Unreadable(Problem.DAMAGED, "page tree") from error
    finally:
        pdf.close()


def _sources(pages: Sequence[SourcePage], opened: ExitStack) -> Iterator[pikepdf.Page]:
    """Yield the pages; each file is opened once and stays open until all is written."""
    files: dict[Path, pikepdf.Pdf] = {}
    for page in pages:
        if page.file not in files:
            files[page.file] = opened.enter_context(pikepdf.open(page.file))
        yield files[page.file].pages[page.number - 1]


def _turn(page: pikepdf.Page, degrees: int) -> None:
    """Turn a page clockwise, besides what it is turned already."""
    before = int(page.obj.get(Name.Rotate, 0))
    if before % _QUARTER:
        before = 0  # viewers do not turn by anything else
    page.obj.Rotate = (before + degrees) % 360


def _quieten(page: pikepdf.Page) -> None:
    """Take away what a page or its annotations would do; stamps and notes are still seen."""
    for key in ("/AA", "/B", "/StructParents"):
        if key in page.obj:
            del page.obj[key]
    for annotation in page.obj.get(Name.Annots, ()):
        for key in _ACTIONS_OF_ANNOTATIONS:
            if key in annotation:
                del annotation[key]
