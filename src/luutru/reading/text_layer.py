"""Reads the text that a PDF brings along, and judges what it is worth.

pypdf first: it alone keeps the soft hyphen, which is the letter ư of old Vietnamese fonts (PDFium
loses 3 % of such words). PDFium stands in where pypdf fails or takes too long.
"""

import logging
import time
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pypdf
import pypdfium2 as pdfium

from luutru.reading.budget import OutOfTime, at_most
from luutru.vietnamese import legacy
from luutru.vietnamese.tokens import words

_NO_LETTERS: Final = dict.fromkeys(
    [0xFFFE, 0xAD, *(code for code in range(0x20) if chr(code) not in "\n\t"), *range(0x7F, 0xA0)]
)
"""Hyphens of broken lines as PDFium tells them, soft hyphens, control characters."""

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings quote the document


@dataclass(frozen=True, slots=True)
class Layer:
    """The text layer of a page."""

    text: str
    """NFC, repaired where an old encoding was recognised."""
    found: str
    """As the PDF has it."""
    kind: legacy.Kind

    @property
    def tokens(self) -> int:
        """Return how many words it has."""
        return len(words(self.text))

    @property
    def encoding(self) -> str:
        """Return the old encoding that was converted, or nothing."""
        return self.kind if self.kind in ("tcvn3", "vni") else ""


class LayerReader:
    """Reads the text layer of the pages of one file, within a budget of time."""

    def __init__(self, file: Path, seconds: float) -> None:
        self._file = file
        self._left = seconds
        self._reader: pypdf.PdfReader | None = None

    def read(self, page: pdfium.PdfPage, number: int) -> Layer:
        """Return the text layer of `page`, which has this number counted from 1."""
        found, fonts = self._by_pypdf(number) or (_by_pdfium(page), set())
        verdict = legacy.judge(found, fonts)
        return Layer(cleaned(verdict.text), _storable(found), verdict.kind)

    def give_up_pypdf(self) -> None:
        """Use PDFium alone from now on."""
        self._left = 0.0

    def close(self) -> None:
        """Let go of the file."""
        if self._reader is not None:
            self._reader.close()

    def _by_pypdf(self, number: int) -> tuple[str, set[str]] | None:
        """Return text and font names, or None where pypdf fails or has used up its time."""
        if self._left <= 0:
            return None
        started = time.monotonic()
        try:
            with at_most(self._left):
                return self._extract(number)
        except (Exception, OutOfTime):  # noqa: BLE001  pypdf raised 13 kinds on hostile files
            self._left = 0.0
            return None
        finally:
            self._left -= time.monotonic() - started

    def _extract(self, number: int) -> tuple[str, set[str]]:
        if self._reader is None:
            self._reader = pypdf.PdfReader(self._file, strict=False)
        fonts: set[str] = set()

        def note_font(_text: str, _cm: object, _tm: object, font: Any, _size: float) -> None:  # noqa: ANN401  pypdf's
            if font and "/BaseFont" in font:
                fonts.add(str(font["/BaseFont"]).lstrip("/"))

        text = self._reader.pages[number - 1].extract_text(visitor_text=note_font)
        return text, fonts


def cleaned(text: str) -> str:
    """Return `text` in NFC without signs that are no letters."""
    storable = _storable(text).translate(_NO_LETTERS)
    lines = (" ".join(line.split()) for line in unicodedata.normalize("NFC", storable).split("\n"))
    return "\n".join(line for line in lines if line)


def _by_pdfium(page: pdfium.PdfPage) -> str:
    try:
        text: str = page.get_textpage().get_text_bounded()
    except pdfium.PdfiumError:
        return ""
    return text.replace("\r\n", "\n")


def _storable(text: str) -> str:
    """Return `text` without what UTF-8 cannot say."""
    return text.encode("utf-8", "ignore").decode("utf-8").replace("\0", "")
