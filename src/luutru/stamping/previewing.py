"""Draws what a copy will look like before a number is taken: its first page and its last sheet.

The same drawing as on the copy; only nothing is signed, and the code says so by its absence.
"""

from io import BytesIO
from pathlib import Path

import pikepdf

from luutru.stamping.copied import copy_pages, flattened, tidy
from luutru.stamping.cover import draw_cover
from luutru.stamping.facts import CopyFacts
from luutru.stamping.mark import MARGIN, draw_mark
from luutru.stamping.opening import opened, page_called
from luutru.stamping.overlay import seen
from luutru.stamping.paper import finish
from luutru.stamping.sheet import draw_sheet
from luutru.stamping.shown import Extract


def preview(
    source: Path,
    facts: CopyFacts,
    target: Path,
    wanted: Extract | None = None,
    password: str = "",
) -> None:
    """Write how the copy of `source` begins and ends to `target`: two pages, or one.

    Raises:
        CannotStamp: The source cannot be opened or has no such page.
    """
    with opened(source, password) as whole, pikepdf.new() as made:
        flattened(whole)
        _begin(whole, made, wanted)
        if facts.is_on_paper:
            last = wanted.numbers[-1] if wanted else len(whole.pages)
            if wanted or last > 1:
                copy_pages(whole, [last], made)
            tidy(made)
        else:
            tidy(made)
            _set_mark(made.pages[0], facts)
            if facts.has_sheet:
                with pikepdf.open(BytesIO(draw_sheet(facts, ""))) as sheet:
                    made.pages.append(sheet.pages[0])
        made.save(target)
    if facts.is_on_paper:
        finish(target, facts)


def _begin(whole: pikepdf.Pdf, made: pikepdf.Pdf, wanted: Extract | None) -> None:
    if wanted is None:
        copy_pages(whole, [1], made)
        return
    for number in wanted.numbers:
        page_called(whole, number)
    with pikepdf.open(BytesIO(draw_cover(wanted, len(whole.pages)))) as cover:
        made.pages.append(cover.pages[0])


def _set_mark(page: pikepdf.Page, facts: CopyFacts) -> None:
    shape = seen(page)
    mark = draw_mark(facts, shape)
    box = pikepdf.Rectangle(*shape.top_right(mark.wide, mark.high, MARGIN))
    with pikepdf.open(BytesIO(mark.pdf)) as drawn:
        page.add_overlay(drawn.pages[0], box)
