"""Writes BẢN THỬ across every page of a trial copy, in the revision that the copy adds."""

import secrets
from io import BytesIO
from math import cos, radians, sin
from typing import Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from reportlab.pdfgen.canvas import Canvas

from luutru.stamping import faces
from luutru.stamping.facts import TRIAL
from luutru.stamping.pages import pages
from luutru.stamping.visible import Visible, visible

_SIZE: Final = 40.0
_SHARE: Final = 0.9
"""Of the shorter side of a page, how long the words across it are."""
_SLOPE: Final = 52.0


def mark_pages(writer: IncrementalPdfFileWriter) -> None:
    """Add the words to every page, over what it shows and whatever state that leaves."""
    wide, name = words_wide(), new_name()
    stamp = writer.import_page_as_xobject(PdfFileReader(BytesIO(drawn_words())))
    for number, page in enumerate(list(pages(writer.prev))):
        if "/Contents" not in page:
            _give_contents(writer, number)
        before = writer.add_object(generic.StreamObject(stream_data=b"q\n"))
        writer.add_stream_to_page(number, before, prepend=True)
        after = writer.add_object(
            generic.StreamObject(stream_data=placed_words(visible(page), wide, name))
        )
        resources = generic.DictionaryObject(
            {
                generic.pdf_name("/XObject"): generic.DictionaryObject(
                    {generic.pdf_name(name): stamp}
                )
            }
        )
        writer.add_stream_to_page(number, after, resources=resources)


def _give_contents(writer: IncrementalPdfFileWriter, number: int) -> None:
    """Give a page that shows nothing an empty stream, beside which others can stand."""
    reference, _resources = writer.find_page_for_modification(number)
    empty = writer.add_object(generic.StreamObject(stream_data=b""))
    reference.get_object()[generic.pdf_name("/Contents")] = empty
    writer.mark_update(reference)


def new_name() -> str:
    """Return a name for the words that no page has, not even of a trial copy of a trial copy."""
    return f"/LuuTruTrial{secrets.token_hex(4)}"


def words_wide() -> float:
    """Return how wide the words are as they are drawn, in points."""
    faces.ready()
    return faces.width(TRIAL, faces.BOLD, _SIZE)


def drawn_words() -> bytes:
    """Return the words as a PDF of one page."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=(words_wide(), _SIZE * 1.3), invariant=1)
    canvas.setFillColorRGB(0.72, 0.12, 0.1, alpha=0.28)
    canvas.setFont(faces.BOLD, _SIZE)
    canvas.drawString(0, _SIZE * 0.3, TRIAL)
    canvas.save()
    return target.getvalue()


def placed_words(seen: Visible, wide: float, name: str) -> bytes:
    """Return the operators that set the words through the middle of what is seen."""
    left, bottom, right, top = seen.box
    scale = _SHARE * min(right - left, top - bottom) / wide
    angle = radians(_SLOPE + seen.turned)
    along, up = cos(angle) * scale, sin(angle) * scale
    middle = (left + right) / 2, (bottom + top) / 2
    half = wide / 2, _SIZE * 0.65
    x = middle[0] - half[0] * along + half[1] * up
    y = middle[1] - half[0] * up - half[1] * along
    matrix = " ".join(f"{value:.5f}" for value in (along, up, -up, along, x, y))
    return f"\nQ\nq {matrix} cm {name} Do Q\n".encode("ascii")
