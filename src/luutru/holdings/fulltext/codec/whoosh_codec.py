"""Lets Whoosh read and write our postings: its readers, queries and scorers stay as they are."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from typing_extensions import override
from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.fields import FieldType
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Format
from whoosh.reading import TermInfo, TermNotFound
from whoosh.scoring import BaseScorer

from luutru.holdings.fulltext.codec.container import ARRAYS, ArrayFile
from luutru.holdings.fulltext.codec.field_arrays import FieldArrays
from luutru.holdings.fulltext.codec.matcher import ArrayMatcher
from luutru.holdings.fulltext.storage import SealedStorage


class ArrayCodec(W3Codec):
    """Whoosh's own codec with other postings; columns, segments and deletions are Whoosh's."""

    length_stats = False

    @override
    def field_writer(self, storage: FileStorage, segment: W3Segment) -> "NoPostings":
        return NoPostings()

    @override
    def terms_reader(self, storage: FileStorage, segment: W3Segment) -> "ArrayTerms":
        return ArrayTerms(arrays_of(storage, segment))


def arrays_of(storage: FileStorage, segment: W3Segment) -> ArrayFile:
    """Open the postings of a segment."""
    path = Path(storage.folder, segment.make_filename(ARRAYS))  # type: ignore[no-untyped-call]  # Whoosh's
    return (
        ArrayFile(path, storage.opened) if isinstance(storage, SealedStorage) else ArrayFile(path)
    )


class NoPostings(base.FieldWriter):
    """Stands where Whoosh asks for a writer of postings: `ArraySegmentWriter` is the only one."""

    is_closed = False

    def start_field(self, fieldname: str, fieldobj: FieldType) -> None:
        """Refuse: Whoosh's own writers cannot write this codec."""
        raise NotImplementedError

    def start_term(self, text: bytes) -> None:
        """Refuse."""
        raise NotImplementedError

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int) -> None:
        """Refuse."""
        raise NotImplementedError

    def finish_term(self) -> None:
        """Refuse."""
        raise NotImplementedError

    def close(self) -> None:
        """Whoosh asks for it."""
        self.is_closed = True


class ArrayTerms(base.TermsReader):
    """The terms of a segment."""

    def __init__(self, file: ArrayFile) -> None:
        self.file = file
        names = {name.rpartition("/")[0] for name in file.names()}
        self._fields: dict[str, FieldArrays | None] = dict.fromkeys(sorted(names))

    def field(self, name: str) -> FieldArrays | None:
        """Return the postings of a field, or None if no entry has it."""
        known = self._fields.get(name)
        if known is None and name in self._fields:
            known = self._fields[name] = FieldArrays(self.file, name)
        return known

    @override
    def __contains__(self, term: tuple[str, bytes]) -> bool:
        arrays = self.field(term[0])
        return arrays is not None and arrays.find(term[1]) is not None

    @override
    def cursor(self, fieldname: str, fieldobj: FieldType) -> "ArrayCursor":
        return ArrayCursor(self, fieldname, fieldobj)

    @override
    def terms(self) -> Iterator[tuple[str, bytes]]:
        for name in self._fields:
            yield from self.terms_from(name, b"", only=True)

    @override
    def terms_from(
        self, fieldname: str, prefix: bytes, *, only: bool = False
    ) -> Iterator[tuple[str, bytes]]:
        """Yield the terms from `prefix` on, and those of the fields after, as Whoosh does."""
        for name in self._fields:
            if name < fieldname or (only and name != fieldname):
                continue
            arrays = self.field(name)
            assert arrays is not None  # noqa: S101  for the type checker: the name is a key
            first = arrays.place(prefix) if name == fieldname else 0
            for number in range(first, len(arrays)):
                yield name, arrays.term(number)

    @override
    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    @override
    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    @override
    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        arrays, number = self._found(fieldname, text)
        entries, often = arrays.entries(number), arrays.frequencies(number)
        return TermInfo(  # type: ignore[no-untyped-call]  # Whoosh's
            weight=float(often.sum(dtype=np.int64)),
            df=len(entries),
            minlength=1,
            maxlength=1 << 20,
            maxweight=float(often.max()),
            minid=int(entries[0]),
            maxid=int(entries[-1]),
        )

    @override
    def frequency(self, fieldname: str, text: bytes) -> float:
        arrays = self.field(fieldname)
        number = arrays.find(text) if arrays else None
        return 0.0 if arrays is None or number is None else float(arrays.occurrence_count(number))

    @override
    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        arrays = self.field(fieldname)
        number = arrays.find(text) if arrays else None
        return 0 if arrays is None or number is None else arrays.entry_count(number)

    @override
    def matcher(
        self, fieldname: str, text: bytes, format_: Format, scorer: BaseScorer | None = None
    ) -> "ArrayMatcher":
        arrays, number = self._found(fieldname, text)
        return ArrayMatcher(arrays, number, (fieldname, text), format_, scorer)

    @override
    def indexed_field_names(self) -> Iterable[str]:
        return self._fields.keys()

    @override
    def close(self) -> None:
        self._fields = {}
        self.file.close()

    def _found(self, field: str, term: bytes) -> tuple[FieldArrays, int]:
        arrays = self.field(field)
        number = arrays.find(term) if arrays is not None else None
        if arrays is None or number is None:
            raise TermNotFound(f"{field}:{term!r}")
        return arrays, number


class ArrayCursor(base.FieldCursor):
    """Walks the terms of one field, for queries that look for similar words."""

    def __init__(self, terms: ArrayTerms, field: str, kind: FieldType) -> None:
        self._terms = terms
        self._field = field
        self._arrays = terms.field(field)
        self._kind = kind
        self._at = 0

    @override
    def first(self) -> str | None:
        self._at = 0
        return self.text()

    @override
    def find(self, string: str | bytes) -> str | None:
        term = string if isinstance(string, bytes) else self._kind.to_bytes(string)
        self._at = self._arrays.place(term) if self._arrays else 0
        return self.text()

    @override
    def next(self) -> str | None:
        self._at += 1
        return self.text()

    def text(self) -> str | None:
        """Return the term it stands at, or None after the last."""
        if self._arrays is None or not self.is_valid():
            return None
        text: str = self._kind.from_bytes(self._arrays.term(self._at))
        return text

    def term_info(self) -> TermInfo | None:
        """Return what is known of it."""
        if self._arrays is None or not self.is_valid():
            return None
        return self._terms.term_info(self._field, self._arrays.term(self._at))

    def is_valid(self) -> bool:
        """Tell whether it stands at a term."""
        return self._arrays is not None and self._at < len(self._arrays)


def terms_of(reader: Any) -> ArrayTerms:  # noqa: ANN401  Whoosh has no name for what we need of it
    """Return the terms of one segment's reader."""
    terms = reader._terms  # noqa: SLF001  Whoosh has no other way to it
    assert isinstance(terms, ArrayTerms)  # noqa: S101  every segment is written by this codec
    return terms
