"""Reads one page: decides whether its text layer will do, and recognises it if not.

A text layer is never thrown away: what a judge of it got wrong can be put right later.
"""

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pypdfium2 as pdfium
from PIL import Image

from luutru.reading import ink, models
from luutru.reading.documents import OpenDocument, scan_of
from luutru.reading.layout import in_reading_order
from luutru.reading.measures import Measures, Scan
from luutru.reading.measuring import DPI, Inked, measure, unmeasured
from luutru.reading.messages import (
    BOX_UNITS,
    PageReading,
    PageStatus,
    ReadingOptions,
    TextOrigin,
    Word,
)
from luutru.reading.page_hash import NOTHING, page_hash
from luutru.reading.page_images import dpi_within_reason, drawn, without_shadows
from luutru.reading.page_language import languages_of
from luutru.reading.placing import placed_words
from luutru.reading.seals import Placed
from luutru.reading.separators import separator_in, separator_on
from luutru.reading.sight import DOUBTFUL, Looker, Sight
from luutru.reading.text_hash import text_hash
from luutru.reading.text_layer import Layer

_COVERED: Final = 0.5
"""Share of a page that images cover in a scan."""
_FEW_TOKENS: Final = 20
"""A stamp or a running title that software laid over a scan has fewer."""
_UNREAD_INK: Final = 0.03
"""Share of the page; two signatures are less."""


def read_page(
    document: OpenDocument, number: int, options: ReadingOptions, *, careful: bool = False
) -> PageReading:
    """Read a page; `careful` is for a page on which a process has ended before.

    Raises:
        Unreadable: The page is damaged or too large.
        NoModel: It needs recognition and a model is missing.
        MemoryError: It is larger than this process may be.
    """
    started = time.process_time()
    page = document.page(number)
    if careful:
        document.layer.give_up_pypdf()
    layer = document.layer.read(page, number)
    scan = scan_of(page)
    if not _needs_recognition(layer, scan.covered):
        reading = _from_layer(page, number, layer, scan, careful=careful)
    elif not options.recognise:
        reading = _told(number, PageStatus.WAITING, layer)
    else:
        sight = Looker(page, options.languages, scan.dpi, careful).look(document.turn)
        document.turn = sight.turn if sight else document.turn
        reading = _from_sight(sight, number, layer, scan, options.languages)
    return replace(reading, cpu_seconds=time.process_time() - started)


def _needs_recognition(layer: Layer, covered: float) -> bool:
    """Tell whether the text layer will not do; without any, whatever is drawn is looked at."""
    if layer.tokens == 0 or layer.kind == "garbage":
        return True
    return layer.tokens < _FEW_TOKENS and covered > _COVERED


def _told(number: int, status: PageStatus, layer: Layer) -> PageReading:
    return PageReading(
        key=0, number=number, status=status, layer_text=layer.found, encoding=layer.encoding
    )


def _from_layer(
    page: pdfium.PdfPage, number: int, layer: Layer, scan: Scan, *, careful: bool
) -> PageReading:
    reading = replace(
        _told(number, PageStatus.READ, layer),
        text=layer.text,
        text_hash=text_hash(layer.text),
        languages=languages_of(layer.text),
    )
    if careful:
        return reading
    words = placed_words(page, layer)
    dpi = dpi_within_reason(page, DPI)
    picture = drawn(page, dpi)
    grey = without_shadows(picture, dpi)
    return replace(
        reading,
        words=words,
        image_hash=page_hash(grey),
        measures=replace(
            _measured(scan, Inked(grey, picture), words), separator=separator_on(page)
        ),
    )


def _measured(scan: Scan, inked: Inked, words: Sequence[Word]) -> Measures:
    """Measure a page that came with its words; what a word processor wrote is no scan."""
    if scan.covered <= _COVERED or scan.is_written:
        return Measures()
    placed = [
        Placed(
            word.text,
            word.left / BOX_UNITS,
            word.top / BOX_UNITS,
            word.right / BOX_UNITS,
            word.bottom / BOX_UNITS,
            word.confidence,
        )
        for word in words
    ]
    return measure(scan, inked, placed)


def _from_sight(
    sight: Sight | None, number: int, layer: Layer, scan: Scan, languages: str
) -> PageReading:
    blank = replace(
        _told(number, PageStatus.BLANK, layer),
        origin=TextOrigin.BOTH if layer.tokens else TextOrigin.OCR,
        engine=models.engine_name(languages),
        image_hash=NOTHING if sight is None else page_hash(sight.image),
        measures=unmeasured(scan),
    )
    if sight is None:
        return blank
    seen = _seen(scan, sight)
    if not sight.lines:  # something is drawn there, and none of it could be read
        return replace(blank, dpi=sight.dpi, needs_look=True, measures=seen)
    ordered = in_reading_order(sight.lines)
    unread = ink.unread_share(sight.image, sight.lines)
    text = "\n".join(line.text for line in ordered)
    return replace(
        blank,
        status=PageStatus.READ,
        dpi=sight.dpi,
        rotation=sight.turn,
        text=text,
        text_hash=text_hash(text),
        languages=languages_of(text),
        words=sight.words(ordered),
        confidence=round(sight.confidence, 1),
        needs_look=sight.confidence < DOUBTFUL or unread > _UNREAD_INK,
        measures=replace(seen, unread_ink=round(unread, 4)),
    )


def _seen(scan: Scan, sight: Sight) -> Measures:
    grey = sight.image.resize(sight.picture.size, Image.Resampling.BOX)
    measures = measure(scan, Inked(grey, sight.picture), sight.placed())
    return replace(measures, separator=separator_in(sight.image))
