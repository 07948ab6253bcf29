"""Agreements drawn at random with everything they say, against which proposals are measured.

Layouts take turns; parties, persons and all facts are invented. Rules can be tried on the words
as they were set, without a file, or on scans.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from luutru.demo import ornaments, pdf, scanner, truth
from luutru.demo.labelled_layouts import LAYOUTS, Composed, compose
from luutru.demo.labelled_told import LabelledDocument, LabelledMilestone
from luutru.demo.labelled_words import Dice
from luutru.demo.paper import HEIGHT, WIDTH, Sheet
from luutru.demo.text_pdf import UnicodeFonts, write_text
from luutru.demo.truth import Placement, TruthPage
from luutru.demo.typesetter import typeset
from luutru.extraction.script import PageWords
from luutru.records.words import PlacedWord

__all__ = ["LabelledDocument", "LabelledMilestone", "draw_labelled", "write_labelled"]


def write_labelled(seed: int, count: int, layouts: Sequence[str] = ()) -> list[LabelledDocument]:
    """Return `count` agreements as words in their places, without a file; 10 ms each."""
    return [_written(seed, number, layouts)[0] for number in range(count)]


def draw_labelled(
    seed: int, count: int, folder: Path, *, as_scan: bool = True, layouts: Sequence[str] = ()
) -> list[LabelledDocument]:
    """Draw the same agreements as `write_labelled`, as PDFs in `folder`.

    The same seed gives the same bytes. They are scans, or have a text layer without `as_scan`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return [_drawn(seed, n, folder, layouts, as_scan=as_scan) for n in range(count)]


def _drawn(
    seed: int, number: int, folder: Path, layouts: Sequence[str], *, as_scan: bool
) -> LabelledDocument:
    document, sheets = _written(seed, number, layouts)
    path = folder / f"{document.name}.pdf"
    if as_scan:
        profile = list(scanner.PROFILES.values())[number % len(scanner.PROFILES)]
        random = np.random.default_rng([seed, number, 2])
        images = [scanner.scan(sheet, profile, random)[0] for sheet in sheets]
        pdf.write_images(path, images, profile.quality)
    else:
        write_text(path, sheets, UnicodeFonts())
    return replace(document, path=path)


def _written(
    seed: int, number: int, layouts: Sequence[str]
) -> tuple[LabelledDocument, list[Sheet]]:
    names = layouts or list(LAYOUTS)
    layout = names[number % len(names)]
    dice = Dice(seed, number)
    composed = compose(layout, dice)
    sheets = _set(composed, dice)
    pages = tuple(_words(at, truth.page(sheet, Placement())) for at, sheet in enumerate(sheets, 1))
    name = f"{seed:05d}-{number:03d}-{layout}"
    return composed.told.document(name, layout, pages), sheets


def _set(composed: Composed, dice: Dice) -> list[Sheet]:
    sheets = [s for text in composed.manuscripts for s in typeset(text, dice.random)]
    if composed.pen:
        for sheet in sheets:
            _fill_in(sheet, dice)
    return sheets


def _fill_in(sheet: Sheet, dice: Dice) -> None:
    """Write something by hand into the gaps of `sheet`."""
    for word in sheet.words:
        dots = [at for at, sign in enumerate(word.text) if sign in ".…"]
        if len(dots) > 2 or "…" in word.text:  # noqa: PLR2004  fewer dots are an abbreviation
            left, _, right, _ = word.box()
            middle = left + (right - left) * (sum(dots) / len(dots) + 0.5) / len(word.text)
            ornaments.pen_stroke(sheet, middle, word.baseline - 4, dice.random)


def _words(number: int, page: TruthPage) -> PageWords:
    words = tuple(PlacedWord(word.text, *word.box, 100) for word in page.words)
    return PageWords(number, words, WIDTH, HEIGHT)
