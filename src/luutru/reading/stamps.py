"""Reads the marks that are stamped on a page in red: of secrecy and of haste.

Recognition looks at the red channel, in which stamps vanish, so that a seal across a signature does
no harm. A mark of secrecy is stamped in the same red and must not vanish with it: where red ink
stands in the shape of a mark, it is looked at by itself, and words that are marks are kept.

Source: Circular 24/2020/TT-BCA on the forms of stamps for state secrets (unverified): rectangular,
red, in capitals; Decree 30/2020/NĐ-CP appendix I for the marks of haste.
"""

import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Final

from PIL import Image, ImageChops, ImageOps

from luutru import resources
from luutru.reading.lines import SeenLine, SeenWord
from luutru.vietnamese.folding import strip_marks

_STRONGER: Final = 2
"""Times by which red ink is darkened: a stamp is worn where it was pressed lightly."""
_SURE: Final = 35.0
"""Confidence from which on a word is read rightly enough to be taken for a mark."""


def red_ink(picture: Image.Image) -> Image.Image:
    """Return what is red on a `picture` in colour as black on white, and nothing else."""
    red, green, blue = picture.split()
    redder = ImageChops.subtract(red, ImageChops.lighter(green, blue))
    return ImageOps.invert(redder.point(lambda level: min(255, level * _STRONGER)))


def marks_among(lines: Iterable[SeenLine]) -> list[SeenLine]:
    """Return the lines that hold words of a mark, with these words alone."""
    kept = [SeenLine([word for word in line.words if _is_mark(word)]) for line in lines]
    return [line for line in kept if line.words]


def _is_mark(word: SeenWord) -> bool:
    plain = strip_marks(word.text.strip(".:;,-|[](){}"))
    return word.text.isupper() and plain in _words() and word.confidence >= _SURE


@cache
def _words() -> frozenset[str]:
    """Return the words of which marks are made, without their accents."""
    file = resources.folder("rules") / "secrecy.toml"
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    phrases = [
        phrase
        for section in ("marks", "haste")
        for value in told[section].values()
        if isinstance(value, list)
        for phrase in value
    ]
    return frozenset(word for phrase in phrases for word in strip_marks(phrase).split())
