"""What the reading process is asked and what it answers; plain data that crosses a pipe.

Boxes are in ten-thousandths of the width and height of the page as displayed (the PDF's own
`/Rotate` applied, before any turning that recognition found necessary), from its top left corner,
so that they hold for every resolution.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from luutru.reading.measures import Measures

BOX_UNITS: Final = 10_000


class Word(NamedTuple):
    """One word and where it stands on the page."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: int
    """0 to 100; 100 for a word of the text layer."""


class PageStatus(StrEnum):
    """How the reading of a page ended."""

    READ = "read"
    BLANK = "blank"
    FAILED = "failed"
    WAITING = "waiting"
    """It needs recognition, which was not wanted or whose model is missing."""


class TextOrigin(StrEnum):
    """Where the words of a page come from."""

    LAYER = "layer"
    OCR = "ocr"
    BOTH = "both"
    """Recognised, with a text layer kept beside it."""


class Problem(StrEnum):
    """Why a file or a page could not be read; stable codes, worded by whoever shows them."""

    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    NO_PAGES = "no_pages"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_SLOW = "too_slow"
    TOO_LARGE = "too_large"
    READER_DIED = "reader_died"
    MODEL_MISSING = "model_missing"
    UNUSUAL_IMAGE = "unusual_image"
    """An image that cannot be wrapped into a PDF without losing something."""


@dataclass(frozen=True, slots=True)
class PageShape:
    """The size of a displayed page, in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a first look at a file told, before any page was read."""

    pages: tuple[PageShape, ...] = ()
    problem: Problem | None = None
    detail: str = ""
    """For the diagnostic log; never text of the document."""
    pdf_version: str = ""
    active_content: tuple[str, ...] = ()
    """Kinds found: `javascript`, `launch`, `uri`, `goto_remote`, `attachment`, `form`."""
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How wrapping an image into a PDF ended."""

    problem: Problem | None = None
    detail: str = ""
    """For the diagnostic log."""
    made_by: str = ""
    """The programs that did it, with their versions."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a list that people made."""

    rows: tuple[tuple[int, tuple[str, ...]], ...] = ()
    """The number of each row that is not empty, counted from 1, and its cells."""
    problem: Problem | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PageRequest:
    """One page to read; `key` comes back with the answer."""

    key: int
    file: Path
    number: int
    """Counted from 1."""


class SourcePage(NamedTuple):
    """One page that goes into a file that is made."""

    file: Path
    number: int
    """Counted from 1."""
    turn: int = 0
    """Degrees clockwise, besides what the page is turned by itself."""


class LaidWord(NamedTuple):
    """A word that is laid unseen under a page, with its box on the page as it stands then."""

    text: str
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How pages are to be read."""

    languages: str = "vie+eng"
    recognise: bool = True
    """Without it only text layers are read; pages that need more are told to be waiting."""


@dataclass(frozen=True, slots=True)
class PageReading:
    """The text of one page and how it was come by."""

    key: int
    number: int
    status: PageStatus
    text: str = ""
    """NFC, in reading order, lines separated by newlines."""
    layer_text: str = ""
    """The text layer as found, before any repair, where there was one; never thrown away."""
    words: tuple[Word, ...] = ()
    origin: TextOrigin = TextOrigin.LAYER
    engine: str = ""
    dpi: int = 0
    languages: str = ""
    """In which it is written: `vie`, `eng`, `vie+eng`, or nothing where too little is said."""
    rotation: int = 0
    """Clockwise degrees by which the displayed page must be turned to stand upright."""
    confidence: float | None = None
    """Mean word confidence, 0 to 100; None for a text layer."""
    needs_look: bool = False
    """A person should check this page: low confidence, or ink without words."""
    encoding: str = ""
    """`tcvn3` or `vni` where an old encoding was converted."""
    image_hash: int | None = None
    """What it looks like, by `reading.page_hash`; None where nobody looked."""
    text_hash: tuple[int, ...] = ()
    """What it says, by `reading.text_hash`; none where it says too little."""
    measures: Measures | None = None
    """How well it was scanned; None where nobody looked."""
    problem: Problem | None = None
    detail: str = ""
    cpu_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as pixels, ready to be painted."""

    width: int
    height: int
    rgb: bytes = field(repr=False)
    """Three bytes a pixel, rows from the top, no padding."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how large the work on one untrusted file may become."""

    page_seconds: float = 60.0
    """For one attempt at a page; after it the process is killed."""
    inspect_seconds: float = 20.0
    image_seconds: float = 20.0
    making_seconds: float = 120.0
    """For a whole file that is made of pages; 2,000 scans are copied in 20 s."""
    wrap_seconds: float = 300.0
    """For one image file: a page in colour, unpacked and packed again, takes about 2 s."""
    start_seconds: float = 60.0
    """For a process to be there: a busy old computer reads 100 MB of libraries from its disk."""
    layer_seconds: float = 20.0
    """For the text layers of all pages of one file, after which the faster reader has to do."""
    memory_mb: int = 1536
    """Address space of a process, where the platform can limit it. Measured: libraries and models
    take 220 MB, an A4 page at 300 dpi 430 MB with them, the largest page that is drawn 690 MB."""
    made_mb: int = 2048
    """Size of a file that is made of pages."""
    pages: int = 2000
    kills_a_file: int = 3
    """Pages of a file that may overrun or end their process, one after another, before the rest
    of the file is given up: otherwise 2,000 bad pages would take two days."""
