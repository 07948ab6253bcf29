"""The mark on the first page of an electronic copy: form, agency and time, black, 10 points.

Source: Decree 30/2020/NĐ-CP, appendix I part II.I and appendix III form 3.2: top right, Times New
Roman, upright, lower case, without any picture of a seal or a signature.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from luutru.stamping import faces
from luutru.stamping.facts import TRIAL, CopyFacts
from luutru.stamping.visible import Visible

SIZE: Final = 10.0
LEADING: Final = 12.5
WIDE: Final = 190.0
MARGIN: Final = 14.0
_PAD: Final = 2.0


@dataclass(frozen=True)
class Mark:
    """The mark drawn, and the room that it takes, in points as the reader sees it."""

    pdf: bytes
    wide: float
    high: float


def lines_of(facts: CopyFacts) -> list[str]:
    """Return what the mark says, line by line."""
    told = [facts.name, *faces.broken(facts.agency, faces.REGULAR, SIZE, WIDE - 2 * _PAD)]
    told.append(f"Thời gian ký: {facts.moment:%d.%m.%Y %H:%M:%S} +07:00")
    return [*([TRIAL] if facts.is_trial else []), *told]


def draw_mark(facts: CopyFacts, seen: Visible) -> Mark:
    """Draw the mark, lying in its file so that it stands upright on the page as seen."""
    faces.ready()
    lines = lines_of(facts)
    high = len(lines) * LEADING + 2 * _PAD
    lying = seen.turned % 180 != 0
    size = (high, WIDE) if lying else (WIDE, high)
    target = BytesIO()
    canvas = Canvas(target, pagesize=(size[0] / seen.unit, size[1] / seen.unit), invariant=1)
    canvas.scale(1 / seen.unit, 1 / seen.unit)
    _turn(canvas, seen.turned, WIDE, high)
    canvas.setFont(faces.REGULAR, SIZE)
    for at, line in enumerate(lines):
        canvas.drawRightString(WIDE - _PAD, high - _PAD - SIZE - at * LEADING, line)
    canvas.save()
    return Mark(target.getvalue(), WIDE, high)


def _turn(canvas: Canvas, turned: int, wide: float, high: float) -> None:
    """Turn the canvas against the turn of the page."""
    moved = {0: (0.0, 0.0), 90: (high, 0.0), 180: (wide, high), 270: (0.0, wide)}
    canvas.translate(*moved[turned])
    canvas.rotate(turned)
