"""Finds the code of a separator sheet on a page, however the sheet lay on the glass.

A page that was drawn to be recognised is looked at as it is; only others are drawn for it. Codes of
others, such as those of a post office, are none of ours and change nothing.
"""

from typing import Final

import pypdfium2 as pdfium
import zxingcpp
from PIL import Image

from luutru.reading.page_images import POINTS_AN_INCH, dpi_within_reason
from luutru.records.separator_code import read_code

_QR: Final = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_DPI: Final = 100
"""A module of the longest code is 1 mm wide: four pixels."""


def separator_in(image: Image.Image) -> str:
    """Return the text of the separator code in a grey `image`; empty where there is none of ours.

    It may be narrower than the page is, as it is drawn to be recognised.
    """
    try:
        found = zxingcpp.read_barcodes(image, formats=_QR)
    except (ValueError, RuntimeError):  # what was read on the page must not be lost for that
        return ""
    return next((code.text for code in found if read_code(code.text)), "")


def separator_on(page: pdfium.PdfPage) -> str:
    """Return the text of the separator code on `page`; empty where there is none of ours."""
    scale = dpi_within_reason(page, _DPI) / POINTS_AN_INCH
    try:
        image = page.render(scale=scale, grayscale=True).to_pil()
    except (pdfium.PdfiumError, ValueError):
        return ""
    return separator_in(image)
