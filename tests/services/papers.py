"""Agreements of one mould, drawn and scanned as often as a test wants."""

from pathlib import Path

import numpy as np

from luutru.demo import pdf, scanner
from luutru.demo.manuscript import Letterhead, Manuscript, Side, body
from luutru.demo.paper import Sheet
from luutru.demo.text_pdf import UnicodeFonts, write_text
from luutru.demo.typesetter import typeset

STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
CLAUSES = ("purpose", "scope", "exchange", "training", "costs", "amendment", "effect", "done")
MEASURES = (
    "Cục Đo lường Miền Bắc", "Viện Đo lường Lâu đài Trắng", "đo lường và thử nghiệm", "Huế",
    "ngày 16 tháng 12 năm 1998", "Số: 295/BGN-ĐLM",
)  # fmt: skip
ARCHIVES = (
    "Cục Đo lường Miền Bắc", "Phòng Thử nghiệm Quốc gia Bờ Tây", "lưu trữ tài liệu số", "Đà Nẵng",
    "ngày 05 tháng 03 năm 2008", "Số: 41/BGN-TĐC",
)  # fmt: skip


def sheets(facts=MEASURES, *, clauses=CLAUSES):
    """Set an agreement: all of one mould, with the facts of this one."""
    home, abroad, field, city, day, number = facts
    values = {
        "home_vi": home, "abroad_vi": abroad, "field_vi": field, "city_vi": city,
        "city2_vi": "Minh Khê", "day_vi": day, "times": 2, "days": 30, "roman": "II", "years": 3,
        "months": 6, "home_en": "", "abroad_en": "", "field_en": "", "city_en": "",
        "city2_en": "", "day_en": "",
    }  # fmt: skip
    markup = f"Hôm nay, {day}, tại {city}, {home} và {abroad} cùng thỏa thuận về {field} như sau:"
    manuscript = Manuscript(
        "vi",
        Letterhead((home.upper(),), STATE, number, f"{city}, {day}"),
        ("BẢN GHI NHỚ", f"giữa {home} và {abroad} về {field}"),
        body("\n\n".join([markup, *(f"@{name}" for name in clauses)]), "vi", values),
        (
            Side("ĐẠI DIỆN BÊN A", "Cục trưởng", "Người ký mẫu A"),
            Side("ĐẠI DIỆN BÊN B", "Viện trưởng"),
        ),
    )
    return typeset(manuscript, np.random.default_rng(3))


def scanned(path: Path, pages: list[Sheet], profile=scanner.OFFICE_COLOUR, seed=1) -> Path:
    """Scan sheets; another seed lays them on the glass anew."""
    random = np.random.default_rng(seed)
    pdf.write_images(
        path, [scanner.scan(page, profile, random)[0] for page in pages], profile.quality
    )
    return path


def written(path: Path, pages: list[Sheet]) -> Path:
    """Write sheets with a text layer, as word processors do."""
    write_text(path, pages, UnicodeFonts())
    return path
