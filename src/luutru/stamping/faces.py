"""The one family of letters on copies: Tinos, with every Vietnamese letter, or no copy at all.

Decree 30/2020/NĐ-CP asks for Times New Roman, whose metrics Tinos has. Serif faces of the system
may lack Vietnamese letters and print boxes without a word, so none is ever fallen back to.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from luutru.resources import folder

REGULAR, BOLD, ITALIC, BOLD_ITALIC = "Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"
_FILES: Final = {
    REGULAR: "Tinos_400Regular.ttf",
    BOLD: "Tinos_700Bold.ttf",
    ITALIC: "Tinos_400Regular_Italic.ttf",
    BOLD_ITALIC: "Tinos_700Bold_Italic.ttf",
}


@cache
def ready() -> None:
    """Make the faces known to the drawing library, once a process."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, folder("fonts") / file))


def missing_letters(texts: Iterable[str]) -> str:
    """Return the letters of `texts` that cannot be drawn, each once and in order."""
    ready()
    known = pdfmetrics.getFont(REGULAR).face.charToGlyph
    letters = dict.fromkeys("".join(map(plain, texts)))
    return "".join(one for one in letters if ord(one) not in known and one not in "\n\r\t")


def plain(text: str) -> str:
    """Return `text` with every letter as one character, as the faces have it."""
    return unicodedata.normalize("NFC", text)


def width(text: str, face: str, size: float) -> float:
    """Return how wide `text` is, in points."""
    return float(pdfmetrics.stringWidth(text, face, size))


def broken(text: str, face: str, size: float, room: float) -> list[str]:
    """Break `text` into lines no wider than `room` points, at blanks where there are any."""
    lines: list[str] = []
    for word in _pieces(plain(text).split(), face, size, room):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, face, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]


def _pieces(words: Iterable[str], face: str, size: float, room: float) -> Iterable[str]:
    """Yield words, those that are wider than a line in pieces that fit."""
    for word in words:
        rest = word
        while width(rest, face, size) > room:
            fits = next(
                n for n in range(len(rest), 0, -1) if n == 1 or width(rest[:n], face, size) <= room
            )
            yield rest[:fits]
            rest = rest[fits:]
            if not rest:
                break
        if rest:
            yield rest
