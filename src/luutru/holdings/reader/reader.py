"""What the services ask about PDFs, which this process itself never opens."""

from collections.abc import Generator, Iterable, Sequence
from pathlib import Path
from typing import Final

from luutru.errors import ModelMissing, ReaderDoesNotStart
from luutru.holdings.process import Died, Overran
from luutru.holdings.reader.batch import Batch
from luutru.holdings.reader.pool import Pool
from luutru.reading.messages import (
    Inspection,
    LaidWord,
    Limits,
    PageImage,
    PageReading,
    PageRequest,
    PageShape,
    Problem,
    ReadingOptions,
    SourcePage,
    Table,
    Wrapping,
)
from luutru.reading.wire import BrokenMessage, Message, unpack_inspection
from luutru.records.code_lists import code_list

_LIMITS: Final = Limits()
_OPTIONS: Final = ReadingOptions()


class _Failed(Exception):
    """Something could not be done with a file; says why in the language of the reader."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return code_list("problem").label(self.problem)


class ImageFailed(_Failed):
    """A page could not be drawn."""


class MakingFailed(_Failed):
    """A file could not be made of pages."""


class Reader:
    """Reads PDFs in child processes; may be used from many threads.

    Pages are read by `processes` children, images are drawn by one of their own so that a person
    who turns pages does not wait behind the reading of others. Children start when first needed.
    """

    def __init__(self, *, processes: int = 2, limits: Limits = _LIMITS) -> None:
        self._limits = limits
        self._reading = Pool(processes, limits)
        self._drawing = Pool(1, limits)
        self._engine = ""

    def inspect(self, file: Path) -> Inspection:
        """Take a first look at `file`; what is wrong with it stands in the answer.

        Raises:
            ReaderDoesNotStart: No process can be had.
        """
        question: Message = {"ask": "inspect", "file": str(file)}
        try:
            with self._reading.lent() as child:
                told, _ = child.ask(question, self._limits.inspect_seconds)
            return _inspection(told)
        except Overran:
            return Inspection(problem=Problem.TOO_SLOW)
        except (Died, BrokenMessage):
            return Inspection(problem=Problem.READER_DIED)

    def read_pages(
        self, requests: Iterable[PageRequest], options: ReadingOptions = _OPTIONS
    ) -> Generator[PageReading, None, None]:
        """Yield the text of each page as it is finished, in whatever order.

        A bad page is told as failed and the others go on. A page that needs recognition is told
        as waiting where recognition is not wanted or its model is missing. Closing the generator
        stops the work and ends its processes.

        Raises:
            ModelMissing: After all pages, if some of them wait for a model.
            ReaderDoesNotStart: No process can be had.
        """
        return Batch(self._reading, options, self._limits).readings(requests)

    def image(self, file: Path, number: int, width: int, rotation: int = 0) -> PageImage:
        """Return page `number` of `file`, turned clockwise, `width` pixels wide.

        A page that would be larger than 40 million pixels comes out smaller.

        Raises:
            ImageFailed: The page cannot be drawn.
            ReaderDoesNotStart: No process can be had.
        """
        question: Message = {
            "ask": "image",
            "file": str(file),
            "number": number,
            "width": width,
            "rotation": rotation % 360,
        }
        try:
            with self._drawing.lent() as child:
                told, rgb = child.ask(question, self._limits.image_seconds)
        except Overran as error:
            raise ImageFailed(Problem.TOO_SLOW) from error
        except Died as error:
            raise ImageFailed(Problem.READER_DIED) from error
        if "trouble" in told:
            raise ImageFailed(Problem(told["problem"]))
        return PageImage(told["width"], told["height"], rgb)

    def table(self, file: Path) -> Table:
        """Read a list, CSV or XLSX; what is wrong with it stands in the answer.

        Raises:
            ReaderDoesNotStart: No process can be had.
        """
        question: Message = {"ask": "table", "file": str(file)}
        try:
            with self._reading.lent() as child:
                told, _ = child.ask(question, self._limits.page_seconds)
        except Overran:
            return Table(problem=Problem.TOO_SLOW)
        except Died:
            return Table(problem=Problem.READER_DIED)
        if "trouble" in told:
            return Table(problem=Problem(told["problem"]), detail=str(told["detail"]))
        rows = ((int(number), tuple(map(str, cells))) for number, cells in told["rows"])
        return Table(rows=tuple(rows))

    def codes(self, file: Path) -> tuple[str, ...]:
        """Return the texts of the QR codes in a picture or a PDF; none where it cannot be read.

        Raises:
            ReaderDoesNotStart: No process can be had.
        """
        try:
            with self._reading.lent() as child:
                told, _ = child.ask({"ask": "codes", "file": str(file)}, self._limits.page_seconds)
        except (Overran, Died):
            return ()
        return tuple(map(str, told.get("texts", ())))

    def wrap(self, files: Sequence[Path], target: Path) -> Wrapping:
        """Write images as the pages of the PDF `target`; what is wrong stands in the answer.

        Files named after the stem of `target` may be left beside it where it failed.

        Raises:
            ReaderDoesNotStart: No process can be had.
        """
        question: Message = {
            "ask": "wrap",
            "files": [str(file) for file in files],
            "target": str(target),
        }
        try:
            with self._reading.lent() as child:
                told, _ = child.ask(question, self._limits.wrap_seconds)
        except Overran:
            return Wrapping(Problem.TOO_SLOW)
        except Died:
            return Wrapping(Problem.READER_DIED)
        if "trouble" in told:
            return Wrapping(Problem(told["problem"]), str(told["detail"]))
        return Wrapping(made_by=str(told["made_by"]))

    def arrange(self, pages: Sequence[SourcePage], target: Path) -> tuple[PageShape, ...]:
        """Write `pages` into the new file `target`; return their sizes as displayed, in points.

        Raises:
            MakingFailed: A source cannot be copied from, or the file became too large.
            ReaderDoesNotStart: No process can be had.
        """
        question: Message = {"ask": "arrange", "pages": _told(pages), "target": str(target)}
        return _shapes(self._made(question))

    def make_searchable(
        self, pages: Sequence[SourcePage], words: Sequence[Sequence[LaidWord]], target: Path
    ) -> tuple[tuple[PageShape, ...], bool]:
        """Write `pages` into `target` with `words` under them that are found but not seen.

        Returns the displayed sizes, and whether the file is PDF/A-2b.

        Raises:
            MakingFailed: A source cannot be copied from, or the file became too large.
            ReaderDoesNotStart: No process can be had.
        """
        question: Message = {
            "ask": "searchable",
            "pages": _told(pages),
            "words": words,
            "target": str(target),
        }
        made = self._made(question)
        return _shapes(made), bool(made["archival"])

    def _made(self, question: Message) -> Message:
        try:
            with self._drawing.lent() as child:
                told, _ = child.ask(question, self._limits.making_seconds)
        except Overran as error:
            raise MakingFailed(Problem.TOO_SLOW) from error
        except Died as error:
            raise MakingFailed(Problem.READER_DIED) from error
        if "trouble" in told:
            raise MakingFailed(Problem(told["problem"]))
        return told

    def engine(self, languages: str = _OPTIONS.languages) -> str:
        """Return which program and which models recognise text.

        Raises:
            ModelMissing: A model is not installed.
            ReaderDoesNotStart: No process can be had.
        """
        return str(self._of_models({"ask": "engine", "languages": languages})["engine"])

    def model(self, language: str) -> tuple[str, str]:
        """Return where the model of a language lies, and what tells its version.

        Raises:
            ModelMissing: It is not installed.
            ReaderDoesNotStart: No process can be had.
        """
        told = self._of_models({"ask": "model", "language": language})
        return str(told["folder"]), str(told["version"])

    def _of_models(self, question: Message) -> Message:
        try:
            with self._reading.lent() as child:
                told, _ = child.ask(question, self._limits.page_seconds)
        except (Overran, Died) as error:
            raise ReaderDoesNotStart(type(error).__name__) from error
        if "trouble" in told:
            raise ModelMissing(str(told["language"]), str(told["folder"]))
        return told

    def close(self) -> None:
        """End every process; work in progress ends badly, so stop it first."""
        self._reading.close()
        self._drawing.close()


def _told(pages: Sequence[SourcePage]) -> list[list[object]]:
    return [[str(page.file), page.number, page.turn] for page in pages]


def _shapes(told: Message) -> tuple[PageShape, ...]:
    return tuple(PageShape(float(width), float(height)) for width, height in told["pages"])


def _inspection(told: Message) -> Inspection:
    del told["payload"]
    if "trouble" in told:
        return Inspection(problem=Problem(told["problem"]), detail=str(told["detail"]))
    return unpack_inspection(told)
