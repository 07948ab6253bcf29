"""Recognises the words of a page image with Tesseract, in more than one language.

Tesseract given `vie+eng` settles the language line by line and stays with the last winner, so that
one bad line costs the marks of those after it. Here each page is read in the first language, and
only lines that came out doubtful, and do not look like that language, are read again in the other.
"""

import os
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

import tesserocr
from PIL import Image

from luutru.reading import models
from luutru.reading.lines import SeenLine, SeenWord
from luutru.reading.trouble import NoModel
from luutru.vietnamese.syllables import census

_DOUBTFUL: Final = 90.0
"""Below this confidence a line may be in the other language; chosen on 2,000 lines."""
_OF_THE_LANGUAGE: Final = 0.3
"""Share of words with Vietnamese marks from which on a line is taken to be Vietnamese."""
_MARGIN: Final = 6
"""Pixels of white that a line needs about it to be recognised."""
_WHITE: Final = 255
_CONFUSED: Final = str.maketrans("Ðð", "Đđ")
"""The Vietnamese model writes the Icelandic letter now and then."""
_STROKES: Final = " \n\t|_~¦«»⁄"
"""Rules of tables and scribbles, taken for signs."""
_VARIABLES: Final = {"debug_file": os.devnull}


class Recogniser:
    """Tesseract with the models of some languages, loaded once."""

    def __init__(self, languages: str) -> None:
        """Load the models of `languages`, the main one first, as in `vie+eng`.

        Raises:
            NoModel: One of them is missing.
        """
        first, *others = languages.split("+")
        self._main = load(first, tesserocr.PSM.AUTO)
        self._others = [load(other, tesserocr.PSM.SINGLE_LINE) for other in others]

    def look(self, image: Image.Image, dpi: int) -> list[SeenLine]:
        """Read a grey `image` in the main language, column by column as Tesseract orders them."""
        show(self._main, image, dpi)
        self._main.Recognize()
        lines = list(_lines(self._main))
        self._main.Clear()
        return lines

    def look_for_words(self, image: Image.Image, dpi: int) -> list[SeenLine]:
        """Read the few words that stand anywhere on a grey `image`, without columns or order."""
        self._main.SetPageSegMode(tesserocr.PSM.SPARSE_TEXT)
        try:
            return self.look(image, dpi)
        finally:
            self._main.SetPageSegMode(tesserocr.PSM.AUTO)

    def second_thoughts(
        self, lines: list[SeenLine], image: Image.Image, dpi: int
    ) -> list[SeenLine]:
        """Return `lines` with the doubtful ones as another language reads them, if surer."""
        return [self._reread(line, image, dpi) if _is_doubtful(line) else line for line in lines]

    def _reread(self, line: SeenLine, image: Image.Image, dpi: int) -> SeenLine:
        best = line
        for other in self._others:
            strip, left, top = _cut_out(line, image)
            show(other, strip, dpi)
            other.Recognize()
            for seen in _lines(other):
                if seen.confidence > best.confidence:
                    best = _put_back(seen, left, top, line.slope)
            other.Clear()
        return best


def confidence_of(lines: Iterable[SeenLine]) -> float:
    """Return the mean confidence of all words, longer ones counting more; 0 without words."""
    words = [word for line in lines for word in line.words]
    signs = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / signs if signs else 0.0


def load(language: str, segmentation: int) -> tesserocr.PyTessBaseAPI:
    """Return Tesseract with the model of one language.

    Raises:
        NoModel: It is missing, or no model.
    """
    folder = models.folder_of(language)
    try:
        api = tesserocr.PyTessBaseAPI(
            path=f"{folder}/", lang=language, psm=segmentation, variables=_VARIABLES
        )
    except RuntimeError as error:
        raise NoModel(language, str(folder)) from error
    if api.GetLoadedLanguages() != [language]:
        raise NoModel(language, str(folder))
    return api


def show(api: tesserocr.PyTessBaseAPI, image: Image.Image, dpi: int) -> None:
    """Hand a grey image to Tesseract without a detour over a file."""
    api.SetImageBytes(image.tobytes(), image.width, image.height, 1, image.width)
    api.SetSourceResolution(dpi)


def _lines(api: tesserocr.PyTessBaseAPI) -> Iterator[SeenLine]:
    found = api.GetIterator()
    line = SeenLine()
    for place in tesserocr.iterate_level(found, tesserocr.RIL.WORD) if found else ():
        if place.IsAtBeginningOf(tesserocr.RIL.TEXTLINE):
            if line.words:
                yield line
            line = SeenLine(slope=_slope(place.Baseline(tesserocr.RIL.TEXTLINE)))
        word = _word(place)
        if word is not None:
            line.words.append(word)
    if line.words:
        yield line


def _word(place: tesserocr.PyResultIterator) -> SeenWord | None:
    try:
        text = place.GetUTF8Text(tesserocr.RIL.WORD)
    except RuntimeError:  # tesserocr: "No text returned"
        return None
    box = place.BoundingBox(tesserocr.RIL.WORD)
    cleaned = unicodedata.normalize("NFC", text).translate(_CONFUSED).strip(_STROKES)
    if box is None or not cleaned:
        return None
    left, top, right, bottom = box
    certainty = place.Confidence(tesserocr.RIL.WORD)
    return SeenWord(cleaned, left, top, right, bottom, certainty)


def _slope(baseline: tuple[tuple[int, int], tuple[int, int]] | None) -> float:
    if baseline is None or baseline[1][0] == baseline[0][0]:
        return 0.0
    (left, start), (right, end) = baseline
    return (end - start) / (right - left)


def _is_doubtful(line: SeenLine) -> bool:
    return (
        line.confidence < _DOUBTFUL
        and any(sign.isalpha() for sign in line.text)
        and census(line.text).marked < _OF_THE_LANGUAGE
    )


def _cut_out(line: SeenLine, image: Image.Image) -> tuple[Image.Image, float, float]:
    """Return a line cut out and made level, and where its corner was.

    On a page that lies askew the box of a long line holds parts of its neighbours; sheared level
    it does not.
    """
    left, right = line.left - _MARGIN, line.right + _MARGIN
    tops = [word.top - line.slope * (word.middle - left) for word in line.words]
    bottoms = [word.bottom - line.slope * (word.middle - left) for word in line.words]
    top, bottom = min(tops) - _MARGIN, max(bottoms) + _MARGIN
    strip = image.transform(
        (round(right - left), round(bottom - top)),
        Image.Transform.AFFINE,
        (1, 0, left, line.slope, 1, top),
        Image.Resampling.BILINEAR,
        fillcolor=_WHITE,
    )
    return strip, left, top


def _put_back(line: SeenLine, left: float, top: float, slope: float) -> SeenLine:
    """Return a line of a strip with its boxes where they are on the page."""
    words = []
    for word in line.words:
        down = top + slope * word.middle
        words.append(
            word._replace(
                left=word.left + left,
                right=word.right + left,
                top=word.top + down,
                bottom=word.bottom + down,
            )
        )
    return SeenLine(words, slope)
