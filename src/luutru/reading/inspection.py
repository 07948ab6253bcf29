"""Takes a first look at a file: how many pages of which size, and what it could do if let."""

import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from luutru.reading.documents import open_pdf
from luutru.reading.messages import Inspection, PageShape, Problem
from luutru.reading.trouble import Unreadable

_ACTIONS: Final = {
    "/JavaScript": "javascript",
    "/Launch": "launch",
    "/URI": "uri",
    "/GoToR": "goto_remote",
    "/GoToE": "goto_remote",
    "/ImportData": "form",
    "/SubmitForm": "form",
}
_KEYS: Final = {
    "/EmbeddedFiles": "attachment",
    "/EF": "attachment",
    "/AcroForm": "form",
    "/XFA": "form",
    "/JS": "javascript",
}
_TAIL: Final = 4096
"""Bytes at the end in which a file must say that it ends; PDFium looks as far."""
_END: Final = re.compile(rb"startxref\s+\d+\s+%%EOF")
_SECONDS_FOR_ACTIONS: Final = 8.0
_DEEPEST: Final = 20


def inspect(file: Path, most_pages: int) -> Inspection:
    """Look at `file` without drawing anything.

    What is wrong with it is told in the inspection, never raised; only a process that ends on the
    way tells nothing.
    """
    try:
        pdf = open_pdf(file)
    except Unreadable as error:
        problem = Problem.NO_PAGES if _has_no_pages(file) else error.problem
        return Inspection(problem=problem, detail=error.detail)
    try:
        return _of_open(file, pdf, most_pages)
    finally:
        pdf.close()


def _of_open(file: Path, pdf: pdfium.PdfDocument, most_pages: int) -> Inspection:
    version = pdf.get_version()
    told = f"{version // 10}.{version % 10}" if version else ""
    count = len(pdf)
    if count == 0:
        return Inspection(problem=Problem.NO_PAGES, pdf_version=told)
    if count > most_pages:
        return Inspection(problem=Problem.TOO_MANY_PAGES, detail=str(count), pdf_version=told)
    if _is_cut_short(file):
        return Inspection(problem=Problem.DAMAGED, detail="cut short", pdf_version=told)
    try:
        pages = tuple(PageShape(*pdf.get_page_size(index)) for index in range(count))
    except pdfium.PdfiumError:
        return Inspection(problem=Problem.DAMAGED, detail="page tree", pdf_version=told)
    return Inspection(
        pages=pages,
        pdf_version=told,
        active_content=tuple(sorted(_active_content(file))),
        signed=pdfium_c.FPDF_GetSignatureCount(pdf) > 0,
    )


def _has_no_pages(file: Path) -> bool:
    """Tell whether a file that PDFium refuses is sound but for having no pages."""
    try:
        with pikepdf.open(file, attempt_recovery=False) as pdf:
            return len(pdf.pages) == 0
    except (pikepdf.PdfError, pikepdf.PasswordError, OSError, ValueError, RuntimeError):
        return False


def _is_cut_short(file: Path) -> bool:
    """Tell whether the end is missing; PDFium makes do without it and shows what is left."""
    with file.open("rb") as stream:
        stream.seek(max(0, file.stat().st_size - _TAIL))
        return _END.search(stream.read()) is None


def _active_content(file: Path) -> set[str]:
    """Return the kinds of active content; what was found so far where time or qpdf gives out."""
    kinds: set[str] = set()
    until = time.monotonic() + _SECONDS_FOR_ACTIONS
    try:
        with pikepdf.open(file) as pdf:
            for item in pdf.objects:
                kinds.update(_kinds_in(item, 0))
                if time.monotonic() > until:
                    break
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):
        pass
    return kinds


def _kinds_in(item: Any, depth: int) -> Iterator[str]:  # noqa: ANN401  any object of a PDF
    """Yield what a direct object and those inside it could do; references are met by themselves."""
    for key, value in _members(item):
        if key in _KEYS:
            yield _KEYS[key]
        if key == "/S" and isinstance(value, pikepdf.Name):
            yield from filter(None, [_ACTIONS.get(str(value))])
        if depth < _DEEPEST and not getattr(value, "is_indirect", False):
            yield from _kinds_in(value, depth + 1)


def _members(item: Any) -> Iterable[tuple[str, Any]]:  # noqa: ANN401  any object of a PDF
    if isinstance(item, pikepdf.Dictionary):
        return item.items()
    if isinstance(item, pikepdf.Stream):
        return item.stream_dict.items()
    return (("", value) for value in item) if isinstance(item, pikepdf.Array) else ()
