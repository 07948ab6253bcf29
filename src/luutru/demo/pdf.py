"""Writes PDFs of page images, the way office scanners do: one image a page and nothing else."""

import io
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image

from luutru.demo.paper import HEIGHT, WIDTH

_TIFF_PHOTOMETRIC: Final = 262
_TIFF_STRIPS: Final = 273
_TIFF_STRIP_LENGTHS: Final = 279
_BLACK_IS_ONE: Final = 1


def write_images(path: Path, images: Sequence[Image.Image], quality: int) -> None:
    """Write `images` to `path`: JPEG of `quality`, or CCITT group 4 where they are bilevel."""
    pdf = pikepdf.new()
    for image in images:
        upright = image.height >= image.width
        size = (WIDTH, HEIGHT) if upright else (HEIGHT, WIDTH)
        page = pdf.add_blank_page(page_size=size)
        stream = bilevel_image(pdf, image) if image.mode == "1" else photo(pdf, image, quality)
        page.Resources = Dictionary(XObject=Dictionary(Scan=stream))
        page.Contents = pdf.make_stream(placed("Scan", *size))
    save(pdf, path)


def save(pdf: pikepdf.Pdf, path: Path) -> None:
    """Save `pdf` so that the same pages give the same bytes."""
    pdf.save(path, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)


def placed(name: str, width: float, height: float) -> bytes:
    """Return the instructions that fill a page with the image called `name`."""
    return f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /{name} Do Q".encode()


def photo(pdf: pikepdf.Pdf, image: Image.Image, quality: int) -> pikepdf.Object:
    """Return a grey or coloured image as JPEG."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality)
    return _image(pdf, image, buffer.getvalue(), Filter=Name.DCTDecode)


def drawing(pdf: pikepdf.Pdf, image: Image.Image) -> pikepdf.Object:
    """Return an image of few colours without loss."""
    return _image(pdf, image, zlib.compress(image.tobytes(), 6), Filter=Name.FlateDecode)


def bilevel_image(pdf: pikepdf.Pdf, image: Image.Image) -> pikepdf.Object:
    """Return a black and white image as CCITT group 4, which Pillow only writes into TIFF."""
    buffer = io.BytesIO()
    image.save(buffer, "TIFF", compression="group4", strip_size=image.width * image.height)
    tiff = buffer.getvalue()
    with Image.open(io.BytesIO(tiff)) as opened:
        tags = opened.tag_v2  # type: ignore[attr-defined]  # only a TIFF has it
        start, length = tags[_TIFF_STRIPS][0], tags[_TIFF_STRIP_LENGTHS][0]
        black_is_one = tags[_TIFF_PHOTOMETRIC] == _BLACK_IS_ONE
    how = Dictionary(K=-1, Columns=image.width, Rows=image.height, BlackIs1=black_is_one)
    data = tiff[start : start + length]
    return _image(pdf, image, data, Filter=Name.CCITTFaxDecode, DecodeParms=how)


def _image(
    pdf: pikepdf.Pdf, image: Image.Image, data: bytes, **attributes: pikepdf.Object
) -> pikepdf.Object:
    stream = pikepdf.Stream(pdf, data)
    stream.Type, stream.Subtype = Name.XObject, Name.Image
    stream.Width, stream.Height = image.size
    stream.ColorSpace = Name.DeviceRGB if image.mode == "RGB" else Name.DeviceGray
    stream.BitsPerComponent = 1 if image.mode == "1" else 8
    for name, value in attributes.items():
        stream[f"/{name}"] = value
    return pdf.make_indirect(stream)
