"""Draws something of ours over pages of a new file, where the reader sees it stand upright."""

from io import BytesIO

import pikepdf

from luutru.stamping.visible import Visible, visible

_NAMES = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit")


def seen(page: pikepdf.Page) -> Visible:
    """Return the visible part of a page."""
    return visible({name: page.get(name) for name in _NAMES if page.get(name) is not None})


def as_form(made: pikepdf.Pdf, drawn: bytes) -> pikepdf.Object:
    """Return the first page of a PDF that was drawn in memory as a form to be painted."""
    with pikepdf.open(BytesIO(drawn)) as one:
        return made.copy_foreign(one.pages[0].as_form_xobject())


def paint(page: pikepdf.Page, form: pikepdf.Object, left: float, bottom: float) -> None:
    """Paint a form with its lower left corner there, in points of the page as it is seen."""
    matrix = " ".join(f"{value:.5f}" for value in seen(page).matrix(left, bottom))
    name = page.add_resource(form, pikepdf.Name.XObject)
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(f"\nQ\nq {matrix} cm {name} Do Q\n".encode("ascii"))
