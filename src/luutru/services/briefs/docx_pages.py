"""Writes a brief as DOCX, to be worked on further: the same words in the same order."""

from pathlib import Path
from typing import Any, Final

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from luutru import clock
from luutru.services.briefs.paper import Paper, Section
from luutru.services.tables.table import clean

_FACE: Final = "Times New Roman"
_MARGIN: Final = 16
_ROOM: Final = 210 - 2 * _MARGIN


def write_docx(paper: Paper, path: Path) -> None:
    """Write `paper` to `path`."""
    document = docx.Document()
    _set_up(document, paper)
    _line(document, paper.title, 17, is_bold=True)
    for about in paper.about:
        _line(document, about, 11)
    told = " · ".join(f"{number} {words}" for number, words in paper.figures)
    _line(document, told, 11, is_bold=True)
    for section in paper.sections:
        _add(document, section)
    document.save(str(path))


def _set_up(document: Any, paper: Paper) -> None:  # noqa: ANN401  python-docx has no types
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FACE, Pt(10)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), _FACE)
    normal.paragraph_format.space_after = Pt(2)
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(_MARGIN)
    told = document.core_properties
    told.author, told.title, told.comments = "Lưu Trữ", clean(paper.title), ""
    told.created = told.modified = clock.now().replace(tzinfo=None)


def _line(document: Any, text: str, size: int, *, is_bold: bool = False) -> None:  # noqa: ANN401
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(clean(text))
    run.bold, run.font.size = is_bold, Pt(size)


def _add(document: Any, section: Section) -> None:  # noqa: ANN401
    heading = document.add_paragraph()
    heading.paragraph_format.space_before = Pt(9)
    heading.paragraph_format.keep_with_next = True
    run = heading.add_run(clean(section.heading))
    run.bold, run.font.size = True, Pt(12)
    if not section.rows or len(section.columns) == 1:
        for words in [row[0] for row in section.rows] or [section.empty]:
            document.add_paragraph(clean(words))
        return
    letters = sum(column.letters for column in section.columns)
    widths = [Mm(_ROOM * column.letters / letters) for column in section.columns]
    drawn = document.add_table(rows=0, cols=len(widths))
    drawn.style = "Table Grid"
    drawn.autofit = False
    titles = tuple(column.title for column in section.columns)
    for number, texts in enumerate((titles, *section.rows)):
        cells = drawn.add_row().cells
        for cell, text, width, column in zip(cells, texts, widths, section.columns, strict=True):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.add_run(clean(text)).bold = number == 0
            if column.is_number:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
