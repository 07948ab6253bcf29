from dataclasses import replace

import pikepdf
import pytest
from tests.reading import pdfs
from tests.reading.conftest import ENGLISH, VIETNAMESE, a_sheet

from luutru.demo import scanner
from luutru.demo.paper import Stroke, Style
from luutru.demo.text_pdf import OldFonts, write_text
from luutru.reading.messages import PageStatus, ReadingOptions, TextOrigin
from luutru.reading.page_hash import NOTHING
from luutru.reading.page_reader import read_page
from luutru.vietnamese.tokens import words

OPTIONS = ReadingOptions()
TOLERANCE = 45
"""In 1/10,000 of the page: 2.7 points across, 3.8 down."""
ONCE = (
    "Mỗi Bên chỉ định đầu mối liên lạc và thông báo bằng văn bản cho phía kia trong vòng ba mươi "
    "ngày kể từ khi ký; thông tin cung cấp theo thỏa thuận này không được tiết lộ."
)
"""A text in which no word stands twice."""


@pytest.fixture
def read(opened):
    def read_one(path, options=OPTIONS, *, careful=False):
        return read_page(opened(path), 1, options, careful=careful)

    return read_one


def exact(text):
    return [token.exact for token in words(text)]


def overlay(path, text):
    """Lay some words of text over the first page of a PDF, as scanning software does."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.Resources.Font = pikepdf.Dictionary(F1=font)
        shown = f"BT /F1 8 Tf 1 0 0 1 40 20 Tm ({text}) Tj ET".encode()
        page.contents_add(pdf.make_stream(shown))
        pdf.save(path)
    return path


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_scan_is_read_whichever_way_up_and_its_words_lie_where_they_were_drawn(
    scanned, read, turn
):
    path, page = scanned(a_sheet(ONCE), turn=turn)
    reading = read(path)
    assert (reading.status, reading.origin) == (PageStatus.READ, TextOrigin.OCR)
    assert reading.rotation == page.rotation
    assert reading.confidence is not None
    assert reading.confidence > 88
    assert not reading.needs_look
    expected = {word.text: word.box for word in page.words}
    placed = {word.text: word[1:5] for word in reading.words}
    both = expected.keys() & placed.keys()
    assert len(both) > 0.95 * len(expected)
    off = [word for word in both if placed[word] != pytest.approx(expected[word], abs=TOLERANCE)]
    assert off == []


def test_a_text_layer_is_taken_as_it_is(tmp_path, read):
    reading = read(pdfs.write(tmp_path, {"a": pdfs.with_text([ENGLISH.encode()] * 3)})["a"])
    assert (reading.status, reading.origin) == (PageStatus.READ, TextOrigin.LAYER)
    assert (reading.confidence, reading.engine, reading.needs_look) == (None, "", False)
    assert exact(reading.text) == exact(ENGLISH) * 3
    assert len(reading.words) == len(ENGLISH.split()) * 3


def test_an_old_font_is_converted_and_the_text_as_found_is_kept(tmp_path, read):
    path = tmp_path / "old.pdf"
    write_text(path, [a_sheet(VIETNAMESE * 2)], OldFonts())
    reading = read(path)
    assert (reading.origin, reading.encoding) == (TextOrigin.LAYER, "tcvn3")
    assert exact(reading.text) == exact(VIETNAMESE * 2)
    assert "chuÈn" in reading.layer_text


def test_a_few_words_over_a_scan_are_kept_and_the_scan_is_read(scanned, read):
    path, _ = scanned(a_sheet(VIETNAMESE))
    reading = read(overlay(path, "Received 12 May 2024"))
    assert reading.origin is TextOrigin.BOTH
    assert reading.layer_text.strip() == "Received 12 May 2024"
    assert "tiêu chuẩn" in reading.text


def test_a_layer_that_is_garbage_is_kept_and_the_page_is_read(scanned, read):
    path, _ = scanned(a_sheet(VIETNAMESE))
    reading = read(overlay(path, "xqz brrk vvtp lkjh wrtz " * 12))
    assert reading.origin is TextOrigin.BOTH
    assert "brrk" in reading.layer_text
    assert "tiêu chuẩn" in reading.text


def test_an_empty_sheet_is_blank(tmp_path, read):
    reading = read(pdfs.write(tmp_path, {"blank": pdfs.blank()})["blank"])
    assert (reading.status, reading.text, reading.words) == (PageStatus.BLANK, "", ())


def test_without_recognition_a_scan_waits_and_a_text_is_read(scanned, tmp_path, read):
    path, _ = scanned(a_sheet(VIETNAMESE))
    no_recognition = ReadingOptions(recognise=False)
    assert read(path, no_recognition).status is PageStatus.WAITING
    text = pdfs.write(tmp_path, {"text": pdfs.with_text([ENGLISH.encode()])})["text"]
    assert read(text, no_recognition).status is PageStatus.READ


def test_drawn_letters_without_a_text_layer_are_read_though_there_is_no_image(scanned, read):
    path, _ = scanned(a_sheet(VIETNAMESE), replace(scanner.OFFICE_COLOUR, name="small"))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].Contents = pdf.make_stream(b"q 297 0 0 421 149 210 cm /Scan Do Q")
        pdf.save(path)
    assert "tiêu chuẩn" in read(path).text


def test_with_care_a_page_is_read_at_a_coarser_resolution(scanned, read):
    path, _ = scanned(a_sheet(VIETNAMESE))
    reading = read(path, careful=True)
    assert reading.dpi == 150
    assert "tiêu chuẩn" in reading.text


def test_very_small_print_of_a_fine_scan_is_looked_at_more_closely(scanned, read):
    path, _ = scanned(a_sheet(VIETNAMESE, size=4.5), scanner.FINE_GREY)
    reading = read(path)
    assert reading.dpi == 300
    assert "kỹ thuật và ấn phẩm" in reading.text


def test_a_drawing_without_a_word_is_shown_to_a_person(scanned, read):
    sheet = a_sheet()
    sheet.strokes.append(Stroke(((200, 200), (240, 400), (300, 220), (330, 380)), 2))
    path, _ = scanned(sheet)
    reading = read(path)
    assert reading.needs_look


def test_the_second_page_of_an_upside_down_stack_is_looked_at_the_right_way_first(scanned, opened):
    path, _ = scanned(a_sheet(VIETNAMESE * 2), turn=180)
    document = opened(path)
    first, second = (read_page(document, 1, OPTIONS) for _ in range(2))
    assert (first.text, first.rotation) == (second.text, second.rotation)
    assert second.cpu_seconds < 0.7 * first.cpu_seconds


def test_two_columns_are_read_one_after_the_other(scanned, read):
    sheet = a_sheet()
    for left, lines in ((60, ("TỔNG CỤC TIÊU CHUẨN", "ĐO LƯỜNG")), (320, ("CỘNG HÒA", "Độc lập"))):
        for number, line in enumerate(lines):
            sheet.text(line, left, 60 + 18 * number, 240, Style(13))
    path, _ = scanned(sheet)
    assert read(path).text.split("\n") == [
        "TỔNG CỤC TIÊU CHUẨN",
        "ĐO LƯỜNG",
        "CỘNG HÒA",
        "Độc lập",
    ]


def test_a_page_is_told_with_what_it_looks_like_and_says(scanned, read):
    path, _ = scanned(a_sheet(ONCE))
    reading, again = read(path), read(path)
    assert reading.image_hash
    assert len(reading.text_hash) == 16
    assert (again.image_hash, again.text_hash) == (reading.image_hash, reading.text_hash)


def test_an_empty_page_is_like_nothing(scanned, read):
    path, _ = scanned(a_sheet())
    reading = read(path)
    assert reading.status is PageStatus.BLANK
    assert (reading.image_hash, reading.text_hash) == (NOTHING, ())
