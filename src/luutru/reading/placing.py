"""Finds where the words of a text layer stand on the page."""

import ctypes
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from luutru.reading.messages import BOX_UNITS, Word
from luutru.reading.text_layer import Layer
from luutru.vietnamese import legacy
from luutru.vietnamese.folding import strip_marks

_CERTAIN: Final = 100
_MOST_CHARACTERS: Final = 30_000
"""A page of small print has 8,000; matching takes time by the square of them."""


def placed_words(page: pdfium.PdfPage, layer: Layer) -> tuple[Word, ...]:
    """Return the words of `layer` with their boxes on the displayed `page`.

    PDFium knows where letters stand, pypdf which letters they are; words are brought together
    where the two agree, or disagree about as many words in a row. Others stay without a box.
    """
    seen = [(_recovered(text, layer), box) for text, box in _words_of_pdfium(page)]
    known = layer.text.split()
    matcher = SequenceMatcher(
        None,
        [strip_marks(text) for text, _ in seen],
        [strip_marks(t) for t in known],
        autojunk=False,
    )
    placed: list[Word] = []
    for _, start, end, other_start, other_end in matcher.get_opcodes():
        if end - start == other_end - other_start:
            pairs = zip(seen[start:end], known[other_start:other_end], strict=True)
            placed += [Word(text, *box, _CERTAIN) for (_, box), text in pairs]
    return tuple(placed)


def _recovered(text: str, layer: Layer) -> str:
    if layer.kind == "tcvn3":
        return legacy.from_tcvn3(text)
    return legacy.from_vni(text) if layer.kind == "vni" else text


def _words_of_pdfium(page: pdfium.PdfPage) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
    """Yield runs of letters between blanks, each with its box in units of the displayed page."""
    textpage = page.get_textpage()
    letters: list[str] = []
    boxes: list[tuple[float, ...]] = []
    for index in range(min(textpage.count_chars(), _MOST_CHARACTERS)):
        sign = chr(pdfium_c.FPDFText_GetUnicode(textpage, index))
        if not sign.isspace() and sign.isprintable():
            letters.append(sign)
            boxes.append(textpage.get_charbox(index))
        elif letters and (sign.isspace() or sign == "\0"):
            yield "".join(letters), _displayed(page, boxes)
            letters, boxes = [], []
    if letters:
        yield "".join(letters), _displayed(page, boxes)


def _displayed(
    page: pdfium.PdfPage, boxes: Sequence[tuple[float, ...]]
) -> tuple[int, int, int, int]:
    """Return the box around `boxes`, turned and cut as the page is displayed."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    corners = [_on_device(page, min(lefts), max(tops)), _on_device(page, max(rights), min(bottoms))]
    across, down = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    return across[0], down[0], across[1], down[1]


def _on_device(page: pdfium.PdfPage, x: float, y: float) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDF_PageToDevice(page, 0, 0, BOX_UNITS, BOX_UNITS, 0, x, y, across, down)
    return _within(across.value), _within(down.value)


def _within(value: int) -> int:
    return max(0, min(BOX_UNITS, value))
