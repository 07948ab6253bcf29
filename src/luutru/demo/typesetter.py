"""Sets a manuscript on sheets: letterhead, titles, articles in one or two columns, signatures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from luutru.demo import ornaments
from luutru.demo.manuscript import Block, Letterhead, Manuscript, Side
from luutru.demo.paper import GREY, HEIGHT, WIDTH, Line, Sheet, Stroke, Style, broken
from luutru.demo.typeface import Face

_LEFT: Final = 82.0
_RIGHT: Final = WIDTH - 54.0
_TOP: Final = 62.0
_BOTTOM: Final = HEIGHT - 66.0
_MEASURE: Final = _RIGHT - _LEFT
_GUTTER: Final = 18.0
_SIGNING: Final = 182.0
"""Room that the signatures need."""
_NAMES: Final = Style(11.5, Face.REGULAR, "centre", 1.2)
_FOOT_LINE: Final = "Bản minh họa do phần mềm Lưu Trữ tự vẽ, không có giá trị pháp lý"
_MARK: Final = Style(9.0, Face.BOLD, "centre", colour=GREY)
_FOOT: Final = Style(9.5, Face.REGULAR, "centre", colour=GREY)
_PAGE_NUMBER: Final = Style(11.0, Face.REGULAR, "centre")
_SCRIBBLED: Final = Style(9.5, Face.ITALIC, "centre", colour=GREY)
_NOTE: Final = Style(10.0, Face.ITALIC, "justify", 1.25)


def typeset(manuscript: Manuscript, random: np.random.Generator) -> list[Sheet]:
    """Return the sheets of `manuscript`; `random` moves the hand that stamps and scribbles."""
    desk = _Desk()
    _letterhead(desk, manuscript.letterhead)
    _titles(desk, manuscript)
    rows = 0
    for index, block in enumerate(manuscript.blocks):
        if block.kind == "row":
            rows += 1
            _row(desk, block, header=rows == 1)
            continue
        rows = 0
        _block(desk, block, manuscript.size, _kept_below(manuscript, index))
    _signatures(desk, manuscript, random)
    for note in manuscript.notes:
        desk.columns((note,), _NOTE)
    for number, sheet in enumerate(desk.sheets, 1):
        sheet.text(str(number), _LEFT, HEIGHT - 52, _MEASURE, _PAGE_NUMBER)
        sheet.text(_FOOT_LINE, _LEFT, HEIGHT - 34, _MEASURE, _FOOT)
    return desk.sheets


def _kept_below(manuscript: Manuscript, index: int) -> float:
    """Return the room wanted below a block, so that signatures never stand without a sentence."""
    after = manuscript.blocks[index + 1 :]
    if not after:
        return _SIGNING
    heading = manuscript.blocks[index].kind == "article"
    if heading and len(after) == 1:
        return _SIGNING + _height(after[0], Style(manuscript.size)) + 6
    return 0.0


@dataclass(slots=True)
class _Desk:
    """The sheets set so far and how far the last one is filled."""

    sheets: list[Sheet]
    y: float = _TOP

    def __init__(self) -> None:
        self.sheets = []
        self.new_sheet()

    @property
    def sheet(self) -> Sheet:
        return self.sheets[-1]

    def new_sheet(self) -> None:
        """Begin a sheet; every one says first what it is."""
        sheet = Sheet()
        ornaments.watermark(sheet)
        sheet.text("BẢN MINH HỌA", _LEFT, 26, _MEASURE, _MARK)
        self.sheets.append(sheet)
        self.y = _TOP

    def need(self, height: float) -> None:
        """Go to a new sheet unless `height` is left on this one."""
        if self.y + height > _BOTTOM:
            self.new_sheet()

    def columns(self, texts: Sequence[str], style: Style) -> None:
        """Set `texts` side by side, going on over the page where they are long."""
        width = (_MEASURE - _GUTTER * (len(texts) - 1)) / len(texts)
        columns = [broken(text, width, style) for text in texts]
        while any(columns):
            self.need(style.pitch)
            fitting = max(1, int((_BOTTOM - self.y) // style.pitch))
            for number, lines in enumerate(columns):
                left = _LEFT + number * (width + _GUTTER)
                self.sheet.set_lines(lines[:fitting], left, self.y, width, style)
            self.y += style.pitch * max(len(lines[:fitting]) for lines in columns)
            columns = [lines[fitting:] for lines in columns]


def _letterhead(desk: _Desk, head: Letterhead) -> None:
    if head.left:
        half = _MEASURE / 2 - 6
        below = _agency(desk.sheet, head.left, head.number, half)
        desk.y = max(below, _state(desk.sheet, head.right, _LEFT + half - 4, half + 30)) + 6
    elif head.right:
        desk.y = _state(desk.sheet, head.right, _LEFT, _MEASURE) + 8
    if head.dateline:
        style = Style(12.5, Face.ITALIC, "right")
        desk.y = desk.sheet.text(head.dateline, _LEFT, desk.y, _MEASURE, style)
    desk.y += 14


def _agency(sheet: Sheet, names: Sequence[str], number: str, width: float) -> float:
    y, left = _TOP, _LEFT - 18
    for name in names[:-1]:
        y = sheet.text(name, left, y, width, _NAMES)
    y = sheet.text(names[-1], left, y, width, replace(_NAMES, face=Face.BOLD))
    sheet.rule(left + width * 0.34, y + 3, left + width * 0.66)
    return sheet.text(number, left, y + 8, width, replace(_NAMES, size=12)) if number else y + 6


def _state(sheet: Sheet, lines: Sequence[str], left: float, width: float) -> float:
    y = _TOP
    for number, line in enumerate(lines):
        y = sheet.text(line, left, y, width, replace(_NAMES, face=Face.BOLD, size=11.2 + number))
    sheet.rule(left + width * 0.24, y + 2, left + width * 0.76)
    return y + 6


def _titles(desk: _Desk, manuscript: Manuscript) -> None:
    for number, title in enumerate(manuscript.titles):
        size, extra = (15.5, 0.0) if number % 2 == 0 else (12.5, 5.0)
        style = Style(size, Face.BOLD, "centre", 1.25)
        desk.y = desk.sheet.text(title, _LEFT + 26, desk.y, _MEASURE - 52, style) + extra
    desk.y += 8


def _block(desk: _Desk, block: Block, size: float, keep: float) -> None:
    """Set one paragraph or heading; `keep` is the room that must be left below it."""
    if block.kind == "page":
        desk.new_sheet()
        return
    single = len(block.texts) == 1
    style = Style(size, indent=24.0 if single and block.kind == "paragraph" else 0.0)
    if block.kind == "article":
        style = replace(style, face=Face.BOLD, align="left", indent=24.0 if single else 0.0)
        desk.y += 5
    elif block.kind == "middle":
        style = replace(style, face=Face.BOLD, align="centre", size=size + 0.5)
        desk.y += 9
    heading = block.kind != "paragraph"
    desk.need(_height(block, style) + keep if keep else style.pitch * (3.5 if heading else 2))
    desk.columns(block.texts, style)
    desk.y += 3 if not heading else 1


def _height(block: Block, style: Style) -> float:
    count = len(block.texts)
    width = (_MEASURE - _GUTTER * (count - 1)) / count
    return style.pitch * max(len(broken(text, width, style)) for text in block.texts)


def _row(desk: _Desk, block: Block, *, header: bool) -> None:
    """Set one row of a table: a narrow first column, a wide second one, then equal ones."""
    style = Style(11, Face.BOLD if header else Face.REGULAR, "left", 1.22)
    edges = _edges(len(block.texts))
    cells = [
        broken(text, right - left - 8, style)
        for text, left, right in zip(block.texts, edges, edges[1:], strict=False)
    ]
    height = style.pitch * max(map(len, cells)) + 6
    if header:
        desk.y += 4
    desk.need(height * (3 if header else 1))
    _grid(desk, edges, height)
    for number, lines in enumerate(cells):
        _cell(
            desk,
            lines,
            edges[number],
            edges[number + 1],
            replace(style, align="left" if number == 1 and not header else "centre"),
        )
    desk.y += height


def _cell(desk: _Desk, lines: list[Line], left: float, right: float, style: Style) -> None:
    desk.sheet.set_lines(lines, left + 4, desk.y + 2, right - left - 8, style)


def _edges(columns: int) -> list[float]:
    shares = [0.08, 0.46, *[0.46 / max(1, columns - 2)] * (columns - 2)]
    edges = [_LEFT]
    for share in shares[:columns]:
        edges.append(edges[-1] + share * _MEASURE)
    edges[-1] = _RIGHT
    return edges


def _grid(desk: _Desk, edges: Sequence[float], height: float) -> None:
    top, bottom = desk.y, desk.y + height
    desk.sheet.rule(edges[0], top, edges[-1])
    desk.sheet.rule(edges[0], bottom, edges[-1])
    for x in edges:
        desk.sheet.strokes.append(Stroke(((x, top), (x, bottom)), 0.7))


def _signatures(desk: _Desk, manuscript: Manuscript, random: np.random.Generator) -> None:
    """Set the signing blocks side by side, at most three in a row."""
    sides = manuscript.sides
    row = 3 if len(sides) == 3 else 2  # noqa: PLR2004  four stand two by two
    for start in range(0, len(sides), row):
        _signing_row(desk, sides[start : start + row], manuscript.signed, random)


def _signing_row(
    desk: _Desk, sides: Sequence[Side], signed: str, random: np.random.Generator
) -> None:
    """Set some signing blocks, with scribble and stamp where they belong."""
    desk.need(_SIGNING)
    desk.y += 16
    width = _MEASURE / len(sides) - 8
    top, bold = desk.y, Style(11.5, Face.BOLD, "centre", 1.22)
    below = []
    for number, side in enumerate(sides):
        left = _LEFT + number * (width + 16)
        y = desk.sheet.text(side.party, left, top, width, bold)
        for line in side.role.split("\n"):
            y = desk.sheet.text(line, left, y, width, replace(bold, size=11))
        below.append(y)
    middle = max(below) + 40
    for number, side in enumerate(sides):
        left = _LEFT + number * (width + 16)
        if side == Side(""):
            continue
        ornaments.scribble(desk.sheet, left + width * 0.54, middle, random)
        if side.stamped:
            ornaments.stamp(desk.sheet, left + width * 0.19, middle, random)
        desk.sheet.text(signed, left, middle + 24, width, _SCRIBBLED)
        desk.sheet.text(side.name, left, middle + 38, width, replace(bold, size=12))
    desk.y = middle + 66
