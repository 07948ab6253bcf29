"""A real index in a folder of its own."""

import pytest

from luutru.holdings.fulltext import Fulltext
from luutru.holdings.fulltext.entries import PageEntry

KEY = b"k" * 32


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "index" / "archive"


@pytest.fixture
def fulltext(folder):
    opened = Fulltext(folder, KEY)
    yield opened
    opened.close()


@pytest.fixture
def put(fulltext):
    """Put texts as the pages of one document each; agreement and document have the same number."""

    def put_pages(*documents):
        with fulltext.write() as writing:
            for number, pages in enumerate(documents, 1):
                told = [pages] if isinstance(pages, str) else pages
                writing.put_pages(
                    number, [PageEntry(number, number, at, text) for at, text in enumerate(told, 1)]
                )

    return put_pages


@pytest.fixture
def found(fulltext):
    """Ask, and return the numbers of the agreements in the order of the answer."""
    return lambda query: fulltext.ask(query).agreements.tolist()


def page(number, text="halal"):
    return [PageEntry(number, number, 1, f"{text} mã{number}")]


def put_page(fulltext, number, text="halal"):
    with fulltext.write() as writing:
        writing.put_pages(number, page(number, text))


def segments(folder):
    return len(list(folder.glob("*.seg"))) or len(list(folder.glob("*.arr")))
