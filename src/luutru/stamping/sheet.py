"""The sheet of a certified copy: the legal block of form 3.1, and our technical box below it.

Source: Decree 30/2020/NĐ-CP, appendix I part II.II and appendix III form 3.1. Sizes are points.
"""

from io import BytesIO
from typing import Final

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from luutru.stamping import faces
from luutru.stamping.code import draw_code
from luutru.stamping.facts import EXTRACT, TRIAL, CopyFacts
from luutru.vietnamese.dates import official, short

A4: Final = (210 * mm, 297 * mm)
_LEFT, _RIGHT, _TOP = 30 * mm, 210 * mm - 15 * mm, 297 * mm - 25 * mm
_MIDDLE: Final = (_LEFT + _RIGHT) / 2
_GAP: Final = 5 * mm
_HALF: Final = (_RIGHT - _LEFT - _GAP) / 2
_LEFT_AXIS, _RIGHT_AXIS = _LEFT + _HALF / 2, _RIGHT - _HALF / 2
_ROOM_FOR_SEAL: Final = 78.0
_CODE: Final = 45 * mm
_BOX_SIZE, _BOX_LEADING, _PAD = 9.5, 12.5, 8.0
_HEX_A_LINE: Final = 32


def draw_sheet(facts: CopyFacts, code: str) -> bytes:
    """Return the sheet as a PDF of one page; `code` is what its QR code says, empty for none."""
    faces.ready()
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4, pageCompression=1, invariant=1)
    canvas.setTitle(f"{facts.name} {facts.symbol}")
    if facts.is_trial:
        _trial(canvas)
    canvas.setLineWidth(0.8)
    canvas.line(_LEFT, _TOP, _RIGHT, _TOP)
    below = _heads(canvas, facts, _TOP - 24)
    below = min(_recipients(canvas, facts, below), _signer(canvas, facts, below))
    _box(canvas, facts, code, below - 30)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _heads(canvas: Canvas, facts: CopyFacts, top: float) -> float:
    """Draw agency and number on the left, form and date on the right."""
    left = top
    if facts.parent:
        left = _centred(canvas, facts.parent.upper(), _LEFT_AXIS, left, faces.REGULAR, 12)
    left = _centred(canvas, facts.agency.upper(), _LEFT_AXIS, left, faces.BOLD, 12)
    widest = min(faces.width(facts.agency.upper(), faces.BOLD, 12), _HALF)
    rule = widest * 0.4
    canvas.setLineWidth(0.6)
    canvas.line(_LEFT_AXIS - rule / 2, left + 9, _LEFT_AXIS + rule / 2, left + 9)
    right = _centred(canvas, facts.name.upper(), _RIGHT_AXIS, top, faces.BOLD, 14)
    line = min(left - 8, right - 14)
    below = _centred(canvas, f"Số: {facts.symbol}", _LEFT_AXIS, line, faces.REGULAR, 13)
    day = official(facts.moment.date())
    dated = f"{facts.place}, {day}" if facts.place else day.capitalize()
    return min(below, _centred(canvas, dated, _RIGHT_AXIS, line, faces.ITALIC, 13)) - 14


def _recipients(canvas: Canvas, facts: CopyFacts, top: float) -> float:
    canvas.setFont(faces.BOLD_ITALIC, 12)
    canvas.drawString(_LEFT, top, "Nơi nhận:")
    canvas.setFont(faces.REGULAR, 11)
    below = top
    for one in facts.recipients:
        for at, line in enumerate(faces.broken(one, faces.REGULAR, 11, _HALF - 10)):
            below -= 13.5
            canvas.drawString(_LEFT, below, f"- {line}" if at == 0 else f"  {line}")
    return below


def _signer(canvas: Canvas, facts: CopyFacts, top: float) -> float:
    first = " ".join(filter(None, (facts.prefix, facts.head_title))).upper()
    below = top
    for title in filter(None, (first, facts.signer_title.upper())):
        below = _centred(canvas, title, _RIGHT_AXIS, below, faces.BOLD, 13)
    below -= _ROOM_FOR_SEAL
    return _centred(canvas, facts.signer_name, _RIGHT_AXIS, below, faces.BOLD, 14)


def _box(canvas: Canvas, facts: CopyFacts, code: str, top: float) -> None:
    """Draw the technical box: what a reader needs to check the copy."""
    room = _RIGHT - _LEFT - 2 * _PAD - (_CODE + _PAD if code else 0)
    lines = [
        line for told in _told(facts) for line in faces.broken(told, faces.REGULAR, _BOX_SIZE, room)
    ]
    high = max((len(lines) + 1) * _BOX_LEADING + 2 * _PAD + 4, _CODE + 2 * _PAD if code else 0)
    canvas.setLineWidth(0.4)
    canvas.rect(_LEFT, top - high, _RIGHT - _LEFT, high)
    canvas.setFont(faces.BOLD, 10)
    at = top - _PAD - 9
    canvas.drawString(_LEFT + _PAD, at, "THÔNG TIN KIỂM TRA BẢN SAO")
    canvas.setFont(faces.REGULAR, _BOX_SIZE)
    for line in lines:
        at -= _BOX_LEADING
        canvas.drawString(_LEFT + _PAD, at, line)
    if code:
        draw_code(canvas, code, _RIGHT - _PAD - _CODE, top - (high + _CODE) / 2, _CODE)


def _told(facts: CopyFacts) -> list[str]:
    digest = facts.source_sha256
    dated = f"ngày {short(facts.document_date)}" if facts.document_date else ""
    return [
        " ".join(filter(None, ("Văn bản:", facts.document, dated))) if facts.document or dated
        else "Văn bản không ghi số, ngày",
        facts.subject,
        f"Số trang: {facts.source_pages}; phạm vi sao: {facts.extent or 'toàn bộ'}",
        f"Dung lượng tệp lưu trữ: {facts.source_size} byte; SHA-256:",
        digest[:_HEX_A_LINE],
        digest[_HEX_A_LINE:],
        "Sổ cấp bản sao, mã chốt sổ:",
        facts.head[:_HEX_A_LINE],
        "Bản trích: chỉ gồm các trang nêu trên." if facts.form == EXTRACT
        else "Phần trước tờ này trùng khít từng byte với tệp lưu trữ.",
    ]  # fmt: skip


def _trial(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.setFillGray(0.82)
    canvas.translate(_MIDDLE, A4[1] / 2)
    canvas.rotate(52)
    canvas.setFont(faces.BOLD, 34)
    canvas.drawCentredString(0, 0, TRIAL)
    canvas.restoreState()


def _centred(canvas: Canvas, text: str, axis: float, top: float, face: str, size: float) -> float:
    """Draw `text` in as many lines as it needs around `axis`; return where the next one goes."""
    canvas.setFont(face, size)
    for line in faces.broken(text, face, size, _HALF):
        canvas.drawCentredString(axis, top, line)
        top -= size * 1.25
    return top
