"""Draws separator sheets: A4, words that are read from afar, and a code that scanners read."""

from collections.abc import Sequence
from typing import BinaryIO, Final

import segno
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from luutru.i18n import mark, translate
from luutru.records.code_lists import code_list
from luutru.records.document import Part
from luutru.records.fields import BY_NAME, LIST_FIELDS
from luutru.records.separator_code import SeparatorCode
from luutru.resources import folder

_FACES: Final = {
    "Tinos": "Tinos_400Regular.ttf",
    "Tinos-Bold": "Tinos_700Bold.ttf",
    "Tinos-Italic": "Tinos_400Regular_Italic.ttf",
}
_WIDTH, _HEIGHT = A4
_MIDDLE: Final = _WIDTH / 2
_CODE: Final = 80 * mm
_MARGIN: Final = 14 * mm
_BAND: Final = 9 * mm
"""Height of the stripes at the upper and lower edge, by which a sheet is found in a pile."""
_STRIPE: Final = 6 * mm
_WORDS: Final = ("TỜ NGĂN CÁCH", "Bỏ tờ này khi lưu")
"""Always in Vietnamese: the sheet is made for the people at the scanner."""
_SMALL_WORDS: Final = "Separator sheet: not a page of any document"
_WHERE: Final = mark("Lay this sheet before the first page of a document.")


def draw_sheets(target: BinaryIO, codes: Sequence[SeparatorCode], archive_name: str) -> None:
    """Draw a sheet for each of `codes` into the PDF `target`."""
    for name, file in _FACES.items():
        pdfmetrics.registerFont(TTFont(name, folder("fonts") / file))
    canvas = Canvas(target, pagesize=A4, invariant=1, pageCompression=1)
    canvas.setTitle(_WORDS[0])
    canvas.setAuthor("luutru")
    for code in codes:
        _draw(canvas, code, archive_name)
        canvas.showPage()
    canvas.save()


def _draw(canvas: Canvas, code: SeparatorCode, archive_name: str) -> None:
    for bottom in (_MARGIN, _HEIGHT - _MARGIN - _BAND):
        _draw_band(canvas, bottom)
    _write(canvas, _HEIGHT - 62 * mm, _WORDS[0], "Tinos-Bold", 56)
    _write(canvas, _HEIGHT - 78 * mm, _WORDS[1], "Tinos-Bold", 28)
    _write(canvas, _HEIGHT - 87 * mm, _SMALL_WORDS, "Tinos-Italic", 13, grey=0.35)
    _draw_code(canvas, code, _HEIGHT - 99 * mm - _CODE)
    below = _HEIGHT - 113 * mm - _CODE
    for number, line in enumerate(_followed_by(code)):
        face, size = ("Tinos-Bold", 20) if number == 0 else ("Tinos", 14)
        _write(canvas, below - 8 * mm * number, line, face, size)
    _write(canvas, _MARGIN + _BAND + 15 * mm, translate(_WHERE), "Tinos", 12)
    foot = "  ·  ".join(filter(None, (code.serial, archive_name)))
    _write(canvas, _MARGIN + _BAND + 7 * mm, foot, "Tinos", 11, grey=0.35)


def _followed_by(code: SeparatorCode) -> list[str]:
    """Return what the sheet says of the document that follows, the most important line first."""
    part = Part(code.part)
    what = translate("a new agreement") if part is Part.MAIN else code_list("part").label(part)
    sentence = mark("Next: {what} of {reference}") if code.to else mark("Next: {what}")
    head = translate(sentence, what=what[:1].lower() + what[1:], reference=code.to)
    return [head, *(f"{_label(name)}: {value}"[:80] for name, value in code.values)][:7]


def _label(name: str) -> str:
    field = BY_NAME.get(name)
    return translate(field.label if field else LIST_FIELDS.get(name.rstrip("+"), name))


def _write(
    canvas: Canvas, baseline: float, text: str, face: str, size: float, *, grey: float = 0.0
) -> None:
    """Write a line in the middle, smaller where it would be too wide."""
    widest = _WIDTH - 2 * _MARGIN
    size = min(size, size * widest / max(1.0, pdfmetrics.stringWidth(text, face, size)))
    canvas.setFillGray(grey)
    canvas.setFont(face, size)
    canvas.drawCentredString(_MIDDLE, baseline, text)


def _draw_band(canvas: Canvas, bottom: float) -> None:
    """Draw slanted stripes from the left to the right margin."""
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(_MARGIN, bottom, _WIDTH - 2 * _MARGIN, _BAND)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.setFillGray(0.0)
    left = _MARGIN
    while left < _WIDTH:
        stripe = canvas.beginPath()
        stripe.moveTo(left, bottom)
        stripe.lineTo(left + _STRIPE, bottom)
        stripe.lineTo(left + _STRIPE + _BAND, bottom + _BAND)
        stripe.lineTo(left + _BAND, bottom + _BAND)
        stripe.close()
        canvas.drawPath(stripe, stroke=0, fill=1)
        left += 2 * _STRIPE
    canvas.restoreState()


def _draw_code(canvas: Canvas, code: SeparatorCode, bottom: float) -> None:
    """Draw the code (ISO/IEC 18004, a quarter of it may be lost) with its quiet zone."""
    made = segno.make_qr(code.written(), error="q", boost_error=False)
    rows = [list(row) for row in made.matrix_iter(border=4)]
    module = _CODE / len(rows)
    canvas.setFillGray(0.0)
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            if dark:
                left = _MIDDLE - _CODE / 2 + across * module
                top = bottom + _CODE - (down + 1) * module
                canvas.rect(left, top, module, module, stroke=0, fill=1)
