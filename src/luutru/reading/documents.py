"""One PDF held open for the pages that are asked of it, one after the other."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from luutru.reading.measures import Scan
from luutru.reading.messages import Problem
from luutru.reading.trouble import Unreadable

if TYPE_CHECKING:
    from luutru.reading.text_layer import LayerReader

_MOST_IMAGE_PIXELS: Final = 400_000_000
"""A0 at 500 dpi; as one byte a pixel it still fits into the memory of the process."""
_POINTS_AN_INCH: Final = 72
_IMAGES_AND_TEXT: Final = [pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_TEXT]
_AT_LARGE: Final = 0.7
"""Of the area of the largest image: smaller ones are seals and letterheads laid over it."""


class OpenDocument:
    """A PDF opened by PDFium, and by pypdf once its text layer is asked for."""

    def __init__(self, file: Path, layer_seconds: float) -> None:
        """Open `file`.

        Raises:
            Unreadable: It is locked, damaged, or gone.
        """
        self.file = file
        self._identity = _identity(file)
        self.pdf = open_pdf(file)
        self._layer_seconds = layer_seconds
        self.turn = 0
        """How the page that was recognised last had to be turned, in clockwise degrees."""

    def is_of(self, file: Path) -> bool:
        """Tell whether it is `file` that is open: a path that was lent may name another by now."""
        return self.file == file and self._identity == _identity(file)

    @cached_property
    def layer(self) -> "LayerReader":
        """The text layers of its pages."""
        from luutru.reading.text_layer import LayerReader  # noqa: PLC0415  drawing need not wait

        return LayerReader(self.file, self._layer_seconds)

    def page(self, number: int) -> pdfium.PdfPage:
        """Return the page with this number, counted from 1.

        Raises:
            Unreadable: There is none, or it is damaged.
        """
        try:
            return self.pdf[number - 1]
        except (pdfium.PdfiumError, IndexError) as error:
            raise Unreadable(Problem.DAMAGED, "page") from error

    def close(self) -> None:
        """Let go of the file."""
        if "layer" in self.__dict__:
            self.layer.close()
        self.pdf.close()


def openable(file: Path) -> Path | BinaryIO:
    """Return what PDFium opens: it resolves names, and a file lent in memory has only a link."""
    return file.open("rb") if file.is_symlink() else file


def open_pdf(file: Path) -> pdfium.PdfDocument:
    """Open `file` with PDFium; one that asks for no password to be read counts as open.

    Raises:
        Unreadable: It is locked, damaged, or gone.
    """
    try:
        return pdfium.PdfDocument(openable(file), autoclose=True)
    except FileNotFoundError as error:
        raise Unreadable(Problem.DAMAGED, "gone") from error
    except pdfium.PdfiumError as error:
        locked = error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY)
        problem = Problem.ENCRYPTED if locked else Problem.DAMAGED
        raise Unreadable(problem, f"pdfium {error.err_code}") from error


def scan_of(page: pdfium.PdfPage) -> Scan:
    """Return of which images `page` consists; some scanners lay a fine one over a coarse one.

    Raises:
        Unreadable: An image is too large to be unpacked.
    """
    across, down = page.get_size()
    covered, largest, dpi, bits = 0.0, 0.0, 0, 0
    is_written = False
    for image in page.get_objects(filter=_IMAGES_AND_TEXT):
        if not isinstance(image, pdfium.PdfImage):
            is_written = is_written or (dpi > 0 and _is_visible(image))
            continue
        left, bottom, right, top = image.get_bounds()
        pixels_across, pixels_down = image.get_px_size()
        if pixels_across * pixels_down > _MOST_IMAGE_PIXELS:
            raise Unreadable(Problem.TOO_LARGE, "image")
        area = max(0.0, right - left) * max(0.0, top - bottom)
        covered += area
        if area > _AT_LARGE * largest:
            if largest < _AT_LARGE * area:
                dpi = bits = 0
            largest = max(largest, area)
            dpi = max(dpi, round(_POINTS_AN_INCH * (pixels_across * pixels_down / area) ** 0.5))
            bits = max(bits, image.get_metadata().bits_per_pixel)
    return Scan(min(1.0, covered / (across * down)), dpi, bits, is_written)


def _is_visible(text: pdfium.PdfObject) -> bool:
    """Tell whether the letters of a text object are painted, unlike those laid over a scan."""
    return bool(
        pdfium_c.FPDFTextObj_GetTextRenderMode(text) != pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE
    )


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
