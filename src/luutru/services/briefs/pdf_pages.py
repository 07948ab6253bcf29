"""Writes a brief as PDF: A4 upright, figures on top, sections below; pages numbered.

It is laid out twice, so that each page can tell how many there are.
"""

from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    KeepTogether,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
)
from reportlab.platypus import Table as Grid

from luutru.i18n import mark, translate
from luutru.resources import folder
from luutru.services.briefs.paper import Paper, Section
from luutru.services.tables.table import clean

_FACES: Final = {"Tinos": "Tinos_400Regular.ttf", "Tinos-Bold": "Tinos_700Bold.ttf"}
_MARGIN: Final = 16 * mm
_FRAME: Final = 6
"""Points that reportlab keeps free within its margins."""
_LEAST_ROOM: Final = 32 * mm
"""A long section begins where at least this much is free."""
_PAGE: Final = mark("Page {page}/{pages}")
_RULE: Final = colors.Color(0.45, 0.45, 0.45)
_FAINT: Final = colors.Color(0.78, 0.78, 0.78)
_KEPT: Final = 12
"""Rows up to which a section is not torn apart by the end of a page."""


def _style(name: str, size: float, face: str = "Tinos", **more: object) -> ParagraphStyle:
    return ParagraphStyle(name, fontName=face, fontSize=size, leading=size * 1.22, **more)


_TITLE: Final = _style("title", 17, "Tinos-Bold", alignment=TA_CENTER, spaceAfter=4)
_ABOUT: Final = _style("about", 10.5, alignment=TA_CENTER)
_HEADING: Final = _style("heading", 12, "Tinos-Bold", spaceBefore=11, spaceAfter=4)
_NUMBER: Final = _style("number", 17, "Tinos-Bold", alignment=TA_CENTER)
_COUNTED: Final = _style("counted", 9, alignment=TA_CENTER)
_CELL: Final = _style("cell", 9.5)
_RIGHT: Final = _style("right", 9.5, alignment=TA_RIGHT)
_HEAD: Final = _style("head", 9.5, "Tinos-Bold")


def write_pdf(paper: Paper, path: Path) -> None:
    """Write `paper` to `path`."""
    for name, file in _FACES.items():
        pdfmetrics.registerFont(TTFont(name, folder("fonts") / file))
    pages = _build(paper, BytesIO(), 0)
    with path.open("wb") as out:
        _build(paper, out, pages)


def _build(paper: Paper, file: BinaryIO, pages: int) -> int:
    """Write the document, numbered out of `pages`; return how many there are."""

    def number(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont("Tinos", 9)
        told = translate(_PAGE, page=document.page, pages=pages)
        canvas.drawCentredString(A4[0] / 2, 9 * mm, told)

    document = SimpleDocTemplate(
        file, pagesize=A4, leftMargin=_MARGIN - _FRAME, rightMargin=_MARGIN - _FRAME,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN, title=clean(paper.title), author="Lưu Trữ", creator="Lưu Trữ",
        invariant=1,
    )  # fmt: skip
    room = A4[0] - 2 * _MARGIN
    parts: list[Flowable] = [_words(paper.title, _TITLE)]
    parts += [_words(line, _ABOUT) for line in paper.about]
    parts += [Spacer(1, 8), _figures(paper, room)]
    for section in paper.sections:
        parts += _section(section, room)
    document.build(parts, onFirstPage=number, onLaterPages=number)
    return int(document.page)


def _figures(paper: Paper, room: float) -> Flowable:
    numbers = [_words(number, _NUMBER) for number, _ in paper.figures]
    counted = [_words(words, _COUNTED) for _, words in paper.figures]
    wide = room / max(1, len(paper.figures))
    return Grid(
        [numbers, counted],
        colWidths=[wide] * len(paper.figures),
        style=[
            ("LINEABOVE", (0, 0), (-1, 0), 0.8, _RULE),
            ("LINEBELOW", (0, 1), (-1, 1), 0.8, _RULE),
            ("LINEAFTER", (0, 0), (-2, -1), 0.4, _FAINT),
            ("TOPPADDING", (0, 0), (-1, 0), 6),
            ("BOTTOMPADDING", (0, 0), (-1, 0), 4),
            ("TOPPADDING", (0, 1), (-1, 1), 1),
            ("BOTTOMPADDING", (0, 1), (-1, 1), 5),
            ("VALIGN", (0, 1), (-1, 1), "TOP"),
        ],
    )


def _section(section: Section, room: float) -> list[Flowable]:
    heading = _words(section.heading, _HEADING)
    if not section.rows:
        return [KeepTogether([heading, _words(section.empty, _CELL)])]
    if len(section.columns) == 1:
        lines: list[Flowable] = [_words(row[0], _CELL) for row in section.rows]
        return [heading, *lines]
    grid = _grid(section, room)
    if len(section.rows) <= _KEPT:
        return [KeepTogether([heading, grid])]
    return [CondPageBreak(_LEAST_ROOM), heading, grid]


def _grid(section: Section, room: float) -> Grid:
    letters = sum(column.letters for column in section.columns)
    head = [_words(column.title, _HEAD) for column in section.columns]
    rows = [
        [
            _words(cell, _RIGHT if column.is_number else _CELL)
            for column, cell in zip(section.columns, row, strict=True)
        ]
        for row in section.rows
    ]
    return Grid(
        [head, *rows],
        colWidths=[room * column.letters / letters for column in section.columns],
        repeatRows=1,
        style=[
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.92, 0.92, 0.92)),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, _FAINT),
            ("LINEBELOW", (0, 0), (-1, 0), 0.6, _RULE),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, -1), 2.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ],
    )


def _words(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(clean(text)).replace("\n", "<br/>"), style)
