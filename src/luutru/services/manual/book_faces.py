"""The faces and styles of the book."""

from functools import cache
from typing import Final

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from luutru.resources import folder

_TEXT, _STRONG = "Inter", "Inter-SemiBold"
_FILES: Final = {_TEXT: "Inter_400Regular.ttf", _STRONG: "Inter_600SemiBold.ttf"}
_INK: Final = colors.Color(0.09, 0.13, 0.16)
_GREY: Final = colors.Color(0.37, 0.42, 0.48)
_BLUE: Final = colors.Color(0.11, 0.34, 0.69)


def _style(name: str, size: float, face: str = _TEXT, **more: object) -> ParagraphStyle:
    told: dict[str, object] = {"leading": size * 1.45, "textColor": _INK} | more
    return ParagraphStyle(name, fontName=face, fontSize=size, **told)


BODY: Final = _style("body", 10, spaceAfter=6)
CELL: Final = _style("cell", 9)
SMALL: Final = _style("small", 8.5, textColor=_GREY)
TOC: Final = _style("toc", 11, spaceAfter=5)
TITLE: Final = _style("title", 30, _STRONG, spaceAfter=14)
HEADINGS: Final = (
    _style("h1", 20, _STRONG, spaceAfter=10, textColor=_BLUE),
    _style("h2", 13, _STRONG, spaceBefore=10, spaceAfter=5, keepWithNext=1),
    _style("h3", 11, _STRONG, spaceBefore=8, spaceAfter=4, keepWithNext=1),
)


@cache
def register() -> None:
    """Make the faces known; slanted text is set upright, the face has no other."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, folder("fonts") / file))
    pdfmetrics.registerFontFamily(
        _TEXT, normal=_TEXT, bold=_STRONG, italic=_TEXT, boldItalic=_STRONG
    )
