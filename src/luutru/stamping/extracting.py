"""Takes chosen pages, or parts of them, out into a file of their own, without any of the others.

A first sheet shows the formal elements of the original; what is left out between pages is marked.
Every extract passes the gate of `leaks` before it is handed on: nothing here signs without it.
"""

from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Final

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from luutru.stamping import faces
from luutru.stamping.copied import copy_pages, flattened, tidy
from luutru.stamping.cover import draw_cover, words_of
from luutru.stamping.leaks import refuse_leaks
from luutru.stamping.opening import opened, page_called
from luutru.stamping.overlay import as_form, paint, seen
from luutru.stamping.rastering import OMITTED, add_parts
from luutru.stamping.room import quiet_foot
from luutru.stamping.shown import Extract
from luutru.stamping.trouble import CannotStamp
from luutru.system import filing

_WIDE, _HIGH = 30.0, 14.0
_SIZE: Final = 12.0


def extract(source: Path, wanted: Extract, target: Path, password: str = "") -> None:
    """Write what is `wanted` of `source` to `target`; nothing is left there where that fails.

    Raises:
        CannotStamp: There is no such page, the source cannot be opened, or the extract would tell
            something of what it leaves out.
    """
    try:
        with opened(source, password) as whole:
            count = len(whole.pages)
            _write(whole, source, wanted, target, password)
        refuse_leaks(target, source, wanted, words_of(wanted, count), password)
    except CannotStamp:
        filing.remove(target, missing_ok=True)
        raise


def _write(whole: pikepdf.Pdf, source: Path, wanted: Extract, target: Path, password: str) -> None:
    count = len(whole.pages)
    flattened(whole)
    with pikepdf.new() as made:
        with pikepdf.open(BytesIO(draw_cover(wanted, count))) as cover:
            copy_pages(cover, [1], made)
        for one in wanted.shown:
            page_called(whole, one.number)
            if one.parts:
                add_parts(whole, source, one, made, password)
            else:
                copy_pages(whole, [one.number], made)
        tidy(made)
        _mark_omissions(made, source, wanted, count, password)
        made.save(target, deterministic_id=True)


def _mark_omissions(
    made: pikepdf.Pdf, source: Path, wanted: Extract, count: int, password: str
) -> None:
    """Set the mark at the foot of every page after which pages were left out."""
    mark = as_form(made, _drawn_mark())
    for at, (number, following) in enumerate(pairwise([*wanted.numbers, count + 1]), 1):
        page = made.pages[at]
        if following != number + 1 and not wanted.shown[at - 1].parts:
            place = quiet_foot(source, number, (_WIDE, _HIGH), seen(page), password)
            paint(page, mark, *place)


def _drawn_mark() -> bytes:
    faces.ready()
    target = BytesIO()
    canvas = Canvas(target, pagesize=(_WIDE, _HIGH), invariant=1)
    canvas.setFont(faces.REGULAR, _SIZE)
    canvas.drawCentredString(_WIDE / 2, 3, OMITTED)
    canvas.save()
    return target.getvalue()
