"""Marks lie on the ink, however the scan lies in its file and the reader turns the view."""

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject, NumberObject
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor

from luutru.gui.pages.page_geometry import Box, turned
from luutru.reading.messages import (
    Inspection,
    PageReading,
    PageShape,
    PageStatus,
    TextOrigin,
    Word,
)
from luutru.services import readings
from luutru.services.accession import take_in
from luutru.services.indexing import bring_up_to_date

WIDTH, HEIGHT = 600, 840
INK = (120, 660, 210, 690)
"""A black bar that stands for a word: left, bottom, right, top in points, before any turning."""
LIES = [(0, 0), (90, 0), (0, 90), (180, 180), (270, 90)]
"""How the page is turned in its file (/Rotate), and by how much it then has to be turned."""
DARK, LIGHT = 90, 200


def a_page(file, rotate):
    writer = PdfWriter()
    page = writer.add_blank_page(width=WIDTH, height=HEIGHT)
    left, bottom, right, top = INK
    drawing = DecodedStreamObject()
    drawing.set_data(f"0 g {left} {bottom} {right - left} {top - bottom} re f".encode())
    page[NameObject("/Contents")] = writer._add_object(drawing)
    page[NameObject("/Rotate")] = NumberObject(rotate)
    writer.add_metadata({"/Subject": file.stem})
    writer.write(file)
    return file


def as_displayed(rotate) -> tuple[int, int, int, int]:
    """Return where the bar is on the page as its file shows it, in ten-thousandths."""
    left, bottom, right, top = INK
    flat = Box(
        round(left / WIDTH * 10_000),
        round((HEIGHT - top) / HEIGHT * 10_000),
        round(right / WIDTH * 10_000),
        round((HEIGHT - bottom) / HEIGHT * 10_000),
    )
    return turned(flat, rotate)


@pytest.fixture
def turned_scan(archive, tmp_path, request):
    rotate, upright = request.param
    take_in(archive, a_page(tmp_path / "turned.pdf", rotate))
    lies = rotate % 180 != 0
    shape = PageShape(HEIGHT, WIDTH) if lies else PageShape(WIDTH, HEIGHT)
    for file_id, _sha256 in readings.uncounted(archive):
        readings.store_inspection(archive, file_id, Inspection((shape,)))
    (page,) = readings.waiting_pages(archive)
    word = Word("Belarus", *as_displayed(rotate), 96)
    told = PageReading(
        page.page_id, 1, PageStatus.READ, "Belarus", words=(word,), origin=TextOrigin.OCR,
        confidence=96.0, rotation=upright,
    )  # fmt: skip
    readings.store_reading(archive, told)
    bring_up_to_date(archive, recognise=False)


@pytest.mark.parametrize("turned_scan", LIES, indirect=True)
def test_a_mark_lies_on_its_word(turned_scan, open_screen, search, qtbot):
    screen = open_screen()
    search(screen, "belarus")
    view = screen.agreement.scan.view
    qtbot.waitUntil(lambda: len(view.marks) == 1)
    for _ in range(4):
        qtbot.waitUntil(lambda: view._images.image(view._key(0)) is not None)
        view.show_current_hit()
        (place,) = view.places(0, view.marks.current.boxes)
        away = view.in_column(QPointF())
        picture = view.viewport().grab().toImage()
        middle = (place.center() - away).toPoint()
        assert QColor(picture.pixel(middle)).lightness() < DARK
        for beside in (place.topLeft() - QPointF(6, 6), place.bottomRight() + QPointF(6, 6)):
            point = (beside - away).toPoint()
            assert QColor(picture.pixel(point)).lightness() > LIGHT
        view.rotate()
