"""Other engines, each as it is used at its best: SQLite FTS5 and tantivy."""

import sqlite3
from collections.abc import Iterable
from itertools import chain, count
from pathlib import Path

import tantivy
from tantivy import Occur
from tantivy import Query as Asked
from typing_extensions import override

import search_analysis
from luutru.holdings.fulltext.similar import one_letter_apart
from search_corpus import Agreement
from search_engines import CATALOGUE, TOP, Engine
from search_questions import Kind, Question

_INSERT = "INSERT INTO f (rowid, folded, exact, whole) VALUES (?, ?, ?, ?)"
_SIGNS = "-/&.:_‐‑–"
"""What is inside codes and dates, and in no folded word."""


class Fts5(Engine):
    """SQLite's: a contentless table of folded words, exact words, and codes and dates.

    All in one transaction, with a cache of 64 MB. `ORDER BY bm25(f)` is faster than by rank; a
    filter as `+rowid IN` keeps SQLite from asking the index row by row; only a prefix needs to be
    told its column. One edit is looked up in the vocabulary, as we do it.
    """

    name = "fts5"
    _vocabulary: frozenset[str] | None = None

    @override
    def build(self, agreements: Iterable[Agreement]) -> None:
        self.folder.mkdir()
        self.open()
        self._run(
            "CREATE VIRTUAL TABLE f USING fts5 (folded, exact, whole, content='', "
            f"tokenize=\"unicode61 remove_diacritics 0 tokenchars '{_SIGNS}'\")"
        )
        self._run("BEGIN")
        entries = chain.from_iterable(map(search_analysis.entries, agreements))
        for row, entry in enumerate(entries, 1):
            self._run(_INSERT, row, *entry)
        self._run("COMMIT")
        self._run("PRAGMA wal_checkpoint(TRUNCATE)")
        self.close()

    @override
    def open(self) -> None:
        self._connection = sqlite3.connect(self.folder / "f.sqlite", isolation_level=None)
        self._run("PRAGMA journal_mode = WAL")
        self._run("PRAGMA cache_size = -65536")
        catalogue = self.folder.with_name(CATALOGUE)
        self._run("ATTACH ? AS catalogue", str(catalogue))
        self._run("CREATE VIRTUAL TABLE temp.v USING fts5vocab (main, f, col)")
        self._vocabulary = None

    @override
    def close(self) -> None:
        self._connection.close()

    @override
    def add(self, agreement: Agreement) -> None:
        (row,) = self._run("SELECT max(rowid) FROM f").fetchone()
        self._run("BEGIN IMMEDIATE")
        for number, entry in enumerate(search_analysis.entries(agreement), row + 1):
            self._run(_INSERT, number, *entry)
        self._run("COMMIT")

    @override
    def answer(self, question: Question) -> int:
        match, filtered, values = self._said(question)
        where = f"FROM f WHERE f MATCH ? {filtered}"
        self._run(
            f"SELECT rowid, bm25(f) {where} ORDER BY bm25(f) LIMIT {TOP}", match, *values
        ).fetchall()
        (total,) = self._run(f"SELECT count(*) {where}", match, *values).fetchone()
        return int(total)

    def best(self, match: str, limit: int) -> list[int]:
        """Return the best entries that match."""
        sql = "SELECT rowid FROM f WHERE f MATCH ? ORDER BY bm25(f) LIMIT ?"
        rows = self._run(sql, match, limit)
        return [row for (row,) in rows]

    def frequencies(self) -> dict[str, int]:
        """Return in how many entries each folded word stands."""
        return dict(self._run("SELECT term, doc FROM temp.v WHERE col = 'folded'").fetchall())

    def _run(self, sql: str, *values: object) -> sqlite3.Cursor:
        return self._connection.execute(sql, values)

    def _said(self, question: Question) -> tuple[str, str, tuple[int, ...]]:
        """Return what to match, a condition more, and its values."""
        words = [f'"{word}"' for word in question.words]
        match question.kind:
            case Kind.PHRASE_2 | Kind.PHRASE_3:
                return f'"{" ".join(question.words)}"', "", ()
            case Kind.ANY_5:
                return " OR ".join(words), "", ()
            case Kind.PREFIX:
                return f"folded : {words[0]}*", "", ()
            case Kind.FUZZY:
                similar = one_letter_apart(question.words[0], self._known())
                return " OR ".join(f'"{word}"' for word in similar) or words[0], "", ()
            case Kind.FILTERED:
                wanted = "SELECT id FROM catalogue.entry WHERE partner = ? AND day BETWEEN ? AND ?"
                values = (question.partner, question.since, question.until)
                return words[0], f"AND +rowid IN ({wanted})", values
            case _:
                return " AND ".join(words), "", ()

    def _known(self) -> frozenset[str]:
        if self._vocabulary is None:
            self._vocabulary = frozenset(self.frequencies())
        return self._vocabulary


