"""A scan looks like its profile, and the truth knows how the sheet lies in it."""

import math

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest

from luutru.demo import pdf, raster, scanner, truth
from luutru.demo.paper import HEIGHT, WIDTH, Sheet, Stroke, Style
from luutru.demo.truth import Placement


@pytest.fixture
def sheet():
    sheet = Sheet()
    sheet.text("Bản ghi nhớ hợp tác " * 20, 80, 90, 430, Style(13))
    sheet.strokes.append(Stroke(((100, 600), (400, 600)), 1.0, (204, 38, 44)))
    return sheet


@pytest.mark.parametrize("profile", scanner.PROFILES.values(), ids=lambda profile: profile.name)
def test_a_scan_has_the_size_and_the_colours_of_its_profile(sheet, profile):
    image, placement = scanner.scan(sheet, profile, np.random.default_rng(3))
    assert image.size == (round(WIDTH * profile.dpi / 72), round(HEIGHT * profile.dpi / 72))
    assert image.mode == {"colour": "RGB", "grey": "L", "bilevel": "1"}[profile.colours]
    assert abs(placement.skew) <= profile.skew


def test_red_vanishes_where_recognition_looks_for_ink(sheet):
    image, _ = scanner.scan(sheet, scanner.OFFICE_COLOUR, np.random.default_rng(3))
    line = image.split()[0].crop((350, 1600, 1000, 1720))
    assert np.asarray(line).min() > 120


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_scan_stands_upright_after_the_rotation_of_its_truth(sheet, turn):
    upright, _ = scanner.scan(sheet, scanner.OFFICE_GREY, np.random.default_rng(5))
    turned, placement = scanner.scan(sheet, scanner.OFFICE_GREY, np.random.default_rng(5), turn)
    clockwise = truth.page(sheet, placement).rotation
    assert np.array_equal(np.rot90(np.asarray(turned), -clockwise // 90), np.asarray(upright))


def test_a_long_word_runs_askew_as_its_sheet_lies():
    sheet, placement = Sheet(), Placement(1.2)
    sheet.text("m" * 40, 60, 400, 500, Style(14))
    image = np.asarray(raster.drawn(sheet, 150, "L", placement)) < 128
    rows, columns = np.nonzero(image)
    start, end = (rows[columns < columns.min() + 60], rows[columns > columns.max() - 60])
    run = columns.max() - columns.min() - 60
    assert start.mean() - end.mean() == pytest.approx(run * math.tan(math.radians(1.2)), abs=1)


@pytest.mark.parametrize(
    ("turn", "wanted"), [(0, (0.1, 0.2)), (90, (0.8, 0.1)), (180, (0.9, 0.8)), (270, (0.2, 0.9))]
)
def test_points_turn_clockwise(turn, wanted):
    assert Placement(0.0, turn).point(WIDTH * 0.1, HEIGHT * 0.2) == pytest.approx(wanted)


def test_a_sheet_askew_counterclockwise_rises_to_the_right():
    placement = Placement(1.0)
    assert placement.laid(WIDTH, HEIGHT / 2)[1] < HEIGHT / 2 < placement.laid(0, HEIGHT / 2)[1]


@pytest.mark.parametrize("profile", [scanner.OFFICE_GREY, scanner.OFFICE_COLOUR, scanner.FAX])
def test_a_pdf_of_images_shows_them_and_holds_no_text(sheet, profile, tmp_path):
    image, _ = scanner.scan(sheet, profile, np.random.default_rng(7))
    pdf.write_images(tmp_path / "scan.pdf", [image], 80)
    with pdfium.PdfDocument(tmp_path / "scan.pdf") as document:
        shown = document[0].render(scale=1).to_pil().convert("L")
        assert document[0].get_textpage().count_chars() == 0
    wanted = image.convert("L").resize(shown.size, 5)
    assert abs(np.asarray(shown).astype(int) - np.asarray(wanted)).mean() < 4


def test_black_and_white_is_packed_as_a_fax(sheet, tmp_path):
    image, _ = scanner.scan(sheet, scanner.FAX, np.random.default_rng(7))
    pdf.write_images(tmp_path / "fax.pdf", [image], 80)
    with pikepdf.open(tmp_path / "fax.pdf") as written:
        (scan,) = written.pages[0].Resources.XObject.values()
        assert scan.Filter == pikepdf.Name.CCITTFaxDecode
    assert (tmp_path / "fax.pdf").stat().st_size < 120_000
