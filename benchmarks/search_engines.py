"""What an engine is to the benchmark, and ours.

An entry is a page, or the card of an agreement. Every answer is the best twenty with what tells
which pages they are, and exactly how many there are.
"""

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterable
from pathlib import Path

from typing_extensions import override

from luutru.holdings.fulltext import Fulltext
from luutru.holdings.fulltext.entries import AgreementEntry, PageEntry
from luutru.holdings.fulltext.query import Among, And, Fuzzy, Or, Phrase, Prefix, Query, Words
from search_corpus import Agreement
from search_questions import Kind, Question

TOP = 20
CATALOGUE = "catalogue.sqlite"
"""Beside the folders of the engines."""
_KEY = b"benchmark benchmark benchmark 32"


class Engine(ABC):
    """An engine with its index in a folder."""

    name: str

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @abstractmethod
    def build(self, agreements: Iterable[Agreement]) -> None:
        """Make the index and leave it as somebody would search it, closed."""

    @abstractmethod
    def open(self) -> None:
        """Be ready to answer."""

    @abstractmethod
    def close(self) -> None:
        """Let go of all files."""

    @abstractmethod
    def add(self, agreement: Agreement) -> None:
        """Add one agreement, safely on the disk and ready to be found."""

    @abstractmethod
    def answer(self, question: Question) -> int:
        """Find the best twenty, and return how many there are."""

    def size(self) -> int:
        """Return the bytes on the disk."""
        return sum(file.stat().st_size for file in self.folder.rglob("*") if file.is_file())


class Agreements:
    """The catalogue: which agreements, and which of their entries, a partner has in a time."""

    def __init__(self, file: Path) -> None:
        self.connection = sqlite3.connect(file, isolation_level=None)

    def fill(self, agreements: Iterable[Agreement]) -> None:
        """Enter the agreements; entries have numbers in the order of the corpus, from 1."""
        run = self.connection.execute
        run("BEGIN")
        run("CREATE TABLE agreement (id INTEGER PRIMARY KEY, partner, day)")
        run("CREATE TABLE entry (id INTEGER PRIMARY KEY, partner, day)")
        entry = 0
        for it in agreements:
            run("INSERT INTO agreement VALUES (?, ?, ?)", (it.number, it.partner, it.signed_on))
            for _ in range(1 + len(it.pages)):
                entry += 1
                run("INSERT INTO entry VALUES (?, ?, ?)", (entry, it.partner, it.signed_on))
        run("CREATE INDEX agreement_partner ON agreement (partner, day)")
        run("CREATE INDEX entry_partner ON entry (partner, day)")
        run("COMMIT")

    def found(self, question: Question) -> frozenset[int]:
        """Return the agreements of a partner in a time."""
        rows = self.connection.execute(
            "SELECT id FROM agreement WHERE partner = ? AND day BETWEEN ? AND ?",
            (question.partner, question.since, question.until),
        )
        return frozenset(number for (number,) in rows)


class Luutru(Engine):
    """Ours; partners and days are looked up in the catalogue first."""

    name = "luutru"

    @override
    def build(self, agreements: Iterable[Agreement]) -> None:
        self.open()
        with self.fulltext.write() as writing:
            for agreement in agreements:
                writing.put_agreement(_card(agreement))
                writing.put_pages(agreement.number, _pages(agreement))
        self.fulltext.settle()
        self.close()

    @override
    def open(self) -> None:
        self.fulltext = Fulltext(self.folder, _KEY)
        catalogue = self.folder.with_name(CATALOGUE)
        self.catalogue = Agreements(catalogue)

    @override
    def close(self) -> None:
        self.fulltext.close()
        self.catalogue.connection.close()

    @override
    def add(self, agreement: Agreement) -> None:
        with self.fulltext.write() as writing:
            writing.put_agreement(_card(agreement))
            writing.put_pages(agreement.number, _pages(agreement))

    @override
    def answer(self, question: Question) -> int:
        return self.fulltext.pages(self.query(question, " ".join(question.words)), TOP).total

    def query(self, question: Question, text: str) -> Query:
        """Say a question in our terms."""
        match question.kind:
            case Kind.PHRASE_2 | Kind.PHRASE_3:
                return Phrase(text)
            case Kind.ANY_5:
                return Or(tuple(map(Words, text.split())))
            case Kind.PREFIX:
                return Prefix(text)
            case Kind.FUZZY:
                return Fuzzy(text)
            case Kind.FILTERED:
                return And((Words(text), Among(self.catalogue.found(question))))
            case _:
                return Words(text)


def _card(agreement: Agreement) -> AgreementEntry:
    return AgreementEntry(
        agreement.number,
        titles=(agreement.title,),
        numbers=(agreement.code,),
        partners=agreement.partner_names,
    )


def _pages(agreement: Agreement) -> list[PageEntry]:
    return [
        PageEntry(agreement.number, agreement.number, number, text)
        for number, text in enumerate(agreement.pages, 1)
    ]
