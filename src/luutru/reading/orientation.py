"""Tells which way up a page was scanned."""

from functools import cache
from typing import Final

import tesserocr
from PIL import Image

from luutru.reading.recognition import load, show

_SURE_ENOUGH: Final = 1.0
"""Of Tesseract's own scale; right pages reach 1.5 with three lines of text and 20 when full."""


def turn_needed(image: Image.Image, dpi: int) -> int:
    """Return the clockwise degrees by which a grey `image` must be turned to stand upright.

    0 also when it cannot be told.

    Raises:
        NoModel: The model `osd` is missing.
    """
    api = _detector()
    show(api, image, dpi)
    told = api.DetectOrientationScript()
    if told is None or told["orient_conf"] < _SURE_ENOUGH:
        return 0
    return (360 - int(told["orient_deg"])) % 360


@cache
def _detector() -> tesserocr.PyTessBaseAPI:
    return load("osd", tesserocr.PSM.OSD_ONLY)
