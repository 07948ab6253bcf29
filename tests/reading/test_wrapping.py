import warnings
from io import BytesIO

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw, TiffImagePlugin

from luutru.reading.messages import Problem
from luutru.reading.trouble import Unreadable
from luutru.reading.wrapping import page_size, wrap

MOST = 20


def noise(mode, size=(61, 43), seed=1):
    """A picture in which no pixel is like its neighbour, so that any loss would show."""
    values = np.random.default_rng(seed)
    bands = {"1": 1, "L": 1, "P": 1, "LA": 2, "RGB": 3, "RGBA": 4, "CMYK": 4}[mode]
    shape = (size[1], size[0], bands) if bands > 1 else (size[1], size[0])
    pixels = values.integers(0, 256, shape, dtype=np.uint8)
    if mode == "1":
        return Image.fromarray(pixels).point(lambda value: 255 * (value > 127), "1")
    if mode == "P":
        return Image.fromarray(pixels).convert("RGB").quantize(17)
    return Image.fromarray(pixels, mode)


@pytest.fixture
def opened(tmp_path):
    """Wrap a file and open what came out."""

    def do(file):
        target = tmp_path / "made.part"
        wrap([file], target, MOST)
        return pikepdf.open(BytesIO(target.read_bytes()))

    return do


@pytest.fixture
def wrapped(tmp_path, opened):
    """Save pictures, wrap the file and open what came out."""

    def do(*pictures, suffix=".tif", **options):
        file = tmp_path / f"image{suffix}"
        first, *more = pictures
        if more:
            options |= {"save_all": True, "append_images": more}
        first.save(file, **options)
        return opened(file)

    return do


def image_of(page):
    (raw,) = page.get_images().values()
    return raw


def pixels_of(page):
    return pikepdf.PdfImage(image_of(page)).as_pil_image()


def assert_same(ours, theirs):
    mode = "RGB" if theirs.mode == "P" else theirs.mode
    assert np.array_equal(np.asarray(ours.convert(mode)), np.asarray(theirs.convert(mode)))


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB"])
@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_every_pixel_is_as_it_was(wrapped, mode, suffix):
    picture = noise(mode)
    with wrapped(picture, suffix=suffix, dpi=(300, 300)) as pdf:
        assert_same(pixels_of(pdf.pages[0]), picture)


@pytest.mark.parametrize("packing", ["group3", "group4", "tiff_lzw", "packbits", "tiff_deflate"])
def test_pages_of_a_fax_stay_as_they_were(wrapped, packing):
    pictures = [noise("1", seed=seed) for seed in range(3)]
    with wrapped(*pictures, compression=packing, dpi=(200, 200)) as pdf:
        assert len(pdf.pages) == 3
        for page, picture in zip(pdf.pages, pictures, strict=True):
            assert_same(pixels_of(page), picture)


def test_colours_of_four_inks_stay_as_they_were(wrapped):
    picture = noise("CMYK")
    with wrapped(picture, dpi=(300, 300)) as pdf:
        assert image_of(pdf.pages[0]).read_bytes() == picture.tobytes()


def test_a_jpeg_is_put_in_byte_for_byte(wrapped, tmp_path):
    with wrapped(noise("RGB"), suffix=".jpg", dpi=(300, 300)) as pdf:
        raw = image_of(pdf.pages[0])
        assert raw.read_raw_bytes() == (tmp_path / "image.jpg").read_bytes()


def test_what_can_be_seen_through_is_kept_beside_the_colours(wrapped):
    picture = noise("RGBA")
    with wrapped(picture, suffix=".png") as pdf:
        raw = image_of(pdf.pages[0])
        assert_same(pikepdf.PdfImage(raw).as_pil_image().convert("RGB"), picture.convert("RGB"))
        assert raw.SMask.read_bytes() == picture.getchannel("A").tobytes()


def test_the_pages_of_a_tiff_keep_their_order_beyond_what_is_joined_at_once(wrapped, monkeypatch):
    monkeypatch.setattr("luutru.reading.wrapping._AT_ONCE", 3)
    pictures = [noise("L", (10 + step, 10), seed=step) for step in range(8)]
    with wrapped(*pictures) as pdf:
        assert [int(image_of(page).Width) for page in pdf.pages] == list(range(10, 18))


def test_the_same_image_makes_the_same_pdf(tmp_path):
    made = []
    noise("RGB").save(tmp_path / "image.tif", save_all=True, append_images=[noise("1")])
    for turn in range(2):
        target = tmp_path / f"{turn}.part"
        wrap([tmp_path / "image.tif"], target, MOST)
        made.append(target.read_bytes())
    assert made[0] == made[1]


def test_nothing_is_left_beside_the_pdf(wrapped, tmp_path):
    wrapped(noise("L"), noise("L"))
    assert {path.name for path in tmp_path.iterdir()} == {"image.tif", "made.part"}


def test_a_smaller_copy_within_a_tiff_is_no_page(opened, tmp_path):
    told = TiffImagePlugin.ImageFileDirectory_v2()
    told[254] = 1
    file = tmp_path / "thumb.tif"
    with TiffImagePlugin.AppendingTiffWriter(str(file), new=True) as writer:
        noise("L").save(writer, "TIFF")
        writer.newFrame()
        noise("L", (10, 10)).save(writer, "TIFF", tiffinfo=told)
        writer.newFrame()
    with opened(file) as pdf:
        assert len(pdf.pages) == 1


