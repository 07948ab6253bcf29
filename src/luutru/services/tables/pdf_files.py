"""Writes a list as PDF: A4, Tinos, the heading on each page, and “page x/y” at the foot.

The pages are laid out first and drawn then, so that each can tell how many there are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from luutru.i18n import mark, translate
from luutru.progress import Progress
from luutru.resources import folder
from luutru.services.tables.lines import Measure, broken
from luutru.services.tables.paper import Sheet, sheet_for
from luutru.services.tables.steps import in_steps
from luutru.services.tables.table import Table, clean, told

_FACES: Final = {"Tinos": "Tinos_400Regular.ttf", "Tinos-Bold": "Tinos_700Bold.ttf"}
_SIZE: Final = 9.5
_LEADING: Final = 11.5
_PAD: Final = 3.5
_LEAST_ROOM: Final = 60.0
"""A row that is higher than a page begins where at least this much is free."""
_TITLE_SIZE: Final = 14.0
_ABOUT_SIZE: Final = 10.0
_PAGE: Final = mark("Page {page}/{pages}")

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Strip:
    """A row, or as much of a long one as fits on a page."""

    cells: tuple[Lines, ...]

    @property
    def height(self) -> float:
        return max(map(len, self.cells), default=1) * _LEADING + 2 * _PAD


def write_pdf(table: Table, path: Path, progress: Progress) -> None:
    """Write `table` to `path`."""
    for name, file in _FACES.items():
        pdfmetrics.registerFont(TTFont(name, folder("fonts") / file))
    _Drawing(table, sheet_for(table), path).write(progress)


class _Drawing:
    """A list on its way to paper."""

    def __init__(self, table: Table, sheet: Sheet, path: Path) -> None:
        self._table = table
        self._sheet = sheet
        self._size = (sheet.width * mm, sheet.height * mm)
        self._widths = [width * mm for width in sheet.widths]
        self._left = sheet.margin * mm
        self._room = sum(self._widths)
        self._bottom = sheet.margin * mm + 4 * mm
        self._top: float = self._size[1] - sheet.margin * mm
        self._plain, self._bold = Measure("Tinos", _SIZE), Measure("Tinos-Bold", _SIZE)
        self._heading = self._strip([column.title for column in table.columns], self._bold)
        self._canvas = Canvas(
            str(path), pagesize=self._size, invariant=1, pageCompression=1, initialFontName="Tinos"
        )
        self._canvas.setTitle(clean(table.title))
        self._canvas.setAuthor("Lưu Trữ")
        self._canvas.setCreator("Lưu Trữ")

    def write(self, progress: Progress) -> None:
        head = self._head_lines()
        pages = list(self._pages(sum(leading for *_, leading in head), progress))
        for number, strips in enumerate(pages, start=1):
            top = self._draw_head(head) if number == 1 else self._top
            top = self._draw_strip(self._heading, top, is_heading=True)
            for strip in strips:
                top = self._draw_strip(strip, top)
            foot = translate(_PAGE, page=number, pages=len(pages))
            self._write("Tinos", 9, self._size[0] / 2, self._left - 2 * mm, foot, place="middle")
            self._canvas.showPage()
        self._canvas.save()

    def _pages(self, head: float, progress: Progress) -> Iterator[list[_Strip]]:
        """Yield what stands on each page; a row that is higher than a page goes on overleaf."""
        whole = self._top - self._bottom - self._heading.height
        room, page = whole - head, list[_Strip]()
        for row in in_steps(self._table.rows, progress):
            rest: _Strip | None = self._strip(list(map(told, self._table.columns, row)))
            while rest is not None:
                if rest.height <= room or (rest.height > whole and room > _LEAST_ROOM):
                    strip, rest = _divided(rest, room)
                    page.append(strip)
                    room -= strip.height
                if rest is not None:
                    yield page
                    room, page = whole, []
        yield page

    def _strip(self, texts: Sequence[str], measure: Measure | None = None) -> _Strip:
        measure = measure or self._plain
        return _Strip(
            tuple(
                broken(clean(text), width - 2 * _PAD, measure)
                for text, width in zip(texts, self._widths, strict=True)
            )
        )

    def _head_lines(self) -> list[tuple[str, str, float, float]]:
        """Return the lines over the table: face, text, size, and how far the next one is."""
        title = broken(clean(self._table.title), self._room, Measure("Tinos-Bold", _TITLE_SIZE))
        lines = [("Tinos-Bold", line, _TITLE_SIZE, 18.0) for line in title]
        measure = Measure("Tinos", _ABOUT_SIZE)
        for about in self._table.about:
            for line in broken(clean(about), self._room, measure):
                lines.append(("Tinos", line, _ABOUT_SIZE, 13.0))  # noqa: PERF401
        face, text, size, _ = lines[-1]
        return [*lines[:-1], (face, text, size, 20.0)]

    def _draw_head(self, head: list[tuple[str, str, float, float]]) -> float:
        top = self._top
        for face, text, size, leading in head:
            self._write(face, size, self._size[0] / 2, top - size, text, place="middle")
            top -= leading
        return top

    def _draw_strip(self, strip: _Strip, top: float, *, is_heading: bool = False) -> float:
        """Draw a row below `top`; return where the next one begins."""
        bottom = top - strip.height
        left = self._left
        if is_heading:
            self._canvas.setFillGray(0.9)
            self._canvas.rect(left, bottom, self._room, strip.height, stroke=0, fill=1)
        self._canvas.setStrokeGray(0.45)
        self._canvas.setLineWidth(0.4)
        face = "Tinos-Bold" if is_heading else "Tinos"
        for column, lines, width in zip(
            self._table.columns, strip.cells, self._widths, strict=True
        ):
            self._canvas.rect(left, bottom, width, strip.height, stroke=1, fill=0)
            place = "right" if column.is_number else "left"
            across = left + width - _PAD if column.is_number else left + _PAD
            for number, line in enumerate(lines):
                baseline = top - _PAD - _SIZE + 1 - number * _LEADING
                self._write(face, _SIZE, across, baseline, line, place=place)
            left += width
        return bottom

    def _write(
        self, face: str, size: float, across: float, baseline: float, text: str, *, place: str
    ) -> None:
        self._canvas.setFillGray(0.0)
        self._canvas.setFont(face, size)
        draw = {
            "left": self._canvas.drawString,
            "right": self._canvas.drawRightString,
            "middle": self._canvas.drawCentredString,
        }[place]
        draw(across, baseline, text)


def _divided(strip: _Strip, room: float) -> tuple[_Strip, _Strip | None]:
    """Divide a row after the lines that have room; the second half is None if all have."""
    if strip.height <= room:
        return strip, None
    most = max(1, int((room - 2 * _PAD) // _LEADING))
    return _Strip(tuple(lines[:most] for lines in strip.cells)), _Strip(
        tuple(lines[most:] for lines in strip.cells)
    )
