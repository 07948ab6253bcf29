"""A misread word is corrected on the scan, and read, searched and shown as corrected."""

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from luutru.gui.actions import Actions
from luutru.gui.pages.correcting import let_correct
from luutru.gui.pages.page_geometry import Box, turned
from luutru.gui.pages.page_view import PageView
from luutru.gui.pages.scan_source import images_of, sheets_of, words_of
from luutru.gui.screen import Desk
from luutru.reading.messages import Inspection, PageReading, PageShape, PageStatus, Word
from luutru.services import lookup, readings
from luutru.services.accession import take_in
from luutru.services.pages import page_text

PLACE = (2000, 3000, 2400, 3200)


@pytest.fixture(params=[0, 90, 180, 270])
def document(request, archive, a_scan):
    """A page that lies one way or another, with one word on it; its reference and number."""
    reference = take_in(archive, a_scan("lệch")).reference
    for file_id, _ in readings.uncounted(archive):
        readings.store_inspection(archive, file_id, Inspection(pages=(PageShape(595, 842),)))
    page = readings.waiting_pages(archive)[0]
    word = Word("tiêu", *PLACE, 61)
    told = PageReading(
        page.page_id, 1, PageStatus.READ, "tiêu", words=(word,), rotation=request.param
    )
    readings.store_reading(archive, told)
    with archive.catalogue.read() as session:
        return reference, lookup.document(session, reference).id


@pytest.fixture
def view(qtbot, archive, jobs, theme, document, elsewhere):
    parent, window = QObject(), QWidget()
    qtbot.addWidget(window)
    desk = Desk(archive, jobs, Actions(parent), theme)
    shown = PageView(images_of(archive, jobs), window)
    shown.desk = desk  # type: ignore[attr-defined]  # keeps it as long as the view lives
    shown.addAction(let_correct(desk, shown, lambda: document))
    sheets = elsewhere(sheets_of, archive, document[1])
    shown.show_document(document[1], sheets, words_of(archive, jobs, document[1]))
    qtbot.waitUntil(lambda: bool(shown._pick.words(0)))
    yield shown
    parent.deleteLater()


def test_the_word_is_corrected_where_it_stands_however_the_page_lies(
    view, document, archive, qtbot
):
    word = view._pick.words(0)[0]
    upright = Box(*word[1:5])
    told = page_text(archive, document[1], 1)
    assert told is not None
    assert upright == turned(Box(*PLACE), told.rotation)
    with qtbot.waitSignal(view.desk.told):
        view.word_corrected.emit(0, upright, "tiểu")
    now = page_text(archive, document[1], 1)
    assert now is not None
    assert now.text == "tiểu"
    qtbot.waitUntil(lambda: view._pick.words(0)[0].text == "tiểu")
