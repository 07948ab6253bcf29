"""Looks for ink that recognition left unread."""

from collections.abc import Iterable
from typing import Final

import numpy as np
from PIL import Image

from luutru.reading.lines import SeenLine

_CELLS: Final = (64, 64)
"""Of the grid that is laid over a page: about 9 by 13 points each."""
_DARK: Final = 140
_INKED: Final = 0.1
"""Share of dark pixels that text has and a rule of a table has not."""
_BLANK: Final = 0.0004
"""Share of dark pixels of an empty sheet with some specks on it."""


def is_blank(image: Image.Image) -> bool:
    """Tell whether a grey `image` shows nothing but specks."""
    return float((np.asarray(image) < _DARK).mean()) < _BLANK


def unread_share(image: Image.Image, lines: Iterable[SeenLine]) -> float:
    """Return the share of the page that is inked without a word being there, 0 to 1."""
    across, down = _CELLS
    dark = Image.fromarray((np.asarray(image) < _DARK).astype(np.float32))
    inked = np.asarray(dark.resize(_CELLS, Image.Resampling.BOX)) > _INKED
    for line in lines:
        for word in line.words:
            left, right = word.left * across / image.width, word.right * across / image.width
            top, bottom = word.top * down / image.height, word.bottom * down / image.height
            inked[
                max(0, int(top - 0.5)) : int(bottom + 0.5) + 1,
                max(0, int(left - 0.5)) : int(right + 0.5) + 1,
            ] = False
    return float(inked.mean())
