"""Pages that are really drawn and scanned, with what they say."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest

from luutru.demo import pdf, scanner, truth
from luutru.demo.paper import Sheet, Style
from luutru.demo.truth import TruthPage

os.environ["OMP_THREAD_LIMIT"] = "1"  # before Tesseract is loaded

from luutru.reading import budget
from luutru.reading.documents import OpenDocument

VIETNAMESE = (
    "Hai Bên trao đổi tiêu chuẩn, quy chuẩn kỹ thuật và ấn phẩm chuyên ngành, kể cả bản dịch nếu "
    "có, và tổ chức khóa đào tạo luân phiên tại Hà Nội và Đà Nẵng."
)
ENGLISH = (
    "The Parties exchange standards, technical regulations and professional publications, "
    "including translations where available, and review progress once a year."
)


def a_sheet(*paragraphs: str, size: float = 13) -> Sheet:
    """Set paragraphs on a sheet of A4, one below the other."""
    sheet, below = Sheet(), 90.0
    for paragraph in paragraphs:
        below = sheet.text(paragraph, 80, below, 430, Style(size)) + 8
    return sheet


@pytest.fixture
def scanned(tmp_path: Path) -> Callable[..., tuple[Path, TruthPage]]:
    """Scan a sheet, as crookedly as asked, and tell what it says and where."""

    def scan(sheet, profile=scanner.OFFICE_COLOUR, turn=0):
        image, placement = scanner.scan(sheet, profile, np.random.default_rng(4), turn)
        path = tmp_path / f"{profile.name}-{turn}.pdf"
        pdf.write_images(path, [image], profile.quality)
        return path, truth.page(sheet, placement)

    return scan


@pytest.fixture
def opened() -> Iterator[Callable[[Path], OpenDocument]]:
    """Open documents as the reading process does, and close them in the end."""
    documents = []

    def open_one(path: Path, layer_seconds: float = 20) -> OpenDocument:
        documents.append(OpenDocument(path, layer_seconds))
        return documents[-1]

    yield open_one
    for document in documents:
        document.close()


@pytest.fixture
def page_of(opened: Callable[[Path], OpenDocument]) -> Callable[..., pdfium.PdfPage]:
    """Open a PDF given as bytes or by its path, and return one of its pages."""

    def open_page(path: Path, number: int = 1) -> pdfium.PdfPage:
        return opened(path).page(number)

    return open_page


@pytest.fixture(autouse=True)
def _interruptible() -> Iterator[None]:
    """Let code be broken off as in the reading process, and put Ctrl-C back afterwards."""
    before = signal.getsignal(signal.SIGINT)
    budget.listen()
    yield
    signal.signal(signal.SIGINT, before)
