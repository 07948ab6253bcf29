"""Draws what a copy will look like, before a number is taken: page 1 with its mark, and the sheet.

The same drawing as on the copy; only nothing is signed, and the code says so by its absence.
"""

from io import BytesIO
from pathlib import Path

import pikepdf

from luutru.stamping.facts import CopyFacts
from luutru.stamping.mark import MARGIN, draw_mark
from luutru.stamping.sheet import draw_sheet
from luutru.stamping.trouble import CannotStamp, Fault
from luutru.stamping.visible import visible


def preview(source: Path, number: int, facts: CopyFacts, target: Path) -> None:
    """Write page `number` of `source` with the mark, and the sheet if there is one, to `target`.

    Raises:
        CannotStamp: The source cannot be opened or has no such page.
    """
    try:
        with pikepdf.open(source) as whole, pikepdf.new() as made:
            if not 1 <= number <= len(whole.pages):
                raise CannotStamp(Fault.NO_SUCH_PAGE, str(number))
            made.pages.append(whole.pages[number - 1])
            page = made.pages[0]
            seen = visible({name: page.get(name) for name in _NAMES if page.get(name) is not None})
            mark = draw_mark(facts, seen)
            box = pikepdf.Rectangle(*seen.top_right(mark.wide, mark.high, MARGIN))
            with pikepdf.open(BytesIO(mark.pdf)) as drawn:
                page.add_overlay(drawn.pages[0], box)
            if facts.has_sheet:
                with pikepdf.open(BytesIO(draw_sheet(facts, ""))) as sheet:
                    made.pages.append(sheet.pages[0])
            made.save(target)
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise CannotStamp(Fault.DAMAGED, type(error).__name__) from error


_NAMES = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit")
