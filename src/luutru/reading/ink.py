"""Looks for ink that recognition left unread."""

from collections.abc import Iterable
from typing import Final

from PIL import Image, ImageDraw

from luutru.reading.lines import SeenLine

_FULL: Final = 255
_ABOUT: Final = 0.5
"""Cells about a word that belong to it."""
_CELLS: Final = (64, 64)
"""Of the grid that is laid over a page: about 9 by 13 points each."""
_DARK: Final = 160
_PALE: Final = 225
"""Faded toner, once the grain of the paper is smoothed away, is still darker than this."""
_SMOOTHED: Final = 3
"""Pixels that are taken together to smooth the grain."""
_INKED: Final = 0.1
"""Share of dark pixels that text has and a rule of a table has not."""
_BLANK: Final = 0.0001
"""Share of an empty sheet that some specks of dust cover; a page number alone covers more."""


def is_blank(image: Image.Image) -> bool:
    """Tell whether a grey `image` shows nothing but specks."""
    smooth = image.reduce(_SMOOTHED)
    return _share_below(smooth, _PALE) < _BLANK


def unread_share(image: Image.Image, lines: Iterable[SeenLine]) -> float:
    """Return the share of the page that is inked without a word being there, 0 to 1."""
    dark = image.point([_FULL if level < _DARK else 0 for level in range(_FULL + 1)])
    cells = dark.resize(_CELLS, Image.Resampling.BOX)
    pen = ImageDraw.Draw(cells)
    across, down = _CELLS[0] / image.width, _CELLS[1] / image.height
    for word in (word for line in lines for word in line.words):
        corner = (word.left * across - _ABOUT, word.top * down - _ABOUT)
        pen.rectangle((*corner, word.right * across + _ABOUT, word.bottom * down + _ABOUT), fill=0)
    return 1 - _share_below(cells, round(_INKED * _FULL))


def _share_below(image: Image.Image, level: int) -> float:
    return sum(image.histogram()[:level]) / (image.width * image.height)
