import io
import math

import numpy as np
import pytest
from PIL import Image, ImageDraw
from tests.reading import pdfs

from luutru.demo import pdf as demo_pdf
from luutru.reading.page_images import (
    MOST_PIXELS,
    colour_image,
    dpi_within_reason,
    grey_image,
)

SIZE = (1654, 2339)


@pytest.fixture
def page_with(tmp_path, page_of):
    """Make a page of A4 that shows an image."""

    def make(image):
        path = tmp_path / "page.pdf"
        demo_pdf.write_images(path, [image], 90)
        return page_of(path)

    return make


def lightness(image, x, y):
    return image.getpixel((x, y))


def test_red_ink_vanishes_and_blue_and_black_stay(page_with):
    drawn = Image.new("RGB", SIZE, "white")
    pen = ImageDraw.Draw(drawn)
    for left, colour in ((200, (204, 38, 44)), (600, (38, 52, 140)), (1000, (20, 20, 20))):
        pen.rectangle((left, 500, left + 8, 900), fill=colour)
    grey = grey_image(page_with(drawn), 200)
    assert grey.mode == "L"
    assert lightness(grey, 204, 700) > 190
    assert lightness(grey, 604, 700) < 80
    assert lightness(grey, 1004, 700) < 60


def test_a_shadow_is_evened_out_and_what_stands_in_it_stays(page_with):
    shade = np.tile(np.linspace(255, 120, SIZE[0]), (SIZE[1], 1)).astype(np.uint8)
    drawn = Image.fromarray(shade).convert("RGB")
    ImageDraw.Draw(drawn).rectangle((1500, 500, 1506, 900), fill=(20, 20, 20))
    grey = np.asarray(grey_image(page_with(drawn), 200))
    assert grey[1200:1400, 100:1600].min() > 240
    assert grey[700, 1503] < 160


@pytest.mark.parametrize(
    ("turn", "size", "corner"),
    [
        (0, (827, 2339), (90, 150)),
        (90, (1170, 1654), (1095, 180)),
        (180, (827, 2339), (740, 2190)),
        (270, (1170, 1654), (75, 1474)),
    ],
)
def test_a_page_is_drawn_turned_and_narrow(page_with, turn, size, corner):
    drawn = Image.new("RGB", SIZE, "white")
    ImageDraw.Draw(drawn).ellipse((175, 145, 185, 155), fill=(20, 20, 20))
    grey = grey_image(page_with(drawn), 200, turn, 0.5)
    assert grey.size == pytest.approx(size, abs=1)
    dark = grey.point([255] * 128 + [0] * 128).getbbox()
    assert dark is not None
    assert ((dark[0] + dark[2]) / 2, (dark[1] + dark[3]) / 2) == pytest.approx(corner, abs=4)


def test_a_giant_page_is_drawn_as_large_as_memory_bears(tmp_path, page_of):
    path = pdfs.write(tmp_path, {"giant": pdfs.giant_page()})["giant"]
    page = page_of(path)
    dpi = dpi_within_reason(page, 200)
    assert math.prod(page.get_size()) * (dpi / 72) ** 2 <= MOST_PIXELS
    image = colour_image(page, 100_000, 0)
    assert image.width * image.height <= MOST_PIXELS * 1.01


def test_an_ordinary_page_is_drawn_at_the_resolution_asked_for(tmp_path, page_of):
    page = page_of(pdfs.write(tmp_path, {"blank": pdfs.blank()})["blank"])
    assert dpi_within_reason(page, 300) == 300


@pytest.mark.parametrize(("rotation", "height"), [(0, 849), (90, 424), (180, 849), (270, 424)])
def test_an_image_for_people_is_as_wide_as_asked_whichever_way_round(
    tmp_path, page_of, rotation, height
):
    page = page_of(pdfs.write(tmp_path, {"blank": pdfs.blank()})["blank"])
    image = colour_image(page, 600, rotation)
    assert image.width == 600
    assert image.height == pytest.approx(height, abs=2)
    assert len(image.rgb) == image.width * image.height * 3


def test_an_image_for_people_has_its_colours_in_order(page_with):
    red = page_with(Image.new("RGB", SIZE, (200, 10, 20)))
    image = colour_image(red, 50, 0)
    pixel = Image.open(io.BytesIO(b"P6 %d %d 255\n" % (image.width, image.height) + image.rgb))
    assert pixel.getpixel((25, 30)) == pytest.approx((200, 10, 20), abs=12)
