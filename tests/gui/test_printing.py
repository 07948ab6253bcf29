from functools import partial

import pytest
from pypdf import PdfReader, PdfWriter
from PySide6.QtCore import QObject
from PySide6.QtGui import QPageLayout, QPageRanges
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from luutru.errors import NothingPrinted, OriginalMissing, SecretNotHandedOut
from luutru.gui import printing
from luutru.gui.actions import Actions
from luutru.gui.pages.page_geometry import Sheet
from luutru.gui.pages.scan_source import sheets_of
from luutru.gui.printing import Loose, Scan, print_made, print_pages
from luutru.gui.screen import Desk
from luutru.progress import SILENT, Cancelled
from luutru.services import custody, readings
from luutru.services.accession import take_in
from luutru.services.cards import card
from luutru.services.describe import describe

A4 = (595.0, 842.0)


@pytest.fixture
def printer(qapp, tmp_path):
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFileName(str(tmp_path / "out.pdf"))
    return made


@pytest.fixture
def scan(archive, a_scan, elsewhere):
    reference = take_in(archive, a_scan("paper", pages=3)).reference
    for file_id, file in readings.uncounted(archive):
        told = archive.reader.inspect(file)
        readings.store_inspection(archive, file_id, told)
    document = card(archive, reference).documents[0]
    return Scan(archive, document.id, reference, elsewhere(sheets_of, archive, document.id))


@pytest.fixture
def send(elsewhere):
    """Send pages to a printer on another thread, as the window does."""
    return partial(elsewhere, printing.send)


def printed_pages(printer):
    return PdfReader(printer.outputFileName()).pages


def acts(archive, reference):
    return [entry for entry in custody.entries(archive, reference) if entry.act == "printed"]


def test_every_page_of_a_scan_is_printed_and_entered_in_the_log(archive, scan, printer, send):
    assert send(printer, scan, SILENT) == 3
    assert len(printed_pages(printer)) == 3
    (entry,) = acts(archive, scan.reference)
    assert entry.detail == {"pages": "1-3", "printer": printer.outputFileName()}


def test_only_the_chosen_pages_are_printed(archive, scan, printer, send):
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert send(printer, scan, SILENT) == 2
    assert acts(archive, scan.reference)[0].detail["pages"] == "2-3"


def test_several_ranges_are_printed(scan, printer, send):
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("1,3"))
    assert send(printer, scan, SILENT) == 2


def test_the_page_that_is_shown_is_printed_alone(archive, scan, printer, send):
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert send(printer, scan, SILENT, page=2) == 1
    assert acts(archive, scan.reference)[0].detail["pages"] == "2"


def test_pages_that_are_not_there_are_refused_and_not_entered(archive, scan, printer, send):
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(7, 9)
    with pytest.raises(NothingPrinted):
        send(printer, scan, SILENT)
    assert acts(archive, scan.reference) == []


def test_a_page_that_the_reader_turned_is_printed_turned(archive, scan, printer, send):
    lying = [Sheet(sheet.number, *A4, turn=90) for sheet in scan.shown[:1]]
    send(printer, Scan(archive, scan.document, scan.reference, lying), SILENT)
    assert printer.pageLayout().orientation() is QPageLayout.Orientation.Landscape
    page = printed_pages(printer)[0].mediabox
    assert page.width > page.height


def test_a_missing_original_is_told_and_not_entered(archive, scan, printer, send):
    sha256 = card(archive, scan.reference).documents[0].sha256
    archive.strongroom.path_of(sha256).unlink()
    with pytest.raises(OriginalMissing):
        send(printer, scan, SILENT)
    assert acts(archive, scan.reference) == []


def test_a_state_secret_is_not_printed(archive, scan, printer, send):
    describe(archive, scan.reference, [("secrecy", "secret")])
    with pytest.raises(SecretNotHandedOut):
        send(printer, scan, SILENT)
    assert acts(archive, scan.reference) == []


def test_printing_can_be_stopped_between_two_pages(scan, printer, send):
    class Impatient:
        def report(self, done, total, label):
            if done == 1:
                raise Cancelled

    with pytest.raises(Cancelled):
        send(printer, scan, Impatient())


def test_a_list_is_printed_from_the_pdf_that_was_made_of_it(archive, printer, tmp_path, send):
    writer = PdfWriter()
    writer.add_blank_page(width=842, height=595)
    writer.add_blank_page(width=595, height=842)
    file = tmp_path / "list.pdf"
    writer.write(file)
    assert send(printer, Loose(archive, file), SILENT) == 2
    wide, tall = printed_pages(printer)
    assert wide.mediabox.width > wide.mediabox.height
    assert tall.mediabox.height > tall.mediabox.width


@pytest.fixture
def desk(archive, jobs, theme):
    parent = QObject()
    yield Desk(archive, jobs, Actions(parent), theme)
    parent.deleteLater()


def test_the_dialog_prints_in_the_background_and_says_so(qtbot, desk, scan, tmp_path):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    dialog = print_pages(parent, desk, scan)
    assert dialog.isVisible()
    assert (dialog.fromPage(), dialog.toPage()) == (1, 3)
    dialog.target.setOutputFileName(str(tmp_path / "asked.pdf"))
    with qtbot.waitSignal(desk.told) as told:
        dialog.accepted.emit(dialog.target)
    assert told.args[:2] == ["good", "3 pages printed."]
    assert len(PdfReader(tmp_path / "asked.pdf").pages) == 3


def test_what_is_made_to_be_printed_is_made_only_once_it_is_wanted(qtbot, desk, tmp_path):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    made = []

    def make(file):
        made.append(file)
        writer = PdfWriter()
        writer.add_blank_page(width=595, height=842)
        writer.write(file)

    dialog = print_made(parent, desk, "List", make)
    assert made == []
    dialog.target.setOutputFileName(str(tmp_path / "list.pdf"))
    with qtbot.waitSignal(desk.told):
        dialog.accepted.emit(dialog.target)
    assert len(PdfReader(tmp_path / "list.pdf").pages) == 1
    assert not made[0].exists()
