"""Whoosh as it comes, on the same words: what our codec is measured against."""

from collections.abc import Iterable

from typing_extensions import override
from whoosh import fields, index
from whoosh.analysis.tokenizers import SpaceSeparatedTokenizer
from whoosh.query.compound import And, Or
from whoosh.query.positional import Phrase
from whoosh.query.qcore import Query
from whoosh.query.ranges import NumericRange
from whoosh.query.terms import FuzzyTerm, Prefix, Term
from whoosh.writing import IndexWriter

import search_analysis
from search_corpus import Agreement
from search_engines import TOP, Engine
from search_questions import Kind, Question


class StockWhoosh(Engine):
    """Its own schema, codec, writer and searcher, with memory for one segment."""

    name = "whoosh"

    @override
    def build(self, agreements: Iterable[Agreement]) -> None:
        self.folder.mkdir()
        writer = index.create_in(str(self.folder), _schema()).writer(limitmb=512)
        for agreement in agreements:
            self._put(writer, agreement)
        writer.commit()

    @override
    def open(self) -> None:
        self._index = index.open_dir(str(self.folder))
        self._searcher = self._index.searcher()

    @override
    def close(self) -> None:
        self._searcher.close()  # type: ignore[no-untyped-call]  # Whoosh's
        self._index.close()  # type: ignore[no-untyped-call]  # Whoosh's

    @override
    def add(self, agreement: Agreement) -> None:
        writer = self._index.writer()
        self._put(writer, agreement)
        writer.commit()
        self._searcher = self._searcher.refresh()  # type: ignore[no-untyped-call]  # Whoosh's

    @override
    def answer(self, question: Question) -> int:
        return len(self._searcher.search(_query(question), limit=TOP))

    def _put(self, writer: IndexWriter, agreement: Agreement) -> None:
        for entry in search_analysis.entries(agreement):
            writer.add_document(
                folded=entry.folded,
                exact=entry.exact,
                whole=entry.whole,
                partner=agreement.partner,
                day=agreement.signed_on,
            )


def _schema() -> fields.Schema:
    made = fields.Schema(partner=fields.NUMERIC(signed=False), day=fields.NUMERIC(signed=False))
    for name in ("folded", "exact", "whole"):
        made.add(name, fields.TEXT(analyzer=SpaceSeparatedTokenizer()))  # type: ignore[arg-type]  # one will do
    return made


def _query(question: Question) -> Query:
    words = [Term("folded", word) for word in question.words]
    match question.kind:
        case Kind.PHRASE_2 | Kind.PHRASE_3:
            return Phrase("folded", list(question.words))
        case Kind.ANY_5:
            return Or(words)
        case Kind.PREFIX:
            return Prefix("folded", question.words[0])
        case Kind.FUZZY:
            return FuzzyTerm("folded", question.words[0], prefixlength=1)
        case Kind.FILTERED:
            days = NumericRange("day", question.since, question.until)
            return And([*words, Term("partner", question.partner), days])
        case _:
            return And(words)
