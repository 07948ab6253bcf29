"""Answers one question after another, until the pipe is closed or nothing was asked for a while.

Libraries are loaded by the question that needs them: who wants to see a page waits for PDFium
alone, 0.2 s, and not for those that read, 0.6 s.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from luutru.reading import pipe_end, wire
from luutru.reading.budget import listen
from luutru.reading.confinement import allow_cpu, allow_writing, confine
from luutru.reading.documents import OpenDocument
from luutru.reading.messages import (
    LaidWord,
    Limits,
    Problem,
    ReadingOptions,
    SourcePage,
)
from luutru.reading.page_images import colour_image
from luutru.reading.trouble import NoModel, Unreadable
from luutru.reading.wire import Message

if TYPE_CHECKING:
    from collections.abc import Callable

_GRACE: Final = 10.0
"""Seconds after its deadline at which a process that nobody killed ends itself."""

Answer = tuple[Message, bytes]


class Server:
    """What a reading process holds on to between two questions."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._document: OpenDocument | None = None
        self._answers: dict[str, Callable[[Message], Answer]] = {
            "inspect": self._inspect,
            "read": self._read,
            "image": self._image,
            "wrap": self._wrap,
            "table": self._table,
            "engine": self._engine,
            "model": self._model,
            "arrange": self._arrange,
            "searchable": self._searchable,
            "codes": _codes,
        }

    def answer(self, question: Message) -> Answer:
        """Answer `question`; whatever is wrong with a file is told as a problem."""
        limits = self._limits
        allow_cpu(max(limits.page_seconds, limits.making_seconds, limits.wrap_seconds) + _GRACE)
        try:
            return self._answers[question["ask"]](question)
        except Unreadable as error:
            return _trouble(error.problem, error.detail), b""
        except NoModel as error:
            told = _trouble(Problem.MODEL_MISSING, error.language)
            return {**told, "language": error.language, "folder": error.folder}, b""
        except MemoryError:
            # Memory that was nearly used up is best given back altogether, by ending.
            return {**_trouble(Problem.TOO_LARGE, "memory"), "leaving": True}, b""
        except Exception as error:  # noqa: BLE001  the edge of the process: a file is to blame
            return _trouble(Problem.DAMAGED, type(error).__name__), b""

    def _inspect(self, question: Message) -> Answer:
        from luutru.reading.inspection import inspect  # noqa: PLC0415  as needed, see above

        told = inspect(Path(question["file"]), self._limits.pages)
        return wire.pack_inspection(told), b""

    def _read(self, question: Message) -> Answer:
        from luutru.reading.page_reader import read_page  # noqa: PLC0415  as needed, see above

        options = ReadingOptions(question["languages"], question["recognise"])
        document = self._opened(Path(question["file"]))
        reading = read_page(document, question["number"], options, careful=question["careful"])
        return wire.pack_reading(reading), b""

    def _image(self, question: Message) -> Answer:
        page = self._opened(Path(question["file"])).page(question["number"])
        image = colour_image(page, question["width"], question["rotation"])
        return {"width": image.width, "height": image.height}, image.rgb

    def _wrap(self, question: Message) -> Answer:
        from luutru.reading import wrapping  # noqa: PLC0415  as needed, see above

        files = [Path(file) for file in question["files"]]
        with allow_writing(self._limits.made_mb):
            wrapping.wrap(files, Path(question["target"]), self._limits.pages)
        return {"made_by": wrapping.MADE_BY}, b""

    def _table(self, question: Message) -> Answer:
        from luutru.reading.tables import read_table  # noqa: PLC0415  as needed, see above

        return {"rows": read_table(Path(question["file"]))}, b""

    def _engine(self, question: Message) -> Answer:
        from luutru.reading import models  # noqa: PLC0415  as needed, see above

        return {"engine": models.engine_name(question["languages"])}, b""

    def _model(self, question: Message) -> Answer:
        from luutru.reading import models  # noqa: PLC0415  as needed, see above

        language = question["language"]
        folder = str(models.folder_of(language))
        return {"folder": folder, "version": models.version_of(language)}, b""

    def _arrange(self, question: Message) -> Answer:
        from luutru.reading.arranging import arrange  # noqa: PLC0415  as needed, see above

        with allow_writing(self._limits.made_mb):
            shapes = arrange(_sources(question), Path(question["target"]))
        return {"pages": [[shape.width, shape.height] for shape in shapes]}, b""

    def _searchable(self, question: Message) -> Answer:
        from luutru.reading.searchable import make_searchable  # noqa: PLC0415  as needed

        words = [[LaidWord(*word) for word in page] for page in question["words"]]
        with allow_writing(self._limits.made_mb):
            shapes, archival = make_searchable(_sources(question), words, Path(question["target"]))
        told = [[shape.width, shape.height] for shape in shapes]
        return {"pages": told, "archival": archival}, b""

    def _opened(self, file: Path) -> OpenDocument:
        """Return `file` opened; the one before is closed, as one is open at a time."""
        if self._document is None or not self._document.is_of(file):
            if self._document is not None:
                self._document.close()
            self._document = None
            self._document = OpenDocument(file, self._limits.layer_seconds)
        return self._document


def _codes(question: Message) -> Answer:
    from luutru.reading.qr_codes import codes_in  # noqa: PLC0415  as needed, see above

    return {"texts": codes_in(Path(question["file"]))}, b""


def _sources(question: Message) -> list[SourcePage]:
    return [SourcePage(Path(file), number, turn) for file, number, turn in question["pages"]]


def serve() -> None:
    """Take questions from standard input and answer on standard output until told to end."""

    def begin(greeting: Message) -> "Callable[[Message], Answer]":
        limits = Limits(**greeting["limits"])
        confine(limits.memory_mb, limits.made_mb)
        return Server(limits).answer

    listen()
    pipe_end.serve(begin)


def _trouble(problem: Problem, detail: str) -> Message:
    return {"problem": problem, "detail": detail, "trouble": True}
