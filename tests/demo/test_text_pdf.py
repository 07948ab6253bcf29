"""PDFs with a text layer: Unicode is read back, the old font looks right and reads as TCVN3."""

import numpy as np
import pikepdf
import pypdf
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageFilter

from luutru.demo import raster
from luutru.demo.paper import Sheet, Style
from luutru.demo.text_pdf import OldFonts, UnicodeFonts, write_text
from luutru.demo.truth import Placement
from luutru.demo.typeface import Face
from luutru.vietnamese.legacy import judge, to_tcvn3

TEXT = (
    "Tổng cục Tiêu chuẩn Đo lường Chất lượng thuộc Bộ Khoa học, Công nghệ và Môi trường đã thỏa "
    "thuận với Ủy ban Nhà nước về những nội dung sau đây của ngành tiêu chuẩn hóa và đo lường."
)
TITLE = "THỎA THUẬN HỢP TÁC"


@pytest.fixture
def sheet():
    sheet = Sheet()
    sheet.text(TITLE, 80, 60, 400, Style(16, Face.BOLD, "centre"))
    sheet.text(TEXT, 80, 100, 420, Style(13))
    return sheet


def read_back(path):
    with pypdf.PdfReader(path) as reader:
        page = reader.pages[0]
        text = " ".join(page.extract_text().split())
    with pikepdf.open(path) as pdf:
        names = [str(font.BaseFont) for font in pdf.pages[0].Resources.Font.values()]
    return text, [name.lstrip("/") for name in names]


def darkness(image):
    return np.asarray(image.convert("L").filter(ImageFilter.BoxBlur(2))).astype(float)


@pytest.mark.parametrize("fonts", [UnicodeFonts, OldFonts])
def test_a_page_of_text_looks_as_if_it_had_been_drawn(sheet, tmp_path, fonts):
    write_text(tmp_path / "page.pdf", [sheet], fonts())
    with pdfium.PdfDocument(tmp_path / "page.pdf") as document:
        shown = document[0].render(scale=2).to_pil()
    wanted = raster.drawn(sheet, 144, "L", Placement()).resize(shown.size, Image.Resampling.BOX)
    alike = np.corrcoef(darkness(shown).ravel(), darkness(wanted).ravel())[0, 1]
    assert alike > 0.97


def test_unicode_text_is_read_back_as_it_was_written(sheet, tmp_path):
    write_text(tmp_path / "page.pdf", [sheet], UnicodeFonts())
    text, _ = read_back(tmp_path / "page.pdf")
    assert text == f"{TITLE} {TEXT}"


def test_the_old_font_hands_out_tcvn3_and_its_name_tells(sheet, tmp_path):
    write_text(tmp_path / "page.pdf", [sheet], OldFonts())
    text, fonts = read_back(tmp_path / "page.pdf")
    assert text == f"{to_tcvn3(TITLE)} {to_tcvn3(TEXT)}"
    assert any(name.startswith(".VnTimeH") for name in fonts)
    verdict = judge(text, fonts)
    assert verdict.kind == "tcvn3"
    assert verdict.text.casefold() == f"{TITLE} {TEXT}".casefold()


def test_the_same_sheets_give_the_same_bytes(sheet, tmp_path):
    for name in ("a.pdf", "b.pdf"):
        write_text(tmp_path / name, [sheet], OldFonts())
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
