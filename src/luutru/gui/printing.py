"""Prints scans and lists: the child process draws the pages, the window sends them to the printer.

The dialog asks where to; the drawing is done on a lane of its own, page by page, and can be
stopped. A scan is entered in the log before the printer is let go.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from luutru.errors import NothingPrinted, PrinterTrouble
from luutru.gui.lanes import Lane
from luutru.gui.pages.page_geometry import Sheet
from luutru.gui.pages.scan_source import picture_of
from luutru.gui.plain_copies import PRINT, before_leaving
from luutru.i18n import mark, translate, translate_count
from luutru.progress import Progress
from luutru.services.pages import PageImage, loose_image, loose_shapes, page_image

if TYPE_CHECKING:
    from luutru.gui.screen import Desk
    from luutru.services.archive import Archive

FINEST: Final = 300
"""Dots an inch: as fine as scans are; a page in colour is 26 MB then, whatever the printer can."""
POINTS_AN_INCH: Final = 72
PRINTING: Final = mark("Printing")


class Printed(Protocol):
    """What can be printed: its sheets, their pictures, and a note of what was printed."""

    def sheets(self) -> Sequence[Sheet]:
        """Return the pages, in order."""

    def image(self, sheet: Sheet, width: int) -> PageImage:
        """Draw a page `width` pixels wide."""

    def note(self, numbers: Sequence[int], printer: str) -> None:
        """Take note that pages are on their way; what is raised here stops them."""


@dataclass(frozen=True)
class Scan:
    """The pages of a document, each turned as it is seen."""

    archive: "Archive"
    document: int
    reference: str
    shown: Sequence[Sheet]

    def sheets(self) -> Sequence[Sheet]:
        """Return the pages, in order."""
        return self.shown

    def image(self, sheet: Sheet, width: int) -> PageImage:
        """Draw a page upright, or as the reader turned it."""
        turn = (sheet.upright + sheet.turn) % 360
        return page_image(self.archive, self.document, sheet.number, width, turn)

    def note(self, numbers: Sequence[int], printer: str) -> None:
        """Enter it in the log."""
        from luutru.services.handing_out import record_print  # noqa: PLC0415

        record_print(self.archive, self.reference, numbers, printer)


@dataclass(frozen=True)
class Loose:
    """A PDF that was made to be printed."""

    archive: "Archive"
    file: Path

    def sheets(self) -> Sequence[Sheet]:
        """Return the pages, in order."""
        shapes = loose_shapes(self.archive, self.file)
        return [Sheet(page.number, page.width, page.height) for page in shapes]

    def image(self, sheet: Sheet, width: int) -> PageImage:
        """Draw a page."""
        return loose_image(self.archive, self.file, sheet.number, width)

    def note(self, numbers: Sequence[int], printer: str) -> None:
        """Take no note: a list tells nothing that is not in the archive."""


class PrintDialog(QPrintDialog):
    """Asks for the printer and the pages; does not block while it is open."""

    def __init__(self, parent: QWidget, title: str, pages: int = 0) -> None:
        """`pages`: how many there are, 0 where that is known only once they are made."""
        self.target = QPrinter(QPrinter.PrinterMode.HighResolution)
        super().__init__(self.target, parent)
        self.target.setDocName(title)
        self.setWindowTitle(translate("Print: {title}", title=title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        selection = QAbstractPrintDialog.PrintDialogOption.PrintSelection
        self.setOption(selection, False)  # noqa: FBT003  Qt's signature
        if pages:
            self.setMinMax(1, pages)
            self.setFromTo(1, pages)

    @override
    def open(self) -> None:  # type: ignore[override]  # Qt's takes a slot by name
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.show()


def print_pages(
    parent: QWidget, desk: "Desk", scan: Scan, *, title: str = "", page: int = 1
) -> PrintDialog:
    """Ask how the pages of a scan are to be printed, and print them; `page` is the one shown."""
    dialog = PrintDialog(parent, title or scan.reference, len(scan.shown))
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintCurrentPage)
    printer = dialog.target
    work = partial(_send_scan, printer, scan, page)
    dialog.accepted.connect(lambda _printer: _start(desk, printer, work))
    before_leaving(desk, parent, PRINT, dialog.open, dialog.deleteLater)
    return dialog


def print_made(
    parent: QWidget, desk: "Desk", title: str, make: Callable[[Path], object]
) -> PrintDialog:
    """Ask how something is to be printed; `make` writes it as a PDF once it is wanted."""
    dialog = PrintDialog(parent, title)
    printer = dialog.target

    def work(job: Progress) -> int:
        from luutru.services.working_folders import working_folder  # noqa: PLC0415

        with working_folder(desk.archive, "print") as folder:
            file = folder / "print.pdf"
            make(file)
            return send(printer, Loose(desk.archive, file), job)

    dialog.accepted.connect(lambda _printer: _start(desk, printer, work))
    before_leaving(desk, parent, PRINT, dialog.open, dialog.deleteLater)
    return dialog


def _start(desk: "Desk", printer: QPrinter, work: Callable[[Progress], int]) -> None:
    def tell(count: int) -> None:
        said = translate_count("{count} page printed.", "{count} pages printed.", count)
        desk.told.emit("good", said, place_of(printer))

    desk.jobs.start(work, tell, lane=Lane.PRINTING, title=translate(PRINTING))


def _send_scan(printer: QPrinter, scan: Scan, page: int, job: Progress) -> int:
    return send(printer, scan, job, page)


def place_of(printer: QPrinter) -> str:
    """Return where a printer puts what is printed: its name, or a file."""
    return printer.outputFileName() or printer.printerName()


# --- on the lane of printing ---------------------------------------------------------------


def send(printer: QPrinter, printed: Printed, progress: Progress, page: int = 1) -> int:
    """Draw the pages that were chosen onto the printer; return how many.

    Raises:
        NothingPrinted: None of them is there.
        PrinterTrouble: The printer does not take them.
        Cancelled: It was stopped; what was drawn by then may come out.
    """
    sheets = printed.sheets()
    chosen = _chosen(printer, sheets, page)
    if not chosen:
        raise NothingPrinted(len(sheets))
    _turn_paper(printer, chosen[0])
    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterTrouble(place_of(printer))
    try:
        _draw_all(painter, printer, printed, chosen, progress)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()
    return len(chosen)


def _chosen(printer: QPrinter, sheets: Sequence[Sheet], page: int) -> list[Sheet]:
    wanted = range(1, len(sheets) + 1)
    if printer.printRange() is QPrinter.PrintRange.CurrentPage:
        numbers = [page]
    elif printer.printRange() is QPrinter.PrintRange.PageRange:
        ranges = printer.pageRanges()
        first, last = printer.fromPage() or 1, printer.toPage() or len(sheets)
        some = not ranges.isEmpty()
        numbers = [n for n in wanted if (ranges.contains(n) if some else first <= n <= last)]
    else:
        numbers = list(wanted)
    chosen = [sheets[number - 1] for number in numbers if number in wanted]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        chosen.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    return chosen * copies


def _draw_all(
    painter: QPainter,
    printer: QPrinter,
    printed: Printed,
    sheets: Sequence[Sheet],
    progress: Progress,
) -> None:
    for done, sheet in enumerate(sheets):
        progress.report(done, len(sheets), translate(PRINTING))
        if done:
            _turn_paper(printer, sheet)
        place, width = _place(printer, sheet)
        picture = picture_of(printed.image(sheet, width))
        if not done:  # not before: a file that is damaged is not printed
            printed.note(sorted({one.number for one in sheets}), place_of(printer))
        elif not printer.newPage():
            raise PrinterTrouble(place_of(printer))
        painter.drawImage(place, picture)
    progress.report(len(sheets), len(sheets), translate(PRINTING))


def _turn_paper(printer: QPrinter, sheet: Sheet) -> None:
    wide = sheet.seen_width > sheet.seen_height
    way = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    if printer.pageLayout().orientation() is not way:
        printer.setPageOrientation(way)


def _place(printer: QPrinter, sheet: Sheet) -> tuple[QRectF, int]:
    """Return where a page comes to lie, and how many pixels wide it is to be drawn.

    It keeps its own size, or is made smaller where the paper leaves less room.
    """
    dots = printer.resolution()
    paper = printer.pageRect(QPrinter.Unit.DevicePixel)
    across = sheet.seen_width / POINTS_AN_INCH * dots
    down = sheet.seen_height / POINTS_AN_INCH * dots
    scale = min(1.0, paper.width() / across, paper.height() / down)
    left = (paper.width() - across * scale) / 2
    width = round(across * scale * min(1.0, FINEST / dots))
    return QRectF(left, 0, across * scale, down * scale), max(1, width)