class Tantivy(Engine):
    """The Rust engine: the same three fields, one thread, partner and day as fields of its own.

    Its own fuzzy query is another one: it also lets the first letter differ, and does not rank.
    """

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._adding: tantivy.IndexWriter | None = None
        self._numbers = count(1)

    @override
    def build(self, agreements: Iterable[Agreement]) -> None:
        self.folder.mkdir()
        self._open(_tantivy_schema())
        writer = self._writer()
        for agreement in agreements:
            self._put(writer, agreement)
        writer.commit()
        writer.wait_merging_threads()

    @override
    def open(self) -> None:
        self._open(None)

    @override
    def close(self) -> None:
        self._adding = None
        del self._index, self._searcher

    @override
    def add(self, agreement: Agreement) -> None:
        if self._adding is None:
            self._adding = self._writer()
        self._put(self._adding, agreement)
        self._adding.commit()
        self._reload()

    @override
    def answer(self, question: Question) -> int:
        found = self._searcher.search(self._query(question), limit=TOP, count=True)
        self._searcher.fast_field_values("entry", [address for _, address in found.hits])
        return int(found.count)  # type: ignore[attr-defined]  # its stub forgets it

    def best(self, query: Asked, limit: int) -> list[int]:
        """Return the best entries that match."""
        found = self._searcher.search(query, limit=limit, count=False)
        addresses = [address for _, address in found.hits]
        return [int(row) for row in self._searcher.fast_field_values("entry", addresses) if row]

    def word(self, word: str, field: str = "folded") -> Asked:
        """Return the query for one word."""
        return Asked.term_query(self._schema, field, word, "freq")

    def _open(self, schema: tantivy.Schema | None) -> None:
        path = str(self.folder)
        self._index = tantivy.Index.open(path) if schema is None else tantivy.Index(schema, path)
        spaces = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer("spaces", spaces)
        self._schema = self._index.schema
        self._reload()

    def _reload(self) -> None:
        self._index.reload()
        self._searcher = self._index.searcher()

    def _writer(self) -> tantivy.IndexWriter:
        return self._index.writer(heap_size=128_000_000, num_threads=1)

    def _put(self, writer: tantivy.IndexWriter, agreement: Agreement) -> None:
        for entry in search_analysis.entries(agreement):
            writer.add_document(
                tantivy.Document(
                    folded=entry.folded,
                    exact=entry.exact,
                    whole=entry.whole,
                    partner=agreement.partner,
                    day=agreement.signed_on,
                    entry=next(self._numbers),
                )
            )

    def _query(self, question: Question) -> Asked:
        words = [self.word(word) for word in question.words]
        match question.kind:
            case Kind.PHRASE_2 | Kind.PHRASE_3:
                return Asked.phrase_query(self._schema, "folded", [*question.words])
            case Kind.ANY_5:
                return Asked.boolean_query([(Occur.Should, word) for word in words])
            case Kind.PREFIX:
                # Its prefix query of phrases gives up after fifty words.
                return self._like(question.words[0], distance=0, prefix=True)
            case Kind.FUZZY:
                return self._like(question.words[0], distance=1, prefix=False)
            case Kind.FILTERED:
                partner = Asked.term_query(self._schema, "partner", question.partner, "basic")
                return Asked.boolean_query(
                    [(Occur.Must, part) for part in (*words, partner, self._days(question))]
                )
            case _:
                return Asked.boolean_query([(Occur.Must, word) for word in words])

    def _like(self, word: str, distance: int, *, prefix: bool) -> Asked:
        return Asked.fuzzy_term_query(
            self._schema, "folded", word, distance=distance, prefix=prefix
        )

    def _days(self, question: Question) -> Asked:
        """Range over the column of days; made once it is built, like every query."""
        return Asked.range_query(
            self._schema, "day", tantivy.FieldType.Integer, question.since, question.until
        )


def _tantivy_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("folded", "exact", "whole"):
        builder.add_text_field(name, tokenizer_name="spaces", index_option="position")
    builder.add_integer_field("partner", indexed=True)
    builder.add_integer_field("day", fast=True)
    builder.add_integer_field("entry", fast=True)
    return builder.build()
