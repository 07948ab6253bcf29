"""The legal block of a certified copy, form 3.1: agency, number, form, day, recipients, signer.

Nothing of ours is mixed into it. Source: Decree 30/2020/NĐ-CP, appendix I part II.II and appendix
III form 3.1. Sizes are points.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import Final, NamedTuple

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from luutru.stamping import faces
from luutru.stamping.facts import CopyFacts
from luutru.vietnamese.dates import official

_GAP: Final[float] = 5 * mm
_ROOM_FOR_SEAL: Final = 78.0


class Column(NamedTuple):
    """Where lines are centred, and how wide they may be."""

    axis: float
    wide: float


@dataclass(frozen=True)
class Measure:
    """The text of a page: its left and right edge."""

    left: float
    right: float

    @property
    def left_column(self) -> Column:
        """Return the left half."""
        return Column(self.left + self._half / 2, self._half)

    @property
    def right_column(self) -> Column:
        """Return the right half."""
        return Column(self.right - self._half / 2, self._half)

    @property
    def whole(self) -> Column:
        """Return both halves as one."""
        return Column((self.left + self.right) / 2, self.right - self.left)

    @property
    def _half(self) -> float:
        return (self.right - self.left - _GAP) / 2


def draw_block(canvas: Canvas, facts: CopyFacts, measure: Measure, top: float) -> float:
    """Draw the block below a rule at `top`; return where it ends."""
    canvas.setLineWidth(0.8)
    canvas.line(measure.left, top, measure.right, top)
    below = _heads(canvas, facts, measure, top - 24)
    recipients = _recipients(canvas, facts, measure, below)
    return min(recipients, _signer(canvas, facts, measure, below))


def height(facts: CopyFacts, measure: Measure) -> float:
    """Return how high the block is."""
    faces.ready()
    top = 1000.0
    last_line = 6.0  # below the line on which its letters stand
    return top - draw_block(Canvas(BytesIO()), facts, measure, top) + last_line


def centred(canvas: Canvas, text: str, column: Column, top: float, face: str, size: float) -> float:
    """Draw `text` in as many lines as its column asks for; return where the next one goes."""
    canvas.setFont(face, size)
    for line in faces.broken(text, face, size, column.wide):
        canvas.drawCentredString(column.axis, top, line)
        top -= size * 1.25
    return top


def name_rule(canvas: Canvas, name: str, column: Column, top: float) -> None:
    """Draw the rule below the name of an agency, as wide as two fifths of it."""
    rule = min(faces.width(name, faces.BOLD, 12), column.wide) * 0.4
    canvas.setLineWidth(0.6)
    canvas.line(column.axis - rule / 2, top, column.axis + rule / 2, top)


def _heads(canvas: Canvas, facts: CopyFacts, measure: Measure, top: float) -> float:
    """Draw agency and number on the left, form and date on the right."""
    column, other, left = measure.left_column, measure.right_column, top
    if facts.parent:
        left = centred(canvas, facts.parent.upper(), column, left, faces.REGULAR, 12)
    left = centred(canvas, facts.agency.upper(), column, left, faces.BOLD, 12)
    name_rule(canvas, facts.agency.upper(), column, left + 9)
    right = centred(canvas, facts.name.upper(), other, top, faces.BOLD, 14)
    line = min(left - 8, right - 14)
    below = centred(canvas, f"Số: {facts.symbol}", column, line, faces.REGULAR, 13)
    day = official(facts.moment.date())
    dated = f"{facts.place}, {day}" if facts.place else day.capitalize()
    return min(below, centred(canvas, dated, other, line, faces.ITALIC, 13)) - 14


def _recipients(canvas: Canvas, facts: CopyFacts, measure: Measure, top: float) -> float:
    canvas.setFont(faces.BOLD_ITALIC, 12)
    canvas.drawString(measure.left, top, "Nơi nhận:")
    canvas.setFont(faces.REGULAR, 11)
    room = measure.left_column.wide - 10
    below = top
    for one in facts.recipients:
        for at, line in enumerate(faces.broken(one, faces.REGULAR, 11, room)):
            below -= 13.5
            canvas.drawString(measure.left, below, f"- {line}" if at == 0 else f"  {line}")
    return below


def _signer(canvas: Canvas, facts: CopyFacts, measure: Measure, top: float) -> float:
    first = " ".join(filter(None, (facts.prefix, facts.head_title))).upper()
    column, below = measure.right_column, top
    for title in filter(None, (first, facts.signer_title.upper())):
        below = centred(canvas, title, column, below, faces.BOLD, 13)
    below -= _ROOM_FOR_SEAL
    return centred(canvas, facts.signer_name, column, below, faces.BOLD, 14)
