"""Makes what is printed as a copy on paper: the pages, and the legal block after the text.

The block stands on the last page right after the end of the text where there is room, else on a
sheet of its own (Decree 30/2020/NĐ-CP, appendix I part II.II.2.a). Seal and signature are blank;
the technical box, where the agency wants it, stands on another sheet than the block of the law.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

import pikepdf
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from luutru.stamping import faces
from luutru.stamping.copied import copy_pages, flattened, tidy
from luutru.stamping.facts import CopyFacts
from luutru.stamping.legal import Measure, draw_block, height
from luutru.stamping.opening import opened
from luutru.stamping.overlay import as_form, paint, seen
from luutru.stamping.room import room_below_text
from luutru.stamping.sheet import draw_sheet
from luutru.stamping.trial import drawn_words, new_name, placed_words, words_wide
from luutru.stamping.visible import Visible

_LEFT, _RIGHT = 30 * mm, 15 * mm
_NARROWEST: Final = 150 * mm
"""Of the text: two columns of the block are not read on less."""


def lay_out(base: Path, target: Path, facts: CopyFacts, password: str = "") -> bool:
    """Write the pages of `base` with the block to `target`; tell whether it has its own sheet.

    Raises:
        CannotStamp: The pages cannot be copied.
    """
    with opened(base, password) as whole, pikepdf.new() as made:
        copy_pages(flattened(whole), range(1, len(whole.pages) + 1), made)
        tidy(made)
        made.save(target, deterministic_id=True)
    return finish(target, facts)


def finish(file: Path, facts: CopyFacts) -> bool:
    """Add the block to a file whose pages were copied; tell whether it has its own sheet."""
    with pikepdf.open(file, allow_overwriting_input=True) as made:
        top = room_on(file, seen(made.pages[-1]), facts, len(made.pages))
        if top is not None:
            _set_block(made, facts, top)
        for sheet in _sheets(facts, has_block=top is None):
            with pikepdf.open(BytesIO(sheet)) as drawn:
                made.pages.append(drawn.pages[0])
        if facts.is_trial:
            _mark_trial(made)
        made.save(file, deterministic_id=True)
    return top is None


def room_on(
    file: Path, shape: Visible, facts: CopyFacts, number: int, password: str = ""
) -> float | None:
    """Return above which height of page `number` the block fits, None where it does not."""
    measure = _measure(shape)
    if measure.right - measure.left < _NARROWEST:
        return None
    sides = measure.left, measure.right
    return room_below_text(file, number, height(facts, measure), sides, shape, password)


def _measure(shape: Visible) -> Measure:
    return Measure(_LEFT, shape.size[0] - _RIGHT)


def _set_block(made: pikepdf.Pdf, facts: CopyFacts, top: float) -> None:
    page = made.pages[-1]
    shape = seen(page)
    faces.ready()
    target = BytesIO()
    canvas = Canvas(target, pagesize=shape.size, pageCompression=1, invariant=1)
    draw_block(canvas, facts, _measure(shape), top)
    canvas.save()
    paint(page, as_form(made, target.getvalue()), 0, 0)


def _sheets(facts: CopyFacts, *, has_block: bool) -> Iterator[bytes]:
    """Yield the sheets that follow the pages: the block of the law first, then our box."""
    if has_block:
        yield draw_sheet(facts, "", has_box=False)
    if facts.has_box:
        yield draw_sheet(facts, "", has_block=False)


def _mark_trial(made: pikepdf.Pdf) -> None:
    """Write BẢN THỬ across every page."""
    words, name = as_form(made, drawn_words()), new_name()
    for page in made.pages:
        page.add_resource(words, pikepdf.Name.XObject, pikepdf.Name(name))
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(placed_words(seen(page), words_wide(), name))
