"""Writes into the index: one session, one commit, sealed at its end."""

from collections.abc import Callable, Iterable
from typing import Final

from whoosh.codec.base import Segment
from whoosh.reading import IndexReader, SegmentReader
from whoosh.writing import NO_MERGE, SegmentWriter

from luutru.holdings.fulltext import analysis
from luutru.holdings.fulltext.analysis import Terms
from luutru.holdings.fulltext.entries import AgreementEntry, PageEntry
from luutru.holdings.fulltext.fingerprint import CARD_PAGE
from luutru.holdings.fulltext.schema import EXACT, NAMES, PLACE, TEXT, WHOLE, Positions
from luutru.holdings.fulltext.vault import SealedIndex

_MERGE_FROM: Final = 8
"""Segments below `_SMALL` entries that are put together when a session ends."""
_SMALL: Final = 2_000
_MEMORY_MB: Final = 96


class Writing:
    """What may be changed between the beginning and the end of one session."""

    def __init__(self, index: SealedIndex) -> None:
        self._index = index
        self._writer, self._former = self._begin()
        self._added: set[str] = set()

    def put_agreement(self, entry: AgreementEntry) -> None:
        """Add the card of an agreement, in place of the one it had."""
        self._remove(f"c{entry.agreement_id}")
        values = analysis.card_values(entry)
        terms = analysis.terms_of(value for told in values.values() for value in told)
        fields: dict[str, Positions] = {
            name: analysis.terms_of(told).folded for name, told in values.items() if told
        }
        fields[WHOLE] = analysis.whole_values(values)
        names = (f"c{entry.agreement_id}", f"a{entry.agreement_id}")
        self._add(names, (entry.agreement_id, 0, CARD_PAGE), terms, fields)

    def put_pages(self, document_id: int, pages: Iterable[PageEntry]) -> None:
        """Add the pages of a document, in place of all those it had."""
        self._remove(f"d{document_id}")
        for page in pages:
            names = (f"d{document_id}", f"a{page.agreement_id}")
            place = (page.agreement_id, document_id, page.number)
            self._add(names, place, analysis.terms_of((page.text,)), {})

    def remove_document(self, document_id: int) -> None:
        """Remove all pages of a document."""
        self._remove(f"d{document_id}")

    def remove_agreement(self, agreement_id: int) -> None:
        """Remove the card of an agreement and the pages of all its documents."""
        self._remove(f"a{agreement_id}")

    def commit(self) -> None:
        """Write everything; the caller seals it."""
        self._end(_merge_many_small)

    def cancel(self) -> None:
        """Let everything be as it was before the session."""
        if self._writer.is_closed:  # it failed while committing, and has tidied up
            return
        self._former.close()
        self._writer.cancel()  # type: ignore[no-untyped-call]  # Whoosh's

    def _begin(self) -> tuple[SegmentWriter, IndexReader]:
        writer = SegmentWriter(self._index, limitmb=_MEMORY_MB)  # type: ignore[no-untyped-call]  # Whoosh's
        return writer, writer.reader()  # type: ignore[no-untyped-call]  # Whoosh's

    def _end(self, merge: Callable[[SegmentWriter, list[Segment]], list[Segment]]) -> None:
        self._former.close()
        self._writer.commit(mergetype=merge)  # type: ignore[no-untyped-call]  # Whoosh's
        self._index.current += 1

    def _remove(self, name: str) -> None:
        """Remove every entry called `name`, also those that this session added."""
        if name in self._added:
            self._end(NO_MERGE)
            self._writer, self._former = self._begin()
            self._added.clear()
        if (NAMES, name.encode()) not in self._former:
            return
        matcher = self._former.postings(NAMES, name)
        for number in list(matcher.all_ids()):
            self._writer.delete_document(number)  # type: ignore[no-untyped-call]  # Whoosh's

    def _add(
        self,
        names: tuple[str, ...],
        place: tuple[int, int, int],
        terms: Terms,
        fields: dict[str, Positions],
    ) -> None:
        self._added.update(names)
        self._writer.add_document(  # type: ignore[no-untyped-call]  # Whoosh's
            **fields,
            **{
                TEXT: terms.folded,
                EXACT: terms.exact,
                NAMES: {name: [0] for name in names},
                PLACE: (*place, terms.length),
            },
        )


def _merge_many_small(writer: SegmentWriter, segments: list[Segment]) -> list[Segment]:
    small = [
        segment
        for segment in segments
        if segment.doc_count_all() < _SMALL  # type: ignore[no-untyped-call]  # Whoosh's
    ]
    if len(small) < _MERGE_FROM:
        return segments
    for segment in small:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)  # type: ignore[no-untyped-call]  # Whoosh's
        reader.close()
    return [segment for segment in segments if segment not in small]
