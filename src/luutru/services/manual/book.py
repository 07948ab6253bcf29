"""Makes a book of a part of the manual: A4, with contents, bookmarks and numbered pages.

Links between chapters become links between pages; a link to another book stays text.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    Image,
    ListFlowable,
    ListItem,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)
from reportlab.platypus import Table as Grid
from reportlab.platypus.tableofcontents import TableOfContents

from luutru import __version__
from luutru.holdings.disk import put
from luutru.i18n import mark, translate
from luutru.services.manual.book_faces import BODY, CELL, HEADINGS, SMALL, TITLE, TOC, register
from luutru.services.manual.book_text import inline
from luutru.services.manual.contents import Part, pictures

_MARGIN: Final = 22 * mm
_ROOM: Final = A4[0] - 2 * _MARGIN
_LEAST_ROOM: Final = 120 * mm
"""A chapter begins where at least this much of a page is free."""
_PAGE: Final = mark("Page {page}")
_CONTENTS: Final = mark("Contents")
_VERSION: Final = mark("Lưu Trữ, version {version}")
_RULE: Final = colors.Color(0.8, 0.83, 0.87)


class _Book(BaseDocTemplate):  # type: ignore[misc]  # reportlab has no types
    """Notes headings for contents and bookmarks while it is laid out."""

    def __init__(self, file: BytesIO, title: str) -> None:
        super().__init__(
            file, pagesize=A4, title=title, author="Lưu Trữ", creator="Lưu Trữ", invariant=1
        )
        frame = Frame(_MARGIN, _MARGIN, _ROOM, A4[1] - 2 * _MARGIN, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate("page", [frame], onPage=self._number))
        self._name = title

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802  reportlab calls it so
        chapter = getattr(flowable, "chapter", "")
        if chapter:
            text = flowable.getPlainText()
            self.canv.bookmarkPage(chapter)
            self.canv.addOutlineEntry(text, chapter, 0)
            self.notify("TOCEntry", (0, text, self.page, chapter))

    def _number(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        if canvas.getPageNumber() == 1:
            return
        canvas.setFont(SMALL.fontName, SMALL.fontSize)
        canvas.setFillColor(SMALL.textColor)
        canvas.drawString(_MARGIN, 12 * mm, self._name)
        told = translate(_PAGE, page=canvas.getPageNumber())
        canvas.drawRightString(A4[0] - _MARGIN, 12 * mm, told)


def write_book(part: Part, path: Path, language: str) -> None:
    """Write the chapters of `part` as PDF to `path`."""
    register()
    file = BytesIO()
    contents = TableOfContents()
    contents.levelStyles = [TOC]
    story: list[Flowable] = [
        Spacer(1, 60 * mm),
        Paragraph(part.title, TITLE),
        Paragraph(translate(_VERSION, version=__version__), BODY),
        PageBreak(),
        Paragraph(translate(_CONTENTS), HEADINGS[0]),
        contents,
        PageBreak(),
    ]
    known = frozenset(chapter.id for chapter in part.chapters)
    for chapter in part.chapters:
        tree = SyntaxTreeNode(MarkdownIt().enable("table").parse(chapter.text))
        blocks = [block for node in tree.children for block in _block(node, language, known)]
        blocks[0].chapter = chapter.id
        story += [CondPageBreak(_LEAST_ROOM), Spacer(1, 16), *blocks]
    _Book(file, part.title).multiBuild(story)
    put(path, file.getvalue())


def _block(node: SyntaxTreeNode, language: str, known: frozenset[str]) -> Iterator[Flowable]:
    """Yield what stands for one block of Markdown."""
    match node.type:
        case "heading":
            yield Paragraph(inline(node.children[0], known), HEADINGS[int(node.tag[1]) - 1])
        case "paragraph" if _is_picture(node):
            yield from _picture(node.children[0].children[0], language)
        case "paragraph":
            yield Paragraph(inline(node.children[0], known), BODY)
        case "bullet_list" | "ordered_list":
            yield _list(node, language, known)
        case "table":
            yield _table(node, known)
            yield Spacer(1, 8)


def _is_picture(node: SyntaxTreeNode) -> bool:
    parts = node.children[0].children
    return len(parts) == 1 and parts[0].type == "image"


def _picture(node: SyntaxTreeNode, language: str) -> Iterator[Flowable]:
    file = pictures(language) / Path(str(node.attrs["src"])).name
    image = Image(str(file), _ROOM, 95 * mm, kind="proportional")
    yield Spacer(1, 4)
    yield image
    yield Paragraph(node.content, SMALL)
    yield Spacer(1, 6)


def _list(node: SyntaxTreeNode, language: str, known: frozenset[str]) -> Flowable:
    items = [
        ListItem([flow for child in item.children for flow in _block(child, language, known)])
        for item in node.children
    ]
    is_numbered = node.type == "ordered_list"
    return ListFlowable(
        items, bulletType="1" if is_numbered else "bullet", start=None if is_numbered else "•",
        bulletFontName=BODY.fontName, bulletFontSize=BODY.fontSize, leftIndent=16, bulletDedent=14,
    )  # fmt: skip


def _table(node: SyntaxTreeNode, known: frozenset[str]) -> Flowable:
    lines = [line for part in node.children for line in part.children]
    cells = [
        [Paragraph(inline(cell.children[0], known), CELL) for cell in line.children]
        for line in lines
    ]
    across = len(cells[0])
    wide = [_ROOM * 0.32, *[_ROOM * 0.68 / (across - 1)] * (across - 1)]
    return Grid(
        cells,
        colWidths=wide,
        repeatRows=1,
        style=[
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, _RULE),
            ("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.95, 0.96, 0.97)),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ],
    )
