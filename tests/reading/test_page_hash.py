"""Two scans of one paper look alike; two papers do not; an empty one looks like nothing."""

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageEnhance
from tests.reading.conftest import ENGLISH, VIETNAMESE

from luutru.demo import pdf, scanner
from luutru.demo.paper import Sheet, Style
from luutru.demo.text_pdf import UnicodeFonts, write_text
from luutru.reading.page_hash import NOTHING, page_hash
from luutru.reading.page_images import grey_image

ALIKE = 12
"""Bits; `services.duplicates` asks for as many."""


def a_page(seed):
    """Set a page of headings and paragraphs, another one for each seed."""
    dice = np.random.default_rng(seed)
    sheet, below = Sheet(), float(dice.integers(70, 160))
    while below < dice.integers(500, 740):
        text = " ".join([VIETNAMESE, ENGLISH][: dice.integers(1, 3)])[: dice.integers(40, 320)]
        left = float(dice.choice([80, 80, 110, 250]))
        below = sheet.text(text, left, below, 510 - left, Style(13)) + float(dice.integers(6, 40))
    return sheet


@pytest.fixture
def hash_of(tmp_path):
    """Tell the hash of an image, once it was written into a PDF and drawn for recognition."""

    def look(image, dpi=200, quality=60):
        pdf.write_images(tmp_path / "page.pdf", [image], quality)
        with pdfium.PdfDocument(tmp_path / "page.pdf") as opened:
            return page_hash(grey_image(opened[0], dpi, 0, 0.85))

    return look


def scanned(sheet, profile, seed):
    return scanner.scan(sheet, profile, np.random.default_rng(seed))[0]


def apart(one, other):
    return ((one ^ other) & (2**64 - 1)).bit_count()


def shifted(image):
    """Lay the paper 3 mm further down and to the right, and make the lamp weaker."""
    moved = Image.new(image.mode, image.size, (255, 255, 255))
    moved.paste(image, (24, 24))
    return ImageEnhance.Brightness(moved).enhance(0.88)


@pytest.mark.parametrize("profile", scanner.PROFILES.values(), ids=lambda profile: profile.name)
def test_another_scanner_sees_the_same(hash_of, profile):
    for seed in (1, 2):
        sheet = a_page(seed)
        first = hash_of(scanned(sheet, scanner.OFFICE_COLOUR, 5))
        assert apart(first, hash_of(scanned(sheet, profile, 6), quality=profile.quality)) <= ALIKE


def test_paper_may_lie_elsewhere_on_the_glass(hash_of):
    image = scanned(a_page(3), scanner.OFFICE_COLOUR, 1)
    assert apart(hash_of(image), hash_of(shifted(image))) <= ALIKE


def test_other_papers_look_different(hash_of):
    hashes = [hash_of(scanned(a_page(seed), scanner.OFFICE_GREY, seed)) for seed in range(1, 7)]
    distances = [apart(a, b) for at, a in enumerate(hashes) for b in hashes[at + 1 :]]
    assert min(distances) > ALIKE


def test_a_page_with_a_text_layer_looks_like_its_scan(hash_of, tmp_path):
    sheet = a_page(4)
    write_text(tmp_path / "text.pdf", [sheet], UnicodeFonts())
    with pdfium.PdfDocument(tmp_path / "text.pdf") as opened:
        written = page_hash(grey_image(opened[0], 50))
    assert apart(written, hash_of(scanned(sheet, scanner.FAX, 2))) <= ALIKE


@pytest.mark.parametrize("profile", [scanner.OFFICE_COLOUR, scanner.OLD_COPY, scanner.FAX])
def test_an_empty_page_and_a_page_number_look_like_nothing(hash_of, profile):
    numbered = Sheet()
    numbered.text("2", 297, 800, 40, Style(12))
    for sheet in (Sheet(), numbered):
        assert hash_of(scanned(sheet, profile, 3)) == NOTHING


def test_the_hash_is_a_number_that_the_catalogue_can_keep(hash_of):
    hashes = [hash_of(scanned(a_page(seed), scanner.OFFICE_GREY, 0)) for seed in range(1, 5)]
    assert all(-(2**63) <= number < 2**63 for number in hashes)
