"""Makes a page of which only parts are shown: drawn, painted out, and encoded anew as an image.

What is covered in a PDF is still in it. Here the rest of the page is gone before anything is
written: the new page is one image, without text, in which the rest is white.
"""

from io import BytesIO
from pathlib import Path
from typing import Final

import numpy as np
import pikepdf
import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from luutru.reading.documents import openable
from luutru.reading.page_images import dpi_within_reason, drawn
from luutru.resources import folder
from luutru.stamping.overlay import seen
from luutru.stamping.shown import Part, Shown
from luutru.stamping.trouble import CannotStamp, Fault

DPI: Final = 300
OMITTED: Final = "[…]"
"""Stands where something was left out."""
_POINTS: Final = 72
_LETTERS: Final = 13
_QUALITY: Final = 88
_GREY, _TINT = 128, 12
_ROOM: Final = 0.03
"""Of the height of a page: what is lower than this takes no mark."""


def add_parts(
    whole: pikepdf.Pdf, source: Path, shown: Shown, made: pikepdf.Pdf, password: str = ""
) -> None:
    """Append the parts that are shown of a page of `source`, opened as `whole`, to `made`.

    Raises:
        CannotStamp: The page cannot be drawn.
    """
    wide, high = seen(whole.pages[shown.number - 1]).size
    picture = _painted_out(_drawn(source, shown.number, password), shown.parts)
    data = BytesIO()
    picture.save(data, "JPEG", quality=_QUALITY)
    page = made.add_blank_page(page_size=(wide, high))
    image = pikepdf.Stream(made, data.getvalue())
    image.stream_dict.update(
        {
            "/Type": pikepdf.Name.XObject,
            "/Subtype": pikepdf.Name.Image,
            "/Width": picture.width,
            "/Height": picture.height,
            "/ColorSpace": pikepdf.Name.DeviceGray if picture.mode == "L" else
            pikepdf.Name.DeviceRGB,
            "/BitsPerComponent": 8,
            "/Filter": pikepdf.Name.DCTDecode,
        }
    )  # fmt: skip
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary({"/Im0": image}))
    page.Contents = made.make_stream(f"q {wide:.3f} 0 0 {high:.3f} 0 0 cm /Im0 Do Q".encode())


def _drawn(source: Path, number: int, password: str) -> Image.Image:
    try:
        document = pypdfium2.PdfDocument(
            openable(source), password=password or None, autoclose=True
        )
        try:
            document.init_forms()
            page = document[number - 1]
            return drawn(page, dpi_within_reason(page, DPI))
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise CannotStamp(Fault.DAMAGED, "page") from error


def _painted_out(whole: Image.Image, parts: tuple[Part, ...]) -> Image.Image:
    """Return a white picture with nothing of the page but its parts."""
    wide, high = whole.size
    left = Image.new("RGB", whole.size, "white")
    for part in parts:
        box = (
            round(part[0] * wide), round(part[1] * high),
            round(part[2] * wide), round(part[3] * high),
        )  # fmt: skip
        left.paste(whole.crop(box), box[:2])
    _mark_omissions(left, parts)
    return left if _has_colour(left) else left.convert("L")


def _mark_omissions(picture: Image.Image, parts: tuple[Part, ...]) -> None:
    """Set the mark of an omission into every gap above, between and below the parts."""
    wide, high = picture.size
    size = round(_LETTERS * high / 842)
    letters = ImageFont.truetype(str(folder("fonts") / "Tinos_400Regular.ttf"), size)
    pen, above = ImageDraw.Draw(picture), 0.0
    for top, bottom in [*sorted((part[1], part[3]) for part in parts), (1.0, 1.0)]:
        if top - above > _ROOM:
            middle = (above + top) / 2 if above else max(top - 2 * _ROOM, top / 2)
            pen.text((wide / 2, middle * high), OMITTED, "black", letters, anchor="mm")
        above = max(above, bottom)


def _has_colour(picture: Image.Image) -> bool:
    """Tell whether anything in it is not grey."""
    small = picture.convert("YCbCr").resize((200, 200))
    tints = np.asarray(small, dtype=np.int16)[..., 1:] - _GREY
    return bool(np.abs(tints).max() > _TINT)
