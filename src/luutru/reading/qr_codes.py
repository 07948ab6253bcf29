"""Reads QR codes in a picture or on the pages of a PDF: the code on a sheet that was scanned."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pypdfium2 as pdfium
import zxingcpp
from PIL import Image, UnidentifiedImageError

from luutru.reading.documents import open_pdf
from luutru.reading.messages import Problem
from luutru.reading.page_images import MOST_PIXELS, POINTS_AN_INCH, dpi_within_reason
from luutru.reading.trouble import Unreadable

_QR: Final = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_DPI: Final = 200
_PAGES: Final = 20
"""Pages that are looked at, from the last one: the sheet lies behind the copy."""
_PDF: Final = b"%PDF"
_FORMATS: Final = ("PNG", "JPEG", "TIFF")


def codes_in(file: Path) -> list[str]:
    """Return the texts of the QR codes in `file`.

    Raises:
        Unreadable: It is neither a picture nor a PDF, or too large.
    """
    with file.open("rb") as stream:
        is_pdf = stream.read(len(_PDF)) == _PDF
    found: dict[str, None] = {}
    for image in _pages(file) if is_pdf else _picture(file):
        for code in zxingcpp.read_barcodes(image, formats=_QR):
            found[code.text] = None
        if found:
            break
    return list(found)


def _pages(file: Path) -> Iterator[Image.Image]:
    pdf = open_pdf(file)
    try:
        for at in range(len(pdf) - 1, max(-1, len(pdf) - 1 - _PAGES), -1):
            page = pdf[at]
            scale = dpi_within_reason(page, _DPI) / POINTS_AN_INCH
            yield page.render(scale=scale, grayscale=True).to_pil()
    except pdfium.PdfiumError as error:
        raise Unreadable(Problem.DAMAGED, "page") from error
    finally:
        pdf.close()


def _picture(file: Path) -> Iterator[Image.Image]:
    try:
        with Image.open(file, formats=_FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Unreadable(Problem.TOO_LARGE, "pixels")
            yield image.convert("L")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise Unreadable(Problem.DAMAGED, "image") from error
