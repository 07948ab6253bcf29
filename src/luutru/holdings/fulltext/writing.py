"""Writes into the index: one session, one commit, sealed at its end."""

from collections.abc import Iterable

from whoosh.reading import IndexReader

from luutru.holdings.fulltext import analysis
from luutru.holdings.fulltext.codec.inverting import Tokens
from luutru.holdings.fulltext.codec.segment_writer import ArraySegmentWriter
from luutru.holdings.fulltext.entries import AgreementEntry, PageEntry
from luutru.holdings.fulltext.fingerprint import CARD_PAGE
from luutru.holdings.fulltext.schema import NAMES, NAMING, PLACE, TEXT, WHOLE
from luutru.holdings.fulltext.vault import SealedIndex


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
        tokens = analysis.tokens_of(value for told in values.values() for value in told)
        fields = {name: analysis.tokens_of(told) for name, told in values.items() if told}
        fields[WHOLE] = analysis.whole_values(values)
        fields[NAMING] = analysis.naming_words(values)
        names = (f"c{entry.agreement_id}", f"a{entry.agreement_id}")
        self._add(names, (entry.agreement_id, 0, CARD_PAGE), tokens, fields)

    def put_pages(self, document_id: int, pages: Iterable[PageEntry]) -> None:
        """Add the pages of a document, in place of all those it had."""
        self._remove(f"d{document_id}")
        for page in pages:
            names = (f"d{document_id}", f"a{page.agreement_id}")
            place = (page.agreement_id, document_id, page.number)
            self._add(names, place, analysis.tokens_of((page.text,)), {})

    def remove_document(self, document_id: int) -> None:
        """Remove all pages of a document."""
        self._remove(f"d{document_id}")

    def remove_agreement(self, agreement_id: int) -> None:
        """Remove the card of an agreement and the pages of all its documents."""
        self._remove(f"a{agreement_id}")

    def commit(self) -> None:
        """Write everything; the caller seals it."""
        self._end()

    def cancel(self) -> None:
        """Let everything be as it was before the session."""
        if self._writer.is_closed:  # it failed while committing, and has tidied up
            return
        self._former.close()
        self._writer.cancel()  # type: ignore[no-untyped-call]  # Whoosh's

    def _begin(self) -> tuple[ArraySegmentWriter, IndexReader]:
        writer = ArraySegmentWriter(self._index)
        try:
            return writer, writer.reader()  # type: ignore[no-untyped-call]  # Whoosh's
        except BaseException:
            writer.cancel()  # type: ignore[no-untyped-call]  # Whoosh's
            raise

    def _end(self) -> None:
        self._former.close()
        self._writer.commit(merge=False)  # type: ignore[no-untyped-call]  # Whoosh's
        self._index.current += 1

    def _remove(self, name: str) -> None:
        """Remove every entry called `name`, also those that this session added."""
        if name in self._added:
            self._end()
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
        tokens: Tokens,
        fields: dict[str, Tokens],
    ) -> None:
        self._added.update(names)
        self._writer.add_document(
            **fields,
            **{
                TEXT: tokens,
                NAMES: analysis.names_of(names),
                PLACE: (*place, len(tokens.words), tokens.reach),
            },
        )
