"""Writes a segment of Whoosh's with postings of ours, in bounded memory."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from typing_extensions import override
from whoosh.fields import FieldType
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from luutru.holdings.fulltext.codec.chunk import Chunk, FieldSink
from luutru.holdings.fulltext.codec.container import ARRAYS, Array, ArrayFile, ArrayFileWriter
from luutru.holdings.fulltext.codec.inverting import FieldBuffer, Tokens
from luutru.holdings.fulltext.codec.merging import GONE, Source, merged
from luutru.holdings.fulltext.codec.tokens_field import TokensField
from luutru.holdings.fulltext.codec.whoosh_codec import ArrayCodec, terms_of

_WORDS_IN_MEMORY: Final = 3_000_000
"""Words after which a run is written; they take some 50 bytes each when they are sorted."""


class Stopped(Exception):
    """The work is not wanted any more."""


class ArraySegmentWriter(SegmentWriter):
    """Whoosh's writer, but what it sorted posting by posting is sorted as arrays.

    Whoosh's lock, table of contents, segments, deletions, columns and merging rules stay.
    """

    def __init__(
        self,
        index: FileIndex,
        *,
        stopped: Callable[[], bool] = lambda: False,
        words_in_memory: int = _WORDS_IN_MEMORY,
    ) -> None:
        """Begin a segment; `stopped` is asked now and then, and True raises `Stopped`."""
        try:
            super().__init__(index, codec=ArrayCodec(), compound=False)  # type: ignore[no-untyped-call]  # Whoosh's
        except BaseException:
            if self.writelock is not None:  # Whoosh keeps it, and nobody could write any more
                self.writelock.release()
            raise
        self._stopped = stopped
        self._words_in_memory = words_in_memory
        self._buffers = {
            name: FieldBuffer(kind.forms_of, positions=kind.positions)
            for name, kind in self.schema.items()
            if isinstance(kind, TokensField)
        }
        self._runs: list[Path] = []
        self._merged: list[tuple[SegmentReader, Array]] = []

    @override
    def add_document(self, **fields: Any) -> None:
        """Add an entry: `Tokens` for what is searched, anything else for its column."""
        number = self.docnum
        self.perdocwriter.start_doc(number)
        for name, value in fields.items():
            kind = self.schema[name]
            if isinstance(value, Tokens):
                self._buffers[name].add(number, value)
                length = len(value.words) if kind.scorable else 0
                self.perdocwriter.add_field(name, kind, None, length)
            else:
                self._put_column(name, kind, kind.to_column_value(value))
        self.perdocwriter.finish_doc()
        self._added = True
        self.docnum += 1
        if sum(map(len, self._buffers.values())) >= self._words_in_memory:
            self._write_run()

    @override
    def add_postings_to_pool(
        self, reader: SegmentReader, startdoc: int, docmap: dict[int, int] | None
    ) -> None:
        """Remember another segment, to be merged when this one is written."""
        count = reader.doc_count_all()
        places = np.arange(startdoc, startdoc + count, dtype=np.uint32)
        if docmap is not None:
            places = np.full(count, GONE, np.uint32)
            places[list(docmap.keys())] = list(docmap.values())
        self._merged.append((reader, places))

    def places_of(self, reader: SegmentReader) -> Array:
        """Return the new number of each entry of a segment that was added, or `GONE`."""
        return next(places for added, places in self._merged if added is reader)

    @override
    def write_per_doc(
        self, fieldnames: Iterable[str], reader: SegmentReader
    ) -> dict[int, int] | None:
        """Take over columns and lengths, and return the new numbers where some were deleted."""
        columns = {
            name: reader.column_reader(name, translate=False)
            for name, kind in self.schema.items()
            if kind.column_type
        }
        scored = [name for name, kind in self.schema.items() if kind.scorable]
        numbers: dict[int, int] = {}
        for number in reader.all_doc_ids():
            self._check_stopped()
            numbers[number] = self.docnum
            self.perdocwriter.start_doc(self.docnum)
            for name in scored:
                length = reader.doc_field_length(number, name)
                self.perdocwriter.add_field(name, self.schema[name], None, length)
            for name, column in columns.items():
                self._put_column(name, self.schema[name], column[number])
            self.perdocwriter.finish_doc()
            self.docnum += 1
        return numbers if reader.has_deletions() else None

    @override
    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        if self._runs or self._merged:
            self._write_run()
        with self._create(self.newsegment.make_filename(ARRAYS)) as file:
            if self._runs or self._merged:
                self._write_merged(ArrayFileWriter(file))
            else:
                self._write(ArrayFileWriter(file), self._chunks())

    def _put_column(self, name: str, kind: FieldType, value: bytes) -> None:
        self.perdocwriter.add_field(name, kind, None, 0)
        self.perdocwriter.add_column_value(name, kind.column_type, value)

    def _chunks(self) -> Iterator[tuple[str, Iterable[Chunk]]]:
        for name, buffer in self._buffers.items():
            if len(buffer):
                yield name, [buffer.chunk()]

    def _write_run(self) -> None:
        """Put what waits in memory into a file of its own, sorted."""
        if not any(map(len, self._buffers.values())):
            return
        path = Path(self._tempstorage.folder, f"run-{len(self._runs)}")
        with path.open("wb") as file:
            self._write(ArrayFileWriter(file), self._chunks())
        self._runs.append(path)

    def _write_merged(self, writer: ArrayFileWriter) -> None:
        runs = [ArrayFile(path) for path in self._runs]
        # Whoosh adds former segments after new documents; their entries come after too.
        sources = [Source(run) for run in runs] + [
            Source(terms_of(reader).file, places) for reader, places in self._merged
        ]
        self._write(writer, ((name, merged(name, sources)) for name in self._buffers))
        for run in runs:
            run.close()

    def _check_stopped(self) -> None:
        if self._stopped():
            raise Stopped

    def _write(
        self, writer: ArrayFileWriter, fields: Iterable[tuple[str, Iterable[Chunk]]]
    ) -> None:
        for name, chunks in fields:
            with FieldSink(Path(self._tempstorage.folder)) as sink:
                for chunk in chunks:
                    self._check_stopped()
                    sink.add(chunk)
                sink.write(writer, name)
        writer.close()

    def _create(self, name: str) -> Any:  # noqa: ANN401  a file of Whoosh's
        return self.storage.create_file(name)
