"""Lays the words that we read under the pages of a scan, unseen, so that any reader finds them.

Each word is written in rendering mode 3 (neither filled nor stroked) with a font that has no
outlines and knows every letter. Images stay the streams they were. The file is saved as PDF/A-2b
(ISO 19005-2) where its pages allow that; else it is an ordinary PDF and said to be one.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import BinaryIO, Final

import pikepdf
from pikepdf import Array, Name, pdfa

from luutru.reading.arranging import arranged, making, shapes_of
from luutru.reading.glyphless import glyphless_font
from luutru.reading.messages import BOX_UNITS, LaidWord, PageShape, SourcePage

_FLAVOUR: Final = "2b"
_FONT: Final = "/LuutruWords"
_EM: Final = 1000
_ADVANCE: Final = 500
"""Width of every letter, in thousandths of the size."""
_BELOW: Final = 0.2
"""Share of the height of a line that lies below its baseline."""
_LEAST_SIZE: Final = 1.0
_BESIDE: Final = 0.5
"""Share of the lower of two words by which they must stand side by side to be of one line."""
_LARGEST_CODE: Final = 0xFFFF


def make_searchable(
    pages: Sequence[SourcePage], words: Sequence[Sequence[LaidWord]], target: Path
) -> tuple[tuple[PageShape, ...], bool]:
    """Write `pages` with their `words` into the new file `target`.

    Boxes of words are those of the page as it is displayed once it was turned, upright. Returns
    the displayed sizes, and whether the file is PDF/A-2b.

    Raises:
        Unreadable: A source is locked or damaged, or the file became too large.
    """
    with making(), ExitStack() as opened:
        made = arranged(pages, opened)
        font = glyphless_font(made)
        for page, laid in zip(made.pages, words, strict=True):
            if laid:
                _lay(made, page, font, laid)
        with target.open("w+b") as stream:
            is_archival = _save(made, stream)
    return shapes_of(target, len(pages)), is_archival


def _save(made: pikepdf.Pdf, stream: BinaryIO) -> bool:
    """Save as PDF/A and tell whether that could be done; the same pages give the same bytes."""
    pdfa.prepare(made, _FLAVOUR)
    with made.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for key in [key for key in metadata if key.endswith("Date")]:
            del metadata[key]
    try:
        pdfa.save(made, stream, _FLAVOUR, repair=False, deterministic_id=True)
    except pdfa.PdfaError:
        stream.seek(0)
        stream.truncate()
        made.save(stream, deterministic_id=True)
        return False
    return True


def _lay(
    made: pikepdf.Pdf, page: pikepdf.Page, font: pikepdf.Object, words: Sequence[LaidWord]
) -> None:
    name = page.add_resource(font, Name.Font, Name(_FONT), replace_existing=False)
    left, bottom, right, top = _displayed_box(page)
    turn = int(page.obj.get(Name.Rotate, 0)) % 360
    width, height = right - left, top - bottom
    across, down = (width, height) if turn % 180 == 0 else (height, width)
    matrix = {
        0: (1, 0, 0, 1, left, bottom),
        90: (0, 1, -1, 0, right, bottom),
        180: (-1, 0, 0, -1, right, top),
        270: (0, -1, 1, 0, left, top),
    }[turn]
    drawn = ["q", " ".join(_number(value) for value in matrix) + " cm", "BT", "3 Tr"]
    for line in _lines(words):
        drawn += _written(line, str(name), across / BOX_UNITS, down / BOX_UNITS)
    drawn += ["ET", "Q"]
    page.contents_add(made.make_stream(b"q\n"), prepend=True)
    page.contents_add(made.make_stream(("\nQ\n" + "\n".join(drawn)).encode("ascii")))


def _displayed_box(page: pikepdf.Page) -> tuple[float, float, float, float]:
    """Return the box that viewers show: the crop box, as far as it lies in the media box."""
    media, crop = _box(page.mediabox), _box(page.cropbox)
    shown = (
        max(media[0], crop[0]), max(media[1], crop[1]),
        min(media[2], crop[2]), min(media[3], crop[3]),
    )  # fmt: skip
    return shown if shown[0] < shown[2] and shown[1] < shown[3] else media


def _box(sides: Array) -> tuple[float, float, float, float]:
    left, bottom, right, top = map(float, sides)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _lines(words: Sequence[LaidWord]) -> Iterator[list[LaidWord]]:
    """Yield words that follow one another side by side; they share a baseline and a size."""
    line: list[LaidWord] = []
    for word in words:
        if line and not _follows(line[-1], word):
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _follows(before: LaidWord, word: LaidWord) -> bool:
    common = min(before.bottom, word.bottom) - max(before.top, word.top)
    lower = min(before.bottom - before.top, word.bottom - word.top)
    return common > _BESIDE * lower and word.left > before.left


def _written(line: Sequence[LaidWord], font: str, across: float, down: float) -> Iterator[str]:
    """Yield what writes the words of a line, each as wide as its box and with a blank behind it."""
    height = median(word.bottom - word.top for word in line) * down
    size = max(_LEAST_SIZE, height)
    baseline = (BOX_UNITS - median(word.bottom for word in line)) * down + _BELOW * height
    yield f"{font} {_number(size)} Tf"
    for word in line:
        codes = [ord(letter) for letter in word.text if ord(letter) <= _LARGEST_CODE]
        if not codes:
            continue
        natural = len(codes) * size * _ADVANCE / _EM
        stretch = max(1.0, 100 * (word.right - word.left) * across / natural)
        told = "".join(f"{code:04x}" for code in (*codes, ord(" ")))
        place = f"{_number(word.left * across)} {_number(baseline)}"
        yield f"{_number(stretch)} Tz 1 0 0 1 {place} Tm <{told}> Tj"


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
