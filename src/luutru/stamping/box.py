"""The technical box of a copy: what a reader needs to check it. Ours, and never the law's."""

from typing import Final

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from luutru.stamping import faces
from luutru.stamping.code import draw_code
from luutru.stamping.facts import EXTRACT, ORIGINAL_NAME, REBUILT, CopyFacts
from luutru.stamping.legal import Measure
from luutru.vietnamese.dates import short

_CODE: Final = 45 * mm
_SIZE, _LEADING, _PAD = 9.5, 12.5, 8.0
_HEX_A_LINE: Final = 32


def draw_box(canvas: Canvas, facts: CopyFacts, code: str, measure: Measure, top: float) -> None:
    """Draw the box below `top`; `code` is what its QR code says, empty for none."""
    wide = measure.right - measure.left
    room = wide - 2 * _PAD - (_CODE + _PAD if code else 0)
    lines = [
        line for told in _told(facts) for line in faces.broken(told, faces.REGULAR, _SIZE, room)
    ]
    high = max((len(lines) + 1) * _LEADING + 2 * _PAD + 4, _CODE + 2 * _PAD if code else 0)
    canvas.setLineWidth(0.4)
    canvas.rect(measure.left, top - high, wide, high)
    canvas.setFont(faces.BOLD, 10)
    at = top - _PAD - 9
    canvas.drawString(measure.left + _PAD, at, "THÔNG TIN KIỂM TRA BẢN SAO")
    canvas.setFont(faces.REGULAR, _SIZE)
    for line in lines:
        at -= _LEADING
        canvas.drawString(measure.left + _PAD, at, line)
    if code:
        draw_code(canvas, code, measure.right - _PAD - _CODE, top - (high + _CODE) / 2, _CODE)


def _told(facts: CopyFacts) -> list[str]:
    digest = facts.source_sha256
    dated = f"ngày {short(facts.document_date)}" if facts.document_date else ""
    named = " ".join(filter(None, ("Văn bản:", facts.document, dated)))
    return [
        named if facts.document or dated else "Văn bản không ghi số, ngày",
        facts.subject,
        f"Số trang: {facts.source_pages}; phạm vi sao: {facts.extent or 'toàn bộ'}",
        f"Dung lượng tệp lưu trữ: {facts.source_size} byte; SHA-256:",
        digest[:_HEX_A_LINE],
        digest[_HEX_A_LINE:],
        "Sổ cấp bản sao, mã chốt sổ:",
        facts.head[:_HEX_A_LINE],
        *_of_the_pages(facts),
    ]


def _of_the_pages(facts: CopyFacts) -> list[str]:
    """Return how the pages of the copy came from those of the source."""
    told = []
    if facts.rebuilt:
        told.append(f"Nguồn {REBUILT[facts.rebuilt]}: các trang được dựng lại.")
    if facts.holds_original:
        told.append(f"Tệp gốc giữ nguyên vẹn, đính kèm với tên {ORIGINAL_NAME}.")
    if facts.is_on_paper:
        told.append("Bản giấy, in từ tệp lưu trữ nêu trên.")
    if facts.form == EXTRACT:
        told.append("Bản trích: chỉ gồm các trang nêu trên.")
    return told or ["Phần trước tờ này trùng khít từng byte với tệp lưu trữ."]
