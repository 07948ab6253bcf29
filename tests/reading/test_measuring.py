from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from tests.reading.conftest import ENGLISH, VIETNAMESE, a_sheet

from luutru.demo import ornaments, pdf, scanner
from luutru.demo.paper import Style
from luutru.demo.text_pdf import UnicodeFonts, write_text
from luutru.reading.measures import Measures
from luutru.reading.messages import PageStatus, ReadingOptions
from luutru.reading.page_reader import read_page

TEXT = (VIETNAMESE, ENGLISH) * 3
LEVEL = replace(scanner.OFFICE_COLOUR, skew=0.0)


@pytest.fixture
def measured(tmp_path, opened):
    """Write one image as a PDF, read it, and return what was measured."""

    def measure(image, quality=72):
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.pdf"
        pdf.write_images(path, [image], quality)
        return read_page(opened(path), 1, ReadingOptions()).measures

    return measure


def scan_of(sheet, profile=scanner.OFFICE_COLOUR, turn=0):
    return scanner.scan(sheet, profile, np.random.default_rng(4), turn)[0]


def signed(*, hand=True, seal=True):
    """Set the end of an agreement: a sentence, an office, and a name below the signature."""
    random = np.random.default_rng(8)
    sheet = a_sheet(*TEXT[:2])
    sheet.text("ĐẠI DIỆN BÊN A", 90, 300, 200, Style(12))
    if hand:
        ornaments.scribble(sheet, 160, 352, random)
    if seal:
        ornaments.stamp(sheet, 120, 350, random)
    sheet.text("Người ký mẫu A", 90, 390, 200, Style(12))
    return sheet


@pytest.mark.parametrize(
    ("profile", "dpi", "bits"),
    [
        (scanner.OFFICE_COLOUR, 200, 24),
        (scanner.FINE_GREY, 300, 8),
        (scanner.FAX, 300, 1),
        (replace(scanner.OFFICE_COLOUR, dpi=110), 110, 24),
    ],
)
def test_resolution_and_depth_of_a_scan_are_told(measured, profile, dpi, bits):
    told = measured(scan_of(a_sheet(*TEXT), profile))
    assert (told.dpi, told.bits) == (dpi, bits)


def test_a_grey_scan_that_is_kept_as_colour_has_the_depth_of_a_grey_one(measured):
    grey = scan_of(a_sheet(*TEXT), scanner.OFFICE_GREY)
    assert measured(grey.convert("RGB")).bits == 8


@pytest.mark.parametrize("degrees", [-3.4, -1.0, 0.0, 2.3, 4.8])
def test_the_skew_of_a_page_is_told_to_a_fifth_of_a_degree(measured, degrees):
    level = scan_of(a_sheet(*TEXT), LEVEL)
    askew = level.rotate(-degrees, Image.Resampling.BILINEAR, fillcolor=(252, 251, 246))
    assert measured(askew).skew == pytest.approx(degrees, abs=0.2)


def test_a_page_without_lines_has_no_skew(measured):
    sheet = a_sheet("Trang này")
    assert measured(scan_of(sheet, LEVEL)).skew is None


@pytest.mark.parametrize("turn", [0, 180])
@pytest.mark.parametrize(("edge", "box"), [(0, (150, 0, 0, 0)), (2, (0, 0, 1000, 0))])
def test_text_that_runs_out_of_the_sheet_is_told_of_the_upright_page(measured, edge, box, turn):
    whole = scan_of(a_sheet(*TEXT), LEVEL)
    left, top, right, bottom = box
    cut = whole.crop((left + 110 * (edge == 0), top, right or whole.width, bottom or whole.height))
    edges = measured(cut.rotate(turn)).edges
    assert edges[edge] >= 5
    assert sum(edges) == edges[edge]


def test_text_within_the_sheet_touches_no_edge_and_a_shadow_along_it_is_one_stroke(measured):
    image = scan_of(a_sheet(*TEXT), scanner.OLD_COPY)
    image.paste((40, 40, 40), (0, 0, 9, image.height))
    assert max(measured(image).edges) <= 1


@pytest.mark.parametrize(("hand", "seal"), [(True, True), (True, False), (False, True)])
def test_seal_and_signature_are_seen_each_for_itself(measured, hand, seal):
    told = measured(scan_of(signed(hand=hand, seal=seal)))
    assert (told.has_signature, told.has_seal) == (hand, seal)


def test_a_red_frame_with_words_is_no_seal(measured):
    image = scan_of(a_sheet(*TEXT), LEVEL)
    image.paste((200, 40, 44), (150, 1500, 450, 1700))
    image.paste((252, 251, 246), (158, 1508, 442, 1692))
    assert measured(image).has_seal is False


def test_a_grey_scan_tells_nothing_of_seals(measured):
    assert measured(scan_of(signed(), scanner.OFFICE_GREY)).has_seal is None


def test_a_blank_sheet_is_measured_too(tmp_path, opened):
    pdf.write_images(tmp_path / "blank.pdf", [Image.new("RGB", (1654, 2339), "white")], 80)
    reading = read_page(opened(tmp_path / "blank.pdf"), 1, ReadingOptions())
    assert reading.status is PageStatus.BLANK
    assert reading.measures == Measures(dpi=200, bits=24)


def test_what_a_word_processor_wrote_is_no_scan(tmp_path, opened):
    write_text(tmp_path / "text.pdf", [a_sheet(*TEXT)], UnicodeFonts())
    reading = read_page(opened(tmp_path / "text.pdf"), 1, ReadingOptions())
    assert reading.measures == Measures()