@pytest.mark.parametrize(("turn", "corner"), [(1, (0, 0)), (3, (1, 1)), (6, (1, 0)), (8, (0, 1))])
@pytest.mark.parametrize("suffix", [".tif", ".jpg"])
def test_an_image_is_shown_the_way_up_that_it_tells(wrapped, tmp_path, suffix, turn, corner):
    picture = Image.new("L", (160, 120), 255)
    ImageDraw.Draw(picture).rectangle((0, 0, 39, 39), fill=0)
    exif = Image.Exif()
    exif[0x0112] = turn
    wrapped(picture, suffix=suffix, exif=exif, dpi=(100, 100)).close()
    with pdfium.PdfDocument(tmp_path / "made.part") as pdf:
        shown = pdf[0].render(scale=1).to_pil().convert("L")
    across, down = (shown.width - 8 if corner[0] else 8), (shown.height - 8 if corner[1] else 8)
    assert shown.getpixel((across, down)) < 60
    assert (shown.width > shown.height) == (turn in (1, 3))


@pytest.mark.parametrize(
    ("pixels", "dpi", "inches"),
    [
        ((2480, 3508), (300, 300), (8.27, 11.69)),
        ((1240, 3508), (150, 300), (8.27, 11.69)),
        ((2480, 3508), (96, 96), (8.27, 11.69)),
        ((4000, 3000), (72, 72), (11.69, 8.77)),
        ((1000, 800), (96, 96), (10.42, 8.33)),
        ((9933, 14043), (300, 300), (33.11, 46.81)),
        ((2480, 3508), (0, 0), (8.27, 11.69)),
        ((2480, 3508), (9999, 9999), (8.27, 11.69)),
    ],
)
def test_a_page_is_as_large_as_paper(pixels, dpi, inches):
    across, down = pixels
    assert page_size(across, down, dpi) == pytest.approx([72 * side for side in inches], abs=1.0)


def damaged(picture, suffix, share):
    packed = BytesIO()
    picture.save(packed, suffix)
    return packed.getvalue()[: int(len(packed.getvalue()) * share)]


@pytest.mark.parametrize(
    "content",
    [
        b"II*\x00" + b"\xff" * 200,
        b"II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00",
        damaged(noise("RGB"), "TIFF", 0.5),
        b"\xff\xd8\xff\xe0 nothing else",
        b"\x89PNG\r\n\x1a\n nothing else",
    ],
)
def test_what_is_damaged_is_told_as_unreadable(tmp_path, content):
    file = tmp_path / "bad"
    file.write_bytes(content)
    told = (Unreadable, SyntaxError, ValueError)
    with pytest.raises(told), warnings.catch_warnings(action="ignore"):
        wrap([file], tmp_path / "made.part", MOST)


def test_a_picture_of_a_billion_pixels_is_not_unpacked(tmp_path):
    file = tmp_path / "bomb.tif"
    noise("1").save(file, compression="group4")
    data = bytearray(file.read_bytes())
    for wrong in (61, 43):  # width and height, wherever the directory has them
        data = bytearray(data.replace(wrong.to_bytes(4, "little"), (40_000).to_bytes(4, "little")))
        data = bytearray(
            data.replace(
                b"\x03\x00\x01\x00\x00\x00" + wrong.to_bytes(4, "little"),
                b"\x04\x00\x01\x00\x00\x00" + (40_000).to_bytes(4, "little"),
            )
        )
    file.write_bytes(data)
    with pytest.raises(Unreadable) as told:
        wrap([file], tmp_path / "made.part", MOST)
    assert told.value.problem is Problem.TOO_LARGE


def test_pictures_that_unpack_without_end_are_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr("luutru.reading.wrapping._FREE_BYTES", 1_000)
    monkeypatch.setattr("luutru.reading.wrapping._MOST_GROWTH", 0)
    file = tmp_path / "grows.tif"
    first, *more = [noise("L", (300, 300), seed=seed) for seed in range(9)]
    first.save(file, save_all=True, append_images=more, compression="jpeg", quality=1)
    with pytest.raises(Unreadable) as told:
        wrap([file], tmp_path / "made.part", MOST)
    assert told.value.problem is Problem.TOO_LARGE


def test_more_pictures_than_a_document_has_pages_are_given_up(tmp_path):
    file = tmp_path / "many.tif"
    first, *more = [noise("1", (8, 8), seed) for seed in range(MOST + 1)]
    first.save(file, save_all=True, append_images=more)
    with pytest.raises(Unreadable) as told:
        wrap([file], tmp_path / "made.part", MOST)
    assert told.value.problem is Problem.TOO_MANY_PAGES


def test_what_would_lose_something_is_not_wrapped(tmp_path):
    file = tmp_path / "measured.tif"
    Image.new("F", (8, 8), 0.5).save(file)
    with pytest.raises(Unreadable) as told:
        wrap([file], tmp_path / "made.part", MOST)
    assert told.value.problem is Problem.UNUSUAL_IMAGE
