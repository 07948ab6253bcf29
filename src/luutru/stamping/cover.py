"""The first sheet of an extract: the formal elements of the original, as the archive knows them.

Source: Decree 30/2020/NĐ-CP, article 25.3.b. What an original does not have is left out.
"""

from io import BytesIO
from typing import Final

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from luutru.stamping import faces
from luutru.stamping.legal import Column, centred, name_rule
from luutru.stamping.rastering import OMITTED
from luutru.stamping.sheet import A4, TEXT
from luutru.stamping.shown import Extract, Original

_TOP: Final = A4[1] - 42 * mm
"""Below the mark, which stands in the corner above it."""
_FOOT: Final = 25 * mm
_INDENT: Final = 20 * mm
_UNSIGNED: Final = "Người ký: không ghi trong dữ liệu lưu trữ."
_SOURCE: Final = (
    "Tờ này ghi lại thể thức của văn bản theo dữ liệu của cơ quan lưu trữ;"
    " các trang sau được trích nguyên từ văn bản."
)


def words_of(extract: Extract, count: int) -> list[str]:
    """Return everything that the sheet says, of an original of `count` pages."""
    told = extract.original
    signed = "(Đã ký)" if told.signers else _UNSIGNED
    return [*told.words, _symbol(told), *_extent(extract, count), signed, _SOURCE, OMITTED]


def draw_cover(extract: Extract, count: int) -> bytes:
    """Return the sheet as a PDF of one page."""
    faces.ready()
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4, pageCompression=1, invariant=1)
    told, whole = extract.original, TEXT.whole
    below = _title(canvas, told, _heads(canvas, told) - 44)
    below -= 8
    for line in _extent(extract, count):
        below = centred(canvas, line, whole, below, faces.ITALIC, 12)
    if extract.numbers[0] > 1:
        below = centred(canvas, OMITTED, whole, below - 20, faces.REGULAR, 13)
    _signers(canvas, told, below - 46)
    centred(canvas, _SOURCE, whole, _FOOT, faces.ITALIC, 9.5)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _heads(canvas: Canvas, told: Original) -> float:
    column, left = TEXT.left_column, _TOP
    for issuer in told.issuers:
        left = centred(canvas, issuer.upper(), column, left, faces.BOLD, 12)
    if told.issuers:
        name_rule(canvas, told.issuers[-1].upper(), column, left + 9)
    line = left - 8
    below = centred(canvas, _symbol(told), column, line, faces.REGULAR, 13)
    if not told.dated:
        return below
    return min(below, centred(canvas, told.dated, TEXT.right_column, line, faces.ITALIC, 13))


def _title(canvas: Canvas, told: Original, top: float) -> float:
    if told.kind:
        top = centred(canvas, told.kind.upper(), TEXT.whole, top, faces.BOLD, 14)
    axis, wide = TEXT.whole
    return centred(canvas, told.subject, Column(axis, wide - _INDENT), top - 2, faces.BOLD, 14)


def _signers(canvas: Canvas, told: Original, top: float) -> None:
    """Draw who signed in two columns, one alone on the right."""
    if not told.signers:
        centred(canvas, _UNSIGNED, TEXT.whole, top, faces.ITALIC, 12)
    columns = (TEXT.left_column, TEXT.right_column)
    for first in range(0, len(told.signers), 2):
        pair = told.signers[first : first + 2]
        lowest = top
        for column, (post, name) in zip(columns[2 - len(pair) :], pair, strict=True):
            below = centred(canvas, post.upper(), column, top, faces.BOLD, 13)
            below = centred(canvas, "(Đã ký)", column, below - 8, faces.ITALIC, 12)
            lowest = min(lowest, centred(canvas, name, column, below - 8, faces.BOLD, 14))
        top = lowest - 24


def _symbol(told: Original) -> str:
    return f"Số: {told.symbol}" if told.symbol else "Văn bản không ghi số"


def _extent(extract: Extract, count: int) -> list[str]:
    numbers = ", ".join(str(one) for one in extract.numbers)
    told = f"Trích trang {numbers} của văn bản gồm {count} trang"
    parts = [str(one.number) for one in extract.shown if one.parts]
    told += f"; trang {', '.join(parts)} chỉ trích một phần" if parts else ""
    return [f"{told}.", f"Phần không trích ghi bằng dấu {OMITTED}"]
