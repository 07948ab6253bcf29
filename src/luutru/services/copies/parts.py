"""Reads and writes parts of pages as people type them: `3:0,0,100,40`, in per cent."""

from collections.abc import Iterable

from luutru.errors import UnacceptableValue
from luutru.i18n import translate
from luutru.stamping.shown import Part

_PER_CENT = 100


def read_part(text: str) -> tuple[int, Part]:
    """Return a page and the part of it that is kept: left, top, right, bottom.

    Raises:
        UnacceptableValue: It is none.
    """
    page, _, edges = text.partition(":")
    try:
        left, top, right, bottom = (float(edge) / _PER_CENT for edge in edges.split(","))
        return int(page), (left, top, right, bottom)
    except ValueError as error:
        expected = translate("page and per cent from the top left corner, such as 3:0,0,100,40")
        raise UnacceptableValue(translate("part of a page"), text, expected) from error


def written_parts(parts: Iterable[tuple[int, Part]]) -> str:
    """Return parts as `read_part` reads them, separated by blanks."""
    return " ".join(
        f"{page}:{','.join(f'{edge * _PER_CENT:g}' for edge in part)}" for page, part in parts
    )
