"""Writes a list as DOCX: A4, the heading of the table on each page, pages numbered.

Rows are written as elements: python-docx looks for each cell from the beginning of the table,
which takes an hour for ten thousand rows.
"""

from pathlib import Path
from typing import Any, Final

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from luutru import clock
from luutru.progress import Progress
from luutru.services.tables.paper import Sheet, sheet_for
from luutru.services.tables.steps import in_steps
from luutru.services.tables.table import Column, Table, clean, told

_FACE: Final = "Times New Roman"
_TWIPS: Final = 1440 / 25.4
_SHADE: Final = "E7E5E0"


def write_docx(table: Table, path: Path, progress: Progress) -> None:
    """Write `table` to `path`."""
    document = docx.Document()
    sheet = sheet_for(table)
    _set_up(document, table, sheet)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(clean(table.title))
    run.bold, run.font.size = True, Pt(14)
    for line in table.about:
        document.add_paragraph(clean(line)).alignment = WD_ALIGN_PARAGRAPH.CENTER
    drawn = document.add_table(rows=0, cols=len(table.columns))
    drawn.style = "Table Grid"
    drawn.autofit = False
    body = drawn._tbl  # noqa: SLF001  rows are added as elements
    for grid, width in zip(body.tblGrid, sheet.widths, strict=True):
        grid.set(qn("w:w"), _twips(width))
    body.append(_row([column.title for column in table.columns], table, sheet, is_heading=True))
    for row in in_steps(table.rows, progress):
        body.append(_row(list(map(told, table.columns, row)), table, sheet))
    document.save(str(path))


def _set_up(document: Any, table: Table, sheet: Sheet) -> None:  # noqa: ANN401
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FACE, Pt(10)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), _FACE)
    normal.paragraph_format.space_after = Pt(2)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if sheet.is_landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(sheet.width), Mm(sheet.height)
    section.left_margin = section.right_margin = Mm(sheet.margin)
    section.top_margin = section.bottom_margin = Mm(sheet.margin)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add_field(foot, "PAGE")
    foot.add_run("/")
    _add_field(foot, "NUMPAGES")
    told_of = document.core_properties
    told_of.author, told_of.title, told_of.comments = "Lưu Trữ", clean(table.title), ""
    told_of.created = told_of.modified = clock.now().replace(tzinfo=None)


def _add_field(paragraph: Paragraph, name: str) -> None:
    """Add a number that the reader of the file works out, such as that of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    field.append(_run("1", is_bold=False))
    paragraph._p.append(field)  # noqa: SLF001  python-docx has no fields


def _row(texts: list[str], table: Table, sheet: Sheet, *, is_heading: bool = False) -> Any:  # noqa: ANN401
    row = OxmlElement("w:tr")
    properties = OxmlElement("w:trPr")
    properties.append(OxmlElement("w:cantSplit" if not is_heading else "w:tblHeader"))
    row.append(properties)
    for column, text, width in zip(table.columns, texts, sheet.widths, strict=True):
        row.append(_cell(column, text, width, is_heading=is_heading))
    return row


def _cell(column: Column, text: str, width: float, *, is_heading: bool) -> Any:  # noqa: ANN401
    cell, properties = OxmlElement("w:tc"), OxmlElement("w:tcPr")
    wide = OxmlElement("w:tcW")
    wide.set(qn("w:w"), _twips(width))
    wide.set(qn("w:type"), "dxa")
    properties.append(wide)
    if is_heading:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), _SHADE)
        properties.append(shade)
    cell.append(properties)
    for line in text.split("\n"):
        paragraph = OxmlElement("w:p")
        if column.is_number:
            paragraph.get_or_add_pPr().jc_val = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.append(_run(line, is_bold=is_heading))
        cell.append(paragraph)
    return cell


def _run(text: str, *, is_bold: bool) -> Any:  # noqa: ANN401
    run = OxmlElement("w:r")
    if is_bold:
        run.get_or_add_rPr().append(OxmlElement("w:b"))
    words = OxmlElement("w:t")
    words.set(qn("xml:space"), "preserve")
    words.text = clean(text)
    run.append(words)
    return run


def _twips(width: float) -> str:
    return str(round(width * _TWIPS))
