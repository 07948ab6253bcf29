"""The same corpus in Whoosh's own codec and in ours."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from whoosh import fields
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from luutru.holdings.fulltext.codec.inverting import Tokens
from luutru.holdings.fulltext.codec.segment_writer import ArraySegmentWriter
from luutru.holdings.fulltext.codec.tokens_field import TokensField

WORDS = [
    "ban", "ghi", "nho", "hop", "tac", "tieu", "chuan", "do", "luong", "chat", "bang", "banh",
    "chuong", "thoa", "thuan",
]  # fmt: skip
Page = Sequence[str]


def as_they_are(word: str) -> tuple[str, str]:
    """Words here have no marks: each is its own term and its own spelling."""
    return word, word


def tokens(words: Page) -> Tokens:
    return Tokens(list(words), [(0, len(words))])


@dataclass
class Shelf:
    """One index."""

    index: FileIndex
    writer: type[SegmentWriter]

    def write(self, pages, deleted=(), **options):
        writer = self.writer(self.index, **options)
        for number in deleted:
            writer.delete_document(number)
        for page in pages:
            writer.add_document(text=tokens(page))
        writer.commit(merge=False)


@pytest.fixture
def shelf(tmp_path_factory):
    """Make an empty index with one field of words."""

    def make(writer=ArraySegmentWriter):
        schema = fields.Schema(text=TokensField(as_they_are, scorable=True))
        storage = FileStorage(str(tmp_path_factory.mktemp("index")))
        return Shelf(FileIndex.create(storage, schema), writer)

    return make


@pytest.fixture
def chance():
    return random.Random(20371)  # noqa: S311  no secret
