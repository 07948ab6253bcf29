"""The sheet of a certified copy: the legal block, and our technical box below it. In points."""

from io import BytesIO
from typing import Final

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from luutru.stamping import faces
from luutru.stamping.box import draw_box
from luutru.stamping.facts import TRIAL, CopyFacts
from luutru.stamping.legal import Measure, draw_block

A4: Final = (210 * mm, 297 * mm)
TEXT: Final = Measure(30 * mm, 210 * mm - 15 * mm)
TOP: Final = 297 * mm - 25 * mm
_ABOVE_BOX: Final = 30.0


def draw_sheet(
    facts: CopyFacts, code: str, *, has_block: bool = True, has_box: bool = True
) -> bytes:
    """Return the sheet as a PDF of one page; `code` is what its QR code says, empty for none.

    On paper block and box stand on sheets of their own; `facts` say whether there is a box at all.
    """
    faces.ready()
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4, pageCompression=1, invariant=1)
    canvas.setTitle(f"{facts.name} {facts.symbol}")
    if facts.is_trial and not facts.is_on_paper:
        _trial(canvas)
    below = draw_block(canvas, facts, TEXT, TOP) - _ABOVE_BOX if has_block else TOP
    if has_box and facts.has_box:
        draw_box(canvas, facts, code, TEXT, below)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _trial(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.setFillGray(0.82)
    canvas.translate((TEXT.left + TEXT.right) / 2, A4[1] / 2)
    canvas.rotate(52)
    canvas.setFont(faces.BOLD, 34)
    canvas.drawCentredString(0, 0, TRIAL)
    canvas.restoreState()
