"""Finds the code of a separator sheet on a page, however the sheet lay on the glass.

Measured on A4 scans at 200 and 300 dpi: 12 to 20 ms for drawing the page, 1 to 3 ms for looking.
Codes of others, such as those of a post office, are none of ours and change nothing.
"""

from typing import Final

import pypdfium2 as pdfium
import zxingcpp

from luutru.reading.page_images import POINTS_AN_INCH, dpi_within_reason
from luutru.records.separator_code import read_code

_QR: Final = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_DPI: Final = 100
"""A module of the longest code is 1 mm wide: four pixels."""


def separator_on(page: pdfium.PdfPage) -> str:
    """Return the text of the separator code on `page`; empty where there is none of ours.

    A page on which it cannot be looked for is none: what was read on it must not be lost for that.
    """
    scale = dpi_within_reason(page, _DPI) / POINTS_AN_INCH
    try:
        image = page.render(scale=scale, grayscale=True).to_numpy()
        found = zxingcpp.read_barcodes(image, formats=_QR)
    except (pdfium.PdfiumError, ValueError, RuntimeError):
        return ""
    return next((code.text for code in found if read_code(code.text)), "")
